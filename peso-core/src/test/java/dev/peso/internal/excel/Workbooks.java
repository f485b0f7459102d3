package dev.peso.internal.excel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

import dev.peso.spi.ByteSource;

/// Workbooks made by hand, XML and all.
public final class Workbooks {
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private Workbooks() {}

    /// A workbook `book.xlsx` with one sheet `Data`.
    ///
    /// @param sheet the content of the sheet's part from `<sheetData>` on
    public static ByteSource of(String sheet) {
        return of(sheet, "", "");
    }

    /// @param texts the content of the part of shared texts
    /// @param settings tags of the workbook's part before its sheets
    public static ByteSource of(String sheet, String texts, String settings) {
        return ByteSource.of("book.xlsx", packed(parts(sheet, texts, settings)));
    }

    /// A workbook whose sheet's part is a text, which need not be XML.
    public static ByteSource ofXml(String part) {
        Map<String, byte[]> parts = parts("", "", "");
        put(parts, "xl/worksheets/sheet1.xml", part);
        return ByteSource.of("book.xlsx", packed(parts));
    }

    static Map<String, byte[]> parts(String sheet, String texts, String settings) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(parts, "_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        put(parts, "xl/workbook.xml", "<workbook xmlns:r='x'>" + settings
                + "<sheets><sheet name='Data' sheetId='1' r:id='rId1'/></sheets></workbook>");
        put(parts, "xl/_rels/workbook.xml.rels",
                relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml",
                        "styles",
                        "styles.xml"));
        put(parts, "xl/worksheets/sheet1.xml", "<worksheet>" + sheet + "</worksheet>");
        put(parts, "xl/sharedStrings.xml", "<sst>" + texts + "</sst>");
        put(parts, "xl/styles.xml", WorkbookXml.styles(List.of()));
        return parts;
    }

    private static void put(Map<String, byte[]> parts, String name, String text) {
        parts.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String relations(String... typesAndTargets) {
        StringBuilder xml = new StringBuilder("<Relationships>");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            xml.append("<Relationship Id='rId")
                    .append(i / 2 + 1)
                    .append("' Type='")
                    .append(RELATION)
                    .append(typesAndTargets[i])
                    .append("' Target='")
                    .append(typesAndTargets[i + 1])
                    .append("'/>");
        }
        return xml.append("</Relationships>").toString();
    }

    static byte[] packed(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// As above, but no part is made smaller, which takes a tenth of the time.
    static byte[] stored(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                CRC32 crc = new CRC32();
                crc.update(part.getValue());
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setSize(part.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// `<sheetData>` with a row for each array; texts inline, numbers and booleans as they are, null for no cell.
    public static String rows(@Nullable Object[]... rows) {
        StringBuilder xml = new StringBuilder("<sheetData>");
        for (int row = 0; row < rows.length; row++) {
            xml.append("<row r='").append(row + 1).append("'>");
            for (int column = 0; column < rows[row].length; column++) {
                cell(xml, Area.cell(row, column), rows[row][column]);
            }
            xml.append("</row>");
        }
        return xml.append("</sheetData>").toString();
    }

    private static void cell(StringBuilder xml, String reference, @Nullable Object value) {
        switch (value) {
            case null -> {
                // no cell
            }
            case Number n ->
                xml.append("<c r='").append(reference).append("'><v>").append(n).append("</v></c>");
            case Boolean b -> xml.append("<c r='")
                    .append(reference)
                    .append("' t='b'><v>")
                    .append(b ? 1 : 0)
                    .append("</v></c>");
            default -> xml.append("<c r='")
                    .append(reference)
                    .append("' t='inlineStr'><is><t>")
                    .append(value)
                    .append("</t></is></c>");
        }
    }
}
