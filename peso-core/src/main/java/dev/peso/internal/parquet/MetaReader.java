package dev.peso.internal.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// Reads footers, page headers and indexes.
final class MetaReader {
    private final ThriftReader in;

    private MetaReader(byte[] bytes, int from, int to) {
        in = new ThriftReader(bytes, from, to);
    }

    static Meta.File file(byte[] bytes) {
        return new MetaReader(bytes, 0, bytes.length).file();
    }

    /// The header at a place, or null when its end lies behind `to`.
    static Meta.Page page(byte[] bytes, int from, int to) {
        return new MetaReader(bytes, from, to).page(from);
    }

    static Meta.Pages pages(byte[] bytes) {
        return new MetaReader(bytes, 0, bytes.length).pages();
    }

    static Meta.Bounds bounds(byte[] bytes) {
        return new MetaReader(bytes, 0, bytes.length).bounds();
    }

    /// Bytes of a Bloom filter's header and of its bits.
    record Bloom(int headerBytes, int bytes) {}

    /// What a Bloom filter's header says, or null if it is of a kind that is not known.
    static @Nullable Bloom bloom(byte[] bytes) {
        ThriftReader in = new ThriftReader(bytes, 0, bytes.length);
        int[] known = new int[5];
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            if (id == 1) {
                known[1] = in.i32(type);
            } else if (id <= 4 && id > 1) {
                in.begin();
                while (in.next()) {
                    int kind = in.id();
                    int inner = in.type();
                    known[id] = kind;
                    in.skip(inner);
                }
            } else {
                in.skip(type);
            }
        }
        boolean usual = known[2] == 1 && known[3] == 1 && known[4] == 1;
        return usual ? new Bloom(in.position(), known[1]) : null;
    }

    private static final class FileParts {
        private List<Meta.Element> schema = List.of();
        private long rows = -1;
        private List<Meta.RowGroup> groups = List.of();
        private final Map<String, String> metadata = new LinkedHashMap<>();
        private @Nullable String createdBy;
        private @Nullable List<Boolean> orders;
        private boolean encrypted;
    }

    private Meta.File file() {
        FileParts parts = new FileParts();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 2 -> parts.schema = elements(in.count(type));
                case 3 -> parts.rows = in.i64(type);
                case 4 -> parts.groups = groups(in.count(type));
                case 5 -> {
                    for (int left = in.count(type); left > 0; left--) {
                        entry(parts.metadata);
                    }
                }
                case 6 -> parts.createdBy = in.string(type);
                case 7 -> parts.orders = orders(in.count(type));
                case 8 -> {
                    parts.encrypted = true;
                    in.skip(type);
                }
                default -> in.skip(type);
            }
        }
        return new Meta.File(parts.schema, parts.rows, parts.groups, parts.metadata, parts.createdBy,
                parts.orders, parts.encrypted);
    }

    private List<Boolean> orders(int count) {
        List<Boolean> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            orders.add(order());
        }
        return orders;
    }

    private boolean order() {
        boolean byType = false;
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            byType = id == 1;
            in.skip(type);
        }
        return byType;
    }

    private void entry(Map<String, String> metadata) {
        String[] pair = {"", ""};
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            if (id == 1 || id == 2) {
                pair[id - 1] = in.string(type);
            } else {
                in.skip(type);
            }
        }
        metadata.put(pair[0], pair[1]);
    }

    private List<Meta.Element> elements(int count) {
        List<Meta.Element> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element());
        }
        return elements;
    }

    private Meta.Element element() {
        int[] numbers = {0, -1, 0, -1, 0, 0, -1, 0, 0};
        String name = "";
        Meta.Logical logical = null;
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1, 2, 3, 5, 6, 7, 8 -> numbers[id] = in.i32(type);
                case 4 -> name = in.string(type);
                case 10 -> logical = logical();
                default -> in.skip(type);
            }
        }
        if (numbers[1] > 7 || numbers[1] < -1 || numbers[3] > 2 || numbers[3] < -1) {
            throw in.damaged("column \"" + name + "\" is of an unknown type");
        }
        return new Meta.Element(numbers[1], numbers[2], numbers[3], name, numbers[5], numbers[6],
                numbers[7], numbers[8], logical);
    }

    private Meta.Logical logical() {
        int[] n = new int[5];
        boolean[] b = {false, true};
        in.begin();
        while (in.next()) {
            int kind = in.id();
            int type = in.type();
            n[0] = kind;
            if (type != ThriftReader.STRUCT) {
                in.skip(type);
                continue;
            }
            in.begin();
            while (in.next()) {
                int id = in.id();
                int inner = in.type();
                switch (kind * 10 + id) {
                    case 51 -> n[1] = in.i32(inner);
                    case 52 -> n[2] = in.i32(inner);
                    case 71, 81 -> b[0] = in.bool(inner);
                    case 72, 82 -> {
                        in.begin();
                        while (in.next()) {
                            int unit = in.id();
                            int nothing = in.type();
                            n[3] = unit;
                            in.skip(nothing);
                        }
                    }
                    case 101 -> n[4] = in.i32(inner);
                    case 102 -> b[1] = in.bool(inner);
                    default -> in.skip(inner);
                }
            }
        }
        return new Meta.Logical(n[0], n[1], n[2], b[0], n[3], n[4], b[1]);
    }

    private static final class GroupParts {
        private List<Meta.Column> columns = List.of();
        private long rows = -1;
    }

    private List<Meta.RowGroup> groups(int count) {
        List<Meta.RowGroup> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(group());
        }
        return groups;
    }

    private Meta.RowGroup group() {
        GroupParts parts = new GroupParts();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1 -> parts.columns = columns(in.count(type));
                case 3 -> parts.rows = in.i64(type);
                default -> in.skip(type);
            }
        }
        if (parts.rows < 0) {
            throw in.damaged("a row group of " + parts.rows + " rows");
        }
        return new Meta.RowGroup(parts.columns, parts.rows);
    }

    private static final class ColumnParts {
        private int type = -1;
        private int codec;
        private long values = -1;
        private long compressedSize = -1;
        private long dataOffset = -1;
        private long dictionaryOffset = -1;
        private Meta.@Nullable Statistics statistics;
        private long bloomOffset = -1;
        private long offsetIndexAt = -1;
        private int offsetIndexLength;
        private long columnIndexAt = -1;
        private int columnIndexLength;
        private boolean encrypted;
        private @Nullable String filePath;
        private boolean described;
    }

    private List<Meta.Column> columns(int count) {
        List<Meta.Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(column());
        }
        return columns;
    }

    private Meta.Column column() {
        ColumnParts p = new ColumnParts();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1 -> p.filePath = in.string(type);
                case 3 -> {
                    p.described = true;
                    in.begin();
                    while (in.next()) {
                        description(p, in.id(), in.type());
                    }
                }
                case 4 -> p.offsetIndexAt = in.i64(type);
                case 5 -> p.offsetIndexLength = in.i32(type);
                case 6 -> p.columnIndexAt = in.i64(type);
                case 7 -> p.columnIndexLength = in.i32(type);
                case 8, 9 -> {
                    p.encrypted = true;
                    in.skip(type);
                }
                default -> in.skip(type);
            }
        }
        if (!p.described && !p.encrypted) {
            throw in.damaged("a column chunk without a description");
        }
        return new Meta.Column(p.type, p.codec, p.values, p.compressedSize, p.dataOffset, p.dictionaryOffset,
                p.statistics, p.bloomOffset, p.offsetIndexAt, p.offsetIndexLength,
                p.columnIndexAt, p.columnIndexLength, p.encrypted, p.filePath);
    }

    private void description(ColumnParts p, int id, int type) {
        switch (id) {
            case 1 -> p.type = in.i32(type);
            case 4 -> p.codec = in.i32(type);
            case 5 -> p.values = in.i64(type);
            case 7 -> p.compressedSize = in.i64(type);
            case 9 -> p.dataOffset = in.i64(type);
            case 11 -> p.dictionaryOffset = in.i64(type);
            case 12 -> p.statistics = statistics();
            case 14 -> p.bloomOffset = in.i64(type);
            default -> in.skip(type);
        }
    }

    private Meta.Statistics statistics() {
        byte[][] bounds = new byte[7][];
        long[] nulls = {-1};
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1, 2, 5, 6 -> bounds[id] = in.binary(type);
                case 3 -> nulls[0] = in.i64(type);
                default -> in.skip(type);
            }
        }
        return new Meta.Statistics(bounds[2], bounds[1], bounds[6], bounds[5], nulls[0]);
    }

    private static final class PageParts {
        private int type = -1;
        private int size = -1;
        private int packedSize = -1;
        private boolean summed;
        private int crc;
        private int values = -1;
        private int encoding = -1;
        private int definitionEncoding = 3;
        private int repetitionEncoding = 3;
        private int nulls;
        private int rows = -1;
        private int definitionBytes;
        private int repetitionBytes;
        private boolean packed = true;
    }

    private Meta.Page page(int from) {
        PageParts p = new PageParts();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1 -> p.type = in.i32(type);
                case 2 -> p.size = in.i32(type);
                case 3 -> p.packedSize = in.i32(type);
                case 4 -> {
                    p.summed = true;
                    p.crc = (int) in.i64(type);
                }
                case 5 -> {
                    in.begin();
                    while (in.next()) {
                        dataHeader(p, in.id(), in.type());
                    }
                }
                case 7 -> {
                    in.begin();
                    while (in.next()) {
                        dictionaryHeader(p, in.id(), in.type());
                    }
                }
                case 8 -> {
                    in.begin();
                    while (in.next()) {
                        dataHeader2(p, in.id(), in.type());
                    }
                }
                default -> in.skip(type);
            }
        }
        if (p.size < 0 || p.packedSize < 0 || p.type < 0) {
            throw in.damaged("a page header lacks sizes");
        }
        boolean held = p.type == Meta.Page.DATA || p.type == Meta.Page.DICTIONARY
                || p.type == Meta.Page.DATA_V2;
        if (held && (p.values < 0 || p.encoding < 0 || p.nulls < 0 || p.definitionBytes < 0
                || p.repetitionBytes < 0)) {
            throw in.damaged("a page header lacks counts");
        }
        return new Meta.Page(p.type, p.size, p.packedSize, p.summed, p.crc, p.values, p.encoding,
                p.definitionEncoding, p.repetitionEncoding, p.nulls, p.rows, p.definitionBytes,
                p.repetitionBytes, p.packed, in.position() - from);
    }

    private void dataHeader(PageParts p, int id, int type) {
        switch (id) {
            case 1 -> p.values = in.i32(type);
            case 2 -> p.encoding = in.i32(type);
            case 3 -> p.definitionEncoding = in.i32(type);
            case 4 -> p.repetitionEncoding = in.i32(type);
            default -> in.skip(type);
        }
    }

    private void dictionaryHeader(PageParts p, int id, int type) {
        switch (id) {
            case 1 -> p.values = in.i32(type);
            case 2 -> p.encoding = in.i32(type);
            default -> in.skip(type);
        }
    }

    private void dataHeader2(PageParts p, int id, int type) {
        switch (id) {
            case 1 -> p.values = in.i32(type);
            case 2 -> p.nulls = in.i32(type);
            case 3 -> p.rows = in.i32(type);
            case 4 -> p.encoding = in.i32(type);
            case 5 -> p.definitionBytes = in.i32(type);
            case 6 -> p.repetitionBytes = in.i32(type);
            case 7 -> p.packed = in.bool(type);
            default -> in.skip(type);
        }
    }

    private Meta.Pages pages() {
        List<long[]> places = new ArrayList<>();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            if (id == 1) {
                for (int left = in.count(type); left > 0; left--) {
                    places.add(place());
                }
            } else {
                in.skip(type);
            }
        }
        long[] offsets = new long[places.size()];
        int[] sizes = new int[offsets.length];
        long[] firstRows = new long[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = places.get(i)[1];
            sizes[i] = (int) places.get(i)[2];
            firstRows[i] = places.get(i)[3];
            if (i > 0 && (firstRows[i] < firstRows[i - 1] || offsets[i] < offsets[i - 1])) {
                throw new DataException("metadata is damaged: the pages of an offset index do not rise");
            }
        }
        return new Meta.Pages(offsets, sizes, firstRows);
    }

    private long[] place() {
        long[] place = new long[4];
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            if (id >= 1 && id <= 3) {
                place[id] = in.i64(type);
            } else {
                in.skip(type);
            }
        }
        return place;
    }

    private static final class BoundsParts {
        private boolean[] allNull = {};
        private List<byte[]> min = List.of();
        private List<byte[]> max = List.of();
        private long @Nullable [] nulls;
    }

    private Meta.Bounds bounds() {
        BoundsParts p = new BoundsParts();
        in.begin();
        while (in.next()) {
            int id = in.id();
            int type = in.type();
            switch (id) {
                case 1 -> p.allNull = in.booleans(type);
                case 2 -> p.min = in.list(type, in::binary);
                case 3 -> p.max = in.list(type, in::binary);
                case 5 -> p.nulls = in.longs(type);
                default -> in.skip(type);
            }
        }
        return new Meta.Bounds(p.allNull, p.min, p.max, p.nulls);
    }
}
