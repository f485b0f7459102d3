package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.bytes.PackedText;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.CsvWriteOptions;

/// Writes rows to a CSV file that appears at once when it is complete: a temporary file beside it, renamed at the end.
///
/// Encoding may run on several threads; writing is for one at a time, in row order. A name that ends in `.gz` or `.zst` is packed.
public final class CsvWriter implements TableWriter {
    private final NewFile file;
    private final Schema schema;
    private final CsvWriteOptions options;

    /// Starts a file with its header.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws QueryException if a column has a type that CSV cannot hold
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public CsvWriter(Path target, Schema schema, CsvWriteOptions options) {
        for (Field field : schema) {
            if (!CellWriter.canWrite(field.type())) {
                throw new QueryException("column \"" + field.name() + "\" is " + field.type()
                        + ", which a CSV file cannot hold; drop it, take its parts out, or write Parquet");
            }
        }
        this.schema = schema;
        this.options = options;
        this.file = PackedText.create(target);
        writeHeader();
    }

    private void writeHeader() {
        RowBytes out = new RowBytes();
        if (options.byteOrderMark() == CsvWriteOptions.ByteOrderMark.UTF8) {
            out.put(0xEF);
            out.put(0xBB);
            out.put(0xBF);
        }
        if (options.header() == CsvWriteOptions.Header.FIRST_ROW) {
            CellWriter cells = new CellWriter(out, options);
            for (int i = 0; i < schema.size(); i++) {
                byte[] name = schema.field(i).name().getBytes(StandardCharsets.UTF_8);
                cells.text(name, 0, name.length, options.quotes() != CsvWriteOptions.Quotes.WHERE_NEEDED);
                endField(out, i == schema.size() - 1, options);
            }
        }
        write(out.bytes, out.length);
    }

    @Override
    public Prepared prepare(Chunk rows) {
        RowBytes out = new RowBytes();
        CellWriter cells = new CellWriter(out, options);
        int last = rows.columns().size() - 1;
        for (int row = 0; row < rows.rows(); row++) {
            for (int c = 0; c <= last; c++) {
                cells.write(rows.column(c), row);
                endField(out, c == last, options);
            }
        }
        return () -> write(out.bytes, out.length);
    }

    private static void endField(RowBytes out, boolean last, CsvWriteOptions options) {
        if (!last) {
            out.put(options.delimiter());
            return;
        }
        if (options.lineEnd() == CsvWriteOptions.LineEnd.CRLF) {
            out.put('\r');
        }
        out.put('\n');
    }

    /// Appends rows.
    ///
    /// @param rows of the writer's schema
    public void write(Chunk rows) {
        prepare(rows).write();
    }

    private void write(byte[] bytes, int length) {
        file.write(bytes, 0, length);
    }

    /// Puts the file in its place, over one that is there.
    @Override
    public void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
