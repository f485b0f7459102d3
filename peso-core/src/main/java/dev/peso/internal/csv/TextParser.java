package dev.peso.internal.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// Columns of texts. Texts of up to 12 bytes go into their views, longer ones stay in the block; only what had to be unquoted
/// is copied.
class TextParser extends ColumnParser {
    private static final int NONE = -1;

    private final NullTexts nulls;
    private long[] views = new long[0];
    private final List<byte[]> buffers = new ArrayList<>();
    private int block = NONE; // the buffer that is the block at hand
    private byte[] side = new byte[0];
    private int used;
    private int sideBuffer = NONE;

    TextParser(Context context, int column) {
        super(context, column);
        nulls = context.nulls();
    }

    @Override
    void reserve(int rows) {
        if (views.length < 2 * rows) {
            views = Arrays.copyOf(views, 2 * grown(views.length / 2, rows));
        }
    }

    @Override
    void parse() {
        block = NONE;
        int rows = fields.rows;
        int[] at = fields.at;
        byte[] b = fields.bytes;
        byte quote = dialect.quote();
        boolean others = nulls.hasOthers();
        int stride = fields.width + 1;
        for (int row = 0, p = column; row < rows; row++, p += stride) {
            int from = at[p];
            int length = at[p + 1] - 1 - from;
            if (length <= 0) {
                if (nulls.empty || length < 0) {
                    setNull(row);
                }
            } else if (b[from] == quote && quote != 0) {
                quoted(row, from, from + length);
            } else if (others && nulls.isOther(b, from, from + length)) {
                setNull(row);
            } else if (length <= Views.INLINE) {
                putShort(row, b, from, length);
            } else {
                putLong(row, b, from, length, block());
            }
        }
    }

    private int block() {
        if (block == NONE) {
            block = buffers.size();
            buffers.add(fields.bytes);
        }
        return block;
    }

    private void putShort(int row, byte[] b, int from, int length) {
        views[2 * (base + row)] = Views.head(b, from, length);
        views[2 * (base + row) + 1] = Views.inlineTail(b, from, length);
    }

    private void putLong(int row, byte[] b, int from, int length, int buffer) {
        views[2 * (base + row)] = Views.head(b, from, length);
        views[2 * (base + row) + 1] = Views.place(buffer, from);
    }

    private void quoted(int row, int from, int to) {
        byte[] b = fields.bytes;
        if (Field.isPlainlyQuoted(b, from, to, dialect)) {
            int length = to - from - 2;
            if (length <= Views.INLINE) {
                putShort(row, b, from + 1, length);
            } else {
                putLong(row, b, from + 1, length, block());
            }
            return;
        }
        if (side.length - used < to - from) {
            side = Arrays.copyOf(side, Math.max(2 * side.length, used + Math.max(4_000, to - from)));
        }
        int length = Field.unquote(b, from, to, dialect, side, used) - used;
        if (length <= Views.INLINE) {
            putShort(row, side, used, length);
            return;
        }
        if (sideBuffer == NONE) {
            sideBuffer = buffers.size();
            buffers.add(side);
        }
        putLong(row, side, used, length, sideBuffer);
        used += length;
    }

    final ViewVector texts() {
        if (sideBuffer != NONE) {
            buffers.set(sideBuffer, Arrays.copyOf(side, used));
        }
        byte[][] all = buffers.isEmpty() ? ViewVector.NO_BUFFERS : buffers.toArray(new byte[0][]);
        return new ViewVector(DataType.UTF8,
                isLoose(views.length / 2) ? Arrays.copyOf(views, 2 * base) : views, all, 0, base, validity());
    }

    @Override
    Vector vector() {
        return texts();
    }

    @Override
    boolean convert(byte[] b, int from, int to) {
        return true;
    }

    /// Texts of which each is kept once.
    static final class Categories extends TextParser {
        private final DataType type;

        Categories(Context context, int column, DataType type) {
            super(context, column);
            this.type = type;
        }

        @Override
        Vector vector() {
            return Dictionaries.encode(texts(), type);
        }
    }
}
