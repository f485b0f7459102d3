package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;
import dev.peso.spi.ByteSource;

class CsvReadTest {
    private static final CsvReadOptions OPTIONS = CsvReadOptions.DEFAULT;

    @Test
    void a_number_beyond_its_type_is_never_infinite() {
        Table table = Csv.read("a,b\n1.5,inf\n1e400,-Infinity\n");
        assertThat(table.schema().fields()).extracting(dev.peso.Field::type)
                .containsExactly(DataType.UTF8, DataType.FLOAT64);
        assertThat(Csv.rows(table)).containsExactly(List.of("1.5", Double.POSITIVE_INFINITY),
                List.of("1e400", Double.NEGATIVE_INFINITY));
        for (DataType type : List.of(DataType.FLOAT64, DataType.FLOAT32)) {
            String beyond = type == DataType.FLOAT64 ? "-1e309" : "1e39";
            assertThatThrownBy(
                    () -> Csv.read("a\n1.5\n" + beyond + "\n", CsvReadOptions.DEFAULT.withType("a", type)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "sales.csv line 3, column \"a\": \"" + beyond + "\" is not a " + type);
        }
    }

    @Test
    void many_thousand_columns_may_all_have_the_same_name() {
        Table table = Csv.read("a,b,a_2" + ",a".repeat(50_000) + "\n" + "1,".repeat(50_002) + "1\n");
        assertThat(table.schema().names()).startsWith("a", "b", "a_2", "a_3")
                .endsWith("a_50002")
                .hasSize(50_003);
    }

    @Test
    void infers_the_types_of_all_columns() {
        Table table = Csv
                .read("""
                        n,f,b,d,ts,z,t,s,zip,big,none
                        1,1.5,true,2026-01-02,2026-01-02 03:04:05,2026-01-02T03:04:05+01:00,03:04,x,00501,12345678901234567890,
                        -2,3,false,1969-12-31,1969-12-31T23:59:59.5,1970-01-01T00:00:00Z,23:59:59.25,"",10001,1,
                        ,,,,,,,,,,
                        """);
        assertThat(table.schema().toString()).isEqualTo("""
                n: int64
                f: float64
                b: boolean
                d: date
                ts: timestamp(us)
                z: timestamp(us, Z)
                t: time(us)
                s: utf8
                zip: utf8
                big: utf8
                none: utf8""");
        assertThat(Csv.rows(table).get(0).subList(0, 5)).containsExactly(1L, 1.5, true,
                LocalDate.of(2026, 1, 2),
                LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        assertThat(Csv.rows(table).get(0).get(5)).hasToString("2026-01-02T02:04:05Z");
        assertThat(Csv.rows(table).get(1)).contains(-2L, 3.0, false, LocalTime.of(23, 59, 59, 250_000_000),
                "", "10001");
        assertThat(Csv.rows(table).get(2)).containsOnlyNulls();
    }

    @Test
    void a_delimiter_that_is_the_quote_is_refused() {
        String message = "delimiter and quote must differ, got | for both";
        assertThatThrownBy(() -> CsvReadOptions.DEFAULT.withDelimiter('|').withQuote('|'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> CsvReadOptions.DEFAULT.withQuote('|').withDelimiter('|'))
                .hasMessage(message);
    }

    @Test
    void guesses_delimiters_and_headers() {
        assertThat(Csv.read("a;b\n1;2\n").schema().names()).containsExactly("a", "b");
        assertThat(Csv.read("a\tb\n1\t2,5\n").schema().names()).containsExactly("a", "b");
        assertThat(Csv.read("a|b\n1|2\n").schema().names()).containsExactly("a", "b");
        assertThat(Csv.read("1,2\n3,4\n").schema().names()).containsExactly("column_1", "column_2");
        assertThat(Csv.read("a,a,,a_2\n1,2,3,4\n").schema().names()).containsExactly("a", "a_2", "column_3",
                "a_2_2");
        assertThat(Csv.rows(Csv.read("x,y\n"))).isEmpty();
        assertThat(Csv.rows(Csv.read("x,y"))).isEmpty();
        assertThat(Csv.rows(Csv.read("1,2"))).containsExactly(List.of(1L, 2L));
        assertThat(Csv.read("1.5,2\n3,4\n", OPTIONS.withSampleRows(1)).schema().toString())
                .isEqualTo("column_1: float64\ncolumn_2: int64");
        assertThat(Csv.read("d\n2026-01-02\n2026-01-02 03:04\n").schema().type("d"))
                .isEqualTo(DataType.TIMESTAMP);
        assertThat(Csv.read("a,b\nc,d\n", OPTIONS.withHeader(CsvReadOptions.Header.NONE)).rows())
                .isEqualTo(2);
    }

    @Test
    void reads_quotes_line_ends_and_the_last_row_without_one() {
        List<List<Object>> expected = List.of(List.of("x,\"y\"\nz", 1L), List.of("", 2L));
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = "s,n\n\"x,\"\"y\"\"~z\",1\n\"\",2".replace("\n", end).replace("~", "\n");
            if (end.equals("\r")) {
                text = text.replace("\n", "\r");
                assertThat(Csv.rows(Csv.read(text)).get(1)).isEqualTo(expected.get(1));
            } else {
                assertThat(Csv.rows(Csv.read(text))).isEqualTo(expected);
                assertThat(Csv.rows(Csv.read(text + end))).isEqualTo(expected);
            }
        }
        assertThat(Csv.rows(Csv.read("a,b\n5\" pipe,x\"y\n\"q\"tail,\"\"\"\"\n")))
                .containsExactly(List.of("5\" pipe", "x\"y"), List.of("\"q\"tail", "\""));
        assertThat(Csv.rows(Csv.read("a,b\n'x,y',1\n", OPTIONS.withQuote('\''))))
                .containsExactly(List.of("x,y", 1L));
        assertThat(Csv.rows(Csv.read("a,b\n\"x\n",
                OPTIONS.withoutQuote().withRaggedRows(CsvReadOptions.RaggedRows.FILL))))
                .containsExactly(Arrays.asList("\"x", null));
        assertThat(Csv.rows(Csv.read("a,b\n\"x\\\",y\",1\n", OPTIONS.withEscape('\\')))).containsExactly(
                List.of("x\",y", 1L));
    }

    @Test
    void reads_encodings_marks_and_gzip() throws IOException {
        String text = "straße,n\nMünchen,1\n";
        List<Object> row = List.of("München", 1L);
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_8)) {
            byte[] marked = ("\uFEFF" + text).getBytes(charset);
            Table table = Csv.read(marked, OPTIONS);
            assertThat(table.schema().names()).containsExactly("straße", "n");
            assertThat(Csv.rows(table)).containsExactly(row);
        }
        Charset windows = Charset.forName("windows-1252");
        assertThat(Csv.rows(Csv.read(text.getBytes(windows), OPTIONS.withCharset(windows))))
                .containsExactly(row);
        byte[] late = ("a\n" + "x\n".repeat(300_000) + "München\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Csv.read(late, OPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 300002: the bytes are not valid UTF-8; give the encoding, for example "
                                + "withCharset(Charset.forName(\"windows-1252\"))");
        assertThatThrownBy(() -> Csv.read("größe\n1\n".getBytes(StandardCharsets.ISO_8859_1),
                OPTIONS.withCharset(StandardCharsets.UTF_8)))
                .hasMessageStartingWith("sales.csv line 1: the bytes are not valid UTF-8");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Csv.rows(Csv.read(packed.toByteArray(), OPTIONS))).containsExactly(row);
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 9);
        assertThatThrownBy(() -> Csv.read(cut, OPTIONS)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("sales.csv is damaged: ");
    }

    @Test
    void takes_options_for_comments_skipped_lines_nulls_and_decimal_commas() {
        assertThat(Csv.rows(Csv.read("# \"head\na,b\n1,NA\n#x,\"\n-,2\n",
                OPTIONS.withComment('#').withNulls("NA", "-")))).containsExactly(Arrays.asList(1L, null),
                        Arrays.asList(null, 2L));
        assertThat(Csv.rows(Csv.read("title\n\na;b\n1,5;-99\n\n2;3\n",
                OPTIONS.withSkipLines(2).withDecimalComma().withNulls("-99"))))
                .containsExactly(Arrays.asList(1.5, null),
                        List.of(2.0, 3L));
        assertThat(Csv.rows(Csv.read("a,b\nNULL,\"NULL\"\n", OPTIONS.withNulls("NULL"))))
                .containsExactly(Arrays.asList(null, "NULL"));
        assertThat(Csv.rows(Csv.read("a,b\n 1 ,\"2\"\n\"\",3\n"))).containsExactly(List.of(1L, 2L),
                Arrays.asList(null, 3L));
    }

    @Test
    void reads_every_type_a_schema_names() {
        Schema schema = Schema.of(Field.of("i8", DataType.INT8), Field.of("i16", DataType.INT16),
                Field.of("i32", DataType.INT32), Field.of("f32", DataType.FLOAT32),
                Field.of("d", DataType.decimal(5, 2)), Field.of("w", DataType.decimal(30, 3)),
                Field.of("c", DataType.CATEGORICAL), Field.of("x", DataType.BINARY),
                Field.of("u", DataType.DURATION),
                Field.of("z", DataType.timestamp(java.time.ZoneId.of("Europe/Berlin"))),
                Field.of("n", DataType.NULL));
        Table table = Csv.read("""
                -128,32767,-2147483648,0.1,1.005,12345678901234567890.5,red,AQI=,PT1M,2026-07-01 12:00:00,
                """, OPTIONS.withSchema(schema));
        assertThat(table.schema()).isEqualTo(schema);
        assertThat(Csv.rows(table).getFirst().subList(0, 7)).containsExactly((byte) -128, (short) 32_767,
                Integer.MIN_VALUE, 0.1f, new BigDecimal("1.01"), new BigDecimal("12345678901234567890.500"),
                "red");
        assertThat((byte[]) Csv.rows(table).getFirst().get(7)).containsExactly(1, 2);
        assertThat(Csv.rows(table).getFirst().get(8)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Csv.rows(table).getFirst().get(9)).hasToString("2026-07-01T12:00+02:00[Europe/Berlin]");
        Table typed = Csv.read("zip,n\n501,1\n", OPTIONS.withType("zip", DataType.UTF8));
        assertThat(Csv.rows(typed)).containsExactly(List.of("501", 1L));
        assertThatThrownBy(() -> Csv.read("zip\n1\n", OPTIONS.withType("zpi", DataType.UTF8)))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessage(
                        "column \"zpi\" not found in dataset \"sales.csv\"; did you mean \"zip\"? columns: zip");
        assertThatThrownBy(() -> Csv.read("a\n1\n", OPTIONS.withType("a", DataType.list(DataType.INT64))))
                .hasMessage("column \"a\": a CSV file has no values of list<int64>; read it as utf8");
    }

    @Test
    void a_misfit_names_file_line_column_and_value() {
        String text = "region,amount\n" + "n,1\n".repeat(30_000) + "s,x\n";
        assertThatThrownBy(() -> Csv.read(text)).isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.csv line 30002, column \"amount\": \"x\" is not an int64 (type inferred from the "
                                + "first 20480 rows); set the type, raise withSampleRows or use withOnError(NULL)");
        assertThatThrownBy(() -> Csv.read("a\n1\n300\n", OPTIONS.withType("a", DataType.INT8)))
                .hasMessage("sales.csv line 3, column \"a\": \"300\" is not an int8; correct the file or use "
                        + "withOnError(NULL)");
        CsvReadOptions regular = OPTIONS.withRaggedRows(CsvReadOptions.RaggedRows.REJECT);
        assertThatThrownBy(() -> Csv.read("a,b\n1,2\n\"x\ny\",2\n3\n", regular)).hasMessage(
                "sales.csv line 5: 1 field, expected 2; use withRaggedRows(FILL) or onError(SKIP)");
        assertThatThrownBy(() -> Csv.read("a,b\n1,2\n3,4,5\n", regular)).hasMessage(
                "sales.csv line 3: 3 fields, expected 2; use withRaggedRows(FILL) or onError(SKIP)");
        assertThatThrownBy(() -> Csv.read("a,b\n1,2\n3,\"4\n", OPTIONS.withQuote('"')))
                .hasMessage("sales.csv line 3: a quote is opened and "
                        + "never closed; if quotes mean nothing in this file, use withoutQuote()");
        assertThatThrownBy(() -> Csv.read("")).hasMessage(
                "sales.csv is empty: there is no header to name the columns; give a schema");
        Schema schema = Schema.of(Field.of("a", DataType.INT64));
        assertThat(Csv.read("", OPTIONS.withSchema(schema)).rows()).isZero();
        assertThatThrownBy(() -> Csv.read("b\n1\n",
                OPTIONS.withSchema(schema).withHeader(CsvReadOptions.Header.FIRST_ROW)))
                .hasMessage("sales.csv has the columns b, but the schema has a");
    }

    @Test
    void misfits_become_null_or_their_rows_are_skipped_or_put_in_quarantine() {
        String text = "a,b,c\n1,2,x\n?,3,y\n4\n5,6,z,7\n8,!,w\n";
        Schema schema = Schema.of(Field.of("a", DataType.INT64), Field.of("b", DataType.INT64),
                Field.of("c", DataType.UTF8));
        CsvReadOptions typed = OPTIONS.withSchema(schema);
        assertThat(Csv.rows(Csv.read(text, typed.withOnError(OnError.NULL)))).containsExactly(
                List.of(1L, 2L, "x"),
                Arrays.asList(null, 3L, "y"), Arrays.asList(4L, null, null), List.of(5L, 6L, "z"),
                Arrays.asList(8L, null, "w"));
        assertThat(Csv.rows(Csv.read(text, typed.withOnError(OnError.SKIP))))
                .containsExactly(List.of(1L, 2L, "x"));
        List<RejectedRow> rejected = new ArrayList<>();
        CsvScan scan = CsvScan.of(ByteSource.of("sales.csv", text.getBytes(StandardCharsets.UTF_8)),
                typed.withQuarantine(rejected::add));
        assertThat(count(scan, 2)).isEqualTo(1);
        assertThat(rejected).containsExactly(
                new RejectedRow("sales.csv", 3, "a", "\"?\" is not an int64", "?,3,y"),
                new RejectedRow("sales.csv", 4, null, "1 field, expected 3", "4"),
                new RejectedRow("sales.csv", 5, null, "4 fields, expected 3", "5,6,z,7"),
                new RejectedRow("sales.csv", 6, "b", "\"!\" is not an int64", "8,!,w"));
        assertThatThrownBy(() -> OPTIONS.withOnError(OnError.QUARANTINE)).hasMessage(
                "quarantine needs a place for the rows: use withQuarantine(rows::add)");
    }

    private static long count(CsvScan scan, int... columns) {
        long rows = 0;
        try (ScanSource.Reading reading = scan.open(columns, List.of(), -1)) {
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                for (Chunk chunk : part.read()) {
                    rows += chunk.rows();
                }
            }
        }
        return rows;
    }

    @Test
    void many_blocks_read_side_by_side_give_all_rows_in_order() {
        StringBuilder text = new StringBuilder("id,name,note\n");
        int rows = 200_000;
        for (int i = 0; i < rows; i++) {
            text.append(i)
                    .append(",name of row ")
                    .append(i)
                    .append(",\"a,\n\"\"")
                    .append(i % 7)
                    .append("\"\n");
        }
        CsvScan scan = CsvScan.of(ByteSource.of("big.csv", text.toString().getBytes(StandardCharsets.UTF_8)),
                OPTIONS);
        var byPart = new ConcurrentSkipListMap<Integer, List<Chunk>>();
        try (ScanSource.Reading reading = scan.open(new int[]{2, 0, 1}, List.of(), -1)) {
            List<ScanSource.Part> parts = new ArrayList<>();
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                parts.add(part);
            }
            assertThat(parts).hasSizeGreaterThan(5);
            IntStream.range(0, parts.size()).parallel().forEach(i -> {
                List<Chunk> chunks = new ArrayList<>();
                parts.get(i).read().forEach(chunks::add);
                byPart.put(i, chunks);
            });
        }
        int next = 0;
        for (List<Chunk> chunks : byPart.values()) {
            for (Chunk chunk : chunks) {
                for (int row = 0; row < chunk.rows(); row++, next++) {
                    assertThat(Scalars.get(chunk.column(1), row)).isEqualTo((long) next);
                    if (next % 1_000 == 0) {
                        assertThat(Scalars.get(chunk.column(2), row)).isEqualTo("name of row " + next);
                        assertThat(Scalars.get(chunk.column(0), row)).isEqualTo("a,\n\"" + next % 7);
                    }
                }
            }
        }
        assertThat(next).isEqualTo(rows);
    }

    @Test
    void no_columns_still_count_rows_and_a_limit_ends_the_read() {
        String text = "a,b\n" + "1,2\n".repeat(300_000);
        CsvScan scan = CsvScan.of(ByteSource.of("sales.csv", text.getBytes(StandardCharsets.UTF_8)), OPTIONS);
        assertThat(count(scan)).isEqualTo(300_000);
        try (ScanSource.Reading reading = scan.open(new int[]{0}, List.of(), 10)) {
            Objects.requireNonNull(reading.next()).read();
            assertThat(reading.next()).isNull();
        }
    }

    @Test
    void a_file_that_changes_is_noticed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("sales.csv");
        Files.writeString(file, "a\n1\n");
        CsvScan scan = CsvScan.of(ByteSources.of(file), OPTIONS);
        assertThat(Csv.read(scan).rows()).isEqualTo(1);
        ScanSource.Reading reading = scan.open(new int[]{0}, List.of(), -1);
        Files.writeString(file, "a\n1\n2\n");
        assertThatThrownBy(() -> Csv.read(scan)).isInstanceOf(DataAccessException.class)
                .hasMessage("sales.csv changed since it was read");
        assertThatThrownBy(() -> {
            while (reading.next() != null) {
            }
        }).hasMessage("sales.csv changed since it was read");
        reading.close();
        Files.delete(file);
        assertThatThrownBy(() -> Csv.read(scan)).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read sales.csv: no such file");
        assertThatThrownBy(() -> ByteSources.of(file))
                .hasMessage("could not read " + file + ": no such file");
        assertThatThrownBy(() -> ByteSources.of(folder))
                .hasMessage("could not read " + folder + ": it is a folder");
    }
}
