package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.Deflater;

import org.apache.avro.Schema.Parser;
import org.apache.avro.file.Codec;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.peso.internal.codec.Mutations;
import dev.peso.io.AvroWriteOptions;
import dev.peso.io.AvroWriteOptions.Compression;
import dev.peso.spi.ByteSource;

class DatasetAvroTest {
    @TempDir
    Path folder;

    private static Map<String, @Nullable Object> nullable(String k1, @Nullable Object v1, String k2,
            @Nullable Object v2) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(k1, v1);
        map.put(k2, v2);
        return map;
    }

    private static final String SCHEMA = """
            {"type":"record","name":"Sale","namespace":"shop","fields":[
             {"name":"b","type":"boolean"},{"name":"i","type":"int"},{"name":"l","type":["null","long"]},
             {"name":"f","type":"float"},{"name":"d","type":["double","null"]},{"name":"s","type":"string"},
             {"name":"x","type":"bytes"},{"name":"day","type":{"type":"int","logicalType":"date"}},
             {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
             {"name":"local","type":{"type":"long","logicalType":"local-timestamp-micros"}},
             {"name":"time","type":{"type":"long","logicalType":"time-micros"}},
             {"name":"dec","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},
             {"name":"fix","type":{"type":"fixed","name":"F8","size":8,"logicalType":"decimal","precision":18,"scale":1}},
             {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["SMALL","LARGE"]}},
             {"name":"tags","type":{"type":"array","items":["null","string"]}},
             {"name":"attrs","type":{"type":"map","values":"long"}},
             {"name":"who","type":{"type":"record","name":"Who","fields":[{"name":"n","type":"string"},
               {"name":"k","type":"Kind"}]}},
             {"name":"any","type":["null","long","string"]},{"name":"again","type":["null","shop.Who"]}]}""";

    private static GenericRecord record(org.apache.avro.Schema schema, int i) {
        GenericRecord r = new GenericData.Record(schema);
        r.put("b", i % 2 == 0);
        r.put("i", -i);
        r.put("l", i % 3 == 0 ? null : Long.MIN_VALUE + i);
        r.put("f", i / 2f);
        r.put("d", i % 5 == 0 ? null : i / 3.0);
        r.put("s", "é" + i);
        r.put("x", ByteBuffer.wrap(new byte[]{1, (byte) i}));
        r.put("day", 20_000 + i);
        r.put("at", 1_700_000_000_123L + i);
        r.put("local", -1L - i);
        r.put("time", 1_000_000L * i);
        r.put("dec", ByteBuffer.wrap(BigInteger.valueOf(-12345L - i).toByteArray()));
        r.put("fix", new GenericData.Fixed(schema.getField("fix").schema(),
                ByteBuffer.allocate(8).putLong(-7L - i).array()));
        r.put("kind",
                new GenericData.EnumSymbol(schema.getField("kind").schema(), i % 2 == 0 ? "SMALL" : "LARGE"));
        r.put("tags", Arrays.asList("a", null, "t" + i));
        r.put("attrs", Map.of("k", (long) i));
        GenericRecord who = new GenericData.Record(schema.getField("who").schema());
        who.put("n", "w" + i);
        who.put("k", r.get("kind"));
        r.put("who", who);
        r.put("any", i % 3 == 0 ? null : i % 3 == 1 ? (Object) (long) i : "any");
        r.put("again", i % 2 == 0 ? null : who);
        return r;
    }

    private static byte[] theirs(int rows, CodecFactory codec) throws IOException {
        org.apache.avro.Schema schema = new Parser().parse(SCHEMA);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(codec).setSyncInterval(1_000).create(schema, out);
            for (int i = 0; i < rows; i++) {
                writer.append(record(schema, i));
            }
        }
        return out.toByteArray();
    }

    @Test
    void a_file_of_the_avro_library_is_read() throws IOException {
        Dataset data = Dataset.read(ByteSource.of("theirs", theirs(1_000, CodecFactory.deflateCodec(6))));
        assertThat(Rows.columns(data))
                .isEqualTo("b: boolean, i: int32, l: int64, f: float32, d: float64, s: utf8,"
                        + " x: binary, day: date, at: timestamp(ms, Z), local: timestamp(us), time: time(us), dec: decimal(10,2),"
                        + " fix: decimal(18,1), kind: categorical, tags: list<utf8>, attrs: map<utf8, int64>,"
                        + " who: struct<n: utf8, k: categorical>, any: struct<long: int64, string: utf8>,"
                        + " again: struct<n: utf8, k: categorical>");
        List<List<@Nullable Object>> rows = Rows.rows(data.drop("x"));
        assertThat(rows).hasSize(1_000);
        assertThat(rows.get(1)).containsExactly(false, -1, Long.MIN_VALUE + 1, 0.5f, 1 / 3.0, "é1",
                LocalDate.ofEpochDay(20_001),
                ZonedDateTime.of(2023, 11, 14, 22, 13, 20, 124_000_000, ZoneOffset.UTC),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_998_000), LocalTime.of(0, 0, 1),
                new BigDecimal("-123.46"), new BigDecimal("-0.8"), "LARGE", Arrays.asList("a", null, "t1"),
                Map.of("k", 1L), Map.of("n", "w1", "k", "LARGE"), nullable("long", 1L, "string", null),
                Map.of("n", "w1", "k", "LARGE"));
        assertThat(rows.get(0).subList(16, 18)).containsExactly(null, null);
    }

    @Test
    void only_wanted_columns_make_values() throws IOException {
        Dataset data = Dataset.read(ByteSource.of("theirs", theirs(100, CodecFactory.nullCodec())));
        assertThat(Rows.rows(data.filter("i = -7").select("s", "i"))).containsExactly(Rows.row("é7", -7));
        assertThat(data.limit(3).count()).isEqualTo(3);
    }

    private static Dataset everything() {
        return Rows.table(
                "b: boolean, i8: int8, i16: int16, i: int32, l: int64, f: float32, d: float64, s: utf8,"
                        + " x: binary, day: date, at: timestamp(us,Europe/Berlin), local: timestamp(ns), sec: timestamp(s),"
                        + " time: time(ms), nano: time(ns), span: duration(us), dec: decimal(9,2), wide: decimal(38,10),"
                        + " kind: categorical, tags: list<int64>, attrs: map<utf8,float64>, odd name é: struct<ab: int64,n: utf8>,"
                        + " nothing: null",
                Rows.row(true, (byte) -128, (short) -32768, Integer.MIN_VALUE, Long.MIN_VALUE, -0.0f,
                        Double.MAX_VALUE,
                        "ä\u0000", new byte[]{0, -1}, LocalDate.of(-1, 1, 1),
                        ZonedDateTime.of(2026, 7, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")),
                        LocalDateTime.of(1969, 1, 1, 0, 0, 0, 1), LocalDateTime.of(2026, 1, 1, 0, 0, 1),
                        LocalTime.of(23, 59, 59), LocalTime.ofNanoOfDay(1), Duration.ofDays(-3),
                        new BigDecimal("-1234567.89"),
                        new BigDecimal("-9999999999999999999999999999.9999999999"), "k",
                        Arrays.asList(1L, null), Map.of("k", 1.5), nullable("ab", 1L, "n", null), null),
                Rows.row(new Object[23]));
    }

    @ParameterizedTest
    @EnumSource
    void what_is_written_is_read_back(Compression compression) {
        Path file = folder.resolve("own.avro");
        everything().write(file, AvroWriteOptions.DEFAULT.withCompression(compression));
        Dataset back = Dataset.read(file);
        assertThat(back.schema()).isEqualTo(everything().schema());
        assertThat(back.fingerprint()).isEqualTo(everything().fingerprint());
    }

    @Test
    void the_avro_library_reads_what_is_written() throws IOException {
        Path file = folder.resolve("own.avro");
        everything().write(file);
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(),
                new GenericDatumReader<>())) {
            GenericRecord first = reader.next();
            assertThat(first.get("i8")).isEqualTo(-128);
            assertThat(first.get("l")).isEqualTo(Long.MIN_VALUE);
            assertThat(first.get("s")).hasToString("ä\u0000");
            assertThat(first.get("dec"))
                    .isEqualTo(ByteBuffer.wrap(BigInteger.valueOf(-123456789).toByteArray()));
            assertThat(first.get("tags")).isEqualTo(Arrays.asList(1L, null));
            assertThat(((GenericRecord) first.get("odd_name__")).get("ab")).isEqualTo(1L);
            assertThat(
                    reader.getSchema().getField("at").schema().getTypes().get(1).getLogicalType().getName())
                    .isEqualTo("timestamp-micros");
            GenericRecord second = reader.next();
            assertThat(second.getSchema().getFields()).allMatch(field -> second.get(field.pos()) == null);
            assertThat(reader.hasNext()).isFalse();
        }
    }

    @Test
    void many_rows_make_many_blocks_and_keep_their_order() {
        Path file = folder.resolve("many.avro");
        Dataset many = Dataset.of(Map.of("n", LongStream.range(0, 300_000).toArray()));
        many.write(file);
        assertThat(Dataset.read(file).fingerprint()).isEqualTo(many.fingerprint());
        Dataset none = many.limit(0);
        none.write(file);
        assertThat(Dataset.read(file).count()).isZero();
    }

    /// What libraries for Python write: zlib's format without its start and some of its end, `zlib.compress(data)[2:-1]`.
    private static final class PythonDeflate extends Codec {
        private final int left;
        private final int change;

        /// @param left how many bytes to leave after the deflate data: at most four of the checksum, then zeros
        /// @param change to make in the last byte
        PythonDeflate(int left, int change) {
            this.left = left;
            this.change = change;
        }

        static CodecFactory factory(int left, int change) {
            return new CodecFactory() {
                @Override
                protected Codec createInstance() {
                    return new PythonDeflate(left, change);
                }
            };
        }

        @Override
        public String getName() {
            return "deflate";
        }

        @Override
        public ByteBuffer compress(ByteBuffer data) {
            byte[] zlib = new byte[data.remaining() + 100];
            try (Deflater deflater = new Deflater()) {
                deflater.setInput(data.duplicate());
                deflater.finish();
                int length = deflater.deflate(zlib);
                byte[] packed = Arrays.copyOfRange(Arrays.copyOf(zlib, length), 2, length - 4 + left);
                packed[packed.length - 1] ^= (byte) change;
                return ByteBuffer.wrap(packed);
            }
        }

        @Override
        public ByteBuffer decompress(ByteBuffer data) {
            throw new UnsupportedOperationException("only writes");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return left;
        }
    }

    @Test
    void deflated_blocks_may_end_in_the_checksum_that_python_leaves() throws IOException {
        String expected = Dataset.read(ByteSource.of("a.avro", theirs(50, CodecFactory.nullCodec())))
                .fingerprint();
        for (int left : new int[]{0, 3, 4}) {
            byte[] file = theirs(50, PythonDeflate.factory(left, 0));
            assertThat(Dataset.read(ByteSource.of("a.avro", file)).fingerprint()).isEqualTo(expected);
        }
        for (int[] wrong : new int[][]{{1, 0}, {2, 0}, {3, 1}, {4, 1}, {5, 0}}) {
            byte[] file = theirs(50, PythonDeflate.factory(wrong[0], wrong[1]));
            assertThatThrownBy(() -> Dataset.read(ByteSource.of("a.avro", file)).collect())
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith(wrong[0] + " bytes are left after its deflate data");
        }
    }

    @Test
    void damage_is_named_with_its_place() throws IOException {
        byte[] file = theirs(100, CodecFactory.nullCodec());
        byte[] cut = Arrays.copyOf(file, file.length - 5);
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("cut.avro", cut)).collect())
                .isInstanceOf(DataException.class)
                .hasMessageMatching("cut.avro, block at byte \\d+ cannot be read as Avro: it says it has .*");
        byte[] changed = file.clone();
        changed[file.length - 1] ^= 1;
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("a.avro", changed)).collect())
                .hasMessageContaining("it does not end with the mark that all blocks end with");
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("a.avro", new byte[]{1, 2, 3, 4, 5})))
                .isInstanceOf(DataException.class)
                .hasMessage("a.avro cannot be read as Avro: it does not start like one");
    }

    @Test
    void schemas_without_columns_are_refused() {
        for (String[] each : new String[][]{
                {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"r\",\"type\":[\"null\",\"R\"]}]}",
                        "its type \"R\" holds itself, which columns cannot"},
                {"{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}", "its records have no fields"},
                {"{\"type\":\"record\"", "its schema is no JSON at character 16"},
                {"\"nothing\"", "its schema refers to the unknown type \"nothing\""}}) {
            assertThatThrownBy(() -> Dataset.read(head(each[0]))).isInstanceOf(DataException.class)
                    .hasMessage("a.avro cannot be read as Avro: " + each[1]);
        }
    }

    @Test
    void few_names_for_very_many_columns_are_refused() {
        StringBuilder json = new StringBuilder(
                "{\"type\":\"record\",\"name\":\"R0\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
        for (int i = 1; i < 60; i++) {
            json.insert(0,
                    "{\"type\":\"record\",\"name\":\"R" + i + "\",\"fields\":[{\"name\":\"a\",\"type\":")
                    .append("},{\"name\":\"b\",\"type\":\"R")
                    .append(i - 1)
                    .append("\"}]}");
        }
        assertThatThrownBy(() -> Dataset.read(head(json.toString()))).isInstanceOf(DataException.class)
                .hasMessageContaining("its schema stands for more than 100000 columns");
    }

    private static ByteSource head(String schema) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] json = schema.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(new byte[]{'O', 'b', 'j', 1, 2, 22});
        out.writeBytes("avro.schema".getBytes(StandardCharsets.UTF_8));
        for (int bits = json.length << 1;; bits >>>= 7) {
            out.write(bits < 128 ? bits : bits & 127 | 128);
            if (bits < 128) {
                break;
            }
        }
        out.writeBytes(json);
        out.writeBytes(new byte[17]);
        return ByteSource.of("a.avro", out.toByteArray());
    }

    @Test
    void maps_need_texts_as_keys() {
        Dataset data = Rows.table("m: map<int64,int64>", Rows.row(Map.of(1L, 2L)));
        assertThatThrownBy(() -> data.write(folder.resolve("a.avro"))).isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"m\" is map<int64, int64>, and maps of Avro have texts as keys; cast it, or write"
                                + " Parquet");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void damaged_files_end_in_tables_or_typed_errors() throws IOException {
        List<byte[]> corpus = new ArrayList<>(
                List.of(theirs(20, CodecFactory.nullCodec()), theirs(20, CodecFactory.deflateCodec(1))));
        for (Compression compression : Compression.values()) {
            Path file = folder.resolve("own.avro");
            everything().write(file, AvroWriteOptions.DEFAULT.withCompression(compression));
            corpus.add(Files.readAllBytes(file));
        }
        Fuzz.run("fuzz.avro", corpus, DatasetAvroTest::damaged, Dataset::read);
    }

    /// Half of the damage is to the blocks, where there is less to hit than in the schema.
    private static byte[] damaged(byte[] file, Random random) {
        int head = random.nextBoolean() ? 0 : Math.max(0, file.length - 500);
        byte[] tail = Mutations.of(Arrays.copyOfRange(file, head, file.length), random);
        byte[] damaged = Arrays.copyOf(file, head + tail.length);
        System.arraycopy(tail, 0, damaged, head, tail.length);
        return damaged;
    }

    @Tag("oracle")
    @Test
    void polars_reads_and_writes_the_same() throws IOException {
        Dataset data = Rows.table("n: int64, x: float64, s: utf8, day: date",
                Rows.row(1L, 0.5, "é", LocalDate.of(2026, 1, 31)), Rows.row(null, null, null, null));
        for (Compression compression : List.of(Compression.NONE, Compression.DEFLATE, Compression.SNAPPY)) {
            Path own = folder.resolve("own.avro");
            Path theirs = folder.resolve("theirs.avro");
            data.write(own, AvroWriteOptions.DEFAULT.withCompression(compression));
            assertThat(Python.run("""
                    import sys, polars as pl
                    frame = pl.read_avro(sys.argv[1])
                    frame.write_avro(sys.argv[2], compression=sys.argv[3])
                    print(frame.rows())
                    """, own, theirs, compression == Compression.NONE
                    ? "uncompressed"
                    : compression.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo("[(1, 0.5, 'é', datetime.date(2026, 1, 31)), (None, None, None, None)]");
            assertThat(Rows.rows(Dataset.read(theirs))).isEqualTo(Rows.rows(data));
        }
    }
}
