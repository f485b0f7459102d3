package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Vector;
import dev.peso.io.ParquetWriteOptions;

/// Turns a leaf of a row group into the bytes of a column chunk: a dictionary if it pays, then data pages of version 1.
final class ColumnEncoder {
    private static final int PAGE_ROWS = 20_480;
    private static final int PAGE_BYTES = 1_000_000;
    private static final int PLAIN = 0;
    private static final int RLE = 3;
    private static final int RLE_DICTIONARY = 8;
    private static final byte[] NOTHING = {};

    private final SchemaWriter.Leaf leaf;
    private final Shredded shredded;
    private final Packing packing;
    private final ParquetWriteOptions.@Nullable BloomFilter bloom;
    private final Dense dense;
    private final Dense.@Nullable Dictionary dictionary;
    private final int codeWidth;
    private final Growing out = new Growing();
    private final Growing page = new Growing();
    private final List<PageNote> pages = new ArrayList<>();
    private long unpackedSize;

    private ColumnEncoder(SchemaWriter.Leaf leaf, Vector column, Packing packing,
            ParquetWriteOptions.@Nullable BloomFilter bloom) {
        this.leaf = leaf;
        this.bloom = bloom;
        this.packing = packing;
        this.shredded = Shredded.of(leaf, column);
        this.dense = Dense.of(leaf, shredded);
        this.dictionary = dense.dictionary();
        this.codeWidth = dictionary == null ? 0 : Math.max(1, Bits.width(dictionary.values().count - 1));
    }

    /// What the metadata says of a page; the place is relative to the chunk's.
    record PageNote(int offset, int size, long firstRow, Dense.Bounds bounds, long nulls, boolean allNull) {}

    /// A column chunk. Places are relative to its start.
    ///
    /// @param bloom its Bloom filter, or nothing
    record Encoded(SchemaWriter.Leaf leaf, byte[] bytes, int dictionarySize, List<PageNote> pages,
            long values,
            long unpackedSize, Dense.Bounds bounds, long nulls, int[] encodings, byte[] bloom) {
        /// Without what lies in the file already.
        Encoded note() {
            return new Encoded(leaf, NOTHING, dictionarySize, pages, values, unpackedSize, bounds, nulls,
                    encodings, NOTHING);
        }
    }

    static Encoded encode(SchemaWriter.Leaf leaf, Vector column, Packing packing,
            ParquetWriteOptions.@Nullable BloomFilter bloom) {
        return new ColumnEncoder(leaf, column, packing, bloom).encode();
    }

    private Encoded encode() {
        int dictionarySize = 0;
        if (dictionary != null) {
            page.clear();
            dictionary.values().plain(0, dictionary.values().count, page);
            emit(Meta.Page.DICTIONARY, writer -> writer.struct(7,
                    header -> header.i32(1, dictionary.values().count).i32(2, PLAIN)));
            dictionarySize = out.length;
        }
        int entry = 0;
        int value = 0;
        int row = 0;
        do {
            int end = pageEnd(entry, value);
            int valueEnd = value + present(entry, end);
            row += dataPage(entry, end, value, valueEnd, row);
            entry = end;
            value = valueEnd;
        } while (entry < shredded.entries());
        int[] encodings = dictionary != null ? new int[]{PLAIN, RLE, RLE_DICTIONARY} : new int[]{PLAIN, RLE};
        return new Encoded(leaf, out.copy(), dictionarySize, pages, shredded.entries(), unpackedSize,
                wholeBounds(), shredded.entries() - (long) shredded.count(), encodings, bloom());
    }

    private byte[] bloom() {
        if (bloom == null) {
            return NOTHING;
        }
        int prefix = leaf.stored().physical() == Stored.BYTE_ARRAY ? 4 : 0;
        return Blooms.of(dictionary == null ? dense : dictionary.values(), prefix, bloom);
    }

    private Dense.Bounds wholeBounds() {
        return dictionary != null
                ? dictionary.values().bounds(0, dictionary.values().count)
                : dense.bounds(0, dense.count);
    }

    /// Where a page ends that starts at an entry: at the start of a row, after enough rows or bytes.
    private int pageEnd(int from, int value) {
        int most = Math.min(shredded.entries(), from + pageEntries(value));
        int[] repetitions = shredded.repetitions();
        while (repetitions != null && most < shredded.entries() && repetitions[most] != 0) {
            most++;
        }
        return most;
    }

    private int pageEntries(int value) {
        if (dictionary != null || dense.count == 0) {
            return PAGE_ROWS;
        }
        page.clear();
        int sample = Math.min(dense.count, value + 100);
        dense.plain(Math.min(value, sample), sample, page);
        int each = Math.max(1, page.length / Math.max(1, sample - value));
        return Math.clamp(PAGE_BYTES / each, 100, PAGE_ROWS);
    }

    private int present(int from, int to) {
        int[] definitions = shredded.definitions();
        if (definitions == null) {
            return to - from;
        }
        int present = 0;
        for (int i = from; i < to; i++) {
            present += definitions[i] == leaf.definition() ? 1 : 0;
        }
        return present;
    }

    /// @return how many rows it holds
    private int dataPage(int from, int to, int value, int valueEnd, int firstRow) {
        page.clear();
        levels(shredded.repetitions(), from, to, leaf.repetition());
        levels(shredded.definitions(), from, to, leaf.definition());
        if (dictionary == null) {
            dense.plain(value, valueEnd, page);
        } else {
            page.put(codeWidth);
            RunWriter.write(dictionary.codes(), value, valueEnd, codeWidth, page);
        }
        int start = out.length;
        int encoding = dictionary == null ? PLAIN : RLE_DICTIONARY;
        emit(Meta.Page.DATA, writer -> writer.struct(5,
                header -> header.i32(1, to - from).i32(2, encoding).i32(3, RLE).i32(4, RLE)));
        boolean allNull = valueEnd == value;
        pages.add(new PageNote(start, out.length - start, firstRow, dense.bounds(value, valueEnd),
                to - from - (valueEnd - value), allNull));
        return rows(from, to);
    }

    private int rows(int from, int to) {
        int[] repetitions = shredded.repetitions();
        if (repetitions == null) {
            return to - from;
        }
        int rows = 0;
        for (int i = from; i < to; i++) {
            rows += repetitions[i] == 0 ? 1 : 0;
        }
        return rows;
    }

    private void levels(int @Nullable [] levels, int from, int to, int most) {
        if (levels == null) {
            return;
        }
        int start = page.length;
        page.putInt(0);
        RunWriter.write(levels, from, to, Bits.width(most), page);
        Bits.INT.set(page.bytes, start, page.length - start - 4);
    }

    /// Packs the page and writes it behind its header.
    @SuppressWarnings("ReferenceEquality") // packing that gains nothing gives the array back
    private void emit(int type, java.util.function.Consumer<ThriftWriter> kind) {
        byte[] packed = packing.pack(page.bytes, page.length);
        int size = packed == page.bytes ? page.length : packed.length;
        CRC32 crc = new CRC32();
        crc.update(packed, 0, size);
        ThriftWriter header = new ThriftWriter();
        header.body(writer -> {
            writer.i32(1, type).i32(2, page.length).i32(3, size).i32(4, (int) crc.getValue());
            kind.accept(writer);
        });
        out.put(header.out.bytes, 0, header.out.length);
        out.put(packed, 0, size);
        unpackedSize += header.out.length + (long) page.length;
    }
}
