package dev.peso;

import static dev.peso.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.engine.Engine;

/// Queries that mean the same on each engine, each about one thing that engines see differently.
final class EngineQueries {
    static final Dataset NUMBERS = Rows.table(
            "i: int32, l: int64, d: float64, s: utf8, m: decimal(10,2), b: boolean",
            row(1, 7L, 1.5, "b", new BigDecimal("1.50"), true), row(-7, -7L, -0.25, "B", null, false),
            row(null, null, null, null, new BigDecimal("-9.99"), null), row(3, 2L, 0.0, "é", null, true),
            row(3, 2L, 1e300, "z", new BigDecimal("1.50"), null), row(0, 0L, -1e10, "", null, false),
            row(3, 9L, 2.0, "日本", new BigDecimal("100.00"), true), row(3, 9L, 2.0, "🦆", null, true),
            row(5, 1L, 7.0, "ﬁ", null, null), row(5, 1L, 7.0, "a%b_c\\d", null, false));
    private static final Dataset SPECIAL = Rows.table("k: int64, d: float64", row(1L, Double.NaN),
            row(2L, Double.POSITIVE_INFINITY), row(3L, null), row(1L, 2.0), row(2L, Double.NEGATIVE_INFINITY),
            row(4L, Double.NaN), row(4L, null));
    private static final Dataset TIMES = Rows.table("dt: date, ts: timestamp(us)",
            row(LocalDate.of(2024, 2, 29), LocalDateTime.of(2026, 3, 29, 2, 30, 59, 999_999_000)),
            row(LocalDate.of(1, 1, 1), LocalDateTime.of(1969, 12, 31, 23, 59)), row(null, null),
            row(LocalDate.of(1582, 10, 10), LocalDateTime.of(2000, 1, 1, 0, 0)));

