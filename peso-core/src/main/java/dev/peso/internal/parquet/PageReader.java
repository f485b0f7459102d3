package dev.peso.internal.parquet;

import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.internal.column.Views;

/// The pages of one column chunk, one after the other; only what is asked for is read from the file.
final class PageReader {
    private static final int WINDOW = 1_000_000;
    private static final int HEADER = 16_000;
    private static final int MOST_TOGETHER = 1 << 26;
    private static final int LONGEST_HEADER = 16_000_000;
    /// More bytes than a length and what a view holds by itself.
    private static final long LONG_TEXT = 5 + Views.INLINE;

    private final FileBytes file;
    private final Node.Leaf leaf;
    private final Meta.Column column;
    private final Lane lane;
    private final Lane dictionaryLane;
    /// Where the chunk ends by its own account: how far reading ahead may go.
    private final long end;
    private long at;
    private final Scratch scratch;
    private byte[] window = {};
    private int windowSize;
    private long windowAt;
    private Values.@Nullable Dictionary dictionary;
    private Meta.@Nullable Page header;

    PageReader(FileBytes file, Node.Leaf leaf, Meta.Column column, Lane lane, Scratch scratch) {
        this.scratch = scratch;
        this.file = file;
        this.leaf = leaf;
        this.column = column;
        this.lane = lane;
        this.dictionaryLane = lane.another();
        this.at = column.start();
        this.end = Math.min(file.length(), at + Math.max(0, column.compressedSize()));
        Unpacking.requireKnown(column.codec());
    }

    /// Arrays that one column chunk after the other is read through.
    static final class Scratch {
        private byte[] window = {};
        private byte[] unpacked = {};
        /// Whether values referred to a page that was unpacked here.
        private boolean kept;
        /// Whether a chunk's values and codes may be overwritten by the next one's.
        private final boolean reuses;
        private @Nullable Lane lane;
        private int[] codes = {};

        /// @param reuses whether a chunk's arrays are nobody's any more when the next one is read
        Scratch(boolean reuses) {
            this.reuses = reuses;
        }

        /// A lane for the values of a leaf, which is the same each time.
        Lane lane(Node.Leaf leaf) {
            Lane known = reuses ? lane : null;
            if (known == null) {
                known = Lane.of(leaf);
                lane = known;
            }
            return known;
        }

        /// Makes room for values in a lane.
        void start(Lane values, int room) {
            if (reuses) {
                values.startAgain(room);
            } else {
                values.start(room);
            }
        }

        /// Room for codes.
        int[] codes(int room) {
            if (!reuses) {
                return new int[room];
            }
            if (codes.length < room) {
                codes = new int[room];
            }
            return codes;
        }

        /// Takes the arrays of another, which stay in the processor's cache so.
        void takeOver(Scratch other) {
            window = other.window;
            unpacked = other.unpacked;
            other.window = new byte[0];
            other.unpacked = new byte[0];
        }
    }

    /// Lets the arrays be used for another chunk.
    void letGo() {
        if (lane.keeps(scratch.unpacked)) {
            scratch.kept = true;
            scratch.unpacked = new byte[0];
        }
    }

    /// A data page.
    ///
    /// @param repetitions null when the leaf lies in no list
    /// @param definitions null when values cannot be null
    record Page(int count, @Nullable LevelReader repetitions, @Nullable LevelReader definitions,
            Values values) {}

    /// The header of the next data page; reads the dictionary on the way.
    Meta.Page header() {
        Meta.Page known = header;
        while (known == null) {
            Meta.Page next = readHeader();
            if (next.type() == Meta.Page.DATA || next.type() == Meta.Page.DATA_V2) {
                known = next;
            } else if (next.type() == Meta.Page.DICTIONARY) {
                at += next.headerBytes();
                readDictionary(next);
            } else {
                at += next.headerBytes() + (long) next.packedSize(); // a kind of page to be passed over
                if (at >= end) {
                    throw new DataException(
                            "a page is of the unknown kind " + next.type() + ", and none follows");
                }
            }
        }
        header = known;
        return known;
    }

