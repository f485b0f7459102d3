package dev.peso.internal.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.OnError;

class CsvFuzzProperties {
    private static final String[] PIECES = {"a", "1", "-2.5", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"",
            "\"", "\"\"",
            "#", ";", "\t", "\\", " ", "é", "true", "2026-01-02", "12:30", "2026-01-02T12:30:00Z", "NaN",
            "1e999",
            "9223372036854775808", "\uFEFF", "-", "+1", "1_000", "1,5", "0x1F", "24:00", "2024-02-30", "inf",
            "long enough to lie outside of its view", "\0", "|", "x,y,z\n"};

    private static final List<byte[]> FILES = files();

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /// Rows cut into tiny blocks and indexed eight bytes at a time are those found byte by byte.
    @Property(tries = 3_000)
    void blocks_of_any_size_hold_the_same_rows(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = text(random, 200).getBytes(StandardCharsets.UTF_8);
        Dialect dialect = new Dialect((byte) ',', (byte) (random.nextInt(5) == 0 ? 0 : '"'),
                (byte) (random.nextInt(3) == 0 ? '\\' : 0), (byte) (random.nextInt(3) == 0 ? '#' : 0),
                (byte) (random.nextInt(5) == 0 ? '\r' : '\n'));
        int width = 1 + random.nextInt(4);
        List<List<@Nullable String>> expected = new ArrayList<>();
        List<int[]> rows = RowScanner.rows(bytes, 0, bytes.length, dialect, Integer.MAX_VALUE, true);
        for (int[] row : rows) {
            List<@Nullable String> texts = new ArrayList<>(RowScanner.texts(bytes, row, dialect));
            while (texts.size() < width) {
                texts.add(null);
            }
            expected.add(texts.subList(0, width));
        }
        boolean open = false;
        List<List<@Nullable String>> actual = new ArrayList<>();
        Blocks blocks = new Blocks(new ByteArrayInputStream(bytes), dialect, 1 + random.nextInt(100), 0);
        long offset = 0;
        for (Blocks.Block block = blocks.next(null); block != null; block = blocks.next(null)) {
            assertThat(block.offset()).isEqualTo(offset);
            offset = block.end();
            FieldIndex fields = new FieldIndex(dialect, width, (_, _, _, _) -> true);
            int count = fields.index(block);
            open |= fields.unfinished >= 0;
            for (int row = 0; row < count; row++) {
                actual.add(texts(fields, row, dialect));
            }
        }
        assertThat(offset).isEqualTo(bytes.length);
        if (open) {
            expected.removeLast();
        }
        if (width == 1) {
            expected.removeIf(row -> "".equals(row.getFirst())); // a blank line is a row of one column only
            actual.removeIf(row -> "".equals(row.getFirst()));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<@Nullable String> texts(FieldIndex fields, int row, Dialect dialect) {
        List<@Nullable String> texts = new ArrayList<>();
        int base = row * (fields.width + 1);
        for (int c = 0; c < fields.width; c++) {
            int from = fields.at[base + c];
            int to = fields.at[base + c + 1] - 1;
            texts.add(to < from ? null : Field.text(fields.bytes, from, to, dialect));
        }
        return texts;
    }

    @Property(tries = 3_000)
    void any_bytes_give_rows_or_an_error_in_words(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = text(random, 300).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(10) == 0) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            bytes = packed.toByteArray();
            bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(Math.min(20, bytes.length)));
        }
        try {
            Csv.rows(Csv.read(bytes, options(random)));
        } catch (PesoException e) {
            assertThat(e.getMessage()).startsWith("sales.csv").hasLineCount(1);
        }
    }

    /// Files of DuckDB's tests with bytes changed, left out, doubled and put in from elsewhere.
    @Property(tries = 2_000)
    void a_damaged_file_gives_rows_or_an_error_in_words(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] bytes = FILES.get(random.nextInt(FILES.size()));
        for (int n = random.nextInt(1, 6); n > 0 && bytes.length > 0; n--) {
            bytes = damaged(bytes, random);
        }
        try {
            Csv.rows(Csv.read(bytes, options(random)));
        } catch (PesoException e) {
            assertThat(e.getMessage()).startsWith("sales.csv").hasLineCount(1);
        }
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(8));
        byte[] part = Arrays.copyOfRange(bytes, at, end);
        return switch (random.nextInt(5)) {
            case 0 -> {
                byte[] changed = bytes.clone();
                changed[at] = (byte) random.nextInt();
                yield changed;
            }
            case 1 ->
                joined(Arrays.copyOf(bytes, at), new byte[0], Arrays.copyOfRange(bytes, end, bytes.length));
            case 2 -> joined(Arrays.copyOf(bytes, end), part, Arrays.copyOfRange(bytes, end, bytes.length));
            case 3 -> {
                byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
                yield joined(Arrays.copyOf(bytes, at), piece, Arrays.copyOfRange(bytes, at, bytes.length));
            }
            default -> Arrays.copyOf(bytes, end);
        };
    }

    private static byte[] joined(byte[] a, byte[] b, byte[] c) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(a);
        all.writeBytes(b);
        all.writeBytes(c);
        return all.toByteArray();
    }

    private static List<byte[]> files() {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(SharedData.require("duckdb-csv/files"))) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(path) < 4_000) {
                    files.add(Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static CsvReadOptions options(Random random) {
        CsvReadOptions options = CsvReadOptions.DEFAULT.withSampleRows(1 + random.nextInt(20))
                .withRaggedReport(rows -> assertThat(rows.toString()).startsWith("sales.csv: "));
        if (random.nextBoolean()) {
            options = options.withOnError(List.of(OnError.NULL, OnError.SKIP).get(random.nextInt(2)));
        }
        if (random.nextInt(4) == 0) {
            options = options.withQuarantine(row -> assertThat(row.line()).isPositive());
        }
        if (random.nextInt(4) == 0) {
            options = options.withComment('#').withEscape('\\');
        }
        if (random.nextInt(4) == 0) {
            options = options.withRaggedRows(CsvReadOptions.RaggedRows.FILL).withDecimalComma();
        }
        if (random.nextInt(8) == 0) {
            options = options.withCharset(List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1,
                    StandardCharsets.US_ASCII).get(random.nextInt(3)));
        }
        if (random.nextInt(8) == 0) {
            List<DataType> types = List.of(DataType.INT8, DataType.DATE, DataType.decimal(5, 2),
                    DataType.CATEGORICAL,
                    DataType.BINARY, DataType.FLOAT32, DataType.DURATION, DataType.decimal(30, 2),
                    DataType.TIME);
            List<dev.peso.Field> fields = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                fields.add(dev.peso.Field.of("c" + i, types.get(random.nextInt(types.size()))));
            }
            options = options.withSchema(dev.peso.Schema.of(fields));
        }
        return options;
    }
}
