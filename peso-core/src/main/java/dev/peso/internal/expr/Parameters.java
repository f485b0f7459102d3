package dev.peso.internal.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.QueryException;

/// The values bound to `?` and `:name` in a text. They become literals, never text.
///
/// One object may serve several texts: each `?` takes the next value. It belongs to one thread.
public final class Parameters {
    private final List<? extends @Nullable Object> positional;
    private final Map<?, ? extends @Nullable Object> named;
    private int used;

    private Parameters(List<? extends @Nullable Object> positional,
            Map<?, ? extends @Nullable Object> named) {
        this.positional = positional;
        this.named = named;
    }

    /// No values.
    public static Parameters none() {
        return new Parameters(List.of(), Map.of());
    }

    /// Values for each `?` in order; a map in the last place holds the values of the named parameters.
    public static Parameters of(@Nullable Object... values) {
        int last = values.length - 1;
        if (last >= 0 && values[last] instanceof Map<?, ?> map) {
            return new Parameters(Arrays.asList(values).subList(0, last), map);
        }
        return new Parameters(Arrays.asList(values), Map.of());
    }

    boolean has(String name) {
        return named.containsKey(name);
    }

    /// The value of a parameter as an expression.
    Node bind(Token token, Tokens tokens) {
        try {
            return Literals.of(token.text().isEmpty() ? positional(token, tokens) : named(token, tokens));
        } catch (IllegalArgumentException e) {
            throw tokens.error(token, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object positional(Token token, Tokens tokens) {
        if (used >= positional.size()) {
            throw tokens.error(token, "no value for parameter " + (used + 1) + "; "
                    + (positional.isEmpty()
                            ? "none is given"
                            : positional.size() == 1 ? "1 is given" : positional.size() + " are given"));
        }
        return positional.get(used++);
    }

    private @Nullable Object named(Token token, Tokens tokens) {
        if (!has(token.text())) {
            List<String> names = named.keySet().stream().map(String::valueOf).sorted().toList();
            throw tokens.error(token, "no value for parameter :" + token.text()
                    + dev.peso.internal.text.Suggestions.didYouMean(token.text(), names)
                    + (names.isEmpty()
                            ? "; pass Map.of(\"" + token.text() + "\", value)"
                            : "; given: " + dev.peso.internal.text.Suggestions.list(names)));
        }
        return named.get(token.text());
    }

    /// Fails when values for `?` are left over.
    public void requireAllUsed() {
        requireAllUsed("");
    }

    /// Fails when values for `?` are left over.
    ///
    /// @param wayOut the end of the message where there is no `?` at all
    public void requireAllUsed(String wayOut) {
        if (used < positional.size()) {
            throw new QueryException(positional.size()
                    + (positional.size() == 1 ? " value is" : " values are")
                    + " given, but the text has " + (used == 0 ? "no ?" : used + " of ?") + " to take them"
                    + (used == 0 ? wayOut : ""));
        }
    }
}
