package dev.peso.internal.kernel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.RowException;

/// A compiled regular expression in RE2 syntax, matched in linear time against the bytes of a text.
///
/// Options are DuckDB's letters: `i` and `c` for case, `l` for a literal, `s` lets the dot match a newline (`m`, `n`
/// and `p` do not), `g` replaces every match.
final class Regex {
    private static final String OPTIONS = "cilmnpsg";
    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    final boolean global;
    /// The text that the pattern is, when it is nothing but a text.
    final byte @Nullable [] literal;
    private final Pattern pattern;
    private final Matcher matcher;
    private int base;

    private Regex(Pattern pattern, boolean global, byte @Nullable [] literal) {
        this.pattern = pattern;
        this.matcher = pattern.matcher("");
        this.global = global;
        this.literal = literal;
    }

    /// @throws IllegalArgumentException if the expression or an option is wrong, saying why
    static Regex compile(String text, String options) {
        int flags = 0;
        boolean global = false;
        boolean quoted = false;
        for (int i = 0; i < options.length(); i++) {
            char option = options.charAt(i);
            switch (option) {
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 'c' -> flags &= ~Pattern.CASE_INSENSITIVE;
                case 's' -> flags |= Pattern.DOTALL;
                case 'm', 'n', 'p' -> flags &= ~Pattern.DOTALL;
                case 'l' -> quoted = true;
                case 'g' -> global = true;
                default -> throw new IllegalArgumentException(
                        "unknown option \"" + option + "\"; options are the letters of " + OPTIONS);
            }
        }
        try {
            Pattern pattern = Pattern.compile(quoted ? Pattern.quote(text) : text, flags);
            boolean plain = flags == 0 && (quoted || text.chars().allMatch(c -> SPECIAL.indexOf(c) < 0));
            return new Regex(pattern, global,
                    plain ? text.getBytes(java.nio.charset.StandardCharsets.UTF_8) : null);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(problem(text, e));
        }
    }

    private static String problem(String text, PatternSyntaxException e) {
        String fragment = e.getPattern();
        int at = fragment == null || fragment.isEmpty() || fragment.equals(text)
                ? -1
                : text.indexOf(fragment);
        return "bad regular expression \"" + text + "\": " + e.getDescription()
                + (at < 0 ? "" : " at position " + (at + 1) + ": \"" + fragment + "\"");
    }

    /// The expression of a call, for one worker.
    ///
    /// @param optionsAt the position of the options among the arguments
    static Source source(List<CheckedExpr> args, int optionsAt) {
        String text = Constants.text(args, 1);
        String options = optionsAt < args.size() ? Constants.text(args, optionsAt) : "";
        Regex constant = text == null || options == null ? null : compiled(text, options);
        Known known = new Known();
        return (a, row) -> constant != null ? constant : known.of(a, row, optionsAt);
    }

    /// The expression, or null if it is wrong: then the first row that needs it fails.
    private static @Nullable Regex compiled(String text, String options) {
        try {
            return compile(text, options);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Gives the expression of a row.
    @FunctionalInterface
    interface Source {
        Regex of(Arguments args, int row);
    }

    /// Expressions that come from rows, compiled once.
    private static final class Known {
        private static final int MOST = 100;
        private final Map<String, Regex> byText = new HashMap<>();

        Regex of(Arguments args, int row, int optionsAt) {
            String text = args.text(1, row).toString();
            String options = optionsAt < args.count() ? args.text(optionsAt, row).toString() : "";
            Regex regex = byText.get(options + '/' + text);
            if (regex == null) {
                if (byText.size() >= MOST) {
                    byText.clear();
                }
                try {
                    regex = compile(text, options);
                } catch (IllegalArgumentException e) {
                    throw new RowException(row, String.valueOf(e.getMessage()));
                }
                byText.put(options + '/' + text, regex);
            }
            return regex;
        }
    }

    int groups() {
        return pattern.groupCount();
    }

    /// Makes a text the one that is searched; positions are those in the cursor's bytes.
    Regex on(TextCursor text) {
        matcher.reset(text.toBytes());
        base = text.from;
        return this;
    }

    boolean matchesAll() {
        return matcher.matches();
    }

    boolean find() {
        return matcher.find();
    }

    /// Finds the first match at or after a place.
    boolean find(int from) {
        return matcher.find(from - base);
    }

    int start(int group) {
        int at = matcher.start(group);
        return at < 0 ? -1 : base + at;
    }

    int end(int group) {
        int at = matcher.end(group);
        return at < 0 ? -1 : base + at;
    }
}
