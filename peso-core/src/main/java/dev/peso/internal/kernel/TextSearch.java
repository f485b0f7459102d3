package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Finding a text in a text: contains, starts_with, ends_with, position, like.
final class TextSearch {
    private TextSearch() {}

    /// Whether a text is found in another one.
    @FunctionalInterface
    private interface Find {
        boolean test(byte[] bytes, int from, int to, byte[] wanted, int wantedFrom, int wantedTo);
    }

    static void register(Functions.Registrar registrar) {
        find(registrar, "contains",
                (bytes, from, to, wanted, wantedFrom, wantedTo) -> Utf8.indexOf(bytes, from,
                        to, wanted, wantedFrom, wantedTo) >= 0);
        find(registrar, "starts_with", Utf8::startsWith, "prefix", "^@");
        find(registrar, "ends_with", Utf8::endsWith, "suffix");
        registrar.add(TextFunctions.function("position", RowKernels.longs(_ -> TextSearch::position),
                takes(TEXT, TEXT).returns(DataType.INT64)), "strpos", "instr");
        like(registrar, "like", false, false, "like_escape");
        like(registrar, "ilike", true, false, "ilike_escape");
        like(registrar, "not_like", false, true, "not_like_escape");
        like(registrar, "not_ilike", true, true, "not_ilike_escape");
    }

    private static void find(Functions.Registrar registrar, String name, Find find, String... aliases) {
        Signatures.Overload texts = takes(TEXT, TEXT).returns(DataType.BOOLEAN);
        Function.KernelFactory factory = (_, _) -> {
            TextCursor text = new TextCursor();
            TextCursor wanted = new TextCursor();
            return (vectors, rows) -> find(find, vectors, rows, text, wanted);
        };
        Function function = TextFunctions.function(name, factory, texts);
        registrar.add(name.equals("contains") ? orNested(function) : function, aliases);
    }

    /// `contains` of a list is `list_contains`, of a map `map_contains`.
    private static Function orNested(Function texts) {
        return new Function(texts.name(), args -> nested(texts, args).resolver().resolve(args),
                (args, result) -> nested(texts, args).factory().create(args, result));
    }

    private static Function nested(Function texts, List<CheckedExpr> args) {
        String name = args.isEmpty()
                ? ""
                : switch (args.getFirst().type()) {
                    case DataType.ListOf _ -> "list_contains";
                    case DataType.MapOf _ -> "map_contains";
                    default -> "";
                };
        return name.isEmpty() ? texts : Objects.requireNonNull(Functions.find(name));
    }

    private static Vector find(Find find, Vector[] vectors, int rows, TextCursor text, TextCursor wanted) {
        ViewVector texts = (ViewVector) vectors[0];
        ViewVector wants = (ViewVector) vectors[1];
        long[] bits = new long[Bitmap.words(rows)];
        for (int i = 0; i < rows; i++) {
            if (texts.byteLength(i) >= wants.byteLength(i)) {
                text.read(texts, i);
                wanted.read(wants, i);
                if (find.test(text.bytes, text.from, text.to, wanted.bytes, wanted.from, wanted.to)) {
                    Bitmap.set(bits, i);
                }
            }
        }
        return new BitVector(bits, 0, rows, Arguments.valid(vectors, rows));
    }

    private static long position(Arguments args, int row) {
        TextCursor text = args.text(0, row);
        TextCursor wanted = args.text(1, row);
        int found = Utf8.indexOf(text.bytes, text.from, text.to, wanted.bytes, wanted.from, wanted.to);
        return found < 0 ? 0 : 1 + Utf8.count(text.bytes, text.from, found);
    }

    private static void like(Functions.Registrar registrar, String name, boolean ignoreCase, boolean negated,
            String alias) {
        Signatures.Check check = args -> {
            String pattern = Constants.text(args, 1);
            String escape = args.size() < 3 ? "" : Constants.text(args, 2);
            if (pattern != null && escape != null) {
                try {
                    compile(pattern, escape, ignoreCase);
                } catch (IllegalArgumentException e) {
                    throw badConstant(name, e.getMessage() + ": \"" + pattern + "\"");
                }
            }
        };
        registrar.add(TextFunctions.function(name, check,
                RowKernels.booleans(args -> liker(args, ignoreCase, negated)),
                takes(TEXT, TEXT).optional(TEXT).returns(DataType.BOOLEAN)), alias);
    }

    private static LikeMatcher compile(String pattern, String escape, boolean ignoreCase) {
        if (escape.codePointCount(0, escape.length()) > 1) {
            throw new IllegalArgumentException(
                    "the escape must be one character, got \"" + escape + "\" for the pattern");
        }
        String folded = ignoreCase ? LikeMatcher.lower(pattern) : pattern;
        String sign = ignoreCase ? LikeMatcher.lower(escape) : escape;
        return LikeMatcher.compile(folded, sign.isEmpty() ? -1 : sign.codePointAt(0));
    }

    /// The pattern, or null if it is wrong: then the first row that needs it fails.
    private static @Nullable LikeMatcher compiled(String pattern, String escape, boolean ignoreCase) {
        try {
            return compile(pattern, escape, ignoreCase);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static RowKernels.BoolRow liker(List<CheckedExpr> args, boolean ignoreCase, boolean negated) {
        String pattern = Constants.text(args, 1);
        String escape = args.size() < 3 ? "" : Constants.text(args, 2);
        Patterns patterns = new Patterns(ignoreCase);
        LikeMatcher constant = pattern == null || escape == null
                ? null
                : compiled(pattern, escape, ignoreCase);
        ByteSink folded = new ByteSink();
        return (a, row) -> {
            LikeMatcher matcher = constant != null
                    ? constant
                    : patterns.of(a.text(1, row), a.count() < 3 ? null : a.text(2, row), row);
            TextCursor text = a.text(0, row);
            if (!ignoreCase) {
                return matcher.matches(text) != negated;
            }
            folded.clear();
            TextCase.change(text, false, folded);
            return matcher.matches(folded.bytes, 0, folded.length) != negated;
        };
    }

    /// Compiles patterns that change from row to row; keeps the last one.
    private static final class Patterns {
        private final boolean ignoreCase;
        private String pattern = "";
        private String escape = "";
        private @Nullable LikeMatcher matcher;

        Patterns(boolean ignoreCase) {
            this.ignoreCase = ignoreCase;
        }

        LikeMatcher of(TextCursor newPattern, @Nullable TextCursor newEscape, int row) {
            String text = newPattern.toString();
            String sign = newEscape == null ? "" : newEscape.toString();
            LikeMatcher known = matcher;
            if (known != null && pattern.equals(text) && escape.equals(sign)) {
                return known;
            }
            try {
                known = compile(text, sign, ignoreCase);
            } catch (IllegalArgumentException e) {
                throw new RowException(row, e.getMessage() + ": \"" + text + "\"");
            }
            pattern = text;
            escape = sign;
            matcher = known;
            return known;
        }
    }
}
