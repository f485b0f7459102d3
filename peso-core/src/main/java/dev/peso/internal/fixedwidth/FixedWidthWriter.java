package dev.peso.internal.fixedwidth;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.internal.bytes.NewFile;
import dev.peso.internal.bytes.PackedText;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.kernel.Casts;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.FixedWidthWriteOptions;

/// Writes rows as lines whose columns start at fixed places; the file appears at once when it is complete.
public final class FixedWidthWriter implements TableWriter {
    private final Path target;
    private final Schema schema;
    private final FixedWidthWriteOptions options;
    private final int[] widths;
    private final NewFile file;

    /// Starts a file with its header.
    ///
    /// @param target where the file will be
    /// @param schema the columns
    /// @param options how it is written
    /// @throws QueryException if a column has no width or a type that cannot be written
    /// @throws dev.peso.DataAccessException if the folder cannot be written to
    public FixedWidthWriter(Path target, Schema schema, FixedWidthWriteOptions options) {
        this.target = target;
        this.schema = schema;
        this.options = options;
        this.widths = widths();
        byte[] header = header();
        this.file = PackedText.create(target);
        write(header);
    }

    private byte[] header() {
        StringBuilder line = new StringBuilder();
        if (options.header() == CsvWriteOptions.Header.FIRST_ROW) {
            for (int c = 0; c < widths.length; c++) {
                put(line, schema.field(c).name(), c);
            }
        }
        return encoded(line);
    }

    private int[] widths() {
        for (String column : options.widths().keySet()) {
            if (!schema.contains(column)) {
                throw new ColumnNotFoundException(column, schema.names(), null);
            }
        }
        int[] all = new int[schema.size()];
        for (int c = 0; c < all.length; c++) {
            Field field = schema.field(c);
            Integer given = options.widths().get(field.name());
            boolean named = options.header() == CsvWriteOptions.Header.FIRST_ROW;
            all[c] = given != null
                    ? given
                    : Math.max(widest(field), named ? length(field.name()) : 0);
        }
        return all;
    }

    /// What the longest value of a type takes.
    private static int widest(Field field) {
        return switch (field.type()) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> 0;
                case BOOLEAN -> 5;
                case INT8 -> 4;
                case INT16 -> 6;
                case INT32 -> 11;
                case INT64 -> 20;
                case FLOAT32 -> 15;
                case FLOAT64 -> 24;
                case DATE -> 13;
                case UTF8, BINARY -> throw noWidth(field);
            };
            case DataType.Decimal d -> d.precision() + 3;
            case DataType.Time _ -> 18;
            case DataType.Timestamp t -> t.zone() == null ? 32 : 64;
            case DataType.Duration _ -> 32;
            case DataType.Categorical _ -> throw noWidth(field);
            case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                throw new QueryException("column \"" + field.name() + "\" is " + field.type()
                        + ", which a fixed-width file cannot hold; drop it, take its parts out, or write Parquet");
        };
    }

    private static QueryException noWidth(Field field) {
        return new QueryException("column \"" + field.name() + "\" is " + field.type()
                + ", whose values may be of any length; give its width, for example withWidth(\""
                + field.name()
                + "\", 20)");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    public Prepared prepare(Chunk rows) {
        List<ViewVector> texts = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            Vector column = rows.column(c);
            texts.add((ViewVector) (column.type == DataType.UTF8
                    ? column
                    : Casts.of(column.type, DataType.UTF8, false).apply(column)));
        }
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < rows.rows(); row++) {
            for (int c = 0; c < widths.length; c++) {
                ViewVector text = texts.get(c);
                put(lines, text.isNull(row) ? "" : text.getString(row), c);
            }
        }
        byte[] bytes = encoded(lines);
        return () -> write(bytes);
    }

    private void put(StringBuilder lines, String text, int column) {
        int blanks = widths[column] - length(text);
        if (blanks < 0 || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            String shown = text.length() <= 40 ? text : text.substring(0, 40) + "...";
            throw new DataException(target + ", column \"" + schema.field(column).name() + "\": \"" + shown
                    + (blanks < 0
                            ? "\" is longer than its " + widths[column]
                                    + " characters; give it a larger width"
                            : "\" holds a line end, which a fixed-width file cannot; replace it first"),
                    schema.field(column).name(), -1, null);
        }
        boolean right = schema.field(column).type().isNumeric();
        lines.append(right ? " ".repeat(blanks) : "").append(text).append(right ? "" : " ".repeat(blanks));
        if (!options.widths().containsKey(schema.field(column).name()) && column < widths.length - 1) {
            lines.append(' ');
        }
        if (column == widths.length - 1) {
            lines.append('\n');
        }
    }

    private byte[] encoded(StringBuilder lines) {
        try {
            ByteBuffer bytes = options.charset().newEncoder().encode(CharBuffer.wrap(lines));
            return Arrays.copyOfRange(bytes.array(), bytes.arrayOffset(),
                    bytes.arrayOffset() + bytes.limit());
        } catch (CharacterCodingException e) {
            throw new DataException(target + ": a text cannot be written in " + options.charset()
                    + "; use withCharset(StandardCharsets.UTF_8)", null, -1, e);
        }
    }

    private void write(byte[] bytes) {
        file.write(bytes, 0, bytes.length);
    }

    @Override
    public void commit() {
        file.commit();
    }

    @Override
    public void close() {
        file.close();
    }
}
