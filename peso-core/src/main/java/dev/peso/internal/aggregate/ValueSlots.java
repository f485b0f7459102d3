package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitBuilder;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.FloatVector;
import dev.peso.internal.column.NumberBuilder;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.kernel.ValueOrder;

/// One value of a type for each group, or none, which reads as null.
abstract class ValueSlots {
    final DataType type;
    private byte[] present = new byte[0];

    ValueSlots(DataType type) {
        this.type = type;
    }

    static ValueSlots of(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case BOOLEAN, INT8, INT16, INT32, INT64, DATE -> new Longs(type);
                case FLOAT32, FLOAT64 -> new Doubles(type);
                case UTF8, BINARY -> new Texts(type);
                case NULL -> new Rows(type);
            };
            case DataType.Decimal d when d.isCompact() -> new Longs(type);
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ -> new Longs(type);
            case DataType.Decimal _,DataType.Categorical _,DataType.ListOf _,DataType.Struct _,DataType.MapOf _ ->
                new Rows(type);
        };
    }

    void resize(int groups) {
        present = Grow.to(present, groups);
    }

    final boolean has(int group) {
        return present[group] != 0;
    }

    /// Stores a row that is not null.
    final void set(int group, Vector v, int row) {
        present[group] = 1;
        put(group, v, row);
    }

    /// Stores a row, null or not.
    final void setAny(int group, Vector v, int row) {
        if (v.isNull(row)) {
            present[group] = 0;
        } else {
            set(group, v, row);
        }
    }

    final void copy(int group, ValueSlots other, int otherGroup) {
        present[group] = other.present[otherGroup];
        if (present[group] != 0) {
            putFrom(group, other, otherGroup);
        }
    }

    abstract void put(int group, Vector v, int row);

    abstract void putFrom(int group, ValueSlots other, int otherGroup);

    /// The order of a group's value and a row, both not null.
    abstract int compare(int group, Vector v, int row);

    abstract int compare(int group, ValueSlots other, int otherGroup);

    abstract void append(VectorBuilder builder, int group);

    Vector build(int[] order, int from, int count) {
        VectorBuilder builder = VectorBuilder.of(type, count);
        for (int i = 0; i < count; i++) {
            int group = order[from + i];
            if (has(group)) {
                append(builder, group);
            } else {
                builder.appendNull();
            }
        }
        return builder.build();
    }

    abstract long bytes();

    private static final class Longs extends ValueSlots {
        private long[] values = new long[0];

        Longs(DataType type) {
            super(type);
        }

        @Override
        void resize(int groups) {
            super.resize(groups);
            values = Grow.to(values, groups);
        }

        @Override
        void put(int group, Vector v, int row) {
            values[group] = WholeState.value(v, row);
        }

        @Override
        void putFrom(int group, ValueSlots other, int otherGroup) {
            values[group] = ((Longs) other).values[otherGroup];
        }

        @Override
        int compare(int group, Vector v, int row) {
            return Long.compare(values[group], WholeState.value(v, row));
        }

        @Override
        int compare(int group, ValueSlots other, int otherGroup) {
            return Long.compare(values[group], ((Longs) other).values[otherGroup]);
        }

        @Override
        void append(VectorBuilder builder, int group) {
            if (builder instanceof BitBuilder bits) {
                bits.append(values[group] != 0);
            } else {
                ((NumberBuilder) builder).append(values[group]);
            }
        }

        @Override
        long bytes() {
            return 9L * values.length;
        }
    }

    private static final class Doubles extends ValueSlots {
        private double[] values = new double[0];

        Doubles(DataType type) {
            super(type);
        }

        static double value(Vector v, int row) {
            return v instanceof DoubleVector d ? d.get(row) : ((FloatVector) v).get(row);
        }

        @Override
        void resize(int groups) {
            super.resize(groups);
            values = Grow.to(values, groups);
        }

        @Override
        void put(int group, Vector v, int row) {
            values[group] = value(v, row);
        }

        @Override
        void putFrom(int group, ValueSlots other, int otherGroup) {
            values[group] = ((Doubles) other).values[otherGroup];
        }

        @Override
        int compare(int group, Vector v, int row) {
            return ValueOrder.compare(values[group], value(v, row));
        }

        @Override
        int compare(int group, ValueSlots other, int otherGroup) {
            return ValueOrder.compare(values[group], ((Doubles) other).values[otherGroup]);
        }

        @Override
        void append(VectorBuilder builder, int group) {
            ((NumberBuilder) builder).append(values[group]);
        }

        @Override
        long bytes() {
            return 9L * values.length;
        }
    }

    /// Texts: views whose long values lie in an array of their own for each group.
    private static final class Texts extends ValueSlots {
        /// What an array takes beside its bytes.
        private static final int ARRAY_BYTES = 16;
        private long[] views = new long[0];
        private byte[] @Nullable [] longs = new byte[0][];
        private long kept;

        Texts(DataType type) {
            super(type);
        }

        @Override
        void resize(int groups) {
            super.resize(groups);
            if (views.length < 2 * groups) {
                int size = Grow.size(views.length / 2, groups);
                views = Arrays.copyOf(views, 2 * size);
                longs = Arrays.copyOf(longs, size);
            }
        }

        @Override
        void put(int group, Vector v, int row) {
            ViewVector w = (ViewVector) v;
            put(group, w.head(row), w.tail(row), w.buffers);
        }

        private void put(int group, long head, long tail, byte[][] buffers) {
            views[2 * group] = head;
            if (Views.isInline(head)) {
                views[2 * group + 1] = tail;
                keep(group, null);
            } else {
                views[2 * group + 1] = Views.place(group, 0);
                keep(group, Views.bytes(head, tail, buffers));
            }
        }

        private void keep(int group, byte @Nullable [] text) {
            byte[] before = longs[group];
            kept += (text == null ? 0 : text.length + ARRAY_BYTES)
                    - (before == null ? 0 : before.length + ARRAY_BYTES);
            longs[group] = text;
        }

        @Override
        void putFrom(int group, ValueSlots other, int otherGroup) {
            Texts o = (Texts) other;
            put(group, o.views[2 * otherGroup], o.views[2 * otherGroup + 1], o.buffers());
        }

        @SuppressWarnings("NullAway") // only the arrays of groups with a long text are read
        private byte[][] buffers() {
            return longs;
        }

        @Override
        int compare(int group, Vector v, int row) {
            ViewVector w = (ViewVector) v;
            return Views.compare(views[2 * group], views[2 * group + 1], buffers(), w.head(row), w.tail(row),
                    w.buffers);
        }

        @Override
        int compare(int group, ValueSlots other, int otherGroup) {
            Texts o = (Texts) other;
            return Views.compare(views[2 * group], views[2 * group + 1], buffers(), o.views[2 * otherGroup],
                    o.views[2 * otherGroup + 1], o.buffers());
        }

        @Override
        void append(VectorBuilder builder, int group) {
            ((dev.peso.internal.column.ViewBuilder) builder).append(views[2 * group], views[2 * group + 1],
                    buffers());
        }

        @Override
        long bytes() {
            return 13L * views.length + kept;
        }
    }

    /// Values of any type, each as a vector of one row.
    private static final class Rows extends ValueSlots {
        private @Nullable Vector[] rows = new Vector[0];

        Rows(DataType type) {
            super(type);
        }

        @Override
        void resize(int groups) {
            super.resize(groups);
            if (rows.length < groups) {
                rows = Arrays.copyOf(rows, Grow.size(rows.length, groups));
            }
        }

        @SuppressWarnings("NullAway") // asked only for groups that have a value
        private Vector row(int group) {
            return rows[group];
        }

        @Override
        void put(int group, Vector v, int row) {
            VectorBuilder copy = v instanceof CodeVector ? null : VectorBuilder.of(type, 1);
            if (copy == null) {
                rows[group] = Vectors.gather(v, new int[]{row}, 1);
            } else {
                copy.appendFrom(v, row);
                rows[group] = copy.build();
            }
        }

        @Override
        void putFrom(int group, ValueSlots other, int otherGroup) {
            rows[group] = ((Rows) other).rows[otherGroup];
        }

        @Override
        int compare(int group, Vector v, int row) {
            return ValueOrder.compare(row(group), 0, v, row);
        }

        @Override
        int compare(int group, ValueSlots other, int otherGroup) {
            return ValueOrder.compare(row(group), 0, ((Rows) other).row(otherGroup), 0);
        }

        @Override
        void append(VectorBuilder builder, int group) {
            builder.appendFrom(row(group), 0);
        }

        @Override
        Vector build(int[] order, int from, int count) {
            if (!(type instanceof DataType.Categorical(boolean ordered) && ordered)) {
                return super.build(order, from, count);
            }
            java.util.List<Vector> parts = new java.util.ArrayList<>();
            for (int i = 0; i < count; i++) {
                int group = order[from + i];
                parts.add(has(group) ? row(group) : Vectors.nulls(type, 1));
            }
            return Vectors.concat(type, parts);
        }

        @Override
        long bytes() {
            return 160L * rows.length;
        }
    }
}