    private Meta.Page readHeader() {
        int want = HEADER;
        while (true) {
            int count = (int) Math.min(want, file.length() - at);
            int from = window(at, Math.max(0, count));
            try {
                return MetaReader.page(window, from, windowSize);
            } catch (DataException e) {
                if (want >= LONGEST_HEADER || at + windowSize - from >= file.length()) {
                    throw e;
                }
                want = Math.max(want * 8, windowSize - from + HEADER);
            }
        }
    }

    /// Makes bytes of the file lie in the window and says where.
    private int window(long from, int count) {
        if (from < windowAt || from + count > windowAt + windowSize) {
            long size = Math.max(count, Math.min(WINDOW, end - from));
            if (column.codec() == Unpacking.NONE) {
                window = file.read(from, size, "a page"); // which views may point into
            } else {
                file.requireInside(from, size, "a page");
                if (scratch.window.length < size) {
                    scratch.window = new byte[(int) size];
                }
                window = scratch.window;
                file.read(from, window, (int) size, "a page");
            }
            windowSize = (int) size;
            windowAt = from;
        }
        return (int) (from - windowAt);
    }

    /// Goes to the data page at a place without reading those before it.
    void jump(long place) {
        if (place > at) {
            if (dictionary == null && column.start() < column.dataOffset()) {
                header();
            }
            header = null;
            at = place;
        }
    }

    /// Passes over the page whose header comes next.
    void pass() {
        Meta.Page page = header();
        at += page.headerBytes() + (long) page.packedSize();
        header = null;
    }

    /// The next data page.
    Page next() {
        Meta.Page page = header();
        at += page.headerBytes();
        int from = window(at, page.packedSize());
        at += page.packedSize();
        header = null;
        check(page, from);
        return page.type() == Meta.Page.DATA ? first(page, from) : second(page, from);
    }

    private void check(Meta.Page page, int from) {
        if (page.summed() && file.verifies()) {
            CRC32 crc = new CRC32();
            crc.update(window, from, page.packedSize());
            if ((int) crc.getValue() != page.crc()) {
                throw new DataException("the checksum of a page does not match: its bytes have changed");
            }
        }
    }

    private void readDictionary(Meta.Page page) {
        int from = window(at, page.packedSize());
        at += page.packedSize();
        check(page, from);
        if (page.encoding() != 0 && page.encoding() != 2) {
            throw new DataException("a dictionary is written in encoding " + page.encoding());
        }
        boolean plain = column.codec() == Unpacking.NONE;
        int size = plain ? page.packedSize() : page.size();
        byte[] bytes = plain ? window : unpack(from, page.packedSize(), new byte[room(from, page)], 0, size);
        int start = plain ? from : 0;
        int width = leaf.stored().width();
        int least = width > 0 ? width : leaf.stored().physical() == Stored.BYTE_ARRAY ? 4 : 0;
        if ((long) page.values() * least > size) {
            throw new DataException("a dictionary of " + page.values() + " values in " + size + " bytes");
        }
        dictionaryLane.start(page.values());
        dictionaryLane.plain(bytes, leaf.stored().physical() == Stored.BOOLEAN ? 8L * start : start,
                start + size, 0, page.values());
        dictionary = new Values.Dictionary(dictionaryLane, page.values());
    }

    /// The size a page unpacks to, once it is known to be possible.
    private int room(int from, Meta.Page page) {
        long levels = page.definitionBytes() + (long) page.repetitionBytes();
        long most = Unpacking.most(column.codec(), window, (int) Math.min(windowSize, from + levels),
                from + page.packedSize());
        if (page.size() > most + levels || page.size() > Runtime.getRuntime().maxMemory() / 4) {
            throw new DataException(
                    "a page of " + page.packedSize() + " bytes says it unpacks to " + page.size());
        }
        return page.size();
    }

    private byte[] unpack(int from, int packed, byte[] out, int at, int size) {
        Unpacking.unpack(column.codec(), window, from, from + packed, out, at, size);
        return out;
    }

