package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.CsvReadOptions;

/// Examples of running a dataset and of what it gives, with the results.
class DatasetRunSnippets {
    private final Dataset sales = table("region: utf8, qty: int64", row("north", 2L), row(null, 1L));
    @TempDir
    private Path folder;

    @Test
    void read_and_write() throws IOException {
        Path in = Files.writeString(folder.resolve("sales.csv"), "region,qty\nnorth,2\nsouth,1\n");
        Path out = folder.resolve("large.csv.gz");
        // @start region="read"
        Dataset sales = Dataset.read(in); // looks at the first rows: region: utf8, qty: int64
        sales.filter("qty > 1").write(out); // reads and writes piece by piece; keeps nothing in memory
        Dataset texts = Dataset.read(in, CsvReadOptions.DEFAULT.withType("qty", DataType.UTF8));
        // @end
        assertThat(rows(Dataset.read(out))).containsExactly(row("north", 2L));
        assertThat(texts.schema().type("qty")).isEqualTo(DataType.UTF8);
        assertThat(new String(Files.readAllBytes(in), StandardCharsets.UTF_8)).startsWith("region,qty");
    }

    @Test
    void collect() {
        // @start region="collect"
        Dataset recipe = sales.filter("qty > 0").with("double = qty * 2"); // nothing is computed yet
        Dataset kept = recipe.collect(); // computed once, kept in memory
        long rows = kept.count(); // 2; counts what is kept
        // @end
        assertThat(rows).isEqualTo(2);
        assertThat(kept.column("double").longs()).containsExactly(4, 2);
    }

    @Test
    void rows_and_columns() {
        // @start region="rows"
        List<String> lines = new ArrayList<>();
        try (var rows = sales.rows()) {
            rows.forEach(row -> lines
                    .add(row.isNull("region") ? "?" : row.getString("region") + " " + row.getLong("qty")));
        }
        // north 2, ?
        // @end
        assertThat(lines).containsExactly("north 2", "?");
        // @start region="column"
        long[] qty = sales.column("qty").longs(); // 2, 1: no boxing
        @Nullable
        String[] region = sales.column("region").strings(); // north, null
        // @end
        assertThat(qty).containsExactly(2, 1);
        assertThat(region).containsExactly("north", null);
    }

    @Test
    void schema() {
        // @start region="schema"
        Schema schema = sales.schema(); // runs nothing
        DataType type = schema.type("qty"); // int64
        boolean known = schema.contains("price"); // false
        List<String> columns = new ArrayList<>();
        for (Field field : schema) {
            columns.add(field.name() + ": " + field.type()); // region: utf8, qty: int64
        }
        // @end
        assertThat(type).isEqualTo(DataType.INT64);
        assertThat(known).isFalse();
        assertThat(columns).containsExactly("region: utf8", "qty: int64");
        // @start region="metadata"
        Schema described = Schema
                .of(new Field("load", DataType.FLOAT64, false, java.util.Map.of("unit", "kg")))
                .withMetadata("source", "scale 7");
        // @end
        assertThat(described.field("load").metadata()).containsEntry("unit", "kg");
        assertThat(described.metadata()).containsEntry("source", "scale 7");
    }

    @Test
    void start() {
        // @start region="start"
        RunningQuery running = sales.sort("qty").start();
        if (!running.await(Duration.ofSeconds(30))) {
            running.cancel();
        }
        Dataset sorted = running.result(); // or throws what the query failed with
        // @end
        assertThat(sorted.column("qty").longs()).containsExactly(1, 2);
        assertThat(running.isDone()).isTrue();
    }

    @Test
    void progress_and_settings() {
        List<Progress.News> heard = new ArrayList<>();
        // @start region="settings"
        Dataset careful = sales.threads(1) // of the processors, all by default
                .memory(64 << 20) // sorts, groups and joins beyond it use temporary files
                .spillTo(folder) // the folder of java.io.tmpdir by default
                .spillLimit(10L << 30)
                .timeout(Duration.ofMinutes(5))
                .progress(news -> heard.add(news)); // or Progress.console()
        // @end
        assertThat(careful.sort("qty").count()).isEqualTo(2);
        assertThat(heard).last().matches(Progress.News::isDone);
        assertThat(Progress.News.of("read", 450_000, 1_000_000))
                .hasToString("read  45 % (450,000 of 1,000,000)");
    }

    @Test
    void explain() {
        // @start region="explain"
        String plan = sales.with("double = qty * 2").filter("qty > 1").select("region").explain();
        // written
        //   select region
        //     filter qty > 1
        // ...
        // optimized: "double" is gone, the filter comes first
        // @end
        assertThat(plan).startsWith("written\n  select region\n    filter qty > 1\n");
        assertThat(plan.substring(plan.indexOf("optimized"))).doesNotContain("double");
        assertThat(sales.filter("qty > 1").explain(Explain.ANALYZE)).contains("[1 row");
    }

    @Test
    void split() {
        Dataset sales = Dataset.of(Map.of("qty", new long[100]));
        // @start region="split"
        Split.Parts parts = sales.split(Split.random(0.8).seed(42));
        Dataset train = parts.train();
        Dataset test = parts.test();
        // @end
        assertThat(train.count()).isEqualTo(80);
        assertThat(test.count()).isEqualTo(20);
    }
}
