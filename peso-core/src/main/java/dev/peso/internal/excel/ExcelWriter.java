package dev.peso.internal.excel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.jspecify.annotations.Nullable;

import dev.peso.ColumnNotFoundException;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.ExcelWriteOptions;
import dev.peso.io.ExcelWriteOptions.Header;
import dev.peso.io.ExcelWriteOptions.TooManyRows;
import dev.peso.io.ExcelWriteOptions.Widths;

/// Writes rows to an Excel workbook that appears at once when it is complete. Rows go to the file as they come.
public final class ExcelWriter implements TableWriter {
    private static final int LEVEL = 3; // twice as fast as the default for a tenth more bytes
    private static final int MEASURED_ROWS = 1_000;
    private static final int WIDEST = 60;
    private static final int NARROWEST = 8;
    private static final int FLUSHED = 100_000;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path target;
    private final Schema schema;
    private final ExcelWriteOptions options;
    private final int mostRows;
    private final NewFile file;
    private final ZipOutputStream zip;
    private final List<String> sheets = new ArrayList<>();
    private final List<String> formats = new ArrayList<>();
    private final int[] ownStyles;
    private final StringBuilder out = new StringBuilder(FLUSHED + FLUSHED / 2);
    private final CellXml cells;
    private int row;

    /// Starts a file.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws QueryException if a column has a type that a sheet cannot hold
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public ExcelWriter(Path target, Schema schema, ExcelWriteOptions options) {
        this(target, schema, options, SheetRows.MOST_ROWS);
    }

    /// @param mostRows how many rows a sheet holds, the header included
    ExcelWriter(Path target, Schema schema, ExcelWriteOptions options, int mostRows) {
        requireWritable(schema);
        this.target = target;
        this.schema = schema;
        this.options = options;
        this.mostRows = mostRows;
        this.cells = new CellXml(out, target.toString());
        this.ownStyles = ownStyles();
        AtomicReference<@Nullable ZipOutputStream> made = new AtomicReference<>();
        this.file = new NewFile(target, stream -> {
            ZipOutputStream packed = new ZipOutputStream(stream);
            packed.setLevel(LEVEL);
            made.set(packed);
            return packed;
        });
        this.zip = Objects.requireNonNull(made.get());
    }

    private static void requireWritable(Schema schema) {
        for (Field field : schema) {
            if (field.type().isNested()) {
                throw new QueryException("column \"" + field.name() + "\" is " + field.type()
                        + ", which an Excel workbook cannot hold; drop it, take its parts out, or write Parquet");
            }
        }
        if (schema.size() > SheetRows.MOST_COLUMNS) {
            throw new QueryException("an Excel sheet holds " + SheetRows.MOST_COLUMNS + " columns, not "
                    + schema.size() + "; select fewer, or write Parquet");
        }
    }

    private int[] ownStyles() {
        int[] styles = new int[schema.size()];
        Arrays.fill(styles, -1);
        options.formats().forEach((column, format) -> {
            int index = schema.names().indexOf(column);
            if (index < 0) {
                throw new ColumnNotFoundException(column, schema.names(), null);
            }
            formats.add(format);
            styles[index] = CellXml.FIRST_OWN + formats.size() - 1;
        });
        return styles;
    }

    @Override
    public Prepared prepare(Chunk rows) {
        return () -> write(rows);
    }

    private void write(Chunk rows) {
        if (sheets.isEmpty()) {
            startSheet(rows);
        }
        for (int i = 0; i < rows.rows(); i++) {
            if (row == mostRows) {
                nextSheet(rows);
            }
            out.append("<row r=\"").append(row + 1).append("\">");
            for (int c = 0; c < schema.size(); c++) {
                cells.write(Area.cell(row, c), ownStyles[c], Scalars.get(rows.column(c), i),
                        schema.field(c).name());
            }
            out.append("</row>");
            row++;
            if (out.length() > FLUSHED) {
                flush();
            }
        }
    }

    private void nextSheet(Chunk rows) {
        if (options.tooManyRows() == TooManyRows.FAIL) {
            throw new QueryException(target + ": an Excel sheet holds " + mostRows
                    + " rows, and there are more; use withTooManyRows(NEXT_SHEET), limit the rows, or write"
                    + " Parquet or CSV");
        }
        endSheet();
        startSheet(rows);
    }

    private void startSheet(@Nullable Chunk rows) {
        String number = sheets.isEmpty() ? "" : "_" + (sheets.size() + 1);
        String name = options.sheet();
        sheets.add(name.substring(0, Math.min(name.length(), 31 - number.length())) + number);
        startPart("xl/worksheets/sheet" + sheets.size() + ".xml");
        out.append(
                WorkbookXml.sheetStart(options.header() == Header.STYLED, sheets.size() == 1, widths(rows)));
        row = 0;
        if (options.header() != Header.NONE) {
            out.append("<row r=\"1\">");
            int style = options.header() == Header.STYLED ? CellXml.HEADER : CellXml.PLAIN;
            for (int c = 0; c < schema.size(); c++) {
                String column = schema.field(c).name();
                cells.text(Area.cell(0, c), style, column, column);
            }
            out.append("</row>");
            row = 1;
        }
    }

    private double[] widths(@Nullable Chunk rows) {
        if (options.widths() == Widths.STANDARD) {
            return new double[0];
        }
        double[] widths = new double[schema.size()];
        for (int c = 0; c < widths.length; c++) {
            int longest = schema.field(c).name().length();
            for (int i = 0; rows != null && i < Math.min(MEASURED_ROWS, rows.rows()); i++) {
                Object value = Scalars.get(rows.column(c), i);
                longest = value == null ? longest : Math.max(longest, value.toString().length());
            }
            widths[c] = Math.clamp(longest + 2, NARROWEST, WIDEST);
        }
        return widths;
    }

    private void endSheet() {
        out.append(WorkbookXml.sheetEnd());
        flush();
    }

    private void startPart(String name) {
        try {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
        } catch (IOException e) {
            throw ByteSources.failed("write", target.toString(), e);
        }
    }

    private void flush() {
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        file.write(bytes, 0, bytes.length);
        out.setLength(0);
    }

    private void part(String name, String text) {
        startPart(name);
        out.append(text);
        flush();
    }

    @Override
    public void commit() {
        if (sheets.isEmpty()) {
            startSheet(null);
        }
        endSheet();
        part("xl/styles.xml", WorkbookXml.styles(formats));
        part("xl/workbook.xml", WorkbookXml.workbook(sheets));
        part("xl/_rels/workbook.xml.rels", WorkbookXml.workbookRelations(sheets.size()));
        part("_rels/.rels", WorkbookXml.packageRelations());
        part("[Content_Types].xml", WorkbookXml.contentTypes(sheets.size()));
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
