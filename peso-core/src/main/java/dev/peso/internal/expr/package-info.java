/// Expressions as written ([Node]) and as checked ([CheckedExpr]), and the parser of their text form.
@NullMarked
package dev.peso.internal.expr;

import org.jspecify.annotations.NullMarked;
