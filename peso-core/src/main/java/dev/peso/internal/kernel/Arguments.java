package dev.peso.internal.kernel;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;

/// The arguments of a kernel, read row by row; a row function is called only where none of them is null.
final class Arguments {
    private final TextCursor[] cursors;
    private Vector[] vectors = new Vector[0];
    private boolean nothing;

    Arguments(int count) {
        cursors = new TextCursor[count];
        for (int i = 0; i < count; i++) {
            cursors[i] = new TextCursor();
        }
    }

    void bind(Vector[] batch) {
        vectors = batch;
    }

    int count() {
        return cursors.length;
    }

    Vector vector(int arg) {
        return vectors[arg];
    }

    /// The text of an argument; valid until the argument's next row is read.
    TextCursor text(int arg, int row) {
        return cursors[arg].read((ViewVector) vectors[arg], row);
    }

    long integer(int arg, int row) {
        return ((LongVector) vectors[arg]).get(row);
    }

    /// An argument, or a default if the call has fewer.
    long integer(int arg, int row, long otherwise) {
        return arg < cursors.length ? integer(arg, row) : otherwise;
    }

    int date(int arg, int row) {
        return ((IntVector) vectors[arg]).get(row);
    }

    double number(int arg, int row) {
        return ((DoubleVector) vectors[arg]).get(row);
    }

    boolean flag(int arg, int row) {
        return ((BitVector) vectors[arg]).get(row);
    }

    /// Makes the result of the current row null.
    void nothing() {
        nothing = true;
    }

    boolean takeNothing() {
        boolean taken = nothing;
        nothing = false;
        return taken;
    }

    /// Rows in which no vector is null; null when that is every row.
    static long @Nullable [] valid(Vector[] vectors, int rows) {
        long[] valid = null;
        for (Vector v : vectors) {
            if (v.validity != null) {
                valid = Bitmap.and(v.validity, v.offset, valid, 0, rows);
            }
        }
        return valid;
    }
}
