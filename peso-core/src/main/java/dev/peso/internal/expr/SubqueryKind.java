package dev.peso.internal.expr;

/// Where a subquery stands in an expression.
public enum SubqueryKind {
    /// `(select ...)` as a value.
    SCALAR,
    /// `exists (select ...)`.
    EXISTS,
    /// `x in (select ...)`.
    IN,
    /// `x > any (select ...)`.
    ANY,
    /// `x > all (select ...)`.
    ALL
}
