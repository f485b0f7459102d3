package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.ListVector;
import dev.peso.internal.column.NullVector;
import dev.peso.internal.column.StructVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Turns the buffers of one batch into vectors and checks all that a vector promises: offsets rise and stay inside, codes
/// are in the dictionary, text is UTF-8.
final class Decoder {
    private final ArrowSchema schema;
    private final Buffers body;
    private final Dictionaries dictionaries;
    private final Budget budget;
    private final Place place;
    private final ByteOrder order;
    private final NumberDecoder numbers;
    private final BinaryDecoder binaries;

    Decoder(ArrowSchema schema, Buffers body, Dictionaries dictionaries, Budget budget, Place place) {
        this.schema = schema;
        this.body = body;
        this.dictionaries = dictionaries;
        this.budget = budget;
        this.place = place;
        this.order = schema.order();
        this.numbers = new NumberDecoder(order, place);
        this.binaries = new BinaryDecoder(order, place);
    }

    /// The vector of a column.
    Vector decode(Node node) {
        Vector vector = values(node);
        if (!node.column().nullable() && vector.validity != null && vector.nullCount() > 0
                && schema.columns().contains(node.column())) {
            throw place.damaged(node.column(), "it holds nulls but is marked as not nullable");
        }
        return vector;
    }

    private Vector values(Node node) {
        Column column = node.column();
        int rows = node.length();
        if (rows == 0 && !(column.layout() instanceof Layout.Nulls)) {
            return Vectors.nulls(column.type(), 0).withValidity(null);
        }
        return switch (column.layout()) {
            case Layout.Nulls _ -> {
                budget.take(rows / 8);
                yield new NullVector(rows);
            }
            case Layout.Bits _,Layout.Whole _,Layout.Floating _,Layout.Decimals _,Layout.Dates _,Layout.Times _,Layout.Spans _,Layout.Intervals _ ->
                numbers.decode(node, bytes(node, 0), validity(node));
            case Layout.FixedBinary fixed -> {
                budget.take(fixed.width() == 0 ? rows : 0, 16);
                yield binaries.fixed(node, fixed.width(), bytes(node, 0), validity(node));
            }
            case Layout.Binary binary -> binary(node, binary.large());
            case Layout.BinaryViews _ -> views(node);
            case Layout.Lists lists -> list(node, lists.large());
            case Layout.ListViews lists -> listViews(node, lists.large());
            case Layout.FixedLists lists -> fixedLists(node, lists.size());
            case Layout.Structs _ -> struct(node);
            case Layout.Unions union -> union(node, union);
            case Layout.Runs _ -> runs(node);
            case Layout.Coded coded -> coded(node, coded);
        };
    }

    private Bytes bytes(Node node, int buffer) {
        return body.bytes(node.column(), node.buffer(buffer));
    }

    /// The bytes of a buffer that must hold so many values of a size.
    private ByteBuffer sized(Node node, int buffer, long count, int size) {
        Bytes bytes = bytes(node, buffer);
        if (bytes.length() < count * size) {
            throw place.damaged(node.column(),
                    "a buffer of " + bytes.length() + " bytes is too short for " + node.length() + " rows");
        }
        return bytes.view(order);
    }

    private long @Nullable [] validity(Node node) {
        if (node.validity() == null) {
            return null;
        }
        Bytes bytes = body.bytes(node.column(), node.validity());
        if (8L * bytes.length() < node.length()) {
            throw place.damaged(node.column(),
                    "its validity bits are too few for " + node.length() + " rows");
        }
        return Bitmap.copy(NumberDecoder.bits(bytes, node.length()), 0, node.length());
    }

    /// Where the values of rows start and end in what holds them.
    ///
    /// @param start of the first value
    /// @param ends one more than there are rows, from 0, relative to the start
    private record Offsets(long start, int[] ends) {
        int length() {
            return ends[ends.length - 1];
        }
    }

