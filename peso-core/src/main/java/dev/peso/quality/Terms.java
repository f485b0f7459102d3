package dev.peso.quality;

import java.util.List;
import java.util.function.BinaryOperator;

import dev.peso.Expr;

/// Expressions of many terms, one for each of many columns.
final class Terms {
    private Terms() {}

    /// The terms joined two by two, so that the expression is as deep as the logarithm of their number: a chain of a
    /// thousand would be refused.
    static Expr joined(List<Expr> terms, BinaryOperator<Expr> by) {
        int half = terms.size() / 2;
        return half == 0
                ? terms.getFirst()
                : by.apply(joined(terms.subList(0, half), by), joined(terms.subList(half, terms.size()), by));
    }
}
