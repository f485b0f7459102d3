package dev.peso.internal.excel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.Fuzz;
import dev.peso.SharedData;
import dev.peso.internal.codec.Mutations;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelReadOptions.EmptyRows;
import dev.peso.io.ExcelReadOptions.Errors;
import dev.peso.io.ExcelReadOptions.MergedCells;
import dev.peso.spi.ByteSource;

/// Damaged workbooks of both kinds: small ones that hold every kind of cell, and those of others.
class ExcelFuzzTest {
    private static final int LARGEST = 100_000;
    private static final List<String> WORDS = List.of("0", "-1", "4294967296", "1e308", "<", ">", "/>",
            "A1:XFD1048576", "&#0;", "&amp;", "r=\"1048577\"", " t=\"s\"", "NaN", "<!--", "]]>", "xmlns:",
            "<![CDATA[",
            "r='XFD1048576'", "<mergeCell ref='A1:XFD1048576'/>", "<row r='1048576'>", "</c>", "</row>",
            "<c/>", "'",
            "_x0041_", "&#x10FFFF;", "encoding='UTF-16'", "<c r='A9' t='e'><v>#N/A</v></c>", "\uFEFF", "../");
    private static final String EVERYTHING = """
            <cols><col min='1' max='3' width='9'/></cols><sheetData>
            <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='str'><v>price</v></c>\
            <c r='D1' t='inlineStr'><is><r><t>d</t></r><r><t>ay</t></r></is></c></row>
            <row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2'><v>2</v></c><c r='C2'><f>B2*2</f><v>9.5</v></c>\
            <c r='D2' s='2'><v>45000</v></c><c r='E2' t='b'><v>1</v></c></row>
            <row r='4' spans='1:9'><c r='A4' t='e'><v>#DIV/0!</v></c><c r='B4' t='n'><v>-4e2</v></c><c s='3'><v>45000.5</v>\
            </c><c r='F4' t='d'><v>2026-01-31T10:00:00</v></c></row>
            <row><c><v>7</v></c><c><v/></c><c t='str'><v>_x000D_</v></c></row></sheetData>
            <mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='C4:D5'/></mergeCells>""";
    private static final String TEXTS = "<si><t>name</t></si><si><r><t xml:space='preserve'>q</t></r><r><t>ty</t></r></si>"
            + "<si><t>&lt;Ann&#x4E2D;&gt;</t><rPh sb='0' eb='1'><t>an</t></rPh></si>";

    @TempDir
    Path folder;

    private final IdentityHashMap<byte[], Map<String, byte[]>> unpacked = new IdentityHashMap<>();

    @Test
    void damaged_xml_ends_in_tables_or_typed_errors() throws IOException {
        List<byte[]> files = corpus(".xlsx");
        files.addAll(ownXml());
        Fuzz.run("fuzz.xlsx", files, (file, random) -> random.nextInt(4) == 0
                ? Mutations.of(file, random)
                : inPart(file, random), ExcelFuzzTest::read);
    }

    @Test
    void damaged_records_end_in_tables_or_typed_errors() throws IOException {
        List<byte[]> own = List.of(XlsBooks.workbook8(), XlsBooks.workbook5());
        List<byte[]> files = corpus(".xls");
        int others = files.size();
        own.forEach(book -> files.add(XlsBooks.file(book)));
        Fuzz.run("fuzz.xls", files, (file, random) -> {
            int at = files.indexOf(file) - others;
            return at < 0 || random.nextInt(4) == 0
                    ? Mutations.of(file, random)
                    : XlsBooks.file(Mutations.of(own.get(at), random));
        }, ExcelFuzzTest::read);
    }

