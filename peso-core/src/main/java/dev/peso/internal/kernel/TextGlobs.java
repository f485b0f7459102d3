package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// `glob(text, pattern)`: patterns of file names.
///
/// `*` stands for any text, `?` for one code point, `[abc]`, `[a-z]` and `[!a-z]` for one of a set or not of it; a
/// backslash before a character takes it as it is. The whole text must match; the time is linear in its length.
final class TextGlobs {
    private TextGlobs() {}

    static void register(Functions.Registrar registrar) {
        registrar
                .add(TextFunctions.function("glob", TextGlobs::check, RowKernels.booleans(TextGlobs::matcher),
                        takes(TEXT, TEXT).returns(DataType.BOOLEAN)), "~~~");
    }

    private static void check(List<CheckedExpr> args) {
        String pattern = Constants.text(args, 1);
        if (pattern != null) {
            try {
                compile(pattern);
            } catch (IllegalArgumentException e) {
                throw badConstant("glob", String.valueOf(e.getMessage()));
            }
        }
    }

    private static RowKernels.BoolRow matcher(List<CheckedExpr> args) {
        Last last = new Last();
        return (a, row) -> last.of(a.text(1, row), row).on(a.text(0, row)).matchesAll();
    }

    /// The pattern of the row before, compiled.
    private static final class Last {
        private String pattern = "";
        private @Nullable Regex regex;

        Regex of(TextCursor next, int row) {
            String text = next.toString();
            Regex known = regex;
            if (known != null && pattern.equals(text)) {
                return known;
            }
            try {
                known = compile(text);
            } catch (IllegalArgumentException e) {
                throw new RowException(row, String.valueOf(e.getMessage()));
            }
            pattern = text;
            regex = known;
            return known;
        }
    }

    private static Regex compile(String glob) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < glob.length()) {
            int c = glob.codePointAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '[' -> i = set(glob, i, regex);
                case '\\' -> {
                    i++;
                    if (i == glob.length()) {
                        throw new IllegalArgumentException(
                                "the pattern \"" + glob + "\" ends with a backslash");
                    }
                    quote(glob.codePointAt(i), regex);
                }
                default -> quote(c, regex);
            }
            i += Character.charCount(glob.codePointAt(i));
        }
        return Regex.compile(regex.toString(), "s");
    }

    /// Adds the set whose `[` is at a place.
    ///
    /// @return where its `]` is
    private static int set(String glob, int open, StringBuilder regex) {
        int from = open + 1;
        boolean negated = from < glob.length() && (glob.charAt(from) == '!' || glob.charAt(from) == '^');
        from += negated ? 1 : 0;
        int close = glob.indexOf(']', from + 1);
        if (close < 0) {
            throw new IllegalArgumentException("the [ at position " + (1 + glob.codePointCount(0, open))
                    + " of the pattern \"" + glob + "\" has no ]");
        }
        regex.append(negated ? "[^" : "[");
        for (int i = from; i < close; i += Character.charCount(glob.codePointAt(i))) {
            boolean range = glob.charAt(i) == '-' && i > from && i + 1 < close;
            if (range) {
                regex.append('-');
            } else {
                quote(glob.codePointAt(i), regex);
            }
        }
        regex.append(']');
        return close;
    }

    private static void quote(int c, StringBuilder regex) {
        regex.append("\\x{").append(Integer.toHexString(c)).append('}');
    }
}
