package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.ByteVector;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.ShortVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.WideVector;
import dev.peso.spi.ColumnReader;

/// The chunks of one column, read in blocks across them.
final class ColumnBlocks implements ColumnReader {
    private final Field field;
    private final List<Vector> parts;
    /// Where each part starts, and at the end how many rows there are.
    private final long[] starts;
    private volatile Dictionaries.@Nullable Unified unified;

    ColumnBlocks(Field field, List<Vector> parts) {
        this.field = field;
        this.parts = parts;
        this.starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).length;
        }
    }

    @Override
    public DataType type() {
        return field.type();
    }

    @Override
    public long rows() {
        return starts[parts.size()];
    }

    /// The part that holds a row.
    ///
    /// @throws IllegalArgumentException if there is no such row
    int part(long row) {
        if (row < 0 || row >= rows()) {
            throw new IllegalArgumentException(
                    "column \"" + field.name() + "\" has no row " + row + "; there are " + rows()
                            + ", counted from 0");
        }
        int found = Arrays.binarySearch(starts, row);
        int part = found >= 0 ? found : -found - 2;
        while (starts[part + 1] == row) {
            part++; // over empty parts
        }
        return part;
    }

    /// A row's place in its part.
    int rowIn(int part, long row) {
        return (int) (row - starts[part]);
    }

    /// Takes a run of rows of one part.
    private interface Run {
        void read(int part, int from, int to, int at);
    }

    private void forEachRun(long row, int length, int at, int count, Run run) {
        Objects.checkFromIndexSize(row, count, rows());
        Objects.checkFromIndexSize(at, count, length);
        long next = row;
        int target = at;
        while (next < row + count) {
            int part = part(next);
            int from = rowIn(part, next);
            int to = (int) Math.min(parts.get(part).length, from + row + count - next);
            run.read(part, from, to, target);
            target += to - from;
            next += to - from;
        }
    }

    @Override
    public void readDoubles(long row, double[] into, int at, int count) {
        DataType type = type();
        if (!type.isNumeric() && !type.isTemporal() && type != DataType.BOOLEAN && type != DataType.NULL) {
            throw wrong("a number");
        }
        forEachRun(row, into.length, at, count, (part, from, to, target) -> {
            Vector v = parts.get(part);
            doubles(v, from, to, into, target);
            if (v.validity != null) {
                for (int i = from; i < to; i++) {
                    if (v.isNull(i)) {
                        into[target + i - from] = Double.NaN;
                    }
                }
            }
        });
    }

    private static void doubles(Vector vector, int from, int to, double[] into, int at) {
        int shift = at - from;
        switch (vector) {
            case DoubleVector v -> System.arraycopy(v.values, v.offset + from, into, at, to - from);
            case FloatVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case LongVector v -> {
                double scale = v.type instanceof DataType.Decimal d ? Math.pow(10, d.scale()) : 1;
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i] / scale;
                }
            }
            case IntVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case ShortVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case ByteVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case BitVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.get(i) ? 1 : 0;
                }
            }
            case WideVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.isNull(i) ? 0 : ((Number) value(v, i)).doubleValue();
                }
            }
            case NullVector _ -> Arrays.fill(into, at, at + to - from, Double.NaN);
            case ViewVector _,CodeVector _,ListVector _,StructVector _ ->
                throw new IllegalStateException("no numbers: " + vector.type);
        }
    }

    private static Object value(Vector v, int row) {
        return Objects.requireNonNull(Scalars.get(v, row));
    }

    @Override
    public void readLongs(long row, long[] into, int at, int count) {
        DataType type = type();
        boolean compact = type instanceof DataType.Decimal d && d.isCompact();
        if (!type.isInteger() && !type.isTemporal() && !compact && type != DataType.BOOLEAN) {
            throw wrong("a whole number");
        }
        forEachRun(row, into.length, at, count,
                (part, from, to, target) -> longs(parts.get(part), from, to, into, target));
    }

    private static void longs(Vector vector, int from, int to, long[] into, int at) {
        int shift = at - from;
        switch (vector) {
            case LongVector v -> System.arraycopy(v.values, v.offset + from, into, at, to - from);
            case IntVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case ShortVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case ByteVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.values[v.offset + i];
                }
            }
            case BitVector v -> {
                for (int i = from; i < to; i++) {
                    into[i + shift] = v.get(i) ? 1 : 0;
                }
            }
            case DoubleVector _,FloatVector _,WideVector _,ViewVector _,CodeVector _,ListVector _,StructVector _,NullVector _ ->
                throw new IllegalStateException("no whole numbers: " + vector.type);
        }
    }

    /// As the method of three arguments less, with a value for nulls.
    void readLongs(long row, long[] into, int at, int count, long ifNull) {
        readLongs(row, into, at, count);
        forEachRun(row, into.length, at, count, (part, from, to, target) -> {
            Vector v = parts.get(part);
            if (v.validity != null) {
                for (int i = from; i < to; i++) {
                    into[target + i - from] = v.isNull(i) ? ifNull : into[target + i - from];
                }
            }
        });
    }

    @Override
    public void readNulls(long row, boolean[] into, int at, int count) {
        forEachRun(row, into.length, at, count, (part, from, to, target) -> {
            Vector v = parts.get(part);
            for (int i = from; i < to; i++) {
                into[target + i - from] = v.isNull(i);
            }
        });
    }

    @Override
    public void readCodes(long row, int[] into, int at, int count) {
        List<int[]> mappings = unified().mappings();
        forEachRun(row, into.length, at, count, (part, from, to, target) -> {
            CodeVector v = (CodeVector) parts.get(part);
            int[] mapping = mappings.get(part);
            for (int i = from; i < to; i++) {
                into[target + i - from] = v.isNull(i) ? -1 : mapping[v.code(i)];
            }
        });
    }

    @Override
    public void readTexts(long row, @Nullable String[] into, int at, int count) {
        if (!type().isText()) {
            throw wrong("a text");
        }
        forEachRun(row, into.length, at, count, (part, from, to, target) -> {
            for (int i = from; i < to; i++) {
                into[target + i - from] = (String) Scalars.get(parts.get(part), i);
            }
        });
    }

    @Override
    public List<String> dictionary() {
        ViewVector texts = unified().dictionary();
        List<String> dictionary = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            dictionary.add(texts.getString(i));
        }
        return List.copyOf(dictionary);
    }

    private Dictionaries.Unified unified() {
        if (!(type() instanceof DataType.Categorical)) {
            throw wrong("categorical");
        }
        Dictionaries.Unified known = unified;
        if (known == null) {
            List<CodeVector> coded = parts.stream().map(v -> (CodeVector) v).toList();
            known = coded.isEmpty()
                    ? new Dictionaries.Unified(dev.peso.internal.column.Vectors.emptyTexts(), List.of())
                    : Dictionaries.unify(coded);
            unified = known;
        }
        return known;
    }

    private QueryException wrong(String wanted) {
        return new QueryException("column \"" + field.name() + "\" is " + type() + ", not " + wanted);
    }
}
