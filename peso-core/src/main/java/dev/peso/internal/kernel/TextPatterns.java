package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.badConstant;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// Functions of regular expressions.
final class TextPatterns {
    private static final DataType TEXTS = DataType.list(DataType.UTF8);

    private TextPatterns() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(TextFunctions.function("regexp_matches", check("regexp_matches", 2),
                RowKernels.booleans(TextPatterns::matches),
                takes(TEXT, TEXT).optional(TEXT).returns(DataType.BOOLEAN)), "regexp_like");
        registrar.add(TextFunctions.function("regexp_full_match", check("regexp_full_match", 2),
                RowKernels.booleans(TextPatterns::fullMatch),
                takes(TEXT, TEXT).optional(TEXT).returns(DataType.BOOLEAN)));
        registrar.add(TextGroups.named(TextFunctions.function("regexp_extract", checkGroup("regexp_extract"),
                RowKernels.parts(TextPatterns::extract),
                takes(TEXT, TEXT).optional(INT, TEXT).returns(DataType.UTF8)), false));
        registrar.add(TextGroups
                .named(TextFunctions.function("regexp_extract_all", checkGroup("regexp_extract_all"),
                        RowKernels.lists(TextPatterns::extractAll),
                        takes(TEXT, TEXT).optional(INT, TEXT).returns(TEXTS)), true));
        registrar.add(TextFunctions.function("regexp_replace", TextPatterns::checkReplace,
                RowKernels.texts(TextPatterns::replace),
                takes(TEXT, TEXT, TEXT).optional(TEXT).returns(DataType.UTF8)));
        registrar.add(TextFunctions.function("regexp_split_to_array", check("regexp_split_to_array", 2),
                RowKernels.lists(TextPatterns::split), takes(TEXT, TEXT).optional(TEXT).returns(TEXTS)),
                "string_split_regex", "str_split_regex", "regexp_split");
        registrar.add(TextFunctions.function("regexp_escape", RowKernels.texts(_ -> TextPatterns::escape),
                takes(TEXT).returns(DataType.UTF8)));
    }

    private static Signatures.Check check(String name, int optionsAt) {
        return args -> constant(name, args, optionsAt);
    }

    /// Compiles the expression if it is constant, to say now that it is wrong.
    static int constant(String name, List<CheckedExpr> args, int optionsAt) {
        String text = Constants.text(args, 1);
        String options = optionsAt < args.size() ? Constants.text(args, optionsAt) : "";
        if (text == null || options == null) {
            return -1;
        }
        try {
            return Regex.compile(text, options).groups();
        } catch (IllegalArgumentException e) {
            throw badConstant(name, String.valueOf(e.getMessage()));
        }
    }

    private static Signatures.Check checkGroup(String name) {
        return args -> {
            int groups = constant(name, args, 3);
            Long group = Constants.integer(args, 2);
            if (groups >= 0 && group != null && (group < 0 || group > groups)) {
                throw badConstant(name, groupProblem(group, groups));
            }
        };
    }

    private static String groupProblem(long group, int groups) {
        return "group " + group + " does not exist; the pattern has " + groups
                + (groups == 1 ? " group" : " groups");
    }

    private static RowKernels.BoolRow matches(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 2);
        return (a, row) -> {
            Regex regex = source.of(a, row);
            TextCursor text = a.text(0, row);
            byte[] literal = regex.literal;
            return literal == null
                    ? regex.on(text).find()
                    : Utf8.indexOf(text.bytes, text.from, text.to, literal, 0, literal.length) >= 0;
        };
    }

    private static RowKernels.BoolRow fullMatch(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 2);
        return (a, row) -> source.of(a, row).on(a.text(0, row)).matchesAll();
    }

    private static RowKernels.PartRow extract(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 3);
        return (a, row, text) -> {
            Regex regex = source.of(a, row).on(text);
            int group = group(a, row, regex);
            if (regex.find() && regex.start(group) >= 0) {
                text.from = regex.start(group);
                text.to = regex.end(group);
            } else {
                text.to = text.from;
            }
        };
    }

    private static int group(Arguments a, int row, Regex regex) {
        long group = a.integer(2, row, 0);
        if (group < 0 || group > regex.groups()) {
            throw new RowException(row, groupProblem(group, regex.groups()));
        }
        return (int) group;
    }

    private static RowKernels.PartsRow extractAll(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 3);
        return (a, row, text, parts) -> {
            Regex regex = source.of(a, row).on(text);
            int group = group(a, row, regex);
            int at = text.from;
            while (at <= text.to && regex.find(at)) {
                if (regex.start(group) >= 0) {
                    parts.add(regex.start(group), regex.end(group));
                } else {
                    parts.add(at, at);
                }
                at = after(regex, text);
            }
        };
    }

    /// Where to search on after a match: behind it, and past a code point if it is empty.
    static int after(Regex regex, TextCursor text) {
        int end = regex.end(0);
        if (end > regex.start(0)) {
            return end;
        }
        return end < text.to ? end + Utf8.width(text.bytes[end]) : end + 1;
    }

    private static RowKernels.TextRow replace(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 3);
        String to = Constants.text(args, 2);
        Replacement constant = to == null ? null : replacement(to);
        return (a, row, out) -> {
            Regex regex = source.of(a, row);
            TextCursor text = a.text(0, row);
            Replacement replacement = constant == null
                    ? new Replacement(a.text(2, row).toString())
                    : constant;
            if (replacement.highest > regex.groups()) {
                throw new RowException(row, groupProblem(replacement.highest, regex.groups()));
            }
            replace(regex.on(text), text, replacement, out);
        };
    }

    /// The replacement, or null if it is wrong: then the first row that needs it fails.
    private static @Nullable Replacement replacement(String text) {
        try {
            return new Replacement(text);
        } catch (RowException _) {
            return null;
        }
    }

    /// As RE2's GlobalReplace: an empty match right behind the match before does not count.
    private static void replace(Regex regex, TextCursor text, Replacement replacement, ByteSink out) {
        int at = text.from;
        int lastEnd = -1;
        while (at <= text.to && regex.find(at)) {
            int start = regex.start(0);
            int end = regex.end(0);
            out.add(text.bytes, at, start);
            at = start;
            if (start == end && start == lastEnd) {
                if (at == text.to) {
                    break;
                }
                int next = at + Utf8.width(text.bytes[at]);
                out.add(text.bytes, at, next);
                at = next;
                lastEnd = -1;
                continue;
            }
            replacement.write(regex, text, out);
            at = end;
            lastEnd = end;
            if (!regex.global) {
                break;
            }
        }
        out.add(text.bytes, at, text.to);
    }

    private static void checkReplace(List<CheckedExpr> args) {
        int groups = constant("regexp_replace", args, 3);
        String to = Constants.text(args, 2);
        if (to == null) {
            return;
        }
        try {
            int highest = new Replacement(to).highest;
            if (groups >= 0 && highest > groups) {
                throw badConstant("regexp_replace", groupProblem(highest, groups));
            }
        } catch (RowException e) {
            throw badConstant("regexp_replace", String.valueOf(e.getMessage()));
        }
    }

    /// A replacement text in which `\0` to `\9` stand for groups and `\\` for a backslash.
    private static final class Replacement {
        private final String text;
        private final int highest;

        Replacement(String text) {
            this.text = text;
            int most = 0;
            for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
                char c = i + 1 < text.length() ? text.charAt(i + 1) : 0;
                if (c != '\\' && (c < '0' || c > '9')) {
                    throw new RowException(0, "a backslash in the replacement \"" + text
                            + "\" must be followed by a digit or a backslash");
                }
                most = c == '\\' ? most : Math.max(most, c - '0');
            }
            highest = most;
        }

        void write(Regex regex, TextCursor source, ByteSink out) {
            int from = 0;
            for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', from)) {
                out.add(text.substring(from, i));
                char c = text.charAt(i + 1);
                if (c == '\\') {
                    out.add(c);
                } else if (regex.start(c - '0') >= 0) {
                    out.add(source.bytes, regex.start(c - '0'), regex.end(c - '0'));
                }
                from = i + 2;
            }
            out.add(text.substring(from));
        }
    }

    private static RowKernels.PartsRow split(List<CheckedExpr> args) {
        Regex.Source source = Regex.source(args, 2);
        return (a, row, text, parts) -> {
            Regex regex = source.of(a, row).on(text);
            int partFrom = text.from;
            int at = text.from;
            while (at < text.to && regex.find(at)) {
                int start = regex.start(0);
                int end = regex.end(0);
                if (start == end && start == partFrom) {
                    at = start + (start < text.to ? Utf8.width(text.bytes[start]) : 1);
                    if (at >= text.to) {
                        break;
                    }
                    continue;
                }
                if (start == end && start == text.to) {
                    break;
                }
                parts.add(partFrom, start);
                partFrom = end;
                at = end;
            }
            parts.add(partFrom, text.to);
        };
    }

    private static void escape(Arguments args, int row, ByteSink out) {
        TextCursor text = args.text(0, row);
        for (int i = text.from; i < text.to; i++) {
            byte b = text.bytes[i];
            boolean plain = b < 0 || b == '_' || Character.isLetterOrDigit(b);
            if (b == 0) {
                out.add("\\x00");
            } else {
                if (!plain) {
                    out.add('\\');
                }
                out.add(b);
            }
        }
    }
}
