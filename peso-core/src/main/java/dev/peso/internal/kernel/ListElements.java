package dev.peso.internal.kernel;

import static dev.peso.internal.kernel.Signatures.BINARY;
import static dev.peso.internal.kernel.Signatures.INT;
import static dev.peso.internal.kernel.Signatures.LIST;
import static dev.peso.internal.kernel.Signatures.TEXT;
import static dev.peso.internal.kernel.Signatures.takes;

import java.util.List;
import java.util.Objects;

import dev.peso.DataType;
import dev.peso.internal.column.BitVector;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.expr.Function;
import dev.peso.internal.expr.RowException;

/// Elements and parts of lists: by position, by value, by condition.
final class ListElements {
    private ListElements() {}

    static void register(Functions.Registrar registrar) {
        registrar.add(new Function("array_length",
                Signatures.resolver("array_length", takes(LIST).returns(DataType.INT64)),
                (_, _) -> (vectors, rows) -> Lists.length((ListVector) vectors[0], rows)));
        registrar.add(new Function("list_element", args -> element(args).resolver().resolve(args),
                (args, result) -> element(args).factory().create(args, result)), "list_extract",
                "array_extract");
        registrar.add(new Function("list_slice", ListElements::resolveSlice, ListElements::slicer),
                "array_slice");
        registrar.add(new Function("list_contains", Lists.withElement("list_contains", 0,
                e -> new Function.Signature(List.of(DataType.list(e), e), DataType.BOOLEAN)),
                (_, _) -> ListElements::contains), "list_has", "array_contains", "array_has");
        registrar.add(new Function("list_position", Lists.withElement("list_position", 0,
                e -> new Function.Signature(List.of(DataType.list(e), e), DataType.INT64)),
                (_, _) -> ListElements::position), "list_indexof", "array_position", "array_indexof");
        end(registrar, "list_first", 1);
        end(registrar, "list_last", -1);
        registrar.add(new Function("list_any_value", Lists.one("list_any_value", e -> Lists.of(e, e)),
                (_, _) -> ListElements::anyValue));
        registrar.add(new Function("list_select", args -> picks("list_select", args, DataType.INT64),
                (_, result) -> (vectors, rows) -> select(vectors, result, rows)), "array_select");
        registrar.add(new Function("list_where", args -> picks("list_where", args, DataType.BOOLEAN),
                (_, result) -> (vectors, rows) -> where(vectors, result, rows)), "array_where");
    }

    private static final Function OF_LIST = new Function("list_element",
            Signatures.resolver("list_element",
                    takes(LIST, INT).returns(types -> Lists.element(types.getFirst())),
                    takes(TEXT, INT).returns(DataType.UTF8)),
            (_, _) -> (vectors, rows) -> element((ListVector) vectors[0], (LongVector) vectors[1], rows));
    private static final Function OF_TEXT = TextFunctions.function("list_element",
            RowKernels.parts(_ -> (a, row, text) -> TextParts.substring(text, a.integer(1, row), 1)),
            takes(TEXT, INT).returns(DataType.UTF8));

    /// What `x[i]` means for the type of `x`.
    private static Function element(List<CheckedExpr> args) {
        DataType type = args.isEmpty() ? DataType.NULL : args.getFirst().type();
        return switch (type) {
            case DataType.Struct _ -> Objects.requireNonNull(Functions.find("struct_field"));
            case DataType.MapOf _ -> Objects.requireNonNull(Functions.find("map_extract_value"));
            default -> type.isText() ? OF_TEXT : OF_LIST;
        };
    }

    private static Vector element(ListVector list, LongVector index, int rows) {
        int[] positions = new int[rows];
        for (int i = 0; i < rows; i++) {
            positions[i] = list.isNull(i) || index.isNull(i) ? -1 : Lists.position(list, i, index.get(i));
        }
        return Lists.pick(list.child, positions, rows);
    }

    private static void end(Functions.Registrar registrar, String name, int index) {
        registrar.add(new Function(name, Lists.one(name, e -> Lists.of(e, e)), (_, _) -> (vectors, rows) -> {
            ListVector list = (ListVector) vectors[0];
            int[] positions = new int[rows];
            for (int i = 0; i < rows; i++) {
                positions[i] = list.isNull(i) ? -1 : Lists.position(list, i, index);
            }
            return Lists.pick(list.child, positions, rows);
        }));
    }

    private static Vector anyValue(Vector[] vectors, int rows) {
        ListVector list = (ListVector) vectors[0];
        int[] positions = new int[rows];
        for (int i = 0; i < rows; i++) {
            positions[i] = -1;
            for (int k = list.isNull(i) ? list.to(i) : list.from(i); k < list.to(i); k++) {
                if (!list.child.isNull(k)) {
                    positions[i] = k;
                    break;
                }
            }
        }
        return Lists.pick(list.child, positions, rows);
    }

    private static Function.Signature resolveSlice(List<CheckedExpr> args) {
        return Signatures.resolver("list_slice", takes(LIST, INT, INT).optional(INT).returns(List::getFirst),
                takes(TEXT, INT, INT).returns(DataType.UTF8),
                takes(BINARY, INT, INT).returns(DataType.BINARY)).resolve(args);
    }

    private static Function.Kernel slicer(List<CheckedExpr> args, DataType result) {
        if (result == DataType.BINARY) {
            return RowKernels.parts(_ -> ListElements::sliceBytes).create(args, result);
        }
        if (result == DataType.UTF8) {
            return TextFunctions.function("list_slice", RowKernels.parts(_ -> ListElements::sliceText))
                    .factory()
                    .create(args, result);
        }
        return (vectors, rows) -> slice(vectors, result, rows);
    }

