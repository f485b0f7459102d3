package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataAccessException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.records.ObjectTables;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.spi.ByteSource;

class CsvWriteTest {

    @Test
    void quotes_what_could_be_read_as_something_else(@TempDir Path folder) throws IOException {
        Table table = ObjectTables.ofColumns(new java.util.TreeMap<>(Map.of("a,b",
                new String[]{"x", null, "", "NA", "say \"hi\"", "two\nlines", "1,5"}, "n",
                new double[]{1, -0.0, Double.NaN, 1e100, Double.NEGATIVE_INFINITY, 0.1, 100})));
        assertThat(written(folder, table, CsvWriteOptions.DEFAULT)).isEqualTo("""
                "a,b",n
                x,1.0
                ,-0.0
                "",NaN
                NA,1.0E100
                "say ""hi""\",-Infinity
                "two
                lines",0.1
                "1,5",100.0
                """);
        assertThat(written(folder, table, CsvWriteOptions.DEFAULT.withNull("NA")
                .withDelimiter(';')
                .withHeader(CsvWriteOptions.Header.NONE)
                .withLineEnd(CsvWriteOptions.LineEnd.CRLF)))
                .startsWith("x;1.0\r\nNA;-0.0\r\n\"\";NaN\r\n\"NA\";1.0E100\r\n")
                .endsWith("1,5;100.0\r\n");
        assertThat(written(folder, table, CsvWriteOptions.DEFAULT.withQuotes(CsvWriteOptions.Quotes.ALL)))
                .startsWith("\"a,b\",\"n\"\n\"x\",\"1.0\"\n,\"-0.0\"\n");
        assertThat(written(folder, table, CsvWriteOptions.DEFAULT.withQuotes(CsvWriteOptions.Quotes.TEXTS)))
                .startsWith("\"a,b\",\"n\"\n\"x\",1.0\n,-0.0\n");
    }

    @Test
    void texts_that_spreadsheets_would_compute_can_be_guarded(@TempDir Path folder) {
        Table table = ObjectTables.ofColumns(new java.util.TreeMap<>(Map.of("=a",
                new String[]{"=1+1", "+49 30", "-", "@sum", "\tx", "x=1", "", "＝cmd|'/c calc'", "＞",
                        "=a longer formula, \"quoted\""},
                "n", new double[]{-1, 2, 3, 4, 5, 6, 7, 8, 9, 10})));
        assertThat(written(folder, table,
                CsvWriteOptions.DEFAULT.withFormulas(CsvWriteOptions.Formulas.GUARDED))).isEqualTo("""
                        "'=a",n
                        "'=1+1",-1.0
                        "'+49 30",2.0
                        "'-",3.0
                        "'@sum",4.0
                        "'\tx",5.0
                        x=1,6.0
                        "",7.0
                        "'＝cmd|'/c calc'",8.0
                        ＞,9.0
                        "'=a longer formula, ""quoted""\",10.0
                        """);
        assertThat(written(folder, table, CsvWriteOptions.DEFAULT))
                .startsWith("=a,n\n=1+1,-1.0\n+49 30,2.0\n");
    }

    private static String written(Path folder, Table table, CsvWriteOptions options) {
        Path file = folder.resolve("out.csv");
        write(file, table, options);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Table table, CsvWriteOptions options) {
        try (CsvWriter writer = new CsvWriter(file, table.schema(), options)) {
            table.chunks().forEach(chunk -> writer.prepare(chunk).write());
            writer.commit();
        }
    }

    @Test
    void a_file_appears_complete_or_not_at_all(@TempDir Path folder) throws IOException {
        Table table = ObjectTables.ofColumns(Map.of("n", new long[]{1, Long.MIN_VALUE}));
        Path file = folder.resolve("out.csv");
        Files.writeString(file, "before");
        try (CsvWriter writer = new CsvWriter(file, table.schema(), CsvWriteOptions.DEFAULT)) {
            table.chunks().forEach(chunk -> writer.prepare(chunk).write());
        }
        assertThat(file).hasContent("before");
        write(file, table, CsvWriteOptions.DEFAULT);
        assertThat(file).hasContent("n\n1\n-9223372036854775808\n");
        Path packed = folder.resolve("out.csv.gz");
        write(packed, table, CsvWriteOptions.DEFAULT);
        assertThat(Csv.rows(Csv.read(ByteSource.of(packed), CsvReadOptions.DEFAULT))).containsExactly(
                List.of(1L),
                List.of(Long.MIN_VALUE));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(file, packed);
        }
        assertThatThrownBy(
                () -> new CsvWriter(folder.resolve("no/such/out.csv"), table.schema(),
                        CsvWriteOptions.DEFAULT))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not write " + folder.resolve("no/such/out.csv") + ": no such folder");
    }

    @Test
    void refuses_types_a_csv_file_cannot_hold(@TempDir Path folder) {
        Schema schema = Schema.of(Field.of("l", DataType.list(DataType.INT64)));
        assertThatThrownBy(() -> new CsvWriter(folder.resolve("x.csv"), schema, CsvWriteOptions.DEFAULT))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"l\" is list<int64>, which a CSV file cannot hold; drop it, take its parts out, "
                                + "or write Parquet");
    }

    @Property(tries = 300)
    void what_is_written_is_read_back(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<Field> fields = new ArrayList<>();
        List<Vector> columns = new ArrayList<>();
        int rows = random.nextInt(100);
        int width = 2 + random.nextInt(4);
        List<DataType> types = RandomVectors.TYPES.stream().filter(CellWriter::canWrite).toList();
        for (int i = 0; i < width; i++) {
            DataType type = types.get(random.nextInt(types.size()));
            fields.add(Field.of(i == 0 ? "odd \"name\",\n" : "c" + i, type));
            columns.add(vectors.vector(type, rows, random.nextInt(4)));
        }
        Schema schema = Schema.of(fields);
        Table table = new Table(schema, List.of(new Chunk(columns, rows)));
        String nullText = List.of("", "NA", "-1", "b").get(random.nextInt(4));
        char delimiter = List.of(',', ';', '-', ':', '1', 'e').get(random.nextInt(6));
        CsvWriteOptions options = CsvWriteOptions.DEFAULT
                .withNull(nullText.indexOf(delimiter) < 0 ? nullText : "")
                .withDelimiter(delimiter)
                .withQuotes(List.of(CsvWriteOptions.Quotes.values()).get(random.nextInt(3)))
                .withLineEnd(List.of(CsvWriteOptions.LineEnd.values()).get(random.nextInt(2)));
        Path file = Files.createTempFile("peso",
                List.of(".csv", ".csv.gz", ".csv.zst").get(random.nextInt(3)));
        write(file, table, options);
        Table read = Csv.read(ByteSource.of(file), CsvReadOptions.DEFAULT.withSchema(schema)
                .withHeader(CsvReadOptions.Header.FIRST_ROW)
                .withDelimiter(delimiter)
                .withNulls(options.nullText()));
        Files.delete(file);
        assertThat(read.schema()).isEqualTo(schema);
        assertThat(read.rows()).isEqualTo(rows);
        for (int i = 0; i < width && rows > 0; i++) {
            List<Vector> parts = read.column(i);
            assertThat(parts).hasSize(1);
            assertThat(RandomVectors.values(parts.getFirst())).as(fields.get(i).toString())
                    .isEqualTo(RandomVectors.values(columns.get(i)));
        }
    }
}
