package dev.peso.examples.benchmarks;

import static dev.peso.Expr.*;

import java.util.List;
import java.util.function.Function;

import dev.peso.Dataset;

/// One question: how Peso answers it, and how DuckDB and Polars do.
///
/// @param name its name in the db-benchmark
/// @param peso the query, not run
/// @param sql the same in SQL over the tables; `{csv}` and `{parquet}` stand for files of the table g
/// @param polars the same as a Polars lazy frame
record Question(String name, Function<Tables, Dataset> peso, String sql, String polars) {
    static final List<Question> ALL = List.of(
            of("gb1", t -> t.get("g").groupBy("id1").agg("v1 = sum(v1)"),
                    "select id1, sum(v1) from g group by id1",
                    "g.group_by('id1').agg(c('v1').sum())"),
            of("gb2", t -> t.get("g").groupBy("id1", "id2").agg("v1 = sum(v1)"),
                    "select id1, id2, sum(v1) from g group by id1, id2",
                    "g.group_by('id1', 'id2').agg(c('v1').sum())"),
            of("gb3", t -> t.get("g").groupBy("id3").agg("v1 = sum(v1)", "v3 = mean(v3)"),
                    "select id3, sum(v1), avg(v3) from g group by id3",
                    "g.group_by('id3').agg(c('v1').sum(), c('v3').mean())"),
            of("gb4", t -> t.get("g").groupBy("id4").agg("v1 = mean(v1)", "v2 = mean(v2)", "v3 = mean(v3)"),
                    "select id4, avg(v1), avg(v2), avg(v3) from g group by id4",
                    "g.group_by('id4').agg(c('v1').mean(), c('v2').mean(), c('v3').mean())"),
            of("gb5", t -> t.get("g").groupBy("id6").agg("v1 = sum(v1)", "v2 = sum(v2)", "v3 = sum(v3)"),
                    "select id6, sum(v1), sum(v2), sum(v3) from g group by id6",
                    "g.group_by('id6').agg(c('v1').sum(), c('v2').sum(), c('v3').sum())"),
            of("gb6", t -> t.get("g").groupBy("id4", "id5").agg("med = median(v3)", "sd = stddev(v3)"),
                    "select id4, id5, quantile_cont(v3, 0.5), stddev(v3) from g group by id4, id5",
                    "g.group_by('id4', 'id5').agg(c('v3').median().alias('med'), c('v3').std().alias('sd'))"),
            of("gb7", t -> t.get("g").groupBy("id3").agg("r = max(v1) - min(v2)"),
                    "select id3, max(v1) - min(v2) from g group by id3",
                    "g.group_by('id3').agg((c('v1').max() - c('v2').min()).alias('r'))"),
            of("gb8", t -> t.get("g").dropNull("v3").groupBy("id6").agg("v3 = top_k(v3, 2)").explode("v3"),
                    "select id6, unnest(max(v3, 2)) from g where v3 is not null group by id6",
                    "g.drop_nulls('v3').group_by('id6').agg(c('v3').top_k(2)).explode('v3')"),
            of("gb9", t -> t.get("g").groupBy("id2", "id4").agg("r2 = pow(corr(v1, v2), 2)"),
                    "select id2, id4, pow(corr(v1, v2), 2) from g group by id2, id4",
                    "g.group_by('id2', 'id4').agg((pl.corr('v1', 'v2') ** 2).alias('r2'))"),
            of("gb10",
                    t -> t.get("g")
                            .groupBy("id1", "id2", "id3", "id4", "id5", "id6")
                            .agg("v3 = sum(v3)", "n = count(*)"),
                    "select id1, id2, id3, id4, id5, id6, sum(v3), count(*) from g "
                            + "group by id1, id2, id3, id4, id5, id6",
                    "g.group_by('id1', 'id2', 'id3', 'id4', 'id5', 'id6').agg(c('v3').sum(), pl.len())"),
            of("filter",
                    t -> t.get("g").filter("v3 > 50 and id4 < 20 and id1 <> 'id001'").select("id3", "v3"),
                    "select id3, v3 from g where v3 > 50 and id4 < 20 and id1 <> 'id001'",
                    "g.filter((c('v3') > 50) & (c('id4') < 20) & (c('id1') != 'id001')).select('id3', 'v3')"),
            of("derive", t -> t.get("g").agg("s = sum(v1 * v3 + v2)"),
                    "select sum(v1 * v3 + v2) from g",
                    "g.select((c('v1') * c('v3') + c('v2')).sum())"),
            of("sort", t -> t.get("g").sort("v3"), "select * from g order by v3", "g.sort('v3')"),
            of("sort2", t -> t.get("g").sort("id3", "v3"), "select * from g order by id3, v3",
                    "g.sort('id3', 'v3')"),
            of("window", t -> t.get("g").with("s = sum(v3) over (partition by id4)").agg("m = max(s)"),
                    "select max(s) from (select sum(v3) over (partition by id4) s from g)",
                    "g.with_columns(c('v3').sum().over('id4').alias('s')).select(c('s').max())"),
            of("j1", t -> t.get("x").join(t.get("small"), on("id1")),
                    "select x.*, small.id4 sid4, small.v2 from x join small using (id1)",
                    "x.join(small, on='id1')"),
            of("j2", t -> t.get("x").join(t.get("medium"), on("id2")),
                    "select x.*, medium.id1 mid1, medium.id4 m4, medium.id5 m5, medium.v2 "
                            + "from x join medium using (id2)",
                    "x.join(medium, on='id2')"),
            of("j3", t -> t.get("x").leftJoin(t.get("medium"), on("id2")),
                    "select x.*, medium.id1 mid1, medium.id4 m4, medium.id5 m5, medium.v2 "
                            + "from x left join medium using (id2)",
                    "x.join(medium, on='id2', how='left')"),
            of("j4", t -> t.get("x").join(t.get("medium"), on("id5")),
                    "select x.*, medium.id1 mid1, medium.id2 m2, medium.id4 m4, medium.v2 "
                            + "from x join medium using (id5)",
                    "x.join(medium, on='id5')"),
            of("j5", t -> t.get("x").join(t.get("big"), on("id3")),
                    "select x.*, big.id1 b1, big.id2 b2, big.id4 b4, big.id5 b5, big.id6 b6, big.v2 "
                            + "from x join big using (id3)",
                    "x.join(big, on='id3')"),
            of("csv", t -> Dataset.read(t.csv("g")), "select * from read_csv('{csv}')",
                    "pl.scan_csv('{csv}')"),
            of("csv+gb1", t -> Dataset.read(t.csv("g")).groupBy("id1").agg("v1 = sum(v1)"),
                    "select id1, sum(v1) from read_csv('{csv}') group by id1",
                    "pl.scan_csv('{csv}').group_by('id1').agg(c('v1').sum())"),
            of("parquet", t -> Dataset.read(t.parquet("g")), "select * from '{parquet}'",
                    "pl.scan_parquet('{parquet}')"),
            of("parquet+gb1", t -> Dataset.read(t.parquet("g")).groupBy("id1").agg("v1 = sum(v1)"),
                    "select id1, sum(v1) from '{parquet}' group by id1",
                    "pl.scan_parquet('{parquet}').group_by('id1').agg(c('v1').sum())"));

    private static Question of(String name, Function<Tables, Dataset> peso, String sql, String polars) {
        return new Question(name, peso, sql, polars);
    }

    static Question named(String name) {
        return ALL.stream().filter(q -> q.name.equals(name)).findFirst().orElseThrow();
    }

    boolean isJoin() {
        return name.startsWith("j");
    }

    /// Whether it reads a file, and so tells about a reader rather than the engine.
    boolean isRead() {
        return name.startsWith("csv") || isParquet();
    }

    boolean isParquet() {
        return name.startsWith("parquet");
    }

    /// A query with the files in it that it reads, which are written first if need be.
    String over(Tables tables, String query) {
        if (!isRead()) {
            return query;
        }
        String file = (isParquet() ? tables.parquet("g") : tables.csv("g")).toString();
        return query.replace(isParquet() ? "{parquet}" : "{csv}", file);
    }
}
