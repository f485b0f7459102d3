package dev.peso.internal.kernel;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Kernels from functions of one row, for what is not worth a loop of its own. A row with a null argument is null.
final class RowKernels {
    private RowKernels() {}

    /// Makes the row function of a call site, which may look at constants and keep scratch memory.
    @FunctionalInterface
    interface Prepare<R> {
        R prepare(List<CheckedExpr> args);
    }

    /// Writes a text or binary value.
    @FunctionalInterface
    interface TextRow {
        void write(Arguments args, int row, ByteSink out);
    }

    /// Narrows the text of the first argument to a part of it.
    @FunctionalInterface
    interface PartRow {
        void narrow(Arguments args, int row, TextCursor text);
    }

    /// Finds parts of the text of the first argument, in order.
    @FunctionalInterface
    interface PartsRow {
        void find(Arguments args, int row, TextCursor text, Parts parts);
    }

    /// Takes byte ranges of the current text as the elements of a list.
    interface Parts {
        void add(int from, int to);
    }

    @FunctionalInterface
    interface LongRow {
        long value(Arguments args, int row);
    }

    @FunctionalInterface
    interface DoubleRow {
        double value(Arguments args, int row);
    }

    @FunctionalInterface
    interface BoolRow {
        boolean test(Arguments args, int row);
    }

    static Function.KernelFactory texts(Prepare<TextRow> prepare) {
        return (args, result) -> {
            TextRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            ByteSink sink = new ByteSink();
            return (vectors, rows) -> texts(row, arguments, sink, vectors, result, rows);
        };
    }

