package dev.peso.internal.parquet;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// What a Parquet file says of itself, as the format's Thrift definition lays it out.
final class Meta {
    private Meta() {}

    /// The footer.
    ///
    /// @param orders for each column whether its `min_value` and `max_value` follow the order of its type
    record File(List<Element> schema, long rows, List<RowGroup> groups, Map<String, String> metadata,
            @Nullable String createdBy, @Nullable List<Boolean> orders, boolean encrypted) {}

    /// One node of the schema, depth first.
    ///
    /// @param type the physical type, or -1 of a group
    /// @param length bytes of a fixed-length value
    /// @param repetition 0 required, 1 optional, 2 repeated, -1 for the root
    /// @param converted the old annotation, or -1
    /// @param logical the annotation, or null
    record Element(int type, int length, int repetition, String name, int children, int converted, int scale,
            int precision, @Nullable Logical logical) {}

    /// An annotation: the number of its kind in the format's union, and the parameters that kind has.
    ///
    /// @param unit 1 milliseconds, 2 microseconds, 3 nanoseconds
    record Logical(int kind, int scale, int precision, boolean utc, int unit, int bits, boolean signed) {}

    /// A row group.
    record RowGroup(List<Column> columns, long rows) {}

    /// A column chunk.
    ///
    /// @param dictionaryOffset where its dictionary is, or -1
    /// @param bloomOffset where its Bloom filter is, or -1
    /// @param offsetIndexAt where the places of its pages are, or -1
    /// @param columnIndexAt where the bounds of its pages are, or -1
    record Column(int type, int codec, long values, long compressedSize, long dataOffset,
            long dictionaryOffset, @Nullable Statistics statistics, long bloomOffset,
            long offsetIndexAt, int offsetIndexLength, long columnIndexAt, int columnIndexLength,
            boolean encrypted, @Nullable String filePath) {

        /// Where its first page starts.
        long start() {
            // some writers set the dictionary's place to 0 when there is none
            return dictionaryOffset > 0 && dictionaryOffset < dataOffset ? dictionaryOffset : dataOffset;
        }
    }

    /// Bounds and counts of values.
    ///
    /// @param oldMin by an order that is defined for signed numbers only
    /// @param nulls how many there are, or -1
    record Statistics(byte @Nullable [] oldMin, byte @Nullable [] oldMax, byte @Nullable [] min,
            byte @Nullable [] max, long nulls) {}

    /// What precedes a page.
    ///
    /// @param type 0 data, 2 dictionary, 3 data of version 2
    /// @param crc of the page's bytes as they lie in the file; meant only if `summed`
    /// @param values including nulls
    /// @param definitionEncoding of the definition levels in version 1
    /// @param repetitionEncoding of the repetition levels in version 1
    record Page(int type, int size, int packedSize, boolean summed, int crc, int values, int encoding,
            int definitionEncoding, int repetitionEncoding, int nulls, int rows, int definitionBytes,
            int repetitionBytes, boolean packed, int headerBytes) {
        static final int DATA = 0;
        static final int DICTIONARY = 2;
        static final int DATA_V2 = 3;
    }

    /// Where the data pages of a column chunk are.
    ///
    /// @param offsets in the file
    /// @param sizes including the header
    /// @param firstRows within the row group
    record Pages(long[] offsets, int[] sizes, long[] firstRows) {}

    /// Bounds of the data pages of a column chunk.
    record Bounds(boolean[] allNull, List<byte[]> min, List<byte[]> max, long @Nullable [] nulls) {}
}