    @Test
    void what_is_damaged_is_a_table_before() throws IOException {
        Dataset eight = Dataset.read(ByteSource.of("8.xls", XlsBooks.file(XlsBooks.workbook8())));
        assertThat(eight.schema().names()).containsExactly("name", "qty", "price", "day", "paid", "note");
        assertThat(texts(eight)).containsExactly(
                "{name=Ann, qty=2, price=9.5, day=2023-03-15, paid=true, note=yes}",
                "{name=Zoë\u0161\u4E2D, qty=4, price=2.25, day=2023-03-16, paid=null, note=null}",
                "{name=null, qty=7, price=1.0E300, day=null, paid=true, note=null}",
                "{name=null, qty=-1, price=null, day=null, paid=null, note=}");
        assertThat(texts(Dataset.read(ByteSource.of("5.xls", XlsBooks.file(XlsBooks.workbook5())))))
                .containsExactly("{a\u00E1=06:00, b=x}", "{a\u00E1=null, b=12:00}");
        for (byte[] file : ownXml()) {
            assertThat(Dataset.read(ByteSource.of("own.xlsx", file)).count()).isPositive();
        }
    }

    private static List<String> texts(Dataset rows) {
        return rows.rows().map(Object::toString).toList();
    }

    private static Dataset read(ByteSource bytes) {
        long size;
        try {
            size = bytes.length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ExcelReadOptions options = ExcelReadOptions.DEFAULT;
        return Dataset.read(bytes, size % 3 == 0
                ? options
                : options.withMergedCells(MergedCells.ALL)
                        .withEmptyRows(EmptyRows.KEPT)
                        .withErrors(Errors.TEXT)
                        .withHeaderRows((int) (size % 4)));
    }

    /// Damage to some of the parts, packed again, which a change of packed bytes would rarely get to.
    private byte[] inPart(byte[] file, Random random) {
        Map<String, byte[]> parts = new LinkedHashMap<>(unpacked.computeIfAbsent(file, this::parts));
        List<String> names = parts.keySet()
                .stream()
                .filter(name -> name.matches(".*(sheet\\d|sharedStrings|styles|workbook)\\.xml.*"))
                .toList();
        for (int i = random.nextInt(4) / 3; i >= 0 && !names.isEmpty(); i--) {
            parts.computeIfPresent(names.get(random.nextInt(names.size())),
                    (_, part) -> Mutations.of(part, WORDS, random));
        }
        return random.nextInt(10) == 0 ? Workbooks.packed(parts) : Workbooks.stored(parts);
    }

    /// By way of a file, as the reader of streams in the JDK refuses what some writers make.
    private Map<String, byte[]> parts(byte[] file) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Path copy = folder.resolve("copy.zip");
        try (ZipFile zip = new ZipFile(Files.write(copy, file).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /// Small workbooks: made by hand, and written by Peso and by another writer.
    private List<byte[]> ownXml() throws IOException {
        List<byte[]> files = new ArrayList<>();
        files.add(Workbooks.packed(Workbooks.parts(EVERYTHING, TEXTS, "<workbookPr date1904='1'/>")));
        Path own = folder.resolve("own.xlsx");
        Dataset.of(Map.of("n", new int[]{1, 2}, "text", new String[]{"=a", "b c"}, "day",
                List.of(LocalDate.of(2026, 1, 31), LocalDate.of(1899, 1, 1)))).write(own);
        files.add(Files.readAllBytes(own));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes; Workbook book = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("First");
            for (int row = 0; row < 3; row++) {
                sheet.value(row, 0, row == 0 ? "name" : "n" + row);
                sheet.value(row, 1, row == 0 ? "at" : "x");
                sheet.value(row, 2, LocalDateTime.of(2026, 1, 31, row, 0));
                sheet.style(row, 2).format("yyyy-mm-dd hh:mm").set();
            }
            sheet.range(0, 0, 1, 1).merge();
        }
        files.add(bytes.toByteArray());
        return files;
    }

    private static List<byte[]> corpus(String ending) throws IOException {
        List<byte[]> files = new ArrayList<>();
        if (!SharedData.isThere()) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(SharedData.require("excel/files"))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(ending)).sorted().toList()) {
                if (Files.size(path) < LARGEST
                        && !path.toString().matches(".*(bomb|clusterfuzz|issue252).*")) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