    /// Offsets that rise from 0 or more to `limit` at most.
    private Offsets offsets(Node node, boolean large, long limit) {
        int rows = node.length();
        ByteBuffer buffer = sized(node, 0, rows + 1L, large ? 8 : 4);
        int[] ends = new int[rows + 1];
        long start = large ? buffer.getLong(0) : buffer.getInt(0);
        long before = Math.max(0, start);
        if (!large) {
            buffer.asIntBuffer().get(ends);
        }
        for (int i = 0; i <= rows; i++) {
            long offset = large ? buffer.getLong(8 * i) : ends[i];
            if (offset < before || offset > limit) {
                throw badOffset(node, i, offset, limit);
            }
            if (offset - start > Integer.MAX_VALUE - 64) {
                throw place.unsupported(node.column().name(), "more than 2 GB in " + rows + " rows");
            }
            ends[i] = (int) (offset - start);
            before = offset;
        }
        return new Offsets(start, ends);
    }

    private RuntimeException badOffset(Node node, int row, long offset, long limit) {
        return place.damaged(node.column(), "the offset " + offset + " of row " + row
                + " falls or lies outside of 0 to " + limit);
    }

    private Vector binary(Node node, boolean large) {
        Offsets offsets = offsets(node, large, body.length(node.column(), node.buffer(1)));
        Bytes data = body.part(node.column(), node.buffer(1), offsets.start(), offsets.length());
        return binaries.offsets(node, offsets.ends(), data, validity(node));
    }

