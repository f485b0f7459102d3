package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The six comparisons.
enum Comparison {
    EQUAL("=", "==", "eq"), NOT_EQUAL("<>", "!=", "ne"), LESS("<", "lt"), AT_MOST("<=", "le"), GREATER(">",
            "gt"), AT_LEAST(">=", "ge");

    private final String symbol;
    private final List<String> aliases;

    Comparison(String symbol, String... aliases) {
        this.symbol = symbol;
        this.aliases = List.of(aliases);
    }

    String[] aliases() {
        return aliases.toArray(new String[0]);
    }

    String symbol() {
        return symbol;
    }

    static @Nullable Comparison of(String symbol) {
        for (Comparison c : values()) {
            if (c.symbol.equals(symbol)) {
                return c;
            }
        }
        return null;
    }

    /// The comparison with its sides exchanged.
    Comparison flipped() {
        return switch (this) {
            case EQUAL, NOT_EQUAL -> this;
            case LESS -> GREATER;
            case AT_MOST -> AT_LEAST;
            case GREATER -> LESS;
            case AT_LEAST -> AT_MOST;
        };
    }

    /// The comparison that is true where this one is false.
    Comparison negated() {
        return switch (this) {
            case EQUAL -> NOT_EQUAL;
            case NOT_EQUAL -> EQUAL;
            case LESS -> AT_LEAST;
            case AT_MOST -> GREATER;
            case GREATER -> AT_MOST;
            case AT_LEAST -> LESS;
        };
    }

    /// Whether a three-way comparison result satisfies it.
    boolean holds(int order) {
        return switch (this) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