    /// Queries over [#NUMBERS] as `n`, [#SPECIAL] as `x` and [#TIMES] as `t`; what each is about stands before it.
    static final Map<String, String> QUERIES = Map.ofEntries(
            Map.entry("nulls come last", "select i, l, s from n order by i, s"),
            Map.entry("nulls come last, falling too", "select i, s from n order by i desc, s desc"),
            Map.entry("nulls first on request", "select i, s from n order by i nulls first, s nulls first"),
            Map.entry("texts are ordered by code points", "select s from n where s >= 'a' order by s"),
            Map.entry("extremes of texts", "select min(s) as a, max(s) as b from n"),
            Map.entry("equal texts", "select s from n where s = 'b' or s in ('é', 'Z', null)"),
            Map.entry("in with null is never false", "select i from n where (i in (1, null)) is null"),
            Map.entry("not in with null", "select i from n where not (i in (1, null))"),
            Map.entry("three values of logic",
                    "select i, b and i > 1 as a, b or i > 1 as o, not b as x from n"),
            Map.entry("distinct from", "select i from n where m is distinct from cast(1.5 as decimal(10,2))"),
            Map.entry("whole numbers widen",
                    "select i + l as p, l - i as m, i * l as t, -i as u, abs(i) as a from n"),
            Map.entry("division truncates to zero", "select l // 2 as q, l % 3 as r, i // -2 as p from n"),
            Map.entry("floats divide by zero", "select d / i as q, i / l as p from n"),
            Map.entry("floats",
                    "select d + 0.5 as a, d * 2.0 as b, abs(d) as c, floor(d) as e, ceil(d) as f from n"),
            Map.entry("sums of nothing",
                    "select sum(l) as s, count(*) as n, count(l) as c, max(d) as m from n where i > 99"),
            Map.entry("groups",
                    "select i, sum(l) as s, count(*) as n, min(d) as a, max(d) as b, mean(d) as e from n group by i"),
            Map.entry("null is a group",
                    "select b, count(*) as n, count(i) as c, count(distinct i) as u from n group by b"),
            Map.entry("sums of decimals", "select sum(m) as s, min(m) as a, max(m) as b from n"),
            Map.entry("means of whole numbers", "select i, mean(l) as e from n group by i"),
            Map.entry("sums where",
                    "select sum(l) filter (where i > 1) as s, count(*) filter (where b) as c from n"),
            Map.entry("decimals",
                    "select m + m as a, m - 1 as b, m = cast(1.5 as decimal(10,2)) as c from n"),
            Map.entry("not a number is the greatest", "select k, d from x order by d, k"),
            Map.entry("not a number is equal to itself", "select d, count(*) as n from x group by d"),
            Map.entry("extremes with not a number", "select k, max(d) as a, min(d) as b from x group by k"),
            Map.entry("not a number in conditions", "select k from x where d > 1e308 and not isnan(d)"),
            Map.entry("infinities divide", "select d / 0 as a, d / -1 as b, k / d as c from x"),
            Map.entry("case guards", "select case when l > 2 then 100 // l else -1 end as c from n"),
            Map.entry("coalesce",
                    "select coalesce(i, l, 5) as c, coalesce(s, '?') as t, nullif(i, 3) as z from n"),
            Map.entry("greatest skips nulls", "select greatest(i, l) as g, least(s, 'c') as m from n"),
            Map.entry("like takes a backslash as it is",
                    "select s from n where s like '%\\_d' or s like '_' or s like ''"),
            Map.entry("texts",
                    "select s || '!' as t, length(s) as n, contains(s, 'b') as c, starts_with(s, 'a') as w from n"),
            Map.entry("casts",
                    "select cast(i as int64) as a, cast(i as float64) as b, cast(l as utf8) as c, cast(m as float64) as e from n"),
            Map.entry("parts of dates",
                    "select year(dt) as y, month(dt) as m, day(dt) as d, quarter(dt) as q from t"),
            Map.entry("parts of times",
                    "select hour(ts) as h, minute(ts) as m, second(ts) as s, cast(ts as date) as d from t"),
            Map.entry("dates compare", "select dt from t where dt < date '1600-01-01' order by dt"),
            Map.entry("null keys match nothing", "select a.i, b.l from n a join n b on a.i = b.l"),
            Map.entry("left join", "select a.s, b.k, b.d from n a left join x b on a.l = b.k and b.d > 0"),
            Map.entry("right join", "select a.s, b.k from n a right join x b on a.l = b.k"),
            Map.entry("full join", "select a.s, b.k from n a full join x b on a.l = b.k"),
            Map.entry("exists", "select s from n where exists (select 1 from x where x.k = n.l)"),
            Map.entry("not exists", "select s from n where not exists (select 1 from x where x.k = n.l)"),
            Map.entry("cross join", "select n.s, x.k from n cross join x where n.i > x.k"),
            Map.entry("distinct", "select distinct i, b from n"),
            Map.entry("union", "select l from n union all select k from x"),
            Map.entry("union of distinct rows", "select l from n union select k from x"),
            Map.entry("ranks", "select s, rank() over (partition by b order by i desc) as r, "
                    + "dense_rank() over (order by l, s) as d from n"),
            Map.entry("shares of a partition",
                    "select s, sum(l) over (partition by i) as t, count(*) over () as n from n"),
            Map.entry("top rows of groups",
                    "select i, sum(l) as s from n group by i order by s desc, i limit 2"),
            Map.entry("a limit within", "select count(*) as n from (select * from n order by l, s limit 4)"),
            Map.entry("groups of groups",
                    "select c, count(*) as n from (select i, count(*) as c from n group by i) group by c"));

    private EngineQueries() {}

    static String named(String name) {
        return Objects.requireNonNull(QUERIES.get(name), name);
    }

    /// Runs a query here and there: equal rows, in order when it sorts.
    ///
    /// @return what `explain` says of it there
    static String requireSame(String query, Engine engine) {
        Dataset dataset = Dataset.sql(query, Map.of("n", NUMBERS, "x", SPECIAL, "t", TIMES));
        Dataset there = dataset.on(engine);
        List<List<@Nullable Object>> expected = Rows.rows(dataset);
        List<List<@Nullable Object>> rows = Rows.rows(there);
        String about = there.explain();
        if (query.contains("order by") && !query.contains("over (") && !query.contains("count(")) {
            assertThat(rows).as(about).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(DuckDbOracle.same(rows.get(i), expected.get(i))).as(about + rows + expected)
                        .isTrue();
            }
        } else {
            assertThat(DuckDbOracle.sameRows(rows, expected)).as(about + "\n" + rows + "\n" + expected)
                    .isTrue();
        }
        return about;
    }

    /// The lines of the operators that run here.
    static List<String> operators(String explained) {
        return explained.substring(explained.indexOf("physical\n") + 9).lines().toList();
    }
}
