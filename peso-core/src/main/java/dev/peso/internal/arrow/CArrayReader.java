package dev.peso.internal.arrow;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.arrow.Node.Region;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;

/// Copies the rows of an `ArrowArray` struct: what its lengths and offsets select of each buffer, which a [Decoder] then
/// checks and takes over. That pointers lead to as many bytes as lengths say cannot be checked.
final class CArrayReader implements Buffers {
    private static final long MOST_ROWS = Integer.MAX_VALUE - 64;

    private final ArrowSchema schema;
    private final Place place;
    private final Budget budget;
    /// A region's offset is a position in here.
    private final List<MemorySegment> segments = new ArrayList<>();
    private Dictionaries dictionaries = Dictionaries.NONE;

    private CArrayReader(ArrowSchema schema, Place place) {
        this.schema = schema;
        this.place = place;
        this.budget = new Budget(place);
    }

    /// The rows of an array.
    ///
    /// @param rows whether it is a struct whose children are the columns, else it is the one column
    static List<Chunk> read(ArrowSchema schema, boolean rows, long array, Place place) {
        return place.looking(() -> new CArrayReader(schema, place).read(array, rows));
    }

    private List<Chunk> read(long array, boolean isRows) {
        int rows = length(array);
        List<Node> nodes = new ArrayList<>();
        if (isRows) {
            List<Column> columns = schema.columns();
            long start = rowStart(array, columns.size());
            for (int i = 0; i < columns.size(); i++) {
                nodes.add(node(columns.get(i), child(array, i), start, rows));
            }
        } else {
            nodes.add(node(schema.columns().getFirst(), array, 0, rows));
        }
        List<Vector> vectors = new ArrayList<>();
        for (Node node : nodes) {
            vectors.add(new Decoder(schema, this, dictionaries, budget, place).decode(node));
        }
        return ArrowReading.slices(vectors, rows);
    }

    private static int length(long array, Place place) {
        long length = CMemory.get(array, CArray.LENGTH);
        if (length < 0 || length > MOST_ROWS) {
            throw place.damaged("it claims " + length + " rows");
        }
        return (int) length;
    }

    private int length(long array) {
        return length(array, place);
    }

    private long rowStart(long array, int columns) {
        long nulls = CMemory.get(array, CArray.NULL_COUNT);
        long start = CMemory.get(array, CArray.OFFSET);
        if (CMemory.get(array, CArray.CHILD_COUNT) != columns || start < 0) {
            throw place
                    .damaged("it has " + CMemory.get(array, CArray.CHILD_COUNT) + " columns from row " + start
                            + " on, its schema " + columns);
        }
        if (nulls > 0
                || nulls < 0 && CMemory.get(array, CArray.BUFFER_COUNT) > 0 && hidesRows(array, start)) {
            throw place.damaged("some of its rows are null as a whole; give them as one column");
        }
        return start;
    }

    private boolean hidesRows(long array, long start) {
        long validity = CMemory.get(CMemory.get(array, CArray.BUFFERS), 0);
        for (long i = start; validity != 0 && i < start + length(array); i++) {
            byte bits = CMemory.segment(validity + (i >> 3), 1).get(ValueLayout.JAVA_BYTE, 0);
            if ((bits >> (i & 7) & 1) == 0) {
                return true;
            }
        }
        return false;
    }

    private long child(long array, int index) {
        long children = CMemory.get(array, CArray.CHILDREN);
        long child = children == 0 ? 0 : CMemory.get(children, index);
        if (child == 0) {
            throw place.damaged("a child is missing");
        }
        return child;
    }

    /// Rows of an array.
    ///
    /// @param from the first, counted from the array's own offset
    private Node node(Column column, long array, long from, int count) {
        if (CMemory.get(array, CArray.RELEASE) == 0) {
            throw place.damaged(column, "it is released already");
        }
        long length = CMemory.get(array, CArray.LENGTH);
        long offset = CMemory.get(array, CArray.OFFSET);
        if (length < 0 || offset < 0 || from < 0 || from > length - count
                || offset > Long.MAX_VALUE - length) {
            throw place.damaged(column, count + " rows from row " + from + " on are wanted of " + length
                    + " from " + offset + " on");
        }
        if (CMemory.get(array, CArray.CHILD_COUNT) != column.children().size()) {
            throw place.damaged(column, "it has " + CMemory.get(array, CArray.CHILD_COUNT)
                    + " children, its schema " + column.children().size());
        }
        if (count == 0) {
            return new Node(column, 0, null, List.of(), List.of());
        }
        return new Reading(column, array, offset + from, count).node();
    }

    /// Rows of one array.
    private final class Reading {
        private final Column column;
        private final long array;
        private final long start;
        private final int count;

        Reading(Column column, long array, long start, int count) {
            this.column = column;
            this.array = array;
            this.start = start;
            this.count = count;
        }

