package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.internal.exec.CountedRuns;

/// Queries over more rows than 16 MB hold spill, and give what they give in memory.
class SpilledQueriesTest {
    private static final long BUDGET = 16_000_000;
    private static final String ROWS = """
            select n % 97 as i, n * 7919 % 300007 as l, (n % 1000) / 4.0 as d,
              'the text of row ' || cast(n * 31 % 150001 as varchar) as s from range(300000) as r(n)""";
    private static final List<String> QUERIES = List.of(
            "select count(*), sum(l), sum(length(s)) from (select * from t order by s, l)",
            "select count(*), sum(l), sum(length(s)) from (select * from t order by s, l limit 9000 offset 200000)",
            "select count(*), sum(l), sum(length(s)) from (select * from t order by s desc, l limit 50000)",
            "select count(*), sum(c), sum(m), sum(length(s)) from (select s, count(*) as c, max(l) as m from t group by s)",
            "select count(*), sum(length(s)), sum(i) from (select distinct s, i from t)",
            "select count(*), sum(a.l), sum(b.i) from t a join t b on a.s = b.s",
            "select count(*), sum(a.l), sum(b.i), count(b.l) from t a left join t b on a.s = b.s and a.l < b.l",
            "select count(*), sum(a.l), sum(b.i), count(b.l) from t a full join t b on a.s = b.s and b.i = 3",
            "select count(*), sum(a.l) from t a where exists (select 1 from t b where a.s = b.s and b.i = 3)",
            "select sum(p * i), max(p), sum(f) from (select i, row_number() over (partition by s order by l) as p,"
                    + " first_value(l) over (partition by d order by s, l) as f from t)",
            "select count(*), sum(l) from (select s, l from t where i < 60 except select s, l from t where i > 40)",
            "select count(*), sum(l) from (select s, l from t where i < 60 union select s, l from t where i > 40)");

    @Test
    void queries_over_more_than_fits_give_the_same_rows() {
        Dataset rows = Dataset.sql(ROWS, Map.of()).collect();
        List<String> fitted = new ArrayList<>();
        for (String query : QUERIES) {
            Dataset asked = Dataset.sql(query, Map.of("t", rows));
            CountedRuns.Run run = CountedRuns.collect(asked.checked(), 2, BUDGET);
            assertThat(SqlRows.texts(SqlRows.rows(run.table()))).as(query)
                    .isEqualTo(SqlRows.texts(SqlRows.rows(asked.collectTable())));
            if (run.files() == 0) {
                fitted.add(query);
            }
        }
        assertThat(fitted).as("queries that did not spill").hasSizeLessThan(QUERIES.size() - 4);
    }
}
