package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.io.ParquetWriteOptions;

/// Texts that a Parquet file has as codes of dictionaries: a query gives what it gives on the rows in memory.
class DatasetParquetCodesTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    /// Few texts in an order that differs between parts of the rows, with nulls in the middle third; long ones; many.
    private static Dataset rows() {
        Random random = new Random(7);
        @Nullable
        String[] few = new String[ROWS];
        String[] others = new String[ROWS];
        String[] longer = new String[ROWS];
        String[] many = new String[ROWS];
        int[] values = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            few[i] = i / (ROWS / 3) == 1 && random.nextInt(9) == 0
                    ? null
                    : "id" + (random.nextInt(40) + i / 5_000 * 3);
            others[i] = random.nextInt(3) == 0 ? "" : "ä" + random.nextInt(20);
            longer[i] = "a text that is not inline " + random.nextInt(5);
            many[i] = "m" + i;
            values[i] = random.nextInt(1_000);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("few", few);
        columns.put("others", others);
        columns.put("longer", longer);
        columns.put("many", many);
        columns.put("v", values);
        return Dataset.of(columns);
    }

    static Stream<NamedQuery> questions() {
        return Stream.of(
                new NamedQuery("one key", d -> d.groupBy("few").agg("s = sum(v)", "n = count()")),
                new NamedQuery("two keys", d -> d.groupBy("others", "few").agg("s = sum(v)")),
                new NamedQuery("keys of all kinds",
                        d -> d.groupBy("longer", "others", "v").agg("n = count()")),
                new NamedQuery("many keys", d -> d.groupBy("many", "few").agg("s = sum(v)")),
                new NamedQuery("the key is a value too",
                        d -> d.groupBy("few").agg("most = max(few)", "o = min(others)")),
                new NamedQuery("after a filter", d -> d.filter("v % 7 = 3").groupBy("few").agg("s = sum(v)")),
                new NamedQuery("after a filter on the key",
                        d -> d.filter("few > 'id3' and others <> ''").groupBy("few").agg("s = sum(v)")),
                new NamedQuery("of an expression",
                        d -> d.with("u = upper(others) || few").groupBy("u").agg("n = count()")),
                new NamedQuery("with little memory",
                        d -> d.memory(200_000).groupBy("few", "many").agg("s = sum(v)")),
                new NamedQuery("small batches",
                        d -> d.with(d.options().withBatchRows(7)).groupBy("few").agg("s = sum(v)")),
                new NamedQuery("distinct", d -> d.distinct("others", "few")),
                new NamedQuery("sorted",
                        d -> d.select("others", "few", "v").sort("others", "few", "v").limit(3_000)),
                new NamedQuery("joined",
                        d -> d.select("few", "v").join(d.groupBy("few").agg("s = sum(v)"), Expr.on("few"))),
                new NamedQuery("as they are", d -> d.select("few", "longer", "others")),
                new NamedQuery("some of them", d -> d.select("others").slice(1_000, 9_000)),
                new NamedQuery("over a window",
                        d -> d.select("few", "v").with("r = sum(v) over (partition by few)")));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_query_on_codes_answers_as_on_texts(NamedQuery question) {
        Dataset rows = rows();
        Path file = folder.resolve("rows.parquet");
        rows.write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(3_000)
                .withCompression(ParquetWriteOptions.Compression.SNAPPY));
        assertThat(question.query().apply(Dataset.read(file)).fingerprint())
                .isEqualTo(question.query().apply(rows).fingerprint());
    }

    @Test
    @Tag("oracle")
    void pages_without_codes_may_follow_those_that_have_them() throws IOException {
        Path file = folder.resolve("mixed.parquet");
        String expected = Python.run("""
                import sys, pyarrow as pa, pyarrow.parquet as pq
                rows = 30000
                keys = ["k%d" % (i % 9 if i < 20000 else i % 2500) for i in range(rows)]
                table = pa.table({"k": keys, "v": [i % 101 for i in range(rows)]})
                pq.write_table(table, sys.argv[1], dictionary_pagesize_limit=300, data_page_size=2000,
                               write_batch_size=500)
                column = pq.ParquetFile(sys.argv[1]).metadata.row_group(0).column(0)
                assert "PLAIN" in column.encodings and "RLE_DICTIONARY" in column.encodings, column.encodings
                sums = {}
                for key, value in zip(keys, table["v"].to_pylist()):
                    sums[key] = sums.get(key, 0) + value
                print(len(sums), sums["k3"], sums["k2400"])
                """, file);
        Dataset sums = Dataset.read(file).groupBy("k").agg("s = sum(v)").collect();
        assertThat(sums.count() + " " + sum(sums, "k3") + " " + sum(sums, "k2400")).isEqualTo(expected);
    }

    private static long sum(Dataset sums, String key) {
        return sums.filter(Expr.col("k").eq(key)).column("s").longs()[0];
    }
}
