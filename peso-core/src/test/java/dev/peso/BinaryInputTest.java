package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ArrowReadOptions;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.FixedWidthReadOptions;
import dev.peso.io.HtmlReadOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ReadOptions;
import dev.peso.spi.ByteSource;

/// Files that are no text under the name of one, and texts that look a little as if they were none.
class BinaryInputTest {
    private static final String MARK = "\uFEFF";

    @TempDir
    private Path folder;

    private static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] starting(String latin) {
        byte[] start = bytes(latin);
        byte[] all = random(1_000, 7);
        System.arraycopy(start, 0, all, 0, start.length);
        return all;
    }

    private static Dataset read(byte[] bytes) {
        return Dataset.read(ByteSource.of("data.csv", bytes));
    }

    @Test
    void a_known_kind_of_file_is_called_by_its_name() {
        Map<String, String> kinds = Map.ofEntries(
                Map.entry("\u00fd7zXZ\0", "an xz file; decompress it first"),
                Map.entry("BZh91AY&SY", "a bzip2 file; decompress it first"),
                Map.entry("7z\u00bc\u00af'\u001c\0\4", "a 7z archive; unpack it first"),
                Map.entry("Rar!\u001a\u0007\u0001\0", "a RAR archive; unpack it first"),
                Map.entry("\u0004\"M\u0018", "an LZ4 file; decompress it first"),
                Map.entry("PK\u0005\u0006", "an empty zip archive"),
                Map.entry("\u0089PNG\r\n\u001a\n", "a PNG image"),
                Map.entry("\u00ff\u00d8\u00ff\u00e0", "a JPEG image"), Map.entry("GIF89a", "a GIF image"),
                Map.entry("%PDF-1.7\n", "a PDF document"),
                Map.entry("\u00ca\u00fe\u00ba\u00be\0\0\0E", "a Java class"),
                Map.entry("\u007fELF\2", "a program"),
                Map.entry("SQLite format 3\0", "a SQLite database; read it with Jdbc"),
                Map.entry("\u0089HDF\r\n\u001a\n", "an HDF5 file; write it as Parquet or CSV"),
                Map.entry("\u0093NUMPY\1\0", "a NumPy array; write it as Parquet or CSV"));
        kinds.forEach((start, words) -> {
            assertThatThrownBy(() -> read(starting(start))).isInstanceOf(DataException.class)
                    .hasMessageStartingWith("data.csv is no text: it is " + words);
            assertThatThrownBy(() -> Dataset.read(ByteSource.of("data.json", starting(start))))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("data.json is not JSON: it is " + words);
            assertThatThrownBy(() -> Dataset.read(ByteSource.of("data.xyz", starting(start))))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("cannot read \"data.xyz\": it is " + words);
        });
    }

    @Test
    void a_pdf_is_known_by_its_first_line_or_by_what_no_text_holds() {
        String text = "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".repeat(20);
        for (String start : List.of("%PDF-1.4\n", "%PDF-1.7\r\n", "%PDF-2.0 \r",
                "%PDF-1.4\r%\u00e2\u00e3\u00cf\u00d3\r",
                "%PDF-x\u0005\n")) {
            for (CsvReadOptions options : List.of(CsvReadOptions.DEFAULT,
                    CsvReadOptions.DEFAULT.withCharset(StandardCharsets.ISO_8859_1))) {
                assertThatThrownBy(
                        () -> Dataset.read(ByteSource.of("data.csv", bytes(start + text)), options))
                        .isInstanceOf(DataException.class)
                        .hasMessage("data.csv is no text: it is a PDF document");
            }
        }
    }

    @Test
    void a_table_about_documents_is_none() {
        byte[] table = bytes("%PDF-1.7,%PDF-share\n1,2\n3,4\n");
        List<String> names = List.of("%PDF-1.7", "%PDF-share");
        CsvReadOptions plain = CsvReadOptions.DEFAULT.withoutComments();
        for (CsvReadOptions options : List.of(plain, plain.withCharset(StandardCharsets.UTF_8))) {
            assertThat(Dataset.read(ByteSource.of("data.csv", table), options).schema().names())
                    .isEqualTo(names);
        }
    }

    @Test
    void a_packed_text_is_known_by_what_is_in_it() throws IOException {
        assertThatThrownBy(() -> read(gzip(gzip(bytes("a,b\n1,2\n"))))).isInstanceOf(DataException.class)
                .hasMessage("data.csv is no text: it is a gzip file inside another; unpack it once");
        byte[] tar = new byte[1_024];
        System.arraycopy(bytes("data.csv"), 0, tar, 0, 8);
        System.arraycopy(bytes("ustar"), 0, tar, 257, 5);
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("data.csv.gz", gzip(tar))))
                .isInstanceOf(DataException.class)
                .hasMessage("data.csv.gz is no text: it is a tar archive; unpack it first");
    }

    @Test
    void files_packed_by_others_say_by_what() throws IOException {
        Python.run("""
                import bz2, lzma, sys, tarfile
                folder = sys.argv[1]
                text = b'a,b\\n' + b''.join(b'%d,%d\\n' % (i, i * i) for i in range(1000))
                open(folder + '/text.csv', 'wb').write(text)
                open(folder + '/xz.csv', 'wb').write(lzma.compress(text))
                open(folder + '/bzip2.csv', 'wb').write(bz2.compress(text))
                open(folder + '/data.csv.xz', 'wb').write(lzma.compress(text))
                with tarfile.open(folder + '/tar.csv', 'w') as tar:
                    tar.add(folder + '/text.csv', 'text.csv')
                """, folder);
        assertThat(Dataset.read(folder.resolve("text.csv")).count()).isEqualTo(1_000);
        Map.of("xz.csv", "an xz file", "bzip2.csv", "a bzip2 file", "data.csv.xz", "an xz file", "tar.csv",
                "a tar archive")
                .forEach((name, words) -> assertThatThrownBy(() -> Dataset.read(folder.resolve(name)))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining(name)
                        .hasMessageContaining("it is " + words));
    }

    @Test
    void files_of_other_formats_are_no_csv_whatever_the_options_say() throws IOException {
        for (String ending : List.of("parquet", "arrow", "avro", "xlsx")) {
            Path file = folder.resolve("data." + ending);
            Dataset.of(Map.of("a", new int[]{1, 2, 3})).write(file);
            assertThatThrownBy(() -> Dataset.read(file, CsvReadOptions.DEFAULT))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("data." + ending + " is no text: it is a");
            assertThatThrownBy(() -> Dataset.read(file, JsonReadOptions.DEFAULT))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("data." + ending + " is not JSON: it is a");
        }
    }

    @Test
    void an_archive_of_texts_is_no_workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("sales.csv"));
            zip.write(bytes("a,b\n1,2\n"));
        }
        assertThatThrownBy(() -> Dataset.read(ByteSource.of("sales.zip", bytes.toByteArray())))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "sales.zip cannot be read as an Excel workbook: it is a zip archive without a workbook;"
                                + " if it holds other files, unpack it first");
    }

    @Test
    void bytes_of_no_known_kind_are_no_text() {
        for (int size : List.of(200, 1_000, 100_000, 1_000_000)) {
            for (int seed = 0; seed < 20; seed++) {
                byte[] bytes = random(size, seed);
                bytes[0] = 'a'; // none of the marks
                assertThatThrownBy(() -> read(bytes)).isInstanceOf(DataException.class)
                        .message()
                        .matches(
                                "data.csv is no text: [0-9]+ of its first [0-9]+ bytes are control characters; if it is one"
                                        + " nevertheless, give its encoding with withCharset|data.csv holds bytes that are not valid in"
                                        + " its encoding; give the right one with withCharset");
            }
        }
        byte[] records = new byte[4_000];
        for (int i = 0; i < records.length; i += 4) {
            records[i] = (byte) (i / 40);
        }
        assertThatThrownBy(() -> read(records)).isInstanceOf(DataException.class)
                .hasMessageContaining("is no text");
        assertThatThrownBy(() -> read(new byte[5_000])).isInstanceOf(DataException.class)
                .hasMessageContaining("5000 of its first 5000 bytes are control characters");
    }

    @Test
    void who_gives_an_encoding_says_that_it_is_text() {
        byte[] bytes = random(1_000, 3);
        bytes[0] = 'a';
        CsvReadOptions options = CsvReadOptions.DEFAULT.withCharset(StandardCharsets.ISO_8859_1);
        assertThat(Dataset.read(ByteSource.of("data.csv", bytes), options).count()).isPositive();
    }

    @Test
    void texts_of_old_encodings_are_texts() {
        Map<String, String> texts = Map.of("windows-1251", "имя;город\nОльга;Москва\nИван;Тверь\n",
                "Shift_JIS",
                "名前,都市\n太郎,東京\n花子,大阪\n", "GBK", "姓名,城市\n李雷,北京\n韩梅梅,上海\n", "IBM850",
                "nom,ville\nAndré,Orléans\n", "EUC-KR",
                "이름,도시\n철수,서울\n");
        texts.forEach((charset, text) -> assertThat(read(text.getBytes(Charset.forName(charset))).count())
                .as(charset)
                .isEqualTo(text.lines().count() - 1));
    }

    @Test
    void a_stray_control_character_is_no_reason_to_refuse_a_text() {
        String rows = "name,n\nann,1\nbob,2\n".repeat(20);
        for (String stray : List.of("\0", "\0\0\0", "\u001a", "\u0007", "\u001b[1m\u001b[0m", "\f")) {
            assertThat(read(bytes(rows + "eve" + stray + ",3\n")).count()).as(stray).isPositive();
        }
        String hive = "ann\u0001x\u0002y\u0002z\u00011\nbob\u0001u\u0002v\u00012\n".repeat(50);
        assertThat(read(bytes(hive)).count()).isPositive();
        CsvReadOptions separated = CsvReadOptions.DEFAULT.withDelimiter('\u001f');
        assertThat(Dataset.read(ByteSource.of("data.csv", bytes("a\u001fb\n1\u001f2\n")), separated)
                .schema()
                .names())
                .isEqualTo(List.of("a", "b"));
    }

    @Test
    void wide_encodings_are_read_with_and_without_a_mark() {
        String western = "name,city\nann,Kölnıng\nbob,Zürich\n";
        String other = "имя,город\n" + "Ольга,Москва\nИван,Тверь\nсестра,上海\n".repeat(3);
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_32LE,
                StandardCharsets.UTF_32BE)) {
            for (String text : List.of(western, other)) {
                List<String> expected = List.of(text.substring(0, text.indexOf('\n')).split(","));
                for (String mark : List.of("", MARK)) {
                    Dataset data = read((mark + text).getBytes(charset));
                    assertThat(data.schema().names()).as(charset + mark).isEqualTo(expected);
                    assertThat(data.count()).isEqualTo(text.lines().count() - 1);
                }
            }
            byte[] json = (MARK + "[{\"a\": \"ö\"}]").getBytes(charset);
            assertThat(Dataset.read(ByteSource.of("x.json", json)).column("a").get(0)).isEqualTo("ö");
        }
    }

    @Test
    void lines_of_one_character_are_in_no_wider_encoding_than_they_are() {
        for (String end : List.of("\n", "\r", "\t")) {
            String column = "1" + end + "2" + end + "3" + end + "4" + end;
            for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                    StandardCharsets.UTF_32LE, StandardCharsets.UTF_32BE)) {
                for (String text : List.of(column, end + column)) {
                    assertThat(read(text.getBytes(charset)).rows().map(Row::toString).toList())
                            .as(charset + " " + (int) end.charAt(0))
                            .isEqualTo(read(bytes(text)).rows().map(Row::toString).toList());
                }
            }
        }
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_file_of_a_class_is_no_table() throws IOException {
        Path file = folder.resolve("Some.csv");
        try (var stream = BinaryInputTest.class.getResourceAsStream("BinaryInputTest.class")) {
            Files.write(file, stream.readAllBytes());
        }
        assertThatThrownBy(() -> Dataset.read(file)).isInstanceOf(DataException.class)
                .hasMessage("Some.csv is no text: it is a Java class");
    }

    @Test
    void options_of_another_format_say_what_the_file_is_and_which_belong_to_it() throws IOException {
        Map<String, String> files = Map.of("parquet",
                "a Parquet file; read it with ParquetReadOptions or without options", "arrow",
                "an Arrow file; read it with ArrowReadOptions or without options", "arrows",
                "a stream of Arrow; read it with ArrowReadOptions or without options", "avro",
                "an Avro file; read it without options", "xlsx",
                "a zip archive, as Excel workbooks are, too; unpack it, or read it with ExcelReadOptions",
                "csv",
                "a text; read it with CsvReadOptions", "json", "JSON; read it with JsonReadOptions", "html",
                "a web page; read it with HtmlReadOptions");
        Map<ReadOptions, String> refusals = Map.of(ParquetReadOptions.DEFAULT,
                "data: it is no Parquet file", ArrowReadOptions.DEFAULT, "data is not Arrow IPC",
                ExcelReadOptions.DEFAULT,
                "data cannot be read as an Excel workbook", HtmlReadOptions.DEFAULT, "data is no web page",
                FixedWidthReadOptions.DEFAULT, "data is no text", CsvReadOptions.DEFAULT, "data is no text",
                JsonReadOptions.DEFAULT, "data is not JSON");
        Map<ReadOptions, List<String>> fitting = Map.of(ParquetReadOptions.DEFAULT, List.of("parquet"),
                ArrowReadOptions.DEFAULT, List.of("arrow", "arrows"), ExcelReadOptions.DEFAULT,
                List.of("xlsx"));
        List<String> texts = List.of("csv", "json", "html");
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] bytes = written(file.getKey());
            refusals.forEach((options, refusal) -> {
                if (!fitting.getOrDefault(options, texts).contains(file.getKey())) {
                    assertThatThrownBy(() -> Dataset.read(ByteSource.of("data", bytes), options))
                            .as(file.getKey() + " with " + options)
                            .isInstanceOf(DataException.class)
                            .hasMessage(refusal + ": it is " + file.getValue());
                }
            });
        }
    }

    private byte[] written(String ending) throws IOException {
        if (ending.equals("html")) {
            return bytes("<!doctype html><html><body><table><tr><td>1</td></tr></table></body></html>");
        }
        Path file = folder.resolve("data." + ending);
        Dataset.of(Map.of("a", new int[]{1, 2, 3})).write(file);
        return Files.readAllBytes(file);
    }
}