    /// Unpacks to the front of an array that may be used again. Of many small elements Snappy unpacks faster within one array,
    /// unless that is kept, where it would waste memory.
    private byte[] unpack(int from, int packed, int size, int values) {
        scratch.kept |= lane.keeps(scratch.unpacked)
                || lane instanceof ViewLane && size > LONG_TEXT * values;
        if (column.codec() != Unpacking.SNAPPY || scratch.kept || size > MOST_TOGETHER
                || packed > size - size / 8) {
            return unpack(from, packed, target(size), 0, size);
        }
        byte[] out = target(Math.addExact(size, packed));
        int behind = out.length - packed;
        System.arraycopy(window, from, out, behind, packed);
        Unpacking.unpack(column.codec(), out, behind, out.length, out, 0, size);
        return out;
    }

    private byte[] target(int size) {
        if (scratch.kept && scratch.unpacked.length - size > size / 8) {
            return new byte[size]; // the larger one is left for columns that do not keep it
        }
        if (scratch.unpacked.length < size || lane.keeps(scratch.unpacked)) {
            scratch.unpacked = new byte[size];
        }
        return scratch.unpacked;
    }

    private Page first(Meta.Page page, int from) {
        byte[] in = window;
        int i = from;
        int end = from + page.packedSize();
        if (column.codec() != Unpacking.NONE) {
            int size = room(from, page);
            in = unpack(from, page.packedSize(), size, page.values());
            i = 0;
            end = size;
        }
        LevelReader repetitions = null;
        LevelReader definitions = null;
        if (leaf.repetition() > 0) {
            int bytes = levelBytes(in, i, end, page, page.repetitionEncoding(), leaf.repetition());
            repetitions = levels(in, i, bytes, page.repetitionEncoding(), leaf.repetition());
            i += bytes;
        }
        if (leaf.present() > 0) {
            int bytes = levelBytes(in, i, end, page, page.definitionEncoding(), leaf.present());
            definitions = levels(in, i, bytes, page.definitionEncoding(), leaf.present());
            i += bytes;
        }
        return new Page(page.values(), repetitions, definitions,
                Values.of(page.encoding(), leaf, in, i, end, page.values(), dictionary));
    }

    private static int levelBytes(byte[] in, int from, int end, Meta.Page page, int encoding, int most) {
        long bytes = -1;
        if (encoding == 4) {
            bytes = ((long) page.values() * Bits.width(most) + 7) / 8;
        } else if (from + 4 <= end) {
            bytes = 4 + ((int) Bits.INT.get(in, from) & 0xffffffffL);
        }
        if (bytes < 0 || bytes > end - from) {
            throw new DataException("the levels of a page are cut off");
        }
        return (int) bytes;
    }

    private static LevelReader levels(byte[] in, int from, int bytes, int encoding, int most) {
        return switch (encoding) {
            case 3 -> new RunReader(in, from + 4, from + bytes, Bits.width(most));
            case 4 -> LevelReader.bitPacked(in, from, Bits.width(most));
            default -> throw new DataException("levels are written in encoding " + encoding);
        };
    }

    private Page second(Meta.Page page, int from) {
        int repetitionBytes = page.repetitionBytes();
        int levelBytes = Math.addExact(repetitionBytes, page.definitionBytes());
        if (levelBytes > page.packedSize() || levelBytes > page.size()) {
            throw new DataException("the levels of a page are cut off");
        }
        LevelReader repetitions = leaf.repetition() > 0
                ? new RunReader(window, from, from + repetitionBytes, Bits.width(leaf.repetition()))
                : null;
        LevelReader definitions = leaf.present() > 0
                ? new RunReader(window, from + repetitionBytes, from + levelBytes, Bits.width(leaf.present()))
                : null;
        int packed = page.packedSize() - levelBytes;
        byte[] in = window;
        int i = from + levelBytes;
        int end = i + packed;
        if (page.packed() && column.codec() != Unpacking.NONE) {
            int size = packed == 0 ? 0 : room(from, page) - levelBytes;
            in = size > 0 ? unpack(i, packed, size, page.values()) : in;
            i = 0;
            end = size;
        }
        return new Page(page.values(), repetitions, definitions,
                Values.of(page.encoding(), leaf, in, i, end, page.values(), dictionary));
    }
}