        Node node() {
            return switch (column.layout()) {
                case Layout.Nulls _ -> of(0, null);
                case Layout.Bits _ -> of(2, validity(), bits(1));
                case Layout.Whole whole -> values(whole.bits() / 8);
                case Layout.Floating floating -> values(floating.bits() / 8);
                case Layout.Decimals decimals -> values(decimals.bits() / 8);
                case Layout.Dates dates -> values(dates.millis() ? 8 : 4);
                case Layout.Times times -> values(times.bits() / 8);
                case Layout.Spans _ -> values(8);
                case Layout.Intervals intervals -> values(intervals.width());
                case Layout.FixedBinary fixed -> values(fixed.width());
                case Layout.Coded coded -> coded(coded);
                case Layout.Binary binary -> binary(binary.large() ? 8 : 4);
                case Layout.BinaryViews _ -> views();
                case Layout.Lists lists -> lists(lists.large() ? 8 : 4);
                case Layout.ListViews lists -> {
                    int width = lists.large() ? 8 : 4;
                    yield with(3, validity(), List.of(whole(0)), fixed(1, width), fixed(2, width));
                }
                case Layout.FixedLists lists -> with(1, validity(), List.of(CArrayReader.this
                        .node(column.child(0), child(array, 0),
                                Math.multiplyExact(start, (long) lists.size()),
                                Math.multiplyExact(count, lists.size()))));
                case Layout.Structs _ -> with(1, validity(), children());
                case Layout.Unions union -> union.dense()
                        ? with(2, null, wholes(), fixed(0, 1), fixed(1, 4))
                        : with(1, null, children(), fixed(0, 1));
                case Layout.Runs _ -> runs();
            };
        }

        private Node of(int buffers, @Nullable Region validity, Region... others) {
            return with(buffers, validity, List.of(), others);
        }

        private Node with(int buffers, @Nullable Region validity, List<Node> children, Region... others) {
            if (CMemory.get(array, CArray.BUFFER_COUNT) != buffers) {
                throw place.damaged(column, "it has " + CMemory.get(array, CArray.BUFFER_COUNT)
                        + " buffers, its type " + buffers);
            }
            return new Node(column, count, validity, List.of(others), children);
        }

        private Node values(int width) {
            return of(2, validity(), fixed(1, width));
        }

        private Node coded(Layout.Coded coded) {
            long dictionary = CMemory.get(array, CArray.DICTIONARY);
            if (dictionary == 0) {
                throw place.damaged(column, "its dictionary is missing");
            }
            Node values = CArrayReader.this.node(coded.values(), dictionary, 0, length(dictionary));
            Dictionaries inner = dictionaries;
            dictionaries = inner.with(coded.id(), false,
                    () -> new Decoder(schema, CArrayReader.this, inner, budget, place).decode(values));
            return values(coded.codes().bits() / 8);
        }

        private long buffer(int index) {
            long buffers = CMemory.get(array, CArray.BUFFERS);
            if (buffers == 0 || index >= CMemory.get(array, CArray.BUFFER_COUNT)) {
                throw place.damaged(column, "buffer " + index + " is missing");
            }
            return CMemory.get(buffers, index);
        }

        /// Bytes of a buffer.
        private Region bytes(int index, long from, long length) {
            long address = buffer(index);
            if (address == 0 && length > 0) {
                throw place.damaged(column, "buffer " + index + " is missing");
            }
            return region(length == 0
                    ? MemorySegment.ofArray(new byte[0])
                    : CMemory.segment(Math.addExact(address, from), length));
        }

        private Region fixed(int index, int width) {
            return bytes(index, Math.multiplyExact(start, (long) width), (long) count * width);
        }

        private @Nullable Region validity() {
            return CMemory.get(array, CArray.NULL_COUNT) == 0 || buffer(0) == 0 ? nothingHidden() : bits(0);
        }

        private @Nullable Region nothingHidden() {
            if (CMemory.get(array, CArray.NULL_COUNT) > 0) {
                throw place.damaged(column, "it has nulls and no validity bits");
            }
            return null;
        }

        /// Bits from the first row on.
        private Region bits(int index) {
            int shift = (int) (start & 7);
            Region region = bytes(index, start >> 3, (count + shift + 7L) >> 3);
            if (shift == 0) {
                return region;
            }
            byte[] bits = CArrayReader.this.bytes(column, region).array();
            byte[] shifted = new byte[(count + 7) / 8];
            for (int i = 0; i < shifted.length; i++) {
                int next = i + 1 < bits.length ? bits[i + 1] & 0xff : 0;
                shifted[i] = (byte) ((bits[i] & 0xff) >>> shift | next << 8 - shift);
            }
            return region(MemorySegment.ofArray(shifted));
        }