    private Vector views(Node node) {
        Bytes views = bytes(node, 0);
        long[] validity = validity(node);
        int count = node.buffers().size() - 1;
        long[] lengths = new long[count];
        for (int i = 0; i < count; i++) {
            lengths[i] = body.length(node.column(), node.buffer(i + 1));
        }
        long[] first = new long[count];
        long[] last = new long[count];
        java.util.Arrays.fill(first, Long.MAX_VALUE);
        binaries.ranges(node, views, lengths, validity, first, last);
        byte[][] arrays = new byte[count][];
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            Bytes data = last[i] == 0
                    ? Bytes.NONE
                    : body.part(node.column(), node.buffer(i + 1), first[i], last[i] - first[i]);
            arrays[i] = data.array();
            starts[i] = last[i] == 0 ? 0 : (int) (data.from() - first[i]);
        }
        return binaries.views(node, views, arrays, starts, validity);
    }

    private Vector list(Node node, boolean large) {
        Node part = node.child(0);
        Offsets offsets = offsets(node, large, part.length());
        int from = body.isPlain() && Slices.can(part.column()) ? (int) offsets.start() & -8 : 0;
        Vector child = from == 0 && offsets.length() == part.length() || !body.isPlain()
                || !Slices.can(part.column())
                        ? decode(part)
                        : decode(Slices.of(part, from, (int) offsets.start() - from + offsets.length()));
        int[] absolute = offsets.ends();
        int shift = (int) offsets.start() - from;
        for (int i = 0; shift != 0 && i < absolute.length; i++) {
            absolute[i] += shift;
        }
        ListVector list = new ListVector(node.column().type(), absolute, child, 0, node.length(),
                validity(node));
        return node.column().type() instanceof DataType.MapOf map ? map(node, map, list) : list;
    }

    /// A map's entries under the names that Peso gives them; neither an entry nor a key is null.
    private Vector map(Node node, DataType.MapOf type, ListVector list) {
        StructVector entries = (StructVector) list.child;
        int from = list.from(0);
        int count = list.to(list.length - 1) - from;
        if (entries.slice(from, count).nullCount() > 0
                || entries.children.getFirst().slice(from, count).nullCount() > 0) {
            throw place.damaged(node.column(), "a key of a map is null");
        }
        return new ListVector(type, list.offsets,
                entries.withType(Vectors.entryType(type)).withValidity(null), 0,
                list.length, list.validity);
    }

    private Vector listViews(Node node, boolean large) {
        Vector child = decode(node.child(0));
        long[] validity = validity(node);
        int rows = node.length();
        int width = large ? 8 : 4;
        ByteBuffer starts = sized(node, 0, rows, width);
        ByteBuffer sizes = sized(node, 1, rows, width);
        int[] offsets = new int[rows + 1];
        int[] froms = new int[rows];
        long total = 0;
        for (int i = 0; i < rows; i++) {
            long from = large ? starts.getLong(8 * i) : starts.getInt(4 * i);
            long size = large ? sizes.getLong(8 * i) : sizes.getInt(4 * i);
            if (!Bitmap.isSet(validity, i)) {
                size = 0;
            } else if (from < 0 || size < 0 || from > child.length - size) {
                throw place.damaged(node.column(), "the list of row " + i + " lies outside of its values");
            }
            froms[i] = size == 0 ? 0 : (int) from;
            total += size;
            requireCount(node, total);
            offsets[i + 1] = (int) total;
        }
        if (total > child.length) {
            budget.take(total - child.length, 4); // lists that share values
        }
        int[] picked = new int[(int) total];
        for (int i = 0; i < rows; i++) {
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                picked[k] = froms[i] + k - offsets[i];
            }
        }
        Vector values = Expansion.gather(child, picked, picked.length, budget);
        return new ListVector(node.column().type(), offsets, values, 0, rows, validity);
    }

    private void requireCount(Node node, long count) {
        if (count > Integer.MAX_VALUE - 64) {
            throw place.unsupported(node.column().name(),
                    "a batch with " + count + " values in lists; write smaller batches");
        }
    }

    private Vector fixedLists(Node node, int size) {
        int rows = node.length();
        Vector child = decode(node.child(0));
        if (child.length < (long) rows * size) {
            throw place.damaged(node.column(),
                    child.length + " values are too few for " + rows + " lists of " + size);
        }
        if (size == 0) {
            budget.take(rows, 4);
        }
        int[] offsets = new int[rows + 1];
        for (int i = 0; i <= rows; i++) {
            offsets[i] = i * size;
        }
        return new ListVector(node.column().type(), offsets, child, 0, rows, validity(node));
    }

    private Vector struct(Node node) {
        return new StructVector(node.column().type(), children(node, node.length()), 0, node.length(),
                validity(node));
    }

    private List<Vector> children(Node node, int rows) {
        List<Vector> children = new ArrayList<>();
        for (Node part : node.children()) {
            if (part.length() < rows) {
                throw place.damaged(part.column(), part.length() + " rows, expected " + rows);
            }
            Vector child = decode(part);
            children.add(child.length == rows ? child : child.slice(0, rows));
        }
        return children;
    }

    /// A union as a struct: of each row all fields but one are null.
    private Vector union(Node node, Layout.Unions union) {
        int rows = node.length();
        ByteBuffer codes = sized(node, 0, rows, 1);
        byte[] childOf = new byte[128];
        Arrays.fill(childOf, (byte) -1);
        for (int i = 0; i < union.codes().size(); i++) {
            childOf[union.codes().get(i)] = (byte) i;
        }
        int[] kinds = new int[rows];
        for (int i = 0; i < rows; i++) {
            byte code = codes.get(i);
            kinds[i] = code < 0 ? -1 : childOf[code];
            if (kinds[i] < 0) {
                throw place.damaged(node.column(), "row " + i + " has the unknown type code " + code);
            }
        }
        List<Vector> parts = union.dense() ? dense(node, kinds) : children(node, rows);
        List<Vector> fields = new ArrayList<>();
        for (int k = 0; k < parts.size(); k++) {
            fields.add(only(parts.get(k), kinds, k));
        }
        return new StructVector(node.column().type(), fields, 0, rows, null);
    }

    private static Vector only(Vector part, int[] kinds, int kind) {
        long[] validity = new long[Bitmap.words(kinds.length)];
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == kind && !part.isNull(i)) {
                Bitmap.set(validity, i);
            }
        }
        return part.withValidity(validity);
    }

    private List<Vector> dense(Node node, int[] kinds) {
        int rows = kinds.length;
        ByteBuffer offsets = sized(node, 1, rows, 4);
        List<Vector> parts = new ArrayList<>();
        for (int k = 0; k < node.children().size(); k++) {
            Vector child = decode(node.child(k));
            int[] picked = new int[rows];
            boolean used = false;
            for (int i = 0; i < rows; i++) {
                if (kinds[i] == k) {
                    picked[i] = offsets.getInt(4 * i);
                    used = true;
                    if (picked[i] < 0 || picked[i] >= child.length) {
                        throw place.damaged(node.column(), "row " + i + " takes value " + picked[i] + " of "
                                + child.length);
                    }
                }
            }
            parts.add(used
                    ? Expansion.gather(child, picked, rows, budget)
                    : Vectors.nulls(node.child(k).column().type(), rows));
        }
        return parts;
    }

    private Vector runs(Node node) {
        int rows = node.length();
        Vector ends = decode(node.child(0));
        Vector values = decode(node.child(1));
        int count = ends.length;
        if (values.length < count || count == 0) {
            throw place.damaged(node.column(), count + " runs with " + values.length + " values");
        }
        budget.take(rows, 4);
        int[] picked = new int[rows];
        int at = 0;
        for (int run = 0; run < count && at < rows; run++) {
            long end = Expansion.whole(ends, run);
            if (end <= at || ends.isNull(run)) {
                throw place.damaged(node.column(), "run " + run + " ends at " + end + ", before it starts");
            }
            int to = (int) Math.min(end, rows);
            Arrays.fill(picked, at, to, run);
            at = to;
        }
        if (at < rows) {
            throw place.damaged(node.column(), "its runs end at row " + at + " of " + rows);
        }
        return Expansion.gather(values, picked, rows, budget);
    }

    private Vector coded(Node node, Layout.Coded coded) {
        long[] validity = validity(node);
        Dictionaries.Version dictionary = dictionaries.version(coded.id(), node.column(), place);
        if (node.column().type() instanceof DataType.Categorical type) {
            return categorical(node, type, codes(node, coded.codes(), validity), dictionary.categories(),
                    validity);
        }
        return decoded(node, codes(node, coded.codes(), validity), dictionary.values(), validity);
    }

    /// The codes, that of a null row 0.
    private int[] codes(Node node, Layout.Whole type, long @Nullable [] validity) {
        ByteBuffer buffer = sized(node, 0, node.length(), type.bits() / 8);
        int[] codes = new int[node.length()];
        NumberDecoder.codes(buffer, type, codes);
        if (validity != null) {
            for (int i = 0; i < codes.length; i++) {
                codes[i] = Bitmap.get(validity, i) ? codes[i] : 0;
            }
        }
        return codes;
    }

    private void requireCodes(Node node, int[] codes, int size, long @Nullable [] validity) {
        for (int i = 0; i < codes.length; i++) {
            if ((codes[i] < 0 || codes[i] >= size) && Bitmap.isSet(validity, i)) {
                throw place.damaged(node.column(),
                        "row " + i + " has a code outside of its dictionary of " + size + " values");
            }
        }
    }

    private Vector categorical(Node node, DataType type, int[] codes, Dictionaries.Categories categories,
            long @Nullable [] validity) {
        int[] mapping = categories.mapping();
        requireCodes(node, codes, mapping == null ? categories.texts().length : mapping.length, validity);
        if (mapping == null) {
            return new CodeVector(type, codes, categories.texts(), 0, codes.length, validity);
        }
        long[] present = validity == null ? Bitmap.ones(codes.length) : validity.clone();
        for (int i = 0; i < codes.length; i++) {
            if (Bitmap.get(present, i)) {
                int code = mapping[codes[i]];
                codes[i] = Math.max(0, code);
                if (code < 0) { // a null in the dictionary
                    Bitmap.clear(present, i);
                }
            }
        }
        return new CodeVector(type, codes, categories.texts(), 0, codes.length, present);
    }

    private Vector decoded(Node node, int[] codes, Vector values, long @Nullable [] validity) {
        requireCodes(node, codes, values.length, validity);
        if (values.length == 0) {
            return Vectors.nulls(node.column().type(), codes.length);
        }
        Vector gathered = Expansion.gather(values, codes, codes.length, budget);
        return gathered.withValidity(
                Bitmap.and(gathered.validity, gathered.offset, validity, 0, codes.length));
    }
}
