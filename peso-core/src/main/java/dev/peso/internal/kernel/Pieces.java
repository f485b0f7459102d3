package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Puts a result together from vectors that each cover some of its rows.
abstract class Pieces {
    final DataType type;
    final int rows;

    private Pieces(DataType type, int rows) {
        this.type = type;
        this.rows = rows;
    }

    static Pieces of(DataType type, int rows) {
        return switch (Vectors.nulls(type, 0)) {
            case LongVector _ -> new Longs(type, rows);
            case DoubleVector _ -> new Doubles(type, rows);
            case IntVector _ -> new Ints(type, rows);
            default -> new Gathered(type, rows);
        };
    }

    /// Row `at[i]` of the result is row `i` of the part, for `i < count`.
    abstract void add(Vector part, int[] at, int count);

    /// All rows given by `at` have the part's only value.
    abstract void addConstant(Vector one, int[] at, int count);

    /// Every row not given otherwise is that row of the part, which has as many rows as the result.
    void addFirst(Vector part) {
        add(part, ConditionalStep.identity(rows), rows);
    }

    abstract Vector build();

    /// Any type: all parts in one vector, gathered at the end.
    private static final class Gathered extends Pieces {
        private final int[] index;
        private final List<Vector> parts = new ArrayList<>();
        private int size;

        Gathered(DataType type, int rows) {
            super(type, rows);
            index = new int[rows];
        }

        @Override
        void add(Vector part, int[] at, int count) {
            for (int i = 0; i < count; i++) {
                index[at[i]] = size + i;
            }
            append(part);
        }

        @Override
        void addConstant(Vector one, int[] at, int count) {
            for (int i = 0; i < count; i++) {
                index[at[i]] = size;
            }
            append(one);
        }

        private void append(Vector part) {
            parts.add(part instanceof NullVector ? Vectors.nulls(type, part.length) : part);
            size += part.length;
        }

        @Override
        Vector build() {
            return Vectors.gather(Vectors.concat(type, parts), index, rows);
        }
    }

    /// Numbers, written straight to their rows.
    private abstract static class Stored extends Pieces {
        private final long[] valid;
        private boolean nulls;

        Stored(DataType type, int rows) {
            super(type, rows);
            valid = Bitmap.ones(rows);
        }

        @Override
        void add(Vector part, int[] at, int count) {
            if (nulls || part.validity != null) {
                for (int i = 0; i < count; i++) {
                    mark(at[i], part.isNull(i));
                }
            }
            if (!(part instanceof NullVector)) {
                write(part, at, count);
            }
        }

        @Override
        void addConstant(Vector one, int[] at, int count) {
            if (nulls || one.isNull(0)) {
                for (int i = 0; i < count; i++) {
                    mark(at[i], one.isNull(0));
                }
            }
            if (!one.isNull(0)) {
                fill(one, at, count);
            }
        }

        private void mark(int row, boolean isNull) {
            if (isNull) {
                Bitmap.clear(valid, row);
                nulls = true;
            } else {
                Bitmap.set(valid, row);
            }
        }

        abstract void write(Vector part, int[] at, int count);

        abstract void fill(Vector one, int[] at, int count);

        final long @Nullable [] validity() {
            return nulls ? Bitmap.copy(valid, 0, rows) : null;
        }
    }

    private static final class Longs extends Stored {
        private final long[] out;

        Longs(DataType type, int rows) {
            super(type, rows);
            out = new long[rows];
        }

        @Override
        void write(Vector part, int[] at, int count) {
            LongVector v = (LongVector) part;
            for (int i = 0; i < count; i++) {
                out[at[i]] = v.values[v.offset + i];
            }
        }

        @Override
        void fill(Vector one, int[] at, int count) {
            long value = ((LongVector) one).get(0);
            for (int i = 0; i < count; i++) {
                out[at[i]] = value;
            }
        }

        @Override
        Vector build() {
            return new LongVector(type, out, 0, rows, validity());
        }
    }

    private static final class Ints extends Stored {
        private final int[] out;

        Ints(DataType type, int rows) {
            super(type, rows);
            out = new int[rows];
        }

        @Override
        void write(Vector part, int[] at, int count) {
            IntVector v = (IntVector) part;
            for (int i = 0; i < count; i++) {
                out[at[i]] = v.values[v.offset + i];
            }
        }

        @Override
        void fill(Vector one, int[] at, int count) {
            int value = ((IntVector) one).get(0);
            for (int i = 0; i < count; i++) {
                out[at[i]] = value;
            }
        }

        @Override
        Vector build() {
            return new IntVector(type, out, 0, rows, validity());
        }
    }

    private static final class Doubles extends Stored {
        private final double[] out;

        Doubles(DataType type, int rows) {
            super(type, rows);
            out = new double[rows];
        }

        @Override
        void write(Vector part, int[] at, int count) {
            DoubleVector v = (DoubleVector) part;
            for (int i = 0; i < count; i++) {
                out[at[i]] = v.values[v.offset + i];
            }
        }

        @Override
        void fill(Vector one, int[] at, int count) {
            double value = ((DoubleVector) one).get(0);
            for (int i = 0; i < count; i++) {
                out[at[i]] = value;
            }
        }

        @Override
        Vector build() {
            return new DoubleVector(type, out, 0, rows, validity());
        }
    }
}
