package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.spi.ByteSource;

/// The files of apache/parquet-testing against what pyarrow made of them.
class ParquetCorpusTest {
    private static final String FOLDER = "parquet-testing/";

    /// pyarrow reads INT96 as nanoseconds in 64 bits, in which far dates wrap around; DuckDB, Spark and Peso see them right.
    private static final String WRAPPED = "data/int96_from_spark.parquet";

    @Test
    void readable_files_have_the_expected_rows_nulls_sums_and_hashes() throws IOException {
        List<String> wrong = new ArrayList<>();
        int equal = 0;
        for (Map.Entry<String, Map<String, Object>> file : expected().entrySet()) {
            if (file.getValue().get("columns") instanceof List<?> columns && isReadable(file.getKey())) {
                try {
                    compare(file.getKey(), number(file.getValue().get("rows")), columns,
                            wrong);
                    equal++;
                } catch (PesoException e) {
                    wrong.add(file.getKey() + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(equal).isEqualTo(128);
    }

    private static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    private static boolean isReadable(String name) {
        return !name.startsWith("bad_data") && !name.equals("data/datapage_v1-corrupt-checksum.parquet");
    }

    private static void compare(String name, long rows, List<?> columns, List<String> wrong) {
        Dataset dataset = Dataset.read(SharedData.require(FOLDER + name));
        Table table = dataset.collectTable();
        if (table.rows() != rows || dataset.count() != rows) {
            wrong.add(name + ": " + table.rows() + " rows, expected " + rows);
        }
        for (int c = 0; c < columns.size(); c++) {
            Map<?, ?> column = (Map<?, ?>) columns.get(c);
            Field field = table.schema().field(c);
            String place = name + ", " + field + " (" + column.get("type") + "): ";
            List<@Nullable Object> values = values(table.column(c));
            if (!field.name().equals(column.get("name"))) {
                wrong.add(place + "expected the name " + column.get("name"));
            }
            long nulls = values.stream().filter(v -> v == null).count();
            if (nulls != number(column.get("nulls"))) {
                wrong.add(place + nulls + " nulls, expected " + column.get("nulls"));
            }
            if (column.get("sum") instanceof Number sum && !near(sum.doubleValue(), values)) {
                wrong.add(place + "not the expected sum " + sum);
            }
            Object hash = column.get("sha1");
            if (hash != null && !name.equals(WRAPPED)
                    && !PythonText.sha1(python(field.type(), values)).equals(hash)) {
                StringBuilder text = new StringBuilder();
                PythonText.json(python(field.type(), values), text);
                wrong.add(place + "not the expected hash " + hash + ": "
                        + text.substring(0, Math.min(200, text.length())));
            }
        }
    }

    private static boolean near(double sum, List<? extends @Nullable Object> values) {
        double total = 0;
        for (Object value : values) {
            total += switch (value) {
                case Boolean b -> b ? 1 : 0;
                case Number n when !Double.isNaN(n.doubleValue()) -> n.doubleValue();
                case null, default -> 0;
            };
        }
        return Math.abs(total - sum) <= 1e-9 * Math.max(1, Math.abs(sum));
    }

    static List<@Nullable Object> values(List<Vector> vectors) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Vector vector : vectors) {
            for (int i = 0; i < vector.length; i++) {
                values.add(Scalars.get(vector, i));
            }
        }
        return values;
    }

    /// Values in pyarrow's classes: a map is a list of pairs, an unsigned number of 64 bits a whole number.
    static List<@Nullable Object> python(DataType type, List<? extends @Nullable Object> values) {
        List<@Nullable Object> python = new ArrayList<>();
        for (Object value : values) {
            python.add(python(type, value));
        }
        return python;
    }

    private static @Nullable Object python(DataType type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal d when type.equals(DataType.decimal(20, 0)) -> d.toBigInteger();
            case List<?> list -> python(((DataType.ListOf) type).element(), list);
            case Map<?, ?> map when type instanceof DataType.MapOf m -> {
                List<Object> pairs = new ArrayList<>();
                map.forEach((k, v) -> {
                    List<@Nullable Object> pair = new ArrayList<>();
                    pair.add(python(m.key(), k));
                    pair.add(python(m.value(), v));
                    pairs.add(pair);
                });
                yield pairs;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> struct = new LinkedHashMap<>();
                for (Field field : ((DataType.Struct) type).fields()) {
                    struct.put(field.name(), python(field.type(), map.get(field.name())));
                }
                yield struct;
            }
            default -> value;
        };
    }

    @Test
    void files_that_only_others_read_have_the_rows_that_these_saw() {
        assertThat(Dataset.read(SharedData.require(FOLDER + "data/incorrect_map_schema.parquet"))
                .collectTable()
                .rows())
                .isEqualTo(1);
        List<@Nullable Object> times = values(
                Dataset.read(SharedData.require(FOLDER + WRAPPED)).collectTable().column(0));
        assertThat(times).containsExactly(LocalDateTime.parse("2024-01-01T20:34:56.123456"),
                LocalDateTime.parse("2024-01-01T01:00:00"), LocalDateTime.parse("9999-12-31T03:00:00"),
                LocalDateTime.parse("2024-12-30T23:00:00"), null,
                LocalDateTime.parse("+290000-12-30T23:00:00"));
    }

    @Test
    void damaged_files_end_in_errors_that_name_file_and_place() {
        refused("bad_data/ARROW-GH-45185.parquet", "its first value continues a row that is not there");
        refused("bad_data/ARROW-RS-GH-6229-DICTHEADER.parquet", "damaged");
        refused("bad_data/ARROW-RS-GH-6229-LEVELS.parquet", "cut off");
        refused("bad_data/PARQUET-1481.parquet", "unknown type");
        refused("data/datapage_v1-corrupt-checksum.parquet", "the checksum of a page does not match");
    }

    @Test
    void encrypted_files_are_refused_as_such() throws IOException {
        for (String name : expected().keySet()) {
            if (name.endsWith(".encrypted")) {
                refused(name, "encrypted, which Peso cannot read");
            }
        }
    }

    private static void refused(String name, String reason) {
        Path path = SharedData.require(FOLDER + name);
        byte[] bytes = bytes(path);
        assertThatThrownBy(
                () -> Dataset.read(ByteSource.of(path.getFileName() + ".parquet", bytes)).collect())
                .as(name)
                .isInstanceOf(DataException.class)
                .hasMessageContaining(path.getFileName().toString())
                .hasMessageContaining(reason);
    }

    private static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> expected() throws IOException {
        Path file = SharedData.require(FOLDER + "expected.json");
        try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
            parser.nextToken();
            return new TreeMap<>((Map<String, Map<String, Object>>) value(parser));
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, parser.currentToken() == JsonToken.VALUE_NULL ? null : value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            default -> parser.getText();
        };
    }
}
