package blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Progress;
import dev.peso.Row;
import dev.peso.Schema;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;
import dev.peso.spi.Batch;
import dev.peso.spi.ByteSource;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Parallel;
import dev.peso.spi.Predicate;
import dev.peso.spi.Sink;
import dev.peso.spi.Source;

/// Ways into a dataset and out of it, as a user meets them.
class DataInAndOutTest {
    record Sale(String region, int qty, BigDecimal price, @Nullable LocalDate day) {}

    record Total(String region, long total) {}

    private static final List<Sale> SALES = List.of(
            new Sale("north", 5, new BigDecimal("1.50"), LocalDate.EPOCH),
            new Sale("south", 2, new BigDecimal("2.00"), null),
            new Sale("north", 1, new BigDecimal("0.25"), null));
    private static final String CSV = "region,qty\nnorth,5\nsouth,2\nnorth,1\n";

    @Test
    void records_go_in_and_other_records_come_out() {
        List<Total> totals = Dataset.of(SALES)
                .groupBy("region")
                .agg("sum(qty) as total")
                .stream(Total.class)
                .toList();
        assertThat(totals).containsExactly(new Total("north", 6), new Total("south", 2));
        assertThat(Dataset.of(SALES).stream(Sale.class)).isEqualTo(SALES).hasSize(3);
        assertThat(Dataset.of(Sale.class, List.of()).schema().names()).containsExactly("region", "qty",
                "price", "day");
    }

