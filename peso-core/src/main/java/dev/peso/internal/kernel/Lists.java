package dev.peso.internal.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// What kernels on lists share: list vectors whose elements are picked from others.
final class Lists {
    private Lists() {}

    /// Element positions, list after list.
    static final class Picks {
        int[] positions;
        int count;
        private final int[] offsets;
        private int lists;

        Picks(int rows, int expected) {
            positions = new int[Math.max(8, expected)];
            offsets = new int[rows + 1];
        }

        void add(int position) {
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, Math.addExact(count, (count >> 1) + 8));
            }
            positions[count++] = position;
        }

        void addRange(int from, int to) {
            for (int i = from; i < to; i++) {
                add(i);
            }
        }

        void endList() {
            offsets[++lists] = count;
        }

        /// The lists, with their elements taken from `source`; a position of -1 is null.
        ListVector from(Vector source, DataType type, long @Nullable [] validity) {
            return around(pick(source, positions, count), type, validity);
        }

        /// The lists, whose elements are all of `child`.
        ListVector around(Vector child, DataType type, long @Nullable [] validity) {
            return new ListVector(type, offsets, child, 0, lists, validity);
        }
    }

    /// How a function types its call; throws when the arguments do not fit.
    @FunctionalInterface
    interface Typing {
        Function.Signature type(DataType element);
    }

    /// A resolver of functions of one list.
    static Function.Resolver one(String name, Typing typing) {
        return args -> {
            if (args.size() != 1 || !isList(args.getFirst().type())) {
                throw Signatures.reject(name, "(list)", args, args.size() == 1);
            }
            return typing.type(element(args.getFirst().type()));
        };
    }

    /// A resolver of functions of a list and a value of its element type.
    ///
    /// @param listAt the list's position, 0 or 1
    static Function.Resolver withElement(String name, int listAt, Typing typing) {
        return args -> {
            DataType element = args.size() == 2 && isList(args.get(listAt).type())
                    ? TypeRules.common(List.of(new CheckedExpr.Ref(0, element(args.get(listAt).type()), ""),
                            args.get(1 - listAt)))
                    : null;
            if (element == null) {
                throw Signatures.reject(name, listAt == 0 ? "(list, element)" : "(element, list)", args,
                        args.size() == 2);
            }
            return typing.type(element);
        };
    }

    /// A resolver of functions of lists that meet in one type.
    static Function.Resolver meeting(String name, int least, int most, Typing typing) {
        return args -> {
            DataType common = args.size() >= least && args.size() <= most ? TypeRules.common(args) : null;
            if (common == null || !isList(common)) {
                String wanted = most > 2 ? "(list, ...)" : "(list, list)";
                throw Signatures.reject(name, wanted + " with elements of one type", args,
                        args.size() >= least);
            }
            DataType list = DataType.list(element(common));
            return new Function.Signature(Collections.nCopies(args.size(), list),
                    typing.type(element(common)).result());
        };
    }

    static boolean isList(DataType type) {
        return type instanceof DataType.ListOf || type == DataType.NULL;
    }

    static DataType element(DataType list) {
        return list instanceof DataType.ListOf l ? l.element() : DataType.NULL;
    }

    /// The signature of a function of one list.
    static Function.Signature of(DataType element, DataType result) {
        return new Function.Signature(List.of(DataType.list(element)), result);
    }

    /// Rows of a vector; where the position is -1, null.
    static Vector pick(Vector source, int[] positions, int rows) {
        if (source.length == 0) {
            return Vectors.nulls(source.type, rows);
        }
        int[] safe = new int[rows];
        long[] missing = null;
        for (int i = 0; i < rows; i++) {
            safe[i] = Math.max(0, positions[i]);
            if (positions[i] < 0) {
                missing = RowKernels.cleared(missing, i, rows);
            }
        }
        Vector picked = Vectors.gather(source, safe, rows);
        if (missing == null) {
            return picked;
        }
        if (picked instanceof ViewVector v) {
            for (int i = 0; i < rows; i++) {
                if (positions[i] < 0) {
                    v.views[2 * i] = 0;
                    v.views[2 * i + 1] = 0;
                }
            }
        }
        return picked.withValidity(Bitmap.and(picked.validity, picked.offset, missing, 0, rows));
    }

    /// A position in a list from 1, or from the end if negative, as a position in its child; -1 outside the list.
    static int position(ListVector list, int row, long index) {
        int size = list.to(row) - list.from(row);
        long at = index > 0 ? index - 1 : index < 0 ? size + index : -1;
        return at >= 0 && at < size ? list.from(row) + (int) at : -1;
    }

    /// The elements that a list vector's rows reach from the first to the last.
    static Vector reached(ListVector list) {
        int from = list.length == 0 ? 0 : list.from(0);
        int to = list.length == 0 ? 0 : list.to(list.length - 1);
        return list.child.slice(from, to - from);
    }

    /// Where the elements of `list` begin in [#reached].
    static int base(ListVector list) {
        return list.length == 0 ? 0 : list.from(0);
    }

    static Vector length(ListVector list, int rows) {
        long[] lengths = new long[rows];
        for (int i = 0; i < rows; i++) {
            lengths[i] = list.isNull(i) ? 0 : list.to(i) - list.from(i);
        }
        return new LongVector(DataType.INT64, lengths, 0, rows,
                Bitmap.copy(list.validity, list.offset, rows));
    }

    /// The most elements that a batch of lists made from bounds or counts has.
    static final long MOST_ELEMENTS = 100_000_000;

    /// Fails when a list would be too long.
    static void checkSize(long size, long before, int row) {
        if (size < 0 || size > MOST_ELEMENTS || size + before > MOST_ELEMENTS) {
            throw new RowException(row,
                    "a list of " + size + " elements cannot be made; a batch of lists has at most "
                            + MOST_ELEMENTS);
        }
    }

    static Vector repeat(Vector[] vectors, DataType type, int rows) {
        ListVector list = (ListVector) vectors[0];
        long[] valid = Arguments.valid(vectors, rows);
        Picks picks = new Picks(rows, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                int size = list.to(i) - list.from(i);
                long times = size == 0 ? 0 : Math.max(0, ((LongVector) vectors[1]).get(i));
                checkSize(Math.min(times, MOST_ELEMENTS + 1) * size, picks.count, i);
                for (long k = 0; k < times; k++) {
                    picks.addRange(list.from(i), list.to(i));
                }
            }
            picks.endList();
        }
        return picks.from(list.child, type, valid);
    }

    /// Several lists in a row as one.
    ///
    /// @param strict whether one null list makes the result null; otherwise only all of them do
    static Vector concat(DataType type, ListVector[] lists, boolean strict, int rows) {
        List<Vector> children = new ArrayList<>();
        int[] shift = new int[lists.length];
        int total = 0;
        for (int k = 0; k < lists.length; k++) {
            Vector reached = reached(lists[k]);
            shift[k] = total - base(lists[k]);
            total = Math.addExact(total, reached.length);
            children.add(reached);
        }
        Vector all = Vectors.concat(((DataType.ListOf) type).element(), children);
        Picks picks = new Picks(rows, total);
        long[] validity = null;
        for (int i = 0; i < rows; i++) {
            int nulls = 0;
            for (ListVector list : lists) {
                nulls += list.isNull(i) ? 1 : 0;
            }
            if (nulls == lists.length || (strict && nulls > 0)) {
                validity = RowKernels.cleared(validity, i, rows);
            } else {
                for (int k = 0; k < lists.length; k++) {
                    if (!lists[k].isNull(i)) {
                        picks.addRange(lists[k].from(i) + shift[k], lists[k].to(i) + shift[k]);
                    }
                }
            }
            picks.endList();
        }
        return picks.from(all, type, validity);
    }
}