        private long number(Region region, int width, long index) {
            MemorySegment segment = segments.get((int) region.offset());
            return width == 8
                    ? segment.get(ValueLayout.JAVA_LONG_UNALIGNED, 8 * index)
                    : width == 4
                            ? segment.get(ValueLayout.JAVA_INT_UNALIGNED, 4 * index)
                            : segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2 * index);
        }

        private Region offsets(int width) {
            return bytes(1, Math.multiplyExact(start, (long) width), (count + 1L) * width);
        }

        private Node binary(int width) {
            Region offsets = offsets(width);
            long end = number(offsets, width, count);
            if (end < 0) {
                throw place.damaged(column, "its last value ends at byte " + end);
            }
            return of(3, validity(), offsets, bytes(2, 0, end));
        }

        private Node views() {
            long buffers = CMemory.get(array, CArray.BUFFER_COUNT);
            if (buffers < 3 || buffers > 1 << 24) {
                throw place.damaged(column, "it has " + buffers + " buffers, its type at least 3");
            }
            int count = (int) buffers - 3;
            List<Region> regions = new ArrayList<>();
            regions.add(fixed(1, 16));
            Region lengths = bytes((int) buffers - 1, 0, 8L * count);
            for (int i = 0; i < count; i++) {
                long length = number(lengths, 8, i);
                if (length < 0) {
                    throw place.damaged(column, "a buffer of " + length + " bytes");
                }
                regions.add(bytes(2 + i, 0, length));
            }
            return of((int) buffers, validity(), regions.toArray(Region[]::new));
        }

        /// The child's rows from the first list's start to the last one's end; offsets count from there.
        private Node lists(int width) {
            Region offsets = offsets(width);
            long first = number(offsets, width, 0);
            long last = number(offsets, width, count);
            if (first < 0 || last < first || last - first > MOST_ROWS) {
                throw place.damaged(column, "its lists go from value " + first + " to " + last);
            }
            Node values = CArrayReader.this.node(column.child(0), child(array, 0), first,
                    (int) (last - first));
            return with(2, validity(), List.of(values), region(lowered(offsets, width, 0, count + 1, first)));
        }

        /// Numbers with something taken off.
        private MemorySegment lowered(Region numbers, int width, int from, int many, long by) {
            ByteBuffer lower = ByteBuffer.allocate(Math.multiplyExact(many, width))
                    .order(ByteOrder.nativeOrder());
            for (int i = 0; i < many; i++) {
                long value = number(numbers, width, from + i) - by;
                if (width == 8) {
                    lower.putLong(value);
                } else if (width == 4) {
                    lower.putInt((int) Math.min(value, Integer.MAX_VALUE));
                } else {
                    lower.putShort((short) Math.min(value, Short.MAX_VALUE));
                }
            }
            return MemorySegment.ofArray(lower.array());
        }

        /// A child as far as it goes.
        private Node whole(int index) {
            long child = child(array, index);
            return CArrayReader.this.node(column.child(index), child, 0, length(child));
        }

        private List<Node> wholes() {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < column.children().size(); i++) {
                nodes.add(whole(i));
            }
            return nodes;
        }

        private List<Node> children() {
            List<Node> nodes = new ArrayList<>();
            for (int i = 0; i < column.children().size(); i++) {
                nodes.add(CArrayReader.this.node(column.child(i), child(array, i), start, count));
            }
            return nodes;
        }

        /// The runs that the rows lie in; their ends count from the first row.
        private Node runs() {
            long ends = child(array, 0);
            Column column0 = column.child(0);
            int width = ((Layout.Whole) column0.layout()).bits() / 8;
            Reading all = new Reading(column0, ends, CMemory.get(ends, CArray.OFFSET), length(ends));
            Region numbers = all.fixed(1, width);
            int first = 0;
            while (first < all.count && number(numbers, width, first) <= start) {
                first++;
            }
            int end = first;
            while (end < all.count && (end == first || number(numbers, width, end - 1) < start + count)) {
                end++;
            }
            int many = end - first;
            Node lowered = new Node(column0, many, null,
                    List.of(region(lowered(numbers, width, first, many, start))), List.of());
            return with(0, null, List.of(lowered,
                    CArrayReader.this.node(column.child(1), child(array, 1), first, many)));
        }
    }

    private Region region(MemorySegment segment) {
        segments.add(segment);
        return new Region(segments.size() - 1, segment.byteSize());
    }

    @Override
    public Bytes bytes(Column column, Region region) {
        return part(column, region, 0, region.length());
    }

    @Override
    public Bytes part(Column column, Region region, long from, long length) {
        if (length > MOST_ROWS) {
            throw place.unsupported(column.name(),
                    "more than 2 GB in one batch; give smaller batches");
        }
        MemorySegment part = segments.get((int) region.offset()).asSlice(from, length);
        return new Bytes(part.toArray(ValueLayout.JAVA_BYTE), 0, (int) length);
    }

    @Override
    public long length(Column column, Region region) {
        return region.length();
    }

    @Override
    public boolean isPlain() {
        return false;
    }
}