    @Test
    void maps_and_arrays_go_in_and_arrays_come_out() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", new long[]{3, 1, 2});
        columns.put("name", Arrays.asList("c", "a", null));
        Dataset dataset = Dataset.of(columns).sort("id");
        assertThat(dataset.column("id").longs()).containsExactly(1, 2, 3);
        assertThat(dataset.column("name").strings()).containsExactly("a", null, "c");
        assertThat(dataset.rows().map(row -> row.getInt("id"))).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> dataset.column("nmae")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"name\"?");
        List<Map<String, ?>> rows = List.of(Map.of("a", 1), Map.of("b", "x"));
        assertThat(Dataset.ofMaps(rows).schema().names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void files_urls_jars_and_streams_give_the_same_rows(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sales.csv");
        Files.writeString(file, CSV);
        Path jar = folder.resolve("data.jar");
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("in/sales.csv"));
            zip.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        URL inJar = URI.create("jar:" + jar.toUri() + "!/in/sales.csv").toURL();
        byte[] bytes = CSV.getBytes(StandardCharsets.UTF_8);
        List<Dataset> same = List.of(Dataset.read(file), Dataset.read(file.toString()),
                Dataset.read(file.toUri().toURL()),
                Dataset.read(inJar), Dataset.read(inJar.toString()),
                Dataset.read(new ByteArrayInputStream(bytes), CsvReadOptions.DEFAULT),
                Dataset.read(ByteSource.of("sales", bytes), CsvReadOptions.DEFAULT));
        for (Dataset dataset : same) {
            assertThat(dataset.filter("qty > 1").rows().map(Row::toString)).containsExactly(
                    "{region=north, qty=5}",
                    "{region=south, qty=2}");
            assertThat(dataset.count()).isEqualTo(3);
        }
    }

    @Test
    void what_is_written_is_read_back(@TempDir Path folder) {
        Dataset sales = Dataset.of(SALES).cast("price", DataType.FLOAT64).cast("qty", DataType.INT64);
        for (String name : List.of("a.csv", "b.tsv", "c.csv.gz", "d.tsv.zst")) {
            Path file = folder.resolve(name);
            sales.write(file);
            Dataset read = Dataset.read(file);
            assertThat(read.rows().map(Row::toMap)).isEqualTo(sales.rows().map(Row::toMap).toList());
            assertThat(read.fingerprint()).isEqualTo(sales.fingerprint());
        }
        Path odd = folder.resolve("sales.data");
        sales.write(odd, CsvWriteOptions.DEFAULT.withDelimiter('|'));
        assertThat(Dataset.read(odd, CsvReadOptions.DEFAULT).count()).isEqualTo(3);
        assertThatThrownBy(() -> Dataset.read(odd)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sales.data");
        assertThatThrownBy(() -> Dataset.read(folder.resolve("none.csv")))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + folder.resolve("none.csv") + ": no such file");
    }

    @Test
    void misfits_fail_at_their_line_or_go_where_the_options_say() {
        byte[] bytes = "n,x\n1,a\ntwo,b\n3,c\n".getBytes(StandardCharsets.UTF_8);
        CsvReadOptions typed = CsvReadOptions.DEFAULT.withType("n", DataType.INT64);
        Dataset strict = Dataset.read(ByteSource.of("sales.csv", bytes), typed);
        assertThatThrownBy(strict::collect).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 3, column \"n\": \"two\" is not an int64; correct the file or use withOnError(NULL)");
        assertThat(strict.select("x").count()).isEqualTo(3);
        Dataset nulls = Dataset.read(ByteSource.of("sales.csv", bytes), typed.withOnError(OnError.NULL));
        assertThat(nulls.column("n").values()).containsExactly(1L, null, 3L);
        List<RejectedRow> rejected = new ArrayList<>();
        Dataset others = Dataset.read(ByteSource.of("sales.csv", bytes), typed.withQuarantine(rejected::add));
        assertThat(others.select("x").column("x").strings()).containsExactly("a", "c");
        assertThat(rejected)
                .containsExactly(new RejectedRow("sales.csv", 3, "n", "\"two\" is not an int64", "two,b"));
    }

    @Test
    void fingerprints_tell_contents_apart_and_nothing_else() {
        Dataset sales = Dataset.of(SALES);
        assertThat(sales.fingerprint()).isEqualTo(Dataset.of(SALES).collect().fingerprint()).hasSize(64);
        assertThat(sales.cast("region", DataType.CATEGORICAL).fingerprint()).isEqualTo(sales.fingerprint());
        assertThat(sales.sort("qty").fingerprint()).isNotEqualTo(sales.fingerprint());
        assertThat(sales.rename("qty", "quantity").fingerprint()).isNotEqualTo(sales.fingerprint());
    }

    /// The numbers 0 to 99,999 in ten parts.
    private static final class Numbers implements Source {
        final List<Request> requests = new ArrayList<>();

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public Schema schema() {
            return Schema.of(Field.of("n", DataType.INT64), Field.of("half", DataType.FLOAT64));
        }

        @Override
        public long rowCount() {
            return 100_000;
        }

        @Override
        public Reading open(Request request) {
            requests.add(request);
            List<Part> parts = new ArrayList<>();
            for (int part = 0; part < 10; part++) {
                long first = part * 10_000L;
                parts.add(() -> List.of(batch(request.columns(), first)));
            }
            return Source.reading(parts);
        }

        private static Batch batch(List<Integer> columns, long first) {
            long[] n = LongStream.range(first, first + 10_000).toArray();
            double[] half = LongStream.of(n).mapToDouble(x -> x / 2.0).toArray();
            List<ColumnData> data = List.of(ColumnData.ofLongs(DataType.INT64, n, 0, n.length, null),
                    ColumnData.ofDoubles(half, 0, half.length, null));
            return Batch.of(columns.stream().map(data::get).toList(), n.length);
        }
    }

    @Test
    void a_source_of_ones_own_is_asked_for_what_is_needed() {
        Numbers numbers = new Numbers();
        Dataset dataset = Dataset.of(numbers);
        assertThat(numbers.requests).isEmpty();
        assertThat(dataset.filter("n >= 99998").select("half").column("half").doubles())
                .containsExactly(49_999, 49_999.5);
        Source.Request request = numbers.requests.getFirst();
        assertThat(request.predicates()).containsExactly(
                new Predicate.Compare(0, Predicate.Comparison.AT_LEAST, 99_998L));
        assertThat(dataset.agg("sum(n) as s").column("s").longs()).containsExactly(4_999_950_000L);
        assertThat(numbers.requests.getLast().columns()).containsExactly(0);
    }

    @Test
    void progress_hears_of_the_rows_read() {
        List<Progress.News> news = new ArrayList<>();
        Dataset.of(new Numbers()).progress(news::add).collect();
        assertThat(news.getLast()).isEqualTo(Progress.News.of("read", 100_000, 100_000));
        assertThat(news.getLast().isDone()).isTrue();
        assertThat(news).extracting(Progress.News::done).isSorted();
        news.clear();
        assertThatThrownBy(() -> Dataset.of(SALES).with("x = 1 // (qty - 1)").progress(news::add).collect())
                .isInstanceOf(DataException.class);
        assertThat(news).noneMatch(Progress.News::isDone);
    }

    @Test
    void a_source_that_breaks_its_promise_is_named() {
        Source liar = new Source() {
            @Override
            public String name() {
                return "liar";
            }

            @Override
            public Schema schema() {
                return Schema.of(Field.of("n", DataType.INT64));
            }

            @Override
            public Reading open(Request request) {
                return Source.reading(
                        List.<Part>of(() -> List.of(Batch.of(List.of(ColumnData.ofTexts(List.of("x"))), 1))));
            }
        };
        assertThatThrownBy(() -> Dataset.of(liar).collect()).isInstanceOf(DataException.class)
                .hasMessage("source \"liar\" gave utf8 for column \"n\", which is int64");
    }

    @Test
    void a_sink_of_ones_own_commits_only_what_is_whole() {
        List<String> events = new ArrayList<>();
        Sink sink = _ -> new Sink.Writing() {
            @Override
            public void write(Batch batch) {
                events.add("write " + batch.rows());
            }

            @Override
            public void commit() {
                events.add("commit");
            }

            @Override
            public void close() {
                events.add("close");
            }
        };
        Dataset.of(SALES).write(sink);
        assertThat(events).containsExactly("write 3", "commit", "close");
        events.clear();
        assertThatThrownBy(() -> Dataset.of(SALES).with("x = 1 // (qty - 1)").write(sink))
                .isInstanceOf(DataException.class);
        assertThat(events).containsExactly("close");
    }

    @Test
    void parallel_tasks_all_run_and_fail_together() {
        assertThat(Parallel.map(1_000, i -> i * i)).hasSize(1_000).contains(998_001);
        assertThatThrownBy(() -> Parallel.forEach(100, i -> {
            if (i >= 7) {
                throw new IllegalArgumentException("task " + i);
            }
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("task 7");
    }
}
