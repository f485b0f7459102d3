/// Peso's vocabulary and front door: start at [Dataset].
///
/// What a query means is the same however it is run: optimized or not, on one thread or many, in memory or spilled.
///
/// **Null** is unknown. An operator with a null operand is null, except `and`, `or`, `is null`, `coalesce`, `is distinct
/// from`, `greatest` and `least`. A filter keeps only rows for which its condition is true. Groups, `distinct` and set
/// operations take nulls as equal; join keys that are null match nothing.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="null"}
///
/// **NaN** is a value: it equals itself and is greater than infinity in comparisons, orders, groups, joins, `min` and
/// `max`. -0.0 equals 0.0. Nulls sort last, ascending and descending, unless a key says otherwise.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="nan"}
///
/// **Numbers.** `+ - *` of whole numbers compute in 64 bits and never wrap: an overflow is a [DataException] that names
/// column and row. `/` always gives a float; `//` truncates to zero and `%` has the sign of the dividend; both fail for a
/// zero, `try_div` and `try_mod` give null. float32 with float32 stays float32, any other mix with a float is float64.
/// Decimals are exact up to 38 digits.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="division"}
///
/// **Aggregates** skip nulls, except `first`, `last` and `collect_list`. Over no value `count` is 0 and all others are null.
/// Standard deviation and variance are those of a sample; quantiles interpolate (type 7). Sums of floats carry their
/// rounding error along, so that they do not depend on the number of threads.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="aggregates"}
///
/// **Row order** is part of the result. Filters, projections and windows keep it; groups, `distinct` and pivots come in order
/// of first appearance; joins follow the left side (a right join the right one) with matches in the other's order; sorts are
/// stable. So `limit` and `first` repeat.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="order"}
///
/// **Text** is valid UTF-8, compared byte by byte, which is the order of code points; lengths and positions count code points,
/// positions from 1. Regular expressions have RE2's syntax and take linear time. **Casts** happen unasked only to a wider
/// number; a text beside a date is read as one if it is a literal. `cast` fails for a value that does not fit, `tryCast` gives
/// null. **Time** is proleptic Gregorian; a timestamp is local unless its type names a zone; the machine's own zone is never
/// used; weeks are ISO weeks.
///
/// **Evaluation.** A guard holds: what `filter`, `case`, `coalesce`, `and` or `or` shut out is not computed and cannot fail.
/// A file that changes between `read` and the run is an error.
@NullMarked
package dev.peso;

import org.jspecify.annotations.NullMarked;
