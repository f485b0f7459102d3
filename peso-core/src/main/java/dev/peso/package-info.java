/// Peso's vocabulary and front door: start at [Dataset].
///
/// What a query means is written down here. It is the same however the query is run: optimized or not, on one thread or
/// many, in memory or spilled to disk.
///
/// ## Null
///
/// Null is unknown. An operator with a null operand is null, except `and` and `or` where the other operand decides, `is
/// null`, `coalesce`, `is distinct from`, and `greatest` and `least`, which skip nulls. A filter keeps only rows for
/// which its condition is true. `x in (..., null)` is never false.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="null"}
///
/// Groups, `distinct` and set operations take nulls as equal; a join key that is null matches nothing unless
/// [On#nullsMatch]. Inside lists and structs null equals null. `NaN`, `""` and an empty list are not null.
///
/// ## NaN and zero
///
/// `NaN` is a value: it equals itself and is greater than infinity, in comparisons, orders, groups, joins, `min` and
/// `max`; ask for it with `isNaN()`. -0.0 equals 0.0 everywhere; of the two, groups and `distinct` keep the first seen.
/// Arithmetic is that of IEEE 754: `sqrt(-1)` is `NaN`, `ln(0)` minus infinity.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="nan"}
///
/// ## Whole numbers and division
///
/// `+ - *` of int8 to int64 compute and return int64 and never wrap: an overflow is a [DataException] that names column
/// and row, as are `abs` and negation of the smallest value. float32 with float32 stays float32, any other mix with a
/// float is float64. `/` is always a float64, and by zero infinite or `NaN`. `//` truncates to zero and `%` has the
/// sign of the dividend, as in Java; by zero they are errors, where `try_div` and `try_mod` give null.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="division"}
///
/// ## Decimals
///
/// Decimals are exact up to 38 digits. `+` and `-` keep the larger scale and have room for one more digit; the scale of
/// `*` is the sum of both, an error at the verb above 38; `/` and means are float64; sums are decimal(38, scale). An
/// overflow is an error. A cast to a lower scale rounds half away from zero.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="decimal"}
///
/// ## Aggregates
///
/// Aggregates skip nulls, except `first`, `last` and `collect_list`. Over no value `count` is 0 and all others are
/// null, `sum` too; with a separator that is null `string_agg` is null. Sums of whole numbers are int64, and only a
/// final value that does not fit is an error; their mean is exact, then rounded. Any `NaN` makes a sum or mean `NaN`.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="aggregates"}
///
/// Standard deviation and variance are those of a sample, null for fewer than two values; the correlation with a
/// constant is `NaN`. Quantiles interpolate (type 7), and so does the median; of texts and other values without a middle
/// the median is the lower of the two. Of several modes the first in row order is taken. Approximate aggregates are sketches that depend on the values, not on their order.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="statistics"}
///
/// Sums, means and variances of floats carry their rounding error along and are merged in a fixed order, so that they
/// are equal to the last bit for any number of threads. Optimized and not, in memory and spilled, they may differ by 4
/// units in the last place.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="floats"}
///
/// ## Row order
///
/// Row order is part of the result, so `limit`, `first` and row numbers repeat. Filters, projections, `explode`, fills
/// and windows keep it; a union appends; groups, `distinct` and pivots come in order of first appearance; joins follow
/// the left side with matches in the order of the right, a right join the right side, and a full join appends the right
/// rows without a match. Sorts are stable and put nulls last, ascending and descending, unless a key says otherwise.
/// Where SQL orders distinct rows by what it does not select, the first of equal rows in that order counts.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="order"}
///
/// ## Names and duplicates
///
/// Column names are unique and case-sensitive; in SQL, unquoted names match ignoring case where only one does. A
/// right-hand column of a join whose name is taken becomes `name_right`; keys of equal names are kept once. Joins
/// multiply rows; `union` keeps duplicates, the SQL word does not.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="names"}
///
/// ## Text
///
/// Text is valid UTF-8, compared and sorted byte by byte, which is the order of code points: no country's order, and no
/// normalization. Lengths and positions count code points, positions from 1; `reverse`, `length_grapheme` and
/// `substring_grapheme` keep together what readers see as one character. `lower` and `upper` map single code points. `like` is case-sensitive, its `%` and `_` match line ends, and nothing escapes them unless `escape` says so.
/// `||` with a null is null. `trim` removes blanks (U+0020), `strip` all white space of Unicode. Regular expressions
/// have RE2's syntax and take linear time.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="text"}
///
/// ## Casts
///
/// Unasked, values become wider numbers and nothing else: text beside a number or a date is an error at the verb,
/// except that a literal text beside a date or time column is read as one. `cast` fails for a value that does not fit
/// and names column, row and value; `try_cast` gives null. A float becomes a whole number by dropping its fraction;
/// `NaN` does not. Texts of numbers hold digits only, those of booleans `true` or `false`. Floats become the shortest
/// text that reads back, in Java's form.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="casts"}
///
/// ## Time
///
/// Dates are proleptic Gregorian. A timestamp is a local date and time; one whose type names a zone is an instant,
/// which the zone serves for parts and printing. The two do not mix; a conversion names a zone, shifts a time in a gap
/// forward and takes the earlier offset in an overlap. The machine's own zone is never used. Adding months clamps to
/// the end of a month and keeps the type; the difference of two dates is a duration; weeks are ISO weeks, Monday is 1;
/// there are no leap seconds; a result out of range is an error.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="time"}
///
/// ## Windows
///
/// With an order, the frame of a window is from the first row of the partition to the current one and its equals;
/// without, the whole partition. Ranks and row numbers need an order or take row order. `nth_value` is null where the
/// frame has no such row, also for a number below 1. See [Window].
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="windows"}
///
/// ## Errors and evaluation
///
/// A guard holds: what `filter`, `case`, `coalesce`, `and` or `or` shut out is not computed and cannot fail. What is
/// not used in the result may not be computed either, and its errors with it.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="guards"}
///
/// ## What is read
///
/// `read` fixes the schema and the state of a file: one that changes before a run or during it is an error, never a
/// mixture. Types that were inferred from a sample stay. Each terminal runs again; `collect()` keeps the rows.
/// [Dataset#fingerprint] tells whether two datasets hold the same rows, whatever file, chunks or engine they came from.
///
/// {@snippet file="dev/peso/SemanticsSnippets.java" region="fingerprint"}
@NullMarked
package dev.peso;

import org.jspecify.annotations.NullMarked;
