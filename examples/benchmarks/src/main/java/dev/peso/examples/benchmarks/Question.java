package dev.peso.examples.benchmarks;

import static dev.peso.Expr.*;

import java.util.List;
import java.util.function.Function;

import dev.peso.Dataset;

/// One question: how Peso answers it, and how DuckDB does.
///
/// @param name its name in the db-benchmark
/// @param peso the query, not run
/// @param sql the same in SQL over tables g, x, small, medium, big
record Question(String name, Function<Tables, Dataset> peso, String sql) {
    boolean isJoin() {
        return name.startsWith("j");
    }

    static List<Question> all() {
        return List.of(
                new Question("gb1", t -> t.groups().groupBy("id1").agg("v1 = sum(v1)"),
                        "select id1, sum(v1) from g group by id1"),
                new Question("gb2", t -> t.groups().groupBy("id1", "id2").agg("v1 = sum(v1)"),
                        "select id1, id2, sum(v1) from g group by id1, id2"),
                new Question("gb3", t -> t.groups().groupBy("id3").agg("v1 = sum(v1)", "v3 = mean(v3)"),
                        "select id3, sum(v1), avg(v3) from g group by id3"),
                new Question("gb4",
                        t -> t.groups().groupBy("id4").agg("v1 = mean(v1)", "v2 = mean(v2)", "v3 = mean(v3)"),
                        "select id4, avg(v1), avg(v2), avg(v3) from g group by id4"),
                new Question("gb5",
                        t -> t.groups().groupBy("id6").agg("v1 = sum(v1)", "v2 = sum(v2)", "v3 = sum(v3)"),
                        "select id6, sum(v1), sum(v2), sum(v3) from g group by id6"),
                new Question("gb6",
                        t -> t.groups().groupBy("id4", "id5").agg("med = median(v3)", "sd = stddev(v3)"),
                        "select id4, id5, quantile_cont(v3, 0.5), stddev(v3) from g group by id4, id5"),
                new Question("gb7", t -> t.groups().groupBy("id3").agg("r = max(v1) - min(v2)"),
                        "select id3, max(v1) - min(v2) from g group by id3"),
                new Question("gb8",
                        t -> t.groups().dropNull("v3").groupBy("id6").agg("v3 = top_k(v3, 2)").explode("v3"),
                        "select id6, unnest(max(v3, 2)) from g where v3 is not null group by id6"),
                new Question("gb9", t -> t.groups().groupBy("id2", "id4").agg("r2 = pow(corr(v1, v2), 2)"),
                        "select id2, id4, pow(corr(v1, v2), 2) from g group by id2, id4"),
                new Question("gb10",
                        t -> t.groups()
                                .groupBy("id1", "id2", "id3", "id4", "id5", "id6")
                                .agg("v3 = sum(v3)", "n = count(*)"),
                        "select id1, id2, id3, id4, id5, id6, sum(v3), count(*) from g "
                                + "group by id1, id2, id3, id4, id5, id6"),
                new Question("filter",
                        t -> t.groups().filter("v3 > 50 and id4 < 20 and id1 <> 'id001'").select("id3", "v3"),
                        "select id3, v3 from g where v3 > 50 and id4 < 20 and id1 <> 'id001'"),
                new Question("derive", t -> t.groups().agg("s = sum(v1 * v3 + v2)"),
                        "select sum(v1 * v3 + v2) from g"),
                new Question("sort", t -> t.groups().sort("v3"), "select * from g order by v3"),
                new Question("sort2", t -> t.groups().sort("id3", "v3"), "select * from g order by id3, v3"),
                new Question("window",
                        t -> t.groups().with("s = sum(v3) over (partition by id4)").agg("m = max(s)"),
                        "select max(s) from (select sum(v3) over (partition by id4) s from g)"),
                new Question("j1", t -> t.x().join(t.small(), on("id1")),
                        "select x.*, small.id4 sid4, small.v2 from x join small using (id1)"),
                new Question("j2", t -> t.x().join(t.medium(), on("id2")),
                        "select x.*, medium.id1 mid1, medium.id4 m4, medium.id5 m5, medium.v2 "
                                + "from x join medium using (id2)"),
                new Question("j3", t -> t.x().leftJoin(t.medium(), on("id2")),
                        "select x.*, medium.id1 mid1, medium.id4 m4, medium.id5 m5, medium.v2 "
                                + "from x left join medium using (id2)"),
                new Question("j4", t -> t.x().join(t.medium(), on("id5")),
                        "select x.*, medium.id1 mid1, medium.id2 m2, medium.id4 m4, medium.v2 "
                                + "from x join medium using (id5)"),
                new Question("j5", t -> t.x().join(t.big(), on("id3")),
                        "select x.*, big.id1 b1, big.id2 b2, big.id4 b4, big.id5 b5, big.id6 b6, big.v2 "
                                + "from x join big using (id3)"));
    }
}
