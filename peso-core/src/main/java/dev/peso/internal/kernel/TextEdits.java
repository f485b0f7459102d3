package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.LIST;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Changed texts: replace, pad, repeat, translate, accents.
final class TextEdits {
    /// The longest text a function makes from a short one.
    private static final long MOST_BYTES = 100_000_000;

    private TextEdits() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("replace", RowKernels.texts(_ -> TextEdits::replace),
                takes(TEXT, TEXT, TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("lpad",
                RowKernels.texts(_ -> (args, row, out) -> pad("lpad", args, row, out, true)),
                takes(TEXT, INT).optional(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("rpad",
                RowKernels.texts(_ -> (args, row, out) -> pad("rpad", args, row, out, false)),
                takes(TEXT, INT).optional(TEXT).returns(DataType.UTF8)));
        Function.KernelFactory repeat = RowKernels.texts(_ -> TextEdits::repeat);
        registrar.add(TextFunctions.function("repeat",
                (args, result) -> result instanceof DataType.ListOf
                        ? (vectors, rows) -> Lists.repeat(vectors, result, rows)
                        : repeat.create(args, result),
                takes(TEXT, INT).returns(DataType.UTF8), takes(BINARY, INT).returns(DataType.BINARY),
                takes(LIST, INT).returns(List::getFirst)));
        registrar.add(TextFunctions.function("translate", RowKernels.texts(TextEdits::translate),
                takes(TEXT, TEXT, TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("strip_accents", RowKernels.texts(_ -> TextEdits::stripAccents),
                takes(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("nfc_normalize", RowKernels.texts(_ -> TextEdits::compose),
                takes(TEXT).returns(DataType.UTF8)));
    }

    private static void replace(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        TextCursor old = args.text(1, row);
        int at = text.from;
        if (old.length() > 0) {
            int found = Utf8.indexOf(text.bytes, at, text.to, old.bytes, old.from, old.to);
            if (found >= 0) {
                TextCursor by = args.text(2, row);
                while (found >= 0) {
                    out.add(text.bytes, at, found);
                    out.add(by);
                    at = found + old.length();
                    found = Utf8.indexOf(text.bytes, at, text.to, old.bytes, old.from, old.to);
                }
            }
        }
        out.add(text.bytes, at, text.to);
    }

    private static final byte[] BLANK = {' '};

    /// Fills or cuts a text to a number of code points.
    private static void pad(String name, Arguments args, int row, ByteSink out, boolean left) {
        TextCursor text = args.text(0, row);
        long wanted = Math.max(0, args.integer(1, row));
        byte[] fill = BLANK;
        int fillFrom = 0;
        int fillTo = 1;
        if (args.count() > 2) {
            TextCursor given = args.text(2, row);
            fill = given.bytes;
            fillFrom = given.from;
            fillTo = given.to;
        }
        int size = Utf8.count(text.bytes, text.from, text.to);
        if (wanted <= size) {
            out.add(text.bytes, text.from, Utf8.forward(text.bytes, text.from, text.to, wanted));
            return;
        }
        if (fillFrom == fillTo) {
            throw new RowException(row, name + " has nothing to fill up with: the third argument is empty");
        }
        checkSize(name, row, 4 * Math.min(wanted, MOST_BYTES));
        if (!left) {
            out.add(text);
        }
        int at = fillFrom;
        for (long i = size; i < wanted; i++) {
            int next = at + Utf8.width(fill[at]);
            out.add(fill, at, next);
            at = next == fillTo ? fillFrom : next;
        }
        if (left) {
            out.add(text);
        }
    }

    private static void checkSize(String name, int row, long bytes) {
        if (bytes > MOST_BYTES) {
            throw new RowException(row, name + " would make a text of more than 100 MB");
        }
    }

    private static void repeat(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        long times = Math.max(0, args.integer(1, row));
        if (text.length() == 0) {
            return;
        }
        checkSize("repeat", row, Math.min(times, MOST_BYTES + 1) * text.length());
        out.room(Math.toIntExact(times * text.length()));
        for (long i = 0; i < times; i++) {
            out.add(text);
        }
    }

    private static RowKernels.TextRow translate(List<CheckedExpr> args) {
        String from = Constants.text(args, 1);
        String to = Constants.text(args, 2);
        Map<Integer, Integer> constant = from == null || to == null ? null : mapping(from, to);
        return (a, row, out) -> {
            Map<Integer, Integer> mapping = constant == null
                    ? mapping(a.text(1, row).toString(), a.text(2, row).toString())
                    : constant;
            TextCursor text = a.text(0, row);
            for (int at = text.from; at < text.to; at += Utf8.width(text.bytes[at])) {
                int c = Utf8.decode(text.bytes, at);
                int changed = mapping.getOrDefault(c, c);
                if (changed >= 0) {
                    out.addCodePoint(changed);
                }
            }
        };
    }

    /// What each code point becomes; -1 drops it. The first of equal ones counts.
    private static Map<Integer, Integer> mapping(String from, String to) {
        int[] old = from.codePoints().toArray();
        int[] by = to.codePoints().toArray();
        Map<Integer, Integer> mapping = new HashMap<>();
        for (int i = 0; i < old.length; i++) {
            mapping.putIfAbsent(old[i], i < by.length ? by[i] : -1);
        }
        return mapping;
    }

    private static void stripAccents(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        if (Utf8.isAscii(text.bytes, text.from, text.to)) {
            out.add(text);
            return;
        }
        StringBuilder bare = new StringBuilder();
        Normalizer.normalize(text.toString(), Normalizer.Form.NFD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(bare::appendCodePoint);
        out.add(Normalizer.normalize(bare, Normalizer.Form.NFC));
    }

    private static void compose(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        if (Utf8.isAscii(text.bytes, text.from, text.to)) {
            out.add(text);
        } else {
            out.add(Normalizer.normalize(text.toString(), Normalizer.Form.NFC));
        }
    }
}
