package dev.peso.internal.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.records.ObjectTables;

class FingerprintsTest {

    @Test
    void is_sha_256_of_the_documented_bytes() throws IOException, GeneralSecurityException {
        Map<String, Object> columns = new java.util.LinkedHashMap<>();
        columns.put("n", Arrays.asList(7L, null));
        columns.put("text", List.of("ä", "a text of more than twelve bytes"));
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        DataOutputStream n = new DataOutputStream(first);
        n.writeByte(1);
        n.writeLong(7);
        n.writeByte(0);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        DataOutputStream text = new DataOutputStream(second);
        for (String value : List.of("ä", "a text of more than twelve bytes")) {
            text.writeByte(1);
            text(text, value);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(all);
        out.writeBytes("peso-fingerprint/1\n");
        out.writeLong(2);
        out.writeInt(2);
        text(out, "n");
        text(out, "int64");
        out.write(sha256(first));
        text(out, "text");
        text(out, "utf8");
        out.write(sha256(second));
        assertThat(Fingerprints.of(ObjectTables.ofColumns(columns)))
                .isEqualTo(HexFormat.of().formatHex(sha256(all)));
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static byte[] sha256(ByteArrayOutputStream bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
    }

    @Test
    void stays_the_same_for_ever() {
        Map<String, Object> columns = new java.util.LinkedHashMap<>();
        columns.put("b", Arrays.asList(true, null));
        columns.put("i", new int[]{-1, 2});
        columns.put("f", new float[]{0.5f, Float.NaN});
        columns.put("d", List.of(new BigDecimal("1.50"), new BigDecimal("-12345678901234567890.25")));
        columns.put("t",
                List.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5), LocalDateTime.of(1969, 12, 31, 0, 0)));
        columns.put("day", new LocalDate[]{LocalDate.EPOCH, null});
        columns.put("list", List.of(List.of("a", "b"), List.of()));
        columns.put("struct", List.of(Map.of("x", 1), Map.of("x", 2)));
        Table table = ObjectTables.ofColumns(columns);
        assertThat(Fingerprints.of(table))
                .isEqualTo("b9ff8dd8b97fb56603c58bb25255802abac2c6889c947aeb4d8a5c438eb3603c");
        assertThat(Fingerprints.of(new Table(Schema.of(), List.of())))
                .isEqualTo("a1176df4c9155333bf4fa5fa483faa9b99492c84ab07f9a00ec665da88173254");
    }

    @Property(tries = 100)
    void does_not_depend_on_chunks_or_dictionaries(@ForAll long seed) {
        Random random = new Random(seed);
        DataType type = RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()));
        int rows = random.nextInt(300);
        Vector whole = new RandomVectors(seed).vector(type, rows, 4);
        Schema schema = Schema.of(Field.of("x", type));
        String expected = Fingerprints.of(new Table(schema, List.of(new Chunk(List.of(whole), rows))));
        List<Chunk> parts = new ArrayList<>();
        for (int from = 0; from < rows;) {
            int count = Math.min(rows - from, 1 + random.nextInt(100));
            parts.add(new Chunk(List.of(whole.slice(from, count)), count));
            from += count;
        }
        assertThat(Fingerprints.of(new Table(schema, parts))).isEqualTo(expected);
        if (whole instanceof ViewVector texts && type == DataType.UTF8) {
            Vector coded = Dictionaries.encode(texts, DataType.CATEGORICAL);
            Schema categorical = Schema.of(Field.of("x", DataType.CATEGORICAL));
            assertThat(Fingerprints.of(new Table(categorical, List.of(new Chunk(List.of(coded), rows)))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void equal_numbers_are_equal_and_others_differ() {
        assertThat(of(0.0, Double.NaN)).isEqualTo(of(-0.0, Double.longBitsToDouble(0x7ff8000000000001L)));
        assertThat(of(0.0, 1.0)).isNotEqualTo(of(1.0, 0.0));
    }

    private static String of(double... values) {
        Vector vector = new DoubleVector(DataType.FLOAT64, values, 0, values.length, null);
        return Fingerprints.of(
                new Table(Schema.of(Field.of("x", DataType.FLOAT64)),
                        List.of(new Chunk(List.of(vector), values.length))));
    }
}
