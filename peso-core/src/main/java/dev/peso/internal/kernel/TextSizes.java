package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.FLOAT;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Numbers as people read them: sizes in bytes, bars, digits of any base.
final class TextSizes {
    private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final String[] DECIMAL = {"kB", "MB", "GB", "TB", "PB"};
    private static final Pattern SIZE = Pattern
            .compile("(\\d{1,40}(?:\\.\\d{0,40})?(?:e[+-]?\\d{1,3})?) *([a-z]{1,5})");
    private static final Map<String, BigDecimal> UNITS = units();
    private static final int MOST_DIGITS = 64;
    private static final double DEFAULT_BAR = 80;
    private static final double LONGEST_BAR = 1000;
    private static final String PARTS = "\u258f\u258e\u258d\u258c\u258b\u258a\u2589";
    private static final int FULL = 0x2588;

    private TextSizes() {}

    private static Map<String, BigDecimal> units() {
        Map<String, BigDecimal> units = new java.util.HashMap<>();
        for (String one : List.of("b", "byte", "bytes")) {
            units.put(one, BigDecimal.ONE);
        }
        for (int i = 0; i < BINARY.length; i++) {
            units.put(BINARY[i].toLowerCase(Locale.ROOT), BigDecimal.valueOf(1L << 10 * (i + 1)));
            units.put(DECIMAL[i].toLowerCase(Locale.ROOT), BigDecimal.TEN.pow(3 * (i + 1)));
        }
        return Map.copyOf(units);
    }

    static void register(Functions.Registrar registrar) {
        size(registrar, "format_bytes", 1024, BINARY, "formatreadablesize", "pg_size_pretty");
        size(registrar, "format_bytes_decimal", 1000, DECIMAL, "formatreadabledecimalsize");
        registrar.add(TextFunctions.function("parse_formatted_bytes", RowKernels.longs(_ -> TextSizes::parse),
                takes(TEXT).returns(DataType.INT64)), "parse_bytes");
        registrar.add(new Function("bar", Signatures.resolver("bar", TextSizes::checkBar,
                takes(FLOAT, FLOAT, FLOAT).optional(FLOAT).returns(DataType.UTF8)),
                RowKernels.texts(_ -> TextSizes::bar)));
        registrar.add(new Function("to_base", Signatures.resolver("to_base", TextSizes::checkBase,
                takes(INT, INT).optional(INT).returns(DataType.UTF8)),
                RowKernels.texts(_ -> TextSizes::digits)));
    }

    private static void size(Functions.Registrar registrar, String name, int step, String[] units,
            String... aliases) {
        registrar.add(new Function(name, Signatures.resolver(name, takes(INT).returns(DataType.UTF8)),
                RowKernels.texts(_ -> (a, row, out) -> format(a.integer(0, row), step, units, out))),
                aliases);
    }

    /// One digit after the point, cut off so that no size is shown as more than it is.
    private static void format(long bytes, int step, String[] units, ByteSink out) {
        BigDecimal size = BigDecimal.valueOf(bytes).abs();
        BigDecimal factor = BigDecimal.valueOf(step);
        if (bytes < 0) {
            out.add('-');
        }
        if (size.compareTo(factor) < 0) {
            out.add(size + (size.compareTo(BigDecimal.ONE) == 0 ? " byte" : " bytes"));
            return;
        }
        int unit = 0;
        BigDecimal divisor = factor;
        while (unit < units.length - 1 && size.compareTo(divisor.multiply(factor)) >= 0) {
            divisor = divisor.multiply(factor);
            unit++;
        }
        out.add(size.divide(divisor, 1, RoundingMode.DOWN) + " " + units[unit]);
    }

    /// The bytes that a text such as `1.5 KiB` or `2 MB` says; a part of a byte is cut off.
    private static long parse(Arguments args, int row) {
        String text = args.text(0, row).toString();
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        BigDecimal unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new RowException(row, "\"" + TextCodes.shortened(args.text(0, row))
                    + "\" is not a size in bytes; write for example \"512 bytes\", \"1.5 KiB\" or \"2 MB\"");
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(unit).setScale(0, RoundingMode.DOWN);
        if (bytes.precision() > 19 || bytes.toBigInteger().bitLength() >= Long.SIZE) {
            throw new RowException(row, "\"" + TextCodes.shortened(args.text(0, row))
                    + "\" is beyond the range of int64");
        }
        return bytes.longValue();
    }

    private static void checkBar(List<CheckedExpr> args) {
        if (args.size() > 3 && args.get(3) instanceof CheckedExpr.Const(Number width, var _)
                && !(width.doubleValue() >= 1 && width.doubleValue() <= LONGEST_BAR)) {
            throw badConstant("bar", "the width must be in [1, 1000], got " + width);
        }
    }

    /// A bar of eighths of blocks, as long as a value lies between two bounds, filled up with blanks.
    private static void bar(Arguments args, int row, ByteSink out) {
        double width = args.count() > 3 ? args.number(3, row) : DEFAULT_BAR;
        if (!(width >= 1 && width <= LONGEST_BAR)) {
            throw new RowException(row, "the width of bar must be in [1, 1000], got " + width);
        }
        double value = args.number(0, row);
        double min = args.number(1, row);
        double max = args.number(2, row);
        double filled = !(value > min) ? 0 : value >= max ? width : (value - min) / (max - min) * width;
        int eighths = (int) (filled * 8);
        for (int i = 0; i < eighths / 8; i++) {
            out.addCodePoint(FULL);
        }
        int used = eighths / 8;
        if (eighths % 8 > 0) {
            out.addCodePoint(PARTS.charAt(eighths % 8 - 1));
            used++;
        }
        for (; used < (int) width; used++) {
            out.add(' ');
        }
    }

    private static void checkBase(List<CheckedExpr> args) {
        Long base = Constants.integer(args, 1);
        Long least = args.size() > 2 ? Constants.integer(args, 2) : null;
        String problem = baseProblem(base == null ? Character.MIN_RADIX : base, least == null ? 0 : least);
        if (problem != null) {
            throw badConstant("to_base", problem);
        }
    }

    private static @Nullable String baseProblem(long base, long least) {
        if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            return "the base must be in [2, 36], got " + base;
        }
        return least < 0 || least > MOST_DIGITS
                ? "the least number of digits must be in [0, 64], got " + least
                : null;
    }

    private static void digits(Arguments args, int row, ByteSink out) {
        long value = args.integer(0, row);
        long base = args.integer(1, row);
        long least = args.integer(2, row, 1);
        String problem = value < 0 ? "takes a number of 0 or more, got " + value : baseProblem(base, least);
        if (problem != null) {
            throw new RowException(row, "to_base: " + problem);
        }
        String digits = Long.toString(value, (int) base).toUpperCase(Locale.ROOT);
        for (int i = digits.length(); i < least; i++) {
            out.add('0');
        }
        out.add(digits);
    }
}
