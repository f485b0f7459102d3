package dev.peso.internal.excel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;

import dev.peso.DataException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.Contents;
import dev.peso.io.ExcelReadOptions;
import dev.peso.spi.ByteSource;

/// What is known of a sheet once it was looked at.
///
/// @param fingerprint of the bytes when they were looked at
/// @param sheet its index
/// @param sheetName its name
/// @param merged the cells whose value stands for others, empty unless that matters
/// @param data the cells below the header
/// @param columns for each column of the schema the column of the sheet
record ExcelFile(ByteSource source, ExcelReadOptions options, String fingerprint, int sheet, String sheetName,
        List<Area> merged, Area data, int[] columns, Schema schema) {

    private static final short ZIP = 0x504B; // PK

    String name() {
        return source.name();
    }

    /// @throws dev.peso.DataAccessException if the bytes are not those that were looked at
    void requireUnchanged() {
        ByteSources.requireUnchanged(source, fingerprint);
    }

    /// `book.xlsx, sheet "Sales" cell B7`
    static String place(String name, String sheet, int row, int column) {
        return name + ", sheet \"" + sheet + "\" cell " + Area.cell(row, column);
    }

    /// Opens a workbook of either kind, known by its first bytes.
    static Workbook open(ByteSource source) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(8);
        if (source.read(0, head) < head.capacity()) {
            throw new DamagedException("it has fewer than 8 bytes");
        }
        if (head.getLong(0) == OleFile.MAGIC) {
            return new XlsWorkbook(new OleFile(source));
        }
        if (head.getShort(0) != ZIP) {
            String kind = Contents.kind(source);
            throw new DamagedException(kind == null
                    ? "it starts neither like an .xlsx nor like an .xls file"
                    : "it is " + kind);
        }
        Zip zip = new Zip(source);
        if (!zip.has("[Content_Types].xml") && !zip.has("_rels/.rels") && !zip.has("xl/workbook.xml")) {
            throw new DamagedException(
                    "it is a zip archive without a workbook; if it holds other files, unpack it first");
        }
        return new XlsxWorkbook(zip);
    }

    /// The rows of the sheet.
    SheetRows rows() throws IOException {
        return rows(open(source), sheet, merged);
    }

    static SheetRows rows(Workbook workbook, int sheet, List<Area> merged) throws IOException {
        SheetRows rows = workbook.open(sheet);
        return merged.isEmpty() ? rows : new MergedRows(rows, merged);
    }

    /// The failure of reading, in words.
    static RuntimeException failed(String name, IOException e) {
        return switch (e) {
            case DamagedException damaged ->
                new DataException(name + " cannot be read as an Excel workbook: " + damaged.getMessage(),
                        null,
                        -1, e);
            case CharacterCodingException _ -> new DataException(
                    name + " cannot be read as an Excel workbook: a part holds bytes that are not"
                            + " valid in its encoding",
                    null, -1, e);
            default -> ByteSources.failed("read", name, e);
        };
    }
}
