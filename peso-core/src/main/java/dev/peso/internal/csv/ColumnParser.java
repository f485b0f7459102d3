package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Vector;

/// Converts one column of some blocks to a vector, block after block. Fields that are plain values of the type go through a
/// tight loop; nulls, quotes, blanks and misfits take the slow way.
///
/// The values of all blocks go into one array, so that nobody has to join them.
abstract class ColumnParser {
    private static final long[] NO_BITS = new long[0];

    /// Of the block at hand.
    final FieldIndex fields;
    final int column;
    final Dialect dialect;
    /// Rows of the blocks before.
    int base;

    private final NullTexts nulls;
    private final RowErrors errors;
    private final CsvFile.Look look;
    private final int expectedRows;
    private long @Nullable [] validity;

    /// What the columns have in common.
    ///
    /// @param fields of the block at hand, made anew for each
    /// @param expectedRows about how many rows all blocks have
    record Context(FieldIndex fields, Dialect dialect, NullTexts nulls, byte decimal,
            List<CsvFile.Look> columns, RowErrors errors, int expectedRows) {}

    ColumnParser(Context context, int column) {
        this.fields = context.fields;
        this.dialect = context.dialect;
        this.nulls = context.nulls;
        this.errors = context.errors;
        this.column = column;
        this.look = context.columns.get(column);
        this.expectedRows = context.expectedRows;
    }

    static boolean canRead(DataType type) {
        return !type.isNested();
    }

    static ColumnParser of(Context c, int column, DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new OtherParsers.Nothing(c, column);
                case BOOLEAN -> new OtherParsers.Booleans(c, column);
                case INT8, INT16, INT32, DATE -> stored(c, column, type);
                case INT64 -> new NumberParsers.Longs(c, column);
                case FLOAT32 -> new NumberParsers.Floats(c, column);
                case FLOAT64 -> new NumberParsers.Doubles(c, column);
                case UTF8 -> new TextParser(c, column);
                case BINARY -> new OtherParsers.Binaries(c, column);
            };
            case DataType.Decimal d ->
                d.isCompact() ? stored(c, column, type) : new OtherParsers.WideDecimals(c, column, d);
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> stored(c, column, type);
            case DataType.Categorical _ -> new TextParser.Categories(c, column, type);
            case DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                throw new IllegalArgumentException("a CSV file has no values of " + type);
        };
    }

    private static ColumnParser stored(Context c, int column, DataType type) {
        return new NumberParsers.Stored(c, column, type,
                ToLong.of(type, c.decimal, c.columns.get(column).dateOrder(),
                        c.columns.get(column).inferred()));
    }

    /// Takes the rows of the block that the index is at.
    final void add() {
        int rows = Math.addExact(base, fields.rows);
        reserve(rows);
        parse();
        base = rows;
    }

    /// Makes room for rows.
    abstract void reserve(int rows);

    /// Puts the rows of the block at hand behind those of the blocks before.
    abstract void parse();

    /// All rows.
    abstract Vector vector();

    /// Converts bytes without quotes, blanks around them or null spellings and keeps the value; false for a misfit.
    abstract boolean convert(byte[] b, int from, int to);

    /// How long an array for some rows should be, whose length is too short.
    final int grown(int length, int rows) {
        return Math.max(rows, Math.max(length + (length >> 1), expectedRows));
    }

    /// Whether an array keeps so much more than its rows that a copy is worth its time.
    final boolean isLoose(int length) {
        return length - base > base >> 4;
    }

    /// Which rows are not null; to be called once, at the end.
    final long @Nullable [] validity() {
        long[] bits = validity;
        return bits == null ? null : Bitmap.copy(atLeast(bits, base), 0, base);
    }

    /// Makes a row of the block at hand null.
    final void setNull(int row) {
        long[] bits = validity;
        if (bits == null || bits.length << 6 <= base + row) {
            int rows = Math.max(expectedRows, base + fields.rows);
            bits = atLeast(bits == null ? NO_BITS : bits, rows);
            validity = bits;
        }
        Bitmap.clear(bits, base + row);
    }

    /// Bits with more of them, which are set.
    private static long[] atLeast(long[] bits, int count) {
        int before = bits.length << 6;
        if (before >= count) {
            return bits;
        }
        long[] more = Arrays.copyOf(bits, Bitmap.words(count));
        Bitmap.setRange(more, before, (more.length << 6) - before);
        return more;
    }

    /// The slow way of a field: false and a null in the row unless [#convert] took a value.
    final boolean slowly(int row, int from, int to) {
        byte[] b = fields.bytes;
        if (to <= from || nulls.isOther(b, from, to)) {
            setNull(row);
            return false;
        }
        boolean quoted = dialect.quote() != 0 && b[from] == dialect.quote();
        int start = from;
        int end = to;
        if (quoted && Field.isPlainlyQuoted(b, from, to, dialect)) {
            start++;
            end--;
        } else if (quoted) {
            b = new byte[to - from];
            end = Field.unquote(fields.bytes, from, to, dialect, b, 0);
            start = 0;
        }
        start = Field.trimStart(b, start, end);
        end = Field.trimEnd(b, start, end);
        if (start < end && (convert(b, start, end) || isGrouped(b, start, end))) {
            return true;
        }
        setNull(row);
        if (start < end && !(look.words() && NullTexts.isWord(b, start, end))
                && !(nulls.hasOthers() && !quoted && nulls.isOther(b, start, end))) {
            errors.misfit(fields, row, column, from, to);
        }
        return false;
    }

    /// Whether a number says all that its text does. Of one with leading zeros, or with more digits than int64 holds, an inferred
    /// type must not take away what the file says; a type that the user gave may.
    final boolean saysAll(byte[] b, int from, int to) {
        return !look.inferred() || !TypeGuess.isDigits(b, from, to) || TypeGuess.isExact(b, from, to);
    }

    /// Converts a number with marks between its thousands, where the column has such.
    private boolean isGrouped(byte[] b, int from, int to) {
        byte group = look.group();
        if (group == 0 || !Field.isGrouped(b, from, to, group, group == ',' ? (byte) '.' : (byte) ',')) {
            return false;
        }
        byte[] plain = new byte[to - from];
        return convert(plain, 0, Field.ungroup(b, from, to, group, plain));
    }

    /// Spellings of null that look like numbers were converted with the rest: takes them back.
    final void takeBackNulls() {
        if (!nulls.numeric) {
            return;
        }
        int stride = fields.width + 1;
        for (int row = 0, p = column; row < fields.rows; row++, p += stride) {
            if (nulls.isOther(fields.bytes, fields.at[p], fields.at[p + 1] - 1)) {
                setNull(row);
            }
        }
    }

    static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }
}