    private static Vector texts(TextRow row, Arguments arguments, ByteSink sink, Vector[] vectors,
            DataType result, int rows) {
        arguments.bind(vectors);
        long[] valid = Arguments.valid(vectors, rows);
        ViewBuilder builder = new ViewBuilder(result, rows);
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(valid, i)) {
                builder.appendNull();
                continue;
            }
            sink.clear();
            row.write(arguments, i, sink);
            if (arguments.takeNothing()) {
                builder.appendNull();
            } else {
                builder.append(sink.bytes, 0, sink.length);
            }
        }
        return builder.build();
    }

    static Function.KernelFactory parts(Prepare<PartRow> prepare) {
        return (args, result) -> {
            PartRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            return (vectors, rows) -> parts(row, arguments, vectors, result, rows);
        };
    }

    /// The parts share the buffers of the whole texts.
    private static Vector parts(PartRow row, Arguments arguments, Vector[] vectors, DataType result,
            int rows) {
        arguments.bind(vectors);
        ViewVector source = (ViewVector) vectors[0];
        long[] valid = Arguments.valid(vectors, rows);
        long[] views = new long[2 * rows];
        for (int i = 0; i < rows; i++) {
            if (!Bitmap.isSet(valid, i)) {
                continue;
            }
            TextCursor text = arguments.text(0, i);
            row.narrow(arguments, i, text);
            if (arguments.takeNothing()) {
                valid = cleared(valid, i, rows);
            } else {
                view(views, i, source.tail(i), text.bytes, text.from, text.to);
            }
        }
        return new ViewVector(result, views, source.buffers, 0, rows, valid);
    }

    /// Sets the view of a part of a value whose own tail is given.
    private static void view(long[] views, int at, long tail, byte[] bytes, int from, int to) {
        int length = to - from;
        views[2 * at] = Views.head(bytes, from, length);
        views[2 * at + 1] = length <= Views.INLINE
                ? Views.inlineTail(bytes, from, length)
                : Views.place(Views.bufferIndex(tail), from);
    }

    static Function.KernelFactory lists(Prepare<PartsRow> prepare) {
        return (args, result) -> {
            PartsRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            return (vectors, rows) -> lists(row, arguments, vectors, result, rows);
        };
    }

    private static Vector lists(PartsRow row, Arguments arguments, Vector[] vectors, DataType result,
            int rows) {
        arguments.bind(vectors);
        ViewVector source = (ViewVector) vectors[0];
        long[] valid = Arguments.valid(vectors, rows);
        int[] offsets = new int[rows + 1];
        PartViews parts = new PartViews(rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                parts.text = arguments.text(0, i);
                parts.tail = source.tail(i);
                row.find(arguments, i, parts.text, parts);
            }
            offsets[i + 1] = parts.count;
        }
        ViewVector child = new ViewVector(((DataType.ListOf) result).element(), parts.views, source.buffers,
                0, parts.count, null);
        return new ListVector(result, offsets, child, 0, rows, valid);
    }

    /// The views of list elements that are parts of texts.
    private static final class PartViews implements Parts {
        private long[] views;
        private int count;
        private TextCursor text = new TextCursor();
        private long tail;

        PartViews(int rows) {
            views = new long[4 * Math.max(4, rows)];
        }

        @Override
        public void add(int from, int to) {
            if (2 * count == views.length) {
                views = java.util.Arrays.copyOf(views, Math.multiplyExact(2, views.length));
            }
            view(views, count, tail, text.bytes, from, to);
            count++;
        }
    }

    static Function.KernelFactory longs(Prepare<LongRow> prepare) {
        return (args, result) -> {
            LongRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            return (vectors, rows) -> longs(row, arguments, vectors, result, rows);
        };
    }

    private static Vector longs(LongRow row, Arguments arguments, Vector[] vectors, DataType result,
            int rows) {
        arguments.bind(vectors);
        long[] valid = Arguments.valid(vectors, rows);
        long[] values = new long[rows];
        int i = 0;
        try {
            for (; i < rows; i++) {
                if (Bitmap.isSet(valid, i)) {
                    values[i] = row.value(arguments, i);
                    if (arguments.takeNothing()) {
                        values[i] = 0;
                        valid = cleared(valid, i, rows);
                    }
                }
            }
        } catch (ArithmeticException e) {
            throw new RowException(i, "the result is out of the range of " + result);
        }
        return new LongVector(result, values, 0, rows, valid);
    }

    /// As [#longs], for a result of type `date`.
    static Function.KernelFactory dates(Prepare<LongRow> prepare) {
        Function.KernelFactory longs = longs(prepare);
        return (args, result) -> {
            Function.Kernel kernel = longs.create(args, DataType.DATE);
            return (vectors, rows) -> narrowed((LongVector) kernel.apply(vectors, rows));
        };
    }

    private static Vector narrowed(LongVector v) {
        int[] days = new int[v.length];
        for (int i = 0; i < days.length; i++) {
            if (v.get(i) != (int) v.get(i)) {
                throw new RowException(i, "the result is out of the range of date");
            }
            days[i] = (int) v.get(i);
        }
        return new IntVector(DataType.DATE, days, 0, v.length, v.validity);
    }

    static Function.KernelFactory doubles(Prepare<DoubleRow> prepare) {
        return (args, _) -> {
            DoubleRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            return (vectors, rows) -> doubles(row, arguments, vectors, rows);
        };
    }

    private static Vector doubles(DoubleRow row, Arguments arguments, Vector[] vectors, int rows) {
        arguments.bind(vectors);
        long[] valid = Arguments.valid(vectors, rows);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                values[i] = row.value(arguments, i);
                if (arguments.takeNothing()) {
                    values[i] = 0;
                    valid = cleared(valid, i, rows);
                }
            }
        }
        return new DoubleVector(DataType.FLOAT64, values, 0, rows, valid);
    }

    static Function.KernelFactory booleans(Prepare<BoolRow> prepare) {
        return (args, _) -> {
            BoolRow row = prepare.prepare(args);
            Arguments arguments = new Arguments(args.size());
            return (vectors, rows) -> booleans(row, arguments, vectors, rows);
        };
    }

    private static Vector booleans(BoolRow row, Arguments arguments, Vector[] vectors, int rows) {
        arguments.bind(vectors);
        long[] valid = Arguments.valid(vectors, rows);
        long[] bits = new long[Bitmap.words(rows)];
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i) && row.test(arguments, i)) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows, valid);
    }

    /// A bitmap without one of its bits; the bitmap itself is changed if there is one.
    static long[] cleared(long @Nullable [] valid, int row, int rows) {
        long[] bits = valid == null ? Bitmap.ones(rows) : valid;
        Bitmap.clear(bits, row);
        return bits;
    }
}
