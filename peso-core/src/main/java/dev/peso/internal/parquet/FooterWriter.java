package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;

/// Collects what was written and lays out indexes and footer.
final class FooterWriter {
    private static final String CREATED_BY = "peso version 0.1.0";

    private final SchemaWriter schema;
    private final Schema columns;
    private final int codec;
    private final List<Group> groups = new ArrayList<>();

    FooterWriter(SchemaWriter schema, Schema columns, int codec) {
        this.schema = schema;
        this.columns = columns;
        this.codec = codec;
    }

    /// A row group that lies in the file.
    private record Group(long start, long rows, List<Chunk> chunks) {}

    /// A column chunk that lies in the file; index places are -1 until they are known.
    private static final class Chunk {
        private final ColumnEncoder.Encoded encoded;
        private final long start;
        private final int size;
        private long offsetIndexAt;
        private int offsetIndexLength;
        private long columnIndexAt = -1;
        private int columnIndexLength;
        private final long bloomAt;
        private final int bloomLength;

        Chunk(ColumnEncoder.Encoded encoded, long start, long bloomAt) {
            this.encoded = encoded.note();
            this.start = start;
            this.size = encoded.bytes().length;
            this.bloomAt = bloomAt;
            this.bloomLength = encoded.bloom().length;
        }
    }

    /// Notes a row group that starts at a place in the file: the columns one after the other, then their Bloom filters.
    void add(long start, long rows, List<ColumnEncoder.Encoded> encoded) {
        List<Chunk> chunks = new ArrayList<>();
        long at = start;
        long bloomAt = start + encoded.stream().mapToLong(each -> each.bytes().length).sum();
        for (ColumnEncoder.Encoded each : encoded) {
            chunks.add(new Chunk(each, at, bloomAt));
            at += each.bytes().length;
            bloomAt += each.bloom().length;
        }
        groups.add(new Group(start, rows, chunks));
    }

    /// The indexes and the footer, to be written at a place in the file.
    Growing finish(long at) {
        Growing out = new Growing();
        for (Group group : groups) {
            for (Chunk chunk : group.chunks) {
                columnIndex(chunk, at, out);
            }
        }
        for (Group group : groups) {
            for (Chunk chunk : group.chunks) {
                offsetIndex(chunk, at, out);
            }
        }
        ThriftWriter footer = new ThriftWriter();
        footer.body(this::file);
        out.put(footer.out.bytes, 0, footer.out.length);
        out.putInt(footer.out.length);
        return out;
    }

    private static void append(ThriftWriter thrift, Growing out) {
        out.put(thrift.out.bytes, 0, thrift.out.length);
    }

