package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parquet has neither time zones nor durations; Arrow's writers note them beside it, as a schema in the metadata.
class ParquetNotedTypesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");
    private static final ZonedDateTime TIME = LocalDateTime.of(2026, 3, 29, 2, 30).atZone(ZoneOffset.UTC);
    private static final Schema STORED = Schema.of(Field.of("at", DataType.timestamp(ZoneOffset.UTC)),
            Field.of("local", DataType.TIMESTAMP), Field.of("n", DataType.INT64));

    @TempDir
    private Path folder;

    /// What an Arrow writer would note for a schema.
    private String note(Schema schema) throws IOException {
        Path file = folder.resolve("schema.arrows");
        Dataset.ofRows(schema, List.of()).write(file);
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    private Dataset noting(String note) {
        Path file = folder.resolve("noted.parquet");
        Dataset.ofRows(STORED.withMetadata("ARROW:schema", note),
                List.<@Nullable Object[]>of(new Object[]{TIME, TIME.toLocalDateTime(), 1L})).write(file);
        return Dataset.read(file);
    }

    @Test
    void a_noted_zone_is_the_columns() throws IOException {
        Schema other = Schema.of(Field.of("n", DataType.timestamp(ZONE)),
                Field.of("at", new DataType.Timestamp(DataType.Unit.NANO, ZONE)),
                Field.of("gone", DataType.INT8),
                Field.of("local", DataType.timestamp(ZONE)));
        Dataset read = noting(note(other));
        assertThat(Rows.columns(read)).as("the name counts, and nothing but the zone of an instant")
                .isEqualTo("at: timestamp(us, Asia/Kathmandu), local: timestamp(us), n: int64");
        assertThat(read.schema().metadata()).isEmpty();
        assertThat(read.column("at").get(0)).isEqualTo(TIME.withZoneSameInstant(ZONE));
        assertThat(read.filter("hour(at) = 8").count()).as("Kathmandu is 5:45 ahead").isEqualTo(1);
    }

    @Test
    void noted_durations_are_the_columns() throws IOException {
        DataType milli = new DataType.Duration(DataType.Unit.MILLI);
        Schema stored = Schema.of(Field.of("n", DataType.INT64), Field.of("small", DataType.INT32),
                Field.of("big", DataType.decimal(20, 0)), Field.of("plain", DataType.INT64),
                Field.of("all", DataType.list(DataType.struct(Field.of("x", DataType.INT64)))));
        Schema noted = Schema.of(Field.of("n", milli), Field.of("small", milli), Field.of("big", milli),
                Field.of("all", DataType.list(DataType.struct(Field.of("x", DataType.DURATION)))));
        Path file = folder.resolve("durations.parquet");
        Dataset.ofRows(stored.withMetadata("ARROW:schema", note(noted)),
                List.<@Nullable Object[]>of(
                        new Object[]{1_500L, 7, BigDecimal.ONE, 2L, List.of(Map.of("x", 3L))}))
                .write(file);
        Dataset read = Dataset.read(file);
        assertThat(Rows.columns(read))
                .isEqualTo("n: duration(ms), small: int32, big: decimal(20,0), plain: int64, "
                        + "all: list<struct<x: duration(us)>>");
        assertThat(read.column("n").get(0)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(read.column("all").get(0)).isEqualTo(List.of(Map.of("x", Duration.ofNanos(3_000))));
    }

    @Test
    void damaged_notes_of_durations_are_read_or_left_alone() throws IOException {
        byte[] right = Base64.getDecoder()
                .decode(note(Schema.of(Field.of("n", DataType.DURATION),
                        Field.of("s", DataType.struct(Field.of("x", DataType.list(DataType.DURATION)))))));
        for (int i = 0; i < right.length; i++) {
            for (int value : new int[]{0, 1, 0x7f, 0x80, 0xff}) {
                byte[] damaged = right.clone();
                damaged[i] = (byte) value;
                DataType n = noting(Base64.getEncoder().encodeToString(damaged)).schema().type("n");
                assertThat(n == DataType.INT64 || n instanceof DataType.Duration).as("%s at %s", value, i)
                        .isTrue();
            }
        }
    }

    @Test
    void a_note_that_makes_no_sense_does_not_count() throws IOException {
        String right = note(Schema.of(Field.of("at", DataType.timestamp(ZONE))));
        byte[] bytes = Base64.getDecoder().decode(right);
        List<String> notes = new ArrayList<>(List.of("", "AAAA", "no base64!", "ÿÿÿ", right.substring(0, 40),
                Base64.getEncoder().encodeToString(new byte[100]),
                note(Schema.of(Field.of("at", DataType.timestamp(ZoneId.of("UTC"))))),
                note(Schema.of(Field.of("at", DataType.UTF8)))));
        String unknown = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("Asia/Kathmandu", "Mars/Kathmandu");
        notes.add(Base64.getEncoder()
                .encodeToString(unknown.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
        for (String note : notes) {
            Dataset read = noting(note);
            assertThat(read.schema().fields()).as(note).isEqualTo(STORED.fields());
            assertThat(read.column("at").get(0)).isEqualTo(TIME);
        }
    }

    private static final String WRITE = """
            import sys, datetime as dt, pyarrow as pa, pyarrow.parquet as pq, polars as pl
            folder = sys.argv[1]
            berlin = pa.timestamp('us', tz='Europe/Berlin')
            times = [dt.datetime(2026, 1, 1, h, tzinfo=dt.timezone.utc) for h in range(24)] + [None]
            fixed = pa.timestamp('ms', tz='+05:30')
            at = pa.array(times, berlin)
            table = pa.table({
                'at': at, 'fixed': pa.array(times, fixed), 'utc': pa.array(times, pa.timestamp('ns', tz='UTC')),
                'local': pa.array([t and t.replace(tzinfo=None) for t in times], pa.timestamp('us')),
                'all': pa.array([[t] for t in times], pa.list_(berlin)),
                's': pa.array([{'x': {'at': t}, 'n': 1} for t in times],
                    pa.struct([('x', pa.struct([('at', berlin)])), ('n', pa.int64())])),
                'm': pa.array([[('k', t)] for t in times], pa.map_(pa.string(), berlin)),
                'large': pa.array([[t] for t in times], pa.large_list(berlin)),
                'kind': pa.array(['a'] * 25).dictionary_encode()})
            spans = [dt.timedelta(milliseconds=1500 * h) for h in range(24)] + [None]
            lasting = pa.table({'for': pa.array(spans, pa.duration('us')), 'n': range(25),
                'all': pa.array([[s] for s in spans], pa.list_(pa.duration('ms')))})
            pq.write_table(lasting, folder + '/lasting.parquet', row_group_size=6)
            pl.from_arrow(lasting).write_parquet(folder + '/lasting-polars.parquet')
            pq.write_table(table, folder + '/pyarrow.parquet', row_group_size=6)
            pq.write_table(table.select(['at', 'utc']), folder + '/coerced.parquet', coerce_timestamps='ms')
            pl.from_arrow(table.select(['at', 'utc'])).write_parquet(folder + '/polars.parquet')
            print(*[pq.read_table(folder + '/pyarrow.parquet').schema.field(n).type for n in ['at', 'fixed', 'utc', 'all']],
                sep=', ')
            """;

    @Test
    @Tag("oracle")
    void zones_and_durations_of_pyarrow_and_polars_come_back() throws IOException {
        Python.require("pyarrow", "polars");
        assertThat(Python.run(WRITE, folder)).isEqualTo("timestamp[us, tz=Europe/Berlin], "
                + "timestamp[ms, tz=+05:30], timestamp[ns, tz=UTC], list<element: timestamp[us, tz=Europe/Berlin]>");
        Dataset read = Dataset.read(folder.resolve("pyarrow.parquet"));
        String berlin = "timestamp(us, Europe/Berlin)";
        assertThat(types(read)).isEqualTo(Map.of("at", berlin, "fixed", "timestamp(ms, +05:30)", "utc",
                "timestamp(ns, Z)", "local", "timestamp(us)", "all", "list<" + berlin + ">", "s",
                "struct<x: struct<at: " + berlin + ">, n: int64>", "m", "map<utf8, " + berlin + ">", "large",
                "list<" + berlin + ">", "kind", "utf8"));
        ZonedDateTime third = ZonedDateTime.of(2026, 1, 1, 3, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        assertThat(read.column("at").get(2)).isEqualTo(third);
        assertThat(read.column("all").get(2)).isEqualTo(List.of(third));
        assertThat(read.column("large").get(2)).isEqualTo(List.of(third));
        assertThat(read.column("m").get(2)).isEqualTo(Map.of("k", third));
        assertThat(read.column("s").get(2)).isEqualTo(Map.of("x", Map.of("at", third), "n", 1L));
        assertThat(read.column("at").get(24)).isNull();
        Dataset one = read.filter(Expr.col("at").eq(third));
        assertThat(one.count()).isEqualTo(1);
        assertThat(one.explain()).as("statistics are of use").contains("skipping by [at = ");
        assertThat(types(Dataset.read(folder.resolve("coerced.parquet"))))
                .isEqualTo(Map.of("at", "timestamp(ms, Europe/Berlin)", "utc", "timestamp(ms, Z)"));
        assertThat(types(Dataset.read(folder.resolve("polars.parquet"))))
                .isEqualTo(Map.of("at", berlin, "utc", "timestamp(ns, Z)"));
        for (String lasting : List.of("lasting.parquet", "lasting-polars.parquet")) {
            requireDurations(Dataset.read(folder.resolve(lasting)));
        }
    }

    private static void requireDurations(Dataset read) {
        assertThat(types(read)).isEqualTo(
                Map.of("for", "duration(us)", "n", "int64", "all", "list<duration(ms)>"));
        Duration third = Duration.ofSeconds(3);
        assertThat(read.column("for").get(2)).isEqualTo(third);
        assertThat(read.column("all").get(2)).isEqualTo(List.of(third));
        assertThat(read.column("for").get(24)).isNull();
        assertThat(read.filter(Expr.col("for").gt(third)).count()).isEqualTo(21);
        assertThat(read.filter(Expr.col("for").eq(third)).column("n").get(0)).isEqualTo(2L);
    }

    private static Map<String, String> types(Dataset data) {
        return data.schema()
                .fields()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Field::name, field -> field.type().toString()));
    }
}