    private static void sliceBytes(Arguments args, int row, TextCursor bytes) {
        long from = bound(args.integer(1, row), bytes.length(), true);
        long to = bound(args.integer(2, row), bytes.length(), false);
        bytes.from += (int) from;
        bytes.to = bytes.from + (int) Math.max(0, to - from);
    }

    private static void sliceText(Arguments args, int row, TextCursor text) {
        int size = Utf8.count(text.bytes, text.from, text.to);
        long from = bound(args.integer(1, row), size, true);
        long to = bound(args.integer(2, row), size, false);
        text.from = Utf8.forward(text.bytes, text.from, text.to, from);
        text.to = Utf8.forward(text.bytes, text.from, text.to, Math.max(0, to - from));
    }

    /// A slice's bound as a count of elements before it; both bounds are included, negative ones count from the end.
    private static long bound(long index, int size, boolean start) {
        long at = index < 0 ? index + size + (start ? 0 : 1) : start ? index - 1 : index;
        return Math.clamp(at, 0, size);
    }

    private static Vector slice(Vector[] vectors, DataType result, int rows) {
        ListVector list = (ListVector) vectors[0];
        long[] valid = Arguments.valid(vectors, rows);
        Lists.Picks picks = new Lists.Picks(rows, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i)) {
                int size = list.to(i) - list.from(i);
                long step = vectors.length > 3 ? ((LongVector) vectors[3]).get(i) : 1;
                if (step == 0) {
                    throw new RowException(i, "list_slice needs a step other than 0");
                }
                long from = ((LongVector) vectors[1]).get(i);
                long to = ((LongVector) vectors[2]).get(i);
                slice(picks, list.from(i), bound(step > 0 ? from : to, size, true),
                        bound(step > 0 ? to : from, size, false), step);
            }
            picks.endList();
        }
        return picks.from(list.child, result, valid);
    }

    private static void slice(Lists.Picks picks, int base, long from, long to, long step) {
        if (step > 0) {
            for (long k = from; k < to; k += step) {
                picks.add(base + (int) k);
            }
        } else {
            for (long k = to - 1; k >= from; k += step) {
                picks.add(base + (int) k);
            }
        }
    }

    private static Vector contains(Vector[] vectors, int rows) {
        ListVector list = (ListVector) vectors[0];
        long[] bits = new long[Bitmap.words(rows)];
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            if (Bitmap.isSet(valid, i) && find(list, i, vectors[1], i) >= 0) {
                Bitmap.set(bits, i);
            }
        }
        return new BitVector(bits, 0, rows, valid);
    }

    /// Where in a list's child an element equal to a value is, or -1.
    static int find(ListVector list, int row, Vector value, int valueRow) {
        for (int k = list.from(row); k < list.to(row); k++) {
            if (ValueOrder.same(list.child, k, value, valueRow)) {
                return k;
            }
        }
        return -1;
    }

    /// The position from 1 of a value, which may be null; null if the list has none.
    private static Vector position(Vector[] vectors, int rows) {
        ListVector list = (ListVector) vectors[0];
        long[] positions = new long[rows];
        long[] valid = Bitmap.copy(list.validity, list.offset, rows);
        for (int i = 0; i < rows; i++) {
            int found = list.isNull(i) ? -1 : find(list, i, vectors[1], i);
            if (found < 0) {
                valid = RowKernels.cleared(valid, i, rows);
            } else {
                positions[i] = found - list.from(i) + 1L;
            }
        }
        return new LongVector(DataType.INT64, positions, 0, rows, valid);
    }

    private static Function.Signature picks(String name, List<CheckedExpr> args, DataType by) {
        boolean fits = args.size() == 2 && Lists.isList(args.getFirst().type())
                && Lists.isList(args.get(1).type());
        DataType given = fits ? Lists.element(args.get(1).type()) : DataType.NULL;
        if (!fits || !(given == DataType.NULL || given.equals(by)
                || (by == DataType.INT64 && given.isInteger()))) {
            throw Signatures.reject(name, "(list, list<" + by + ">)", args, args.size() == 2);
        }
        DataType list = DataType.list(Lists.element(args.getFirst().type()));
        return new Function.Signature(List.of(list, DataType.list(by)), list);
    }

    private static Vector select(Vector[] vectors, DataType result, int rows) {
        ListVector list = (ListVector) vectors[0];
        ListVector by = (ListVector) vectors[1];
        Lists.Picks picks = new Lists.Picks(rows, rows);
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            for (int k = by.from(i); Bitmap.isSet(valid, i) && k < by.to(i); k++) {
                picks.add(by.child.isNull(k) ? -1 : Lists.position(list, i, ((LongVector) by.child).get(k)));
            }
            picks.endList();
        }
        return picks.from(list.child, result, valid);
    }

    private static Vector where(Vector[] vectors, DataType result, int rows) {
        ListVector list = (ListVector) vectors[0];
        ListVector by = (ListVector) vectors[1];
        Lists.Picks picks = new Lists.Picks(rows, rows);
        long[] valid = Arguments.valid(vectors, rows);
        for (int i = 0; i < rows; i++) {
            for (int k = by.from(i); Bitmap.isSet(valid, i) && k < by.to(i); k++) {
                if (((BitVector) by.child).isTrue(k)) {
                    picks.add(Lists.position(list, i, k - by.from(i) + 1L));
                }
            }
            picks.endList();
        }
        return picks.from(list.child, result, valid);
    }
}
