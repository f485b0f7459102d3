package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;

import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.DataType.Unit;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Dates and times to and from text in a format: strftime, strptime.
final class TemporalTexts {
    private TemporalTexts() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("strftime", TemporalTexts::resolveFormat,
                OverDictionary.wrap(RowKernels.texts(TemporalTexts::formatter))));
        parser(registrar, "strptime", false);
        parser(registrar, "try_strptime", true);
    }

    /// The moment and the format, in either order.
    private static Function.Signature resolveFormat(List<CheckedExpr> args) {
        if (args.size() == 2) {
            int moment = args.getFirst().type().isText() ? 1 : 0;
            DataType type = args.get(moment).type();
            DataType format = args.get(1 - moment).type();
            boolean fits = type == DataType.DATE || type instanceof DataType.Timestamp
                    || type instanceof DataType.Time
                    || type == DataType.NULL;
            if (fits && (format.isText() || format == DataType.NULL)) {
                compile("strftime", Constants.text(args, 1 - moment));
                DataType first = type == DataType.NULL ? DataType.TIMESTAMP : type;
                DataType second = format == DataType.NULL ? DataType.UTF8 : format;
                return new Function.Signature(moment == 0 ? List.of(first, second) : List.of(second, first),
                        DataType.UTF8);
            }
        }
        throw Signatures.reject("strftime", "(date or timestamp or time, utf8)", args, args.size() == 2);
    }

    private static @Nullable TimeFormat compile(String name, @Nullable String format) {
        if (format == null) {
            return null;
        }
        try {
            return TimeFormat.compile(format);
        } catch (IllegalArgumentException e) {
            throw badConstant(name, String.valueOf(e.getMessage()));
        }
    }

    private static RowKernels.TextRow formatter(List<CheckedExpr> args) {
        int moment = args.getFirst().type().isText() ? 1 : 0;
        Moments moments = Moments.of(args.get(moment).type());
        Formats formats = new Formats(args, 1 - moment);
        return (a, row, out) -> formats.of(a, row).write(moments, Moments.stored(a.vector(moment), row), out);
    }

    /// The format of each row: a constant, or the last one used.
    private static final class Formats {
        private final int arg;
        private final boolean constant;
        private String text = "";
        private TimeFormat format = TimeFormat.compile("");
        private TimeFormat.Reader reader = format.reader();

        Formats(List<CheckedExpr> args, int arg) {
            this.arg = arg;
            String given = Constants.text(args, arg);
            constant = given != null && isFormat(given);
            if (given != null && constant) {
                use(given);
            }
        }

        private static boolean isFormat(String text) {
            try {
                TimeFormat.compile(text);
                return true;
            } catch (IllegalArgumentException _) {
                return false; // the first row that needs it fails
            }
        }

        private void use(String newText) {
            text = newText;
            format = TimeFormat.compile(newText);
            reader = format.reader();
        }

        TimeFormat of(Arguments args, int row) {
            if (!constant) {
                String given = args.text(arg, row).toString();
                if (!given.equals(text)) {
                    try {
                        use(given);
                    } catch (IllegalArgumentException e) {
                        throw new RowException(row, String.valueOf(e.getMessage()));
                    }
                }
            }
            return format;
        }

        TimeFormat.Reader reader(Arguments args, int row) {
            of(args, row);
            return reader;
        }
    }

    private static void parser(Functions.Registrar registrar, String name, boolean orNull) {
        Function.Resolver texts = Signatures.resolver(name,
                Signatures.takes(TEXT, TEXT).returns(DataType.TIMESTAMP));
        registrar.add(new Function(name, args -> {
            Function.Signature signature = texts.resolve(args);
            TimeFormat format = compile(name, Constants.text(args, 1));
            Unit unit = format != null && format.hasNanos() ? Unit.NANO : Unit.MICRO;
            ZoneOffset zone = format != null && format.hasZone() ? ZoneOffset.UTC : null;
            return new Function.Signature(signature.args(), new DataType.Timestamp(unit, zone));
        }, (args, result) -> OverDictionary.wrap(RowKernels.longs(_ -> {
            Moments moments = Moments.of(new DataType.Timestamp(((DataType.Timestamp) result).unit(), null));
            Formats formats = new Formats(args, 1);
            return (a, row) -> read(formats.reader(a, row), moments, a, row, orNull);
        })).create(args, result)));
    }

    private static long read(TimeFormat.Reader reader, Moments moments, Arguments args, int row,
            boolean orNull) {
        TextCursor text = args.text(0, row);
        if (reader.read(text)) {
            return reader.count(moments);
        }
        if (!orNull) {
            throw new RowException(row,
                    "\"" + TextCodes.shortened(text) + "\" does not fit: " + reader.problem());
        }
        args.nothing();
        return 0;
    }
}
