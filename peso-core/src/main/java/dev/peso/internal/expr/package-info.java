/// Expressions as written ([Node]) and as checked ([CheckedExpr]), and the parser of their text form: start at
/// [ExpressionParser].
///
/// **Grammar**, from what binds least to what binds most: `or`; `and`; `not`; comparison (`=` `==` `<>` `!=` `<` `<=` `>`
/// `>=`, `is [not] null | true | false | distinct from`, `[not] in | between | like | ilike`, `~` for a regular expression
/// that matches the whole text); `||`, `& | << >>` and the sign `~`; `+ -`; `* / // %`; sign; `^` or `**` (from the right);
/// `::type`, `.field`, `[index]`.
/// Keywords and function names ignore case; columns do not, and stand in double quotes or backticks where they are not
/// words.
///
/// **What text becomes**, beyond the operators [Node.Call] lists:
///
/// | text | node |
/// |---|---|
/// | `a.b` | column `b` of qualifier `a`; where there is no such qualifier it means field `b` of column `a` |
/// | `a.b.c`, `(a).b` | `struct_field(..., 'c')` |
/// | `a ^ b` | `pow(a, b)` |
/// | `x between a and b` | `x >= a and x <= b` |
/// | `x is [not] true` | `x is [not] distinct from true` |
/// | `x like p escape e` | `like` of three arguments |
/// | `x not null`, `x notnull`, `x isnull` | `is_not_null(x)`, `is_null(x)` |
/// | `x ^@ p` | `starts_with(x, p)` |
/// | `x ~~ p`, `x !~~ p`, `x ~~* p` | `x like p`, `not x like p`, `x ilike p` |
/// | `~x` | `bitwise_not(x)` |
/// | `(a, b)` | `row(a, b)` |
/// | `[e for x in l if c]` | `list_transform(list_filter(l, x -> c), x -> e)` |
/// | `e'a\n'`, in SQL also `$$a$$` | a text with escaped characters; one without any |
/// | `x ~ p`, `x similar to p` | `regexp_full_match(x, p)` |
/// | `x in l`, `x = any(l)` | `list_contains(l, x)` |
/// | `f(l, (x, i) -> e)`, `f(l, lambda x, i: e)` | `f(l, lambda('x', 'i', e))` with `lambda_parameter('x')` for `x` in `e` |
/// | `x[i]`, `x[a:b]` | `list_element(x, i)`, `list_slice(x, a, b)`; an open slice is from `1` or to `-1` |
/// | `[a, b]`, `array[a, b]` | `list_value(a, b)` |
/// | `{'a': x, b: y}` | `struct_pack('a', x, 'b', y)` |
/// | `struct_pack(a := x)`, `struct_insert(s, a := x)` | `struct_pack('a', x)`, `struct_insert(s, 'a', x)` |
/// | `map {k: v}` | `map([k], [v])` |
/// | `if(c, a, b)`, `case x when ...` | [Node.Case] of conditions |
/// | `extract(year from d)` | `date_part('year', d)` |
/// | `position(a in b)` | `position(b, a)` |
/// | `substring(x from a for b)` | `substring(x, a, b)` |
/// | `trim(leading c from x)` | `ltrim(x, c)`, likewise `trim` and `rtrim` |
/// | `date '2026-11-20'`, `decimal '1.50'`, `float64 'NaN'`, `int32 '5'` | a literal of that type |
/// | `binary '00ff'`, `blob 'a\xff'` | bytes in hexadecimal digits; a text with escaped bytes |
/// | `interval '36 hours'`, `duration 'PT36H'` | a literal of type duration |
/// | `interval (n) days` | `n * duration 'P1D'` |
/// | `d + interval '2 months'` | `add_months(d, 2)`, likewise `-`, quarters, years, `-interval ...` and `n * interval ...` |
/// | `first(x ignore nulls)` | `first(x) filter (where x is not null)`; over a window a flag of [Node.Over] |
/// | `quantile(q) within group (order by x)` | `quantile(x, q)`, likewise `mode`, `median` and their kin |
///
/// **Subqueries** are SQL's own. A subclass of [ExpressionParser] says in `startsQuery()` whether one begins after a `(`, and
/// reads it in `subquery(...)` with the same [Tokens]. It returns a node that stands for it: a [Node.Call] whose name holds a
/// `$`, such as `subquery$3`, with what it is compared with as its argument. Only the subclass knows such names; it replaces
/// these calls when it builds its plan, so that no later room meets one.
@NullMarked
package dev.peso.internal.expr;

import org.jspecify.annotations.NullMarked;
