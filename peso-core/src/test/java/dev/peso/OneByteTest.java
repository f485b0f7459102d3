package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.ArrowWriteOptions;
import dev.peso.io.AvroWriteOptions;
import dev.peso.spi.ByteSource;

/// One byte of a file changed: what a format can check is checked, so that no value is another one unnoticed.
///
/// CSV, JSON, and blocks of Avro and Arrow that are not packed hold nothing to check values by; nor do those packed with deflate or
/// LZ4, though there most changes break something. Names and types at the head or end of Avro, Arrow and Parquet have no checksum
/// either.
class OneByteTest {
    private static final Dataset DATA = Dataset
            .sql("""
                    select n, n * 1.25 as f, 'text ' || cast(n % 50 as utf8) as s, date '2020-01-01' + cast(n as int32) as d,
                        n % 3 = 0 as b
                    from range(100) as r(n)""",
                    Map.of())
            .collect();
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int SYNC = 16;

    @TempDir
    private Path folder;

    /// How reads of damaged files ended: in an error, in the same table, or, at these places, in another one.
    private record Ends(int errors, int same, List<Integer> other) {}

    /// @param from the first byte that is changed
    /// @param to one past the last
    /// @param step between changed bytes
    private static Ends ends(String name, byte[] file, int from, int to, int step) {
        String expected = Dataset.read(ByteSource.of(name, file)).fingerprint();
        assertThat(expected).isEqualTo(Dataset.read(ByteSource.of(name, file)).fingerprint());
        Random random = new Random(20_261_121);
        int errors = 0;
        int same = 0;
        List<Integer> other = new ArrayList<>();
        for (int i = from; i < to; i += step) {
            byte[] damaged = file.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            try {
                if (Dataset.read(ByteSource.of(name, damaged)).fingerprint().equals(expected)) {
                    same++;
                } else {
                    other.add(i);
                }
            } catch (PesoException e) {
                assertThat(e).hasMessageContaining(name);
                errors++;
            }
        }
        return new Ends(errors, same, other);
    }

    private static int lastOf(byte[] file, byte[] wanted, int before) {
        for (int i = before - wanted.length; i >= 0; i--) {
            if (Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private static int firstOf(byte[] file, byte[] wanted) {
        for (int i = 0; i <= file.length - wanted.length; i++) {
            if (Arrays.equals(file, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }

    private static int littleEndian(byte[] file, int at) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx", "csv.gz", "csv.zst", "ndjson.gz", "ndjson.zst"})
    void workbooks_and_packed_texts_are_checked_from_end_to_end(String ending) throws IOException {
        Path path = folder.resolve("data." + ending);
        DATA.write(path);
        byte[] file = Files.readAllBytes(path);
        Ends ends = ends("data." + ending, file, 0, file.length, ending.equals("xlsx") ? 3 : 1);
        assertThat(ends.other).isEmpty();
        assertThat(ends.errors).isGreaterThan(ends.same * 5); // names of parts and times mean nothing
    }

    @Test
    void a_byte_of_a_sheet_is_told_with_the_part() throws IOException {
        Path path = folder.resolve("data.xlsx");
        DATA.write(path);
        byte[] file = Files.readAllBytes(path);
        int sheet = firstOf(file,
                "xl/worksheets/sheet1.xml".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        file[sheet + 900] ^= 1;
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("data.xlsx", file)).collect())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "data.xlsx cannot be read as an Excel workbook: its part \"xl/worksheets/sheet1.xml\" ");
    }

    @Test
    void pages_of_parquet_are_checked() throws IOException {
        Path path = folder.resolve("data.parquet");
        DATA.write(path);
        byte[] file = Files.readAllBytes(path);
        int footer = file.length - 8 - littleEndian(file, file.length - 8);
        Ends ends = ends("data.parquet", file, 4, footer, 1);
        assertThat(ends.other).isEmpty();
        assertThat(ends.errors).isGreaterThan(ends.same);
    }

    @ParameterizedTest
    @EnumSource(value = AvroWriteOptions.Compression.class, names = {"SNAPPY", "ZSTANDARD"})
    void blocks_of_avro_with_checksums_are_checked(AvroWriteOptions.Compression compression)
            throws IOException {
        byte[] file = avro(compression);
        Ends ends = ends("data.avro", file, firstBlock(file), file.length, 1);
        assertThat(ends.other).isEmpty();
        assertThat(ends.same).isLessThan(10); // the size of a window says nothing about values
    }

    @ParameterizedTest
    @EnumSource(value = AvroWriteOptions.Compression.class, names = {"SNAPPY",
            "ZSTANDARD"}, mode = Mode.EXCLUDE)
    void the_marks_between_blocks_of_avro_are_checked(AvroWriteOptions.Compression compression)
            throws IOException {
        byte[] file = avro(compression);
        assertThat(ends("data.avro", file, file.length - SYNC, file.length, 1).errors).isEqualTo(SYNC);
        int first = firstBlock(file);
        assertThat(ends("data.avro", file, first - SYNC, first, 1).errors).isEqualTo(SYNC);
    }

    private byte[] avro(AvroWriteOptions.Compression compression) throws IOException {
        Path path = folder.resolve("data.avro");
        DATA.write(path, AvroWriteOptions.DEFAULT.withCompression(compression));
        return Files.readAllBytes(path);
    }

    private static int firstBlock(byte[] file) {
        byte[] mark = Arrays.copyOfRange(file, file.length - SYNC, file.length);
        int first = firstOf(file, mark);
        assertThat(first).isLessThan(lastOf(file, mark, file.length));
        return first + SYNC;
    }

    @Test
    void arrow_packed_with_zstandard_is_checked() throws IOException {
        Path path = folder.resolve("data.arrow");
        DATA.write(path, ArrowWriteOptions.DEFAULT.withCompression(ArrowWriteOptions.Compression.ZSTD));
        byte[] file = Files.readAllBytes(path);
        int footer = file.length - 10 - littleEndian(file, file.length - 10);
        Ends ends = ends("data.arrow", file, firstOf(file, ZSTD), footer, 1);
        assertThat(ends.other).isEmpty();
        assertThat(ends.errors).isGreaterThan(ends.same * 5); // what fills buffers up to 64 bytes means nothing
    }
}