    /// Left out when a page has values without bounds.
    private static void columnIndex(Chunk chunk, long at, Growing out) {
        List<ColumnEncoder.PageNote> pages = chunk.encoded.pages();
        if (pages.stream().anyMatch(page -> !page.bounds().known())) {
            return;
        }
        boolean[] allNull = new boolean[pages.size()];
        long[] nulls = new long[pages.size()];
        List<byte[]> min = new ArrayList<>();
        List<byte[]> max = new ArrayList<>();
        for (int i = 0; i < allNull.length; i++) {
            ColumnEncoder.PageNote page = pages.get(i);
            allNull[i] = page.allNull();
            nulls[i] = page.nulls();
            min.add(orEmpty(page.bounds().min()));
            max.add(orEmpty(page.bounds().max()));
        }
        ThriftWriter thrift = new ThriftWriter();
        thrift.body(w -> w.bools(1, allNull).binaries(2, min).binaries(3, max).i32(4, 0).i64s(5, nulls));
        chunk.columnIndexAt = at + out.length;
        chunk.columnIndexLength = thrift.out.length;
        append(thrift, out);
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static void offsetIndex(Chunk chunk, long at, Growing out) {
        ThriftWriter thrift = new ThriftWriter();
        thrift.body(w -> w.structs(1, chunk.encoded.pages(),
                (page, note) -> page.i64(1, chunk.start + note.offset())
                        .i32(2, note.size())
                        .i64(3, note.firstRow())));
        chunk.offsetIndexAt = at + out.length;
        chunk.offsetIndexLength = thrift.out.length;
        append(thrift, out);
    }

    private void file(ThriftWriter w) {
        Map<String, String> metadata = new LinkedHashMap<>(columns.metadata());
        metadata.keySet().removeIf(KeptTypes::isKey);
        metadata.putAll(schema.keptTypes);
        w.i32(1, 2).structs(2, schema.elements, FooterWriter::element);
        w.i64(3, groups.stream().mapToLong(Group::rows).sum());
        w.structs(4, groups, this::group);
        if (!metadata.isEmpty()) {
            w.structs(5, List.copyOf(metadata.entrySet()),
                    (entry, pair) -> entry.string(1, pair.getKey()).string(2, pair.getValue()));
        }
        w.string(6, CREATED_BY);
        w.structs(7, schema.leaves, (order, _) -> order.struct(1, _ -> {}));
    }

    private static void element(ThriftWriter w, Meta.Element e) {
        if (e.type() >= 0) {
            w.i32(1, e.type());
        }
        if (e.type() == Stored.FIXED) {
            w.i32(2, e.length());
        }
        if (e.repetition() >= 0) {
            w.i32(3, e.repetition());
        }
        w.string(4, e.name());
        if (e.type() < 0) {
            w.i32(5, e.children());
        }
        if (e.converted() >= 0) {
            w.i32(6, e.converted());
        }
        if (e.converted() == 5) {
            w.i32(7, e.scale()).i32(8, e.precision());
        }
        Meta.Logical logical = e.logical();
        if (logical != null) {
            w.struct(10, union -> union.struct(logical.kind(), type -> logical(type, logical)));
        }
    }

    private static void logical(ThriftWriter w, Meta.Logical logical) {
        switch (logical.kind()) {
            case 5 -> w.i32(1, logical.scale()).i32(2, logical.precision());
            case 7, 8 -> w.bool(1, logical.utc()).struct(2, unit -> unit.struct(logical.unit(), _ -> {}));
            case 10 -> w.i8(1, logical.bits()).bool(2, logical.signed());
            default -> {
                // the other kinds have no parameters
            }
        }
    }

    private void group(ThriftWriter w, Group group) {
        long packed = group.chunks.stream().mapToLong(c -> c.size).sum();
        long unpacked = group.chunks.stream().mapToLong(c -> c.encoded.unpackedSize()).sum();
        w.structs(1, group.chunks, this::chunk);
        w.i64(2, unpacked).i64(3, group.rows).i64(5, group.start).i64(6, packed);
        int ordinal = groups.indexOf(group);
        if (ordinal <= Short.MAX_VALUE) {
            w.i16(7, ordinal);
        }
    }

    private void chunk(ThriftWriter w, Chunk chunk) {
        w.i64(2, 0).struct(3, description -> description(description, chunk));
        w.i64(4, chunk.offsetIndexAt).i32(5, chunk.offsetIndexLength);
        if (chunk.columnIndexAt >= 0) {
            w.i64(6, chunk.columnIndexAt).i32(7, chunk.columnIndexLength);
        }
    }

    private void description(ThriftWriter w, Chunk chunk) {
        ColumnEncoder.Encoded e = chunk.encoded;
        w.i32(1, e.leaf().stored().physical()).i32s(2, e.encodings()).strings(3, e.leaf().path());
        w.i32(4, codec).i64(5, e.values()).i64(6, e.unpackedSize()).i64(7, chunk.size);
        w.i64(9, chunk.start + e.dictionarySize());
        if (e.dictionarySize() > 0) {
            w.i64(11, chunk.start);
        }
        w.struct(12, statistics -> statistics(statistics, e));
        if (chunk.bloomLength > 0) {
            w.i64(14, chunk.bloomAt).i32(15, chunk.bloomLength);
        }
    }

    private static void statistics(ThriftWriter w, ColumnEncoder.Encoded e) {
        w.i64(3, e.nulls());
        Dense.Bounds bounds = e.bounds();
        if (bounds.min() != null && bounds.max() != null) {
            w.binary(5, bounds.max())
                    .binary(6, bounds.min())
                    .bool(7, bounds.maxExact())
                    .bool(8, bounds.minExact());
        }
    }
}
