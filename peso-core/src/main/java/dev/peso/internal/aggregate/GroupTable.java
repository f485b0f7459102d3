package dev.peso.internal.aggregate;

import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// The groups of rows with equal keys, numbered from 0 in order of first appearance.
///
/// Null equals null, NaN equals NaN, -0.0 equals 0.0. A group's key is a row of words; a hash table of slots (upper
/// half of the hash, group number + 1) finds it. A single key of whole numbers or codes from a small range is looked
/// up in an array instead, keys with few different values by [CodedKeys].
public final class GroupTable {
    private static final int BLOCK = 2_048;
    private static final int FIRST_SLOTS = 250;
    /// Fewer slots than this stay emptier: they are in the cache, where a key that is not in its first slot costs more than
    /// a larger array.
    private static final int FEW_SLOTS = 16_000;
    private static final long SMALL_RANGE = 1 << 18;
    private static final long LARGEST_RANGE = 1 << 22;
    private static final long C1 = 0x9E3779B97F4A7C15L;
    private static final long C2 = 0xD6E8FEB86659FD93L;
    private static final byte[][][] NO_TEXTS = {ViewVector.NO_BUFFERS};

    private final KeyPart[] parts;
    private final boolean keeps;
    private final boolean texts;
    private int stride;
    private boolean nulls;
    private final int nullWords;
    private int size;
    private long[] words = new long[0];
    private long[] hashes = new long[0];
    private long[] slots = new long[FIRST_SLOTS];
    private int limit = limit(FIRST_SLOTS);

    private boolean isDirect;
    private int[] direct = new int[0];
    private long directBase;
    private int nullGroup = -1;
    private final Rows directRow = new Rows(new long[2], 0, NO_TEXTS);
    private long rowsSeen;

    private CodedKeys coded;
    private long[] batchWords = new long[0];
    private long[] batchHashes = new long[0];
    private long[] ahead = new long[0];
    private int[] newRows = new int[0];
    private int newCount;

    /// @param types the keys' types
    /// @param small whether keys from a small range may be looked up in an array, which costs memory from the start
    public GroupTable(List<DataType> types, boolean small) {
        parts = new KeyPart[types.size()];
        int next = 0;
        int half = -1;
        for (int k = 0; k < parts.length; k++) {
            KeyPart.Kind kind = KeyPart.kind(types.get(k));
            if (kind == KeyPart.Kind.HALF && half >= 0) {
                parts[k] = new KeyPart(types.get(k), kind, half, 32, k);
                half = -1;
                continue;
            }
            parts[k] = new KeyPart(types.get(k), kind, next, 0, k);
            half = kind == KeyPart.Kind.HALF ? next : half;
            next += switch (kind) {
                case HALF, LONG, FLOAT, CODE -> 1;
                case WIDE, TEXT, NESTED -> 2;
                case NONE -> 0;
            };
        }
        nullWords = Math.max(1, Bitmap.words(parts.length));
        stride = next;
        if (next == 0) {
            withNulls();
        }
        boolean keepsAny = false;
        boolean anyText = false;
        for (KeyPart part : parts) {
            keepsAny |= part.keepsOriginals();
            anyText |= part.isText();
        }
        keeps = keepsAny;
        texts = anyText;
        isDirect = small && parts.length == 1 && switch (parts[0].kind) {
            case HALF, LONG, CODE -> true;
            case FLOAT, WIDE, TEXT, NESTED, NONE -> false;
        };
        coded = small ? CodedKeys.of(parts) : CodedKeys.off();
    }

    /// How many groups there are.
    public int size() {
        return size;
    }

    /// Whether groups are found by hashing their keys rather than in an array.
    public boolean isHashed() {
        return !isDirect;
    }

    /// Makes room for a number of groups, of which nothing but speed depends.
    public void reserve(int groups) {
        int needed = (int) Math.min(Integer.MAX_VALUE - 64L, (long) groups * stride);
        if (groups > size && words.length < needed) {
            words = Arrays.copyOf(words, needed);
        }
        if (groups > size && !isDirect) {
            hashes = Grow.to(hashes, groups);
            int capacity = slots.length;
            while (limit(capacity) <= groups) {
                capacity *= 2;
            }
            if (capacity > slots.length) {
                rebuild(capacity);
            }
        }
    }

    /// Finds the group of each row, making new ones for keys not seen before.
    public void find(Vector[] keys, int rows, int[] groups) {
        begin(rows);
        if (isDirect ? !findDirect(keys[0], rows, groups) : !findCoded(keys, rows, groups)) {
            findHashed(keys, rows, groups);
        }
        keep(keys);
    }

    /// Finds the groups of rows whose hashes are known, as [#hashes] of any table with keys of the same types gives them.
    ///
    /// @param known hashes, those of the rows from `at` on
    public void find(Vector[] keys, int rows, int[] groups, long[] known, int at) {
        if (isDirect || !coded.isOff()) {
            find(keys, rows, groups);
            return;
        }
        begin(rows);
        Rows encoded = encode(keys, rows);
        System.arraycopy(known, at, batchHashes, 0, rows);
        probe(encoded, batchHashes, rows, groups, 0);
        keep(keys);
    }

    private void begin(int rows) {
        rowsSeen += rows;
        newCount = 0;
        if (newRows.length < rows) {
            newRows = new int[Math.max(rows, BLOCK)];
        }
    }

    /// Keeps the values of new groups whose words do not tell them.
    private void keep(Vector[] keys) {
        if (keeps && newCount > 0) {
            for (int k = 0; k < parts.length; k++) {
                if (parts[k].keepsOriginals()) {
                    parts[k].keep(keys[k], newRows, newCount);
                }
            }
        }
    }

    private void findHashed(Vector[] keys, int rows, int[] groups) {
        Rows encoded = encode(keys, rows);
        hash(encoded, rows, batchHashes);
        probe(encoded, batchHashes, rows, groups, 0);
    }

    /// Finds the rows whose keys have a known place, then hashes the others.
    private boolean findCoded(Vector[] keys, int rows, int[] groups) {
        if (!coded.find(keys, rows, groups)) {
            return false;
        }
        int count = coded.missingCount();
        if (count > 0) {
            int[] missing = coded.missing();
            Vector[] others = new Vector[keys.length];
            for (int k = 0; k < others.length; k++) {
                others[k] = Vectors.gather(keys[k], missing, count);
            }
            int[] found = new int[count];
            findHashed(others, count, found);
            for (int i = 0; i < newCount; i++) {
                newRows[i] = missing[newRows[i]];
            }
            coded.learn(found, groups);
        }
        return true;
    }

    /// Keys as words, those of row `i` from `from + i * stride` on.
    ///
    /// @param buffers where the long texts of each key lie
    private record Rows(long[] words, int from, byte[][][] buffers) {}

    private Rows encode(Vector[] keys, int rows) {
        if (!nulls && hasNulls(keys)) {
            withNulls();
        }
        if (batchHashes.length < rows) {
            batchHashes = new long[Math.max(rows, BLOCK)];
        }
        if (parts.length == 1 && !nulls && keys[0].validity == null) {
            switch (keys[0]) {
                case ViewVector x -> {
                    return new Rows(x.views, 2 * x.offset, new byte[][][]{x.buffers});
                }
                case LongVector x -> {
                    return new Rows(x.values, x.offset, NO_TEXTS);
                }
                default -> {
                }
            }
        }
        int needed = rows * stride;
        if (batchWords.length < needed) {
            batchWords = new long[Math.max(needed, BLOCK * stride)];
        } else {
            Arrays.fill(batchWords, 0, needed, 0);
        }
        byte[][][] buffers = new byte[parts.length][][];
        for (int k = 0; k < parts.length; k++) {
            buffers[k] = parts[k].encode(keys[k], rows, batchWords, stride);
            if (nulls) {
                parts[k].markNulls(keys[k], rows, batchWords, stride);
            }
        }
        return new Rows(batchWords, 0, buffers);
    }

    private boolean hasNulls(Vector[] keys) {
        for (Vector key : keys) {
            if (key.validity != null && key.nullCount() > 0) {
                return true;
            }
        }
        return false;
    }

    /// Adds the null words, with a bit for each key, to the rows of the groups so far.
    private void withNulls() {
        int wider = stride + nullWords;
        long[] moved = new long[Math.max(words.length / Math.max(1, stride), 12) * wider];
        for (int g = 0; g < size; g++) {
            System.arraycopy(words, g * stride, moved, g * wider, stride);
        }
        words = moved;
        stride = wider;
        nulls = true;
    }

    private void hash(Rows encoded, int rows, long[] into) {
        long[] from = encoded.words;
        int behind = encoded.from + stride;
        Arrays.fill(into, 0, rows, 0);
        int done = -1;
        for (int k = 0; k < parts.length; k++) {
            KeyPart part = parts[k];
            if (part.word == done || part.kind == KeyPart.Kind.NONE) {
                continue;
            }
            done = part.word;
            switch (part.kind) {
                case TEXT, NESTED ->
                    hashTexts(from, encoded.from + part.word, encoded.buffers[k], rows, into);
                case CODE -> {
                    for (int i = 0; i < rows; i++) {
                        boolean isNull = nulls && part.isNull(from, behind + i * stride);
                        long next = isNull ? 0 : part.codeHash(from[encoded.from + i * stride + part.word]);
                        into[i] = combine(into[i], next);
                    }
                }
                case WIDE -> {
                    hashWords(from, encoded.from + part.word, rows, into);
                    hashWords(from, encoded.from + part.word + 1, rows, into);
                }
                case HALF, LONG, FLOAT -> hashWords(from, encoded.from + part.word, rows, into);
                case NONE -> {
                }
            }
        }
        for (int back = 1; nulls && back <= nullWords; back++) {
            for (int i = 0; i < rows; i++) {
                into[i] ^= Long.rotateLeft(from[behind + i * stride - back] * C2, back - 1);
            }
        }
        for (int i = 0; i < rows; i++) {
            into[i] = Hashes.mix(into[i]);
        }
    }

    private static long combine(long hash, long next) {
        long h = (Long.rotateLeft(hash, 27) ^ next) * C1;
        return h ^ h >>> 32;
    }

    private void hashWords(long[] from, int first, int rows, long[] into) {
        int w = first;
        for (int i = 0; i < rows; i++, w += stride) {
            into[i] = combine(into[i], from[w]);
        }
    }

    private void hashTexts(long[] from, int first, byte[][] buffers, int rows, long[] into) {
        int w = first;
        for (int i = 0; i < rows; i++, w += stride) {
            long head = from[w];
            long tail = from[w + 1];
            if ((int) head <= Views.INLINE) {
                into[i] = combine(combine(into[i], head), tail);
            } else {
                into[i] = combine(into[i], Views.hash(head, tail, buffers));
            }
        }
    }

    private void probe(Rows encoded, long[] rowHashes, int rows, int[] groups, int at) {
        if (stride == 1) {
            probeOne(encoded, rowHashes, rows, groups, at);
        } else if (stride == 2) {
            probeTwo(encoded, rowHashes, rows, groups, at);
        } else {
            probeMany(encoded, rowHashes, rows, groups, at);
        }
    }

    /// Where a hash is looked for first: its lower half scaled to the number of slots.
    private static int slot(long hash, int capacity) {
        return (int) ((hash & 0xffffffffL) * capacity >>> 32);
    }

    /// Reads the first slot of every row before any is compared, so that the reads wait for memory side by side.
    ///
    /// An entry that names a group stays right while the batch makes new ones; an empty one does not.
    private void lookAhead(long[] rowHashes, int rows) {
        if (ahead.length < rows) {
            ahead = new long[Math.max(rows, BLOCK)];
        }
        long[] table = slots;
        long[] entries = ahead;
        for (int i = 0; i < rows; i++) {
            entries[i] = table[slot(rowHashes[i], table.length)];
        }
    }

    private void probeOne(Rows encoded, long[] rowHashes, int rows, int[] groups, int at) {
        lookAhead(rowHashes, rows);
        long[] table = slots;
        long[] keys = words;
        long[] rowWords = encoded.words;
        for (int i = 0; i < rows; i++) {
            long hash = rowHashes[i];
            long key = rowWords[encoded.from + i];
            int first = (int) ahead[i] - 1;
            if (first >= 0 && (ahead[i] ^ hash) >>> 32 == 0 && keys[first] == key) {
                groups[at + i] = first;
                continue;
            }
            int slot = slot(hash, table.length);
            while (true) {
                long entry = table[slot];
                if (entry == 0) {
                    groups[at + i] = insert(slot, hash, encoded, i);
                    table = slots;
                    keys = words;
                    break;
                }
                int group = (int) entry - 1;
                if ((entry ^ hash) >>> 32 == 0 && keys[group] == key) {
                    groups[at + i] = group;
                    break;
                }
                slot = slot + 1 == table.length ? 0 : slot + 1;
            }
        }
    }

    private void probeTwo(Rows encoded, long[] rowHashes, int rows, int[] groups, int at) {
        lookAhead(rowHashes, rows);
        long[] table = slots;
        long[] keys = words;
        long[] rowWords = encoded.words;
        for (int i = 0; i < rows; i++) {
            long hash = rowHashes[i];
            long key = rowWords[encoded.from + 2 * i];
            long second = rowWords[encoded.from + 2 * i + 1];
            int first = (int) ahead[i] - 1;
            if (first >= 0 && (ahead[i] ^ hash) >>> 32 == 0 && keys[2 * first] == key
                    && keys[2 * first + 1] == second) {
                groups[at + i] = first;
                continue;
            }
            int slot = slot(hash, table.length);
            while (true) {
                long entry = table[slot];
                if (entry == 0) {
                    groups[at + i] = insert(slot, hash, encoded, i);
                    table = slots;
                    keys = words;
                    break;
                }
                int group = (int) entry - 1;
                if ((entry ^ hash) >>> 32 == 0 && keys[2 * group] == key
                        && (keys[2 * group + 1] == second || texts && same(group, encoded, i))) {
                    groups[at + i] = group;
                    break;
                }
                slot = slot + 1 == table.length ? 0 : slot + 1;
            }
        }
    }

    private void probeMany(Rows encoded, long[] rowHashes, int rows, int[] groups, int at) {
        lookAhead(rowHashes, rows);
        long[] table = slots;
        for (int i = 0; i < rows; i++) {
            long hash = rowHashes[i];
            int first = (int) ahead[i] - 1;
            if (first >= 0 && (ahead[i] ^ hash) >>> 32 == 0 && same(first, encoded, i)) {
                groups[at + i] = first;
                continue;
            }
            int slot = slot(hash, table.length);
            while (true) {
                long entry = table[slot];
                if (entry == 0) {
                    groups[at + i] = insert(slot, hash, encoded, i);
                    table = slots;
                    break;
                }
                int group = (int) entry - 1;
                if ((entry ^ hash) >>> 32 == 0 && same(group, encoded, i)) {
                    groups[at + i] = group;
                    break;
                }
                slot = slot + 1 == table.length ? 0 : slot + 1;
            }
        }
    }

    /// Whether a row has a group's key; words that differ may still be places of equal long texts.
    private boolean same(int group, Rows encoded, int row) {
        int a = group * stride;
        int b = encoded.from + row * stride;
        for (int w = 0; w < stride; w++) {
            if (words[a + w] != encoded.words[b + w] && !(texts && sameText(w, a, encoded, b))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameText(int word, int a, Rows encoded, int b) {
        for (int k = 0; k < parts.length; k++) {
            KeyPart part = parts[k];
            if (part.isText() && part.word == word - 1) {
                return (int) words[a + word - 1] > Views.INLINE
                        && Views.equal(words[a + word - 1], words[a + word], part.arena.buffers(),
                                encoded.words[b + word - 1], encoded.words[b + word], encoded.buffers[k]);
            }
        }
        return false;
    }

    private int insert(int slot, long hash, Rows encoded, int row) {
        int group = append(encoded, row);
        hashes = Grow.to(hashes, size);
        hashes[group] = hash;
        slots[slot] = hash & 0xffffffff00000000L | size;
        if (size >= limit) {
            rebuild(2 * slots.length);
        }
        return group;
    }

    /// Adds a group with a row's words; its long texts move to the arena.
    private int append(Rows encoded, int row) {
        int group = size++;
        int needed = Math.multiplyExact(size, stride);
        if (words.length < needed) {
            words = Arrays.copyOf(words, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 64L,
                    (size + (size >> 1) + 12L) * stride)));
        }
        System.arraycopy(encoded.words, encoded.from + row * stride, words, group * stride, stride);
        if (texts) {
            for (int k = 0; k < parts.length; k++) {
                KeyPart part = parts[k];
                int at = group * stride + part.word;
                if (part.isText() && (int) words[at] > Views.INLINE) {
                    long tail = words[at + 1];
                    words[at + 1] = part.arena.append(encoded.buffers[k][Views.bufferIndex(tail)],
                            Views.bufferOffset(tail), Views.length(words[at]));
                }
            }
        }
        newRows[newCount++] = row;
        return group;
    }

    private void rebuild(int capacity) {
        long[] bigger = new long[capacity];
        for (int g = 0; g < size; g++) {
            long hash = hashes[g];
            int slot = slot(hash, capacity);
            while (bigger[slot] != 0) {
                slot = slot + 1 == capacity ? 0 : slot + 1;
            }
            bigger[slot] = hash & 0xffffffff00000000L | (g + 1);
        }
        slots = bigger;
        limit = limit(capacity);
    }

    /// The number of groups at which slots become more.
    private static int limit(int capacity) {
        return capacity < FEW_SLOTS ? capacity / 3 : capacity / 2;
    }

    // A single key from a small range: group number + 1 at `key - directBase`.

    private boolean findDirect(Vector key, int rows, int[] groups) {
        KeyPart part = parts[0];
        if (part.kind == KeyPart.Kind.HALF && !(key instanceof IntVector) || part.kind == KeyPart.Kind.CODE
                || key.validity != null) {
            if (!nulls && key.validity != null) {
                withNulls();
            }
            return directWords(encode(new Vector[]{key}, rows), rows, groups, 0);
        }
        if (rows == 0) {
            return true;
        }
        return key instanceof IntVector ints
                ? directInts(ints, rows, groups)
                : directLongs((LongVector) key, rows, groups);
    }

    private boolean directInts(IntVector v, int rows, int[] groups) {
        int[] values = v.values;
        int from = v.offset;
        int least = values[from];
        int most = least;
        for (int i = from; i < from + rows; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        if (!cover(least, most)) {
            return false;
        }
        int base = (int) directBase;
        int[] table = direct;
        for (int i = 0; i < rows; i++) {
            int group = table[values[from + i] - base] - 1;
            groups[i] = group >= 0
                    ? group
                    : insertDirect(values[from + i] & 0xffffffffL, values[from + i] - base, i);
        }
        return true;
    }

    private boolean directLongs(LongVector v, int rows, int[] groups) {
        long[] values = v.values;
        int from = v.offset;
        long least = values[from];
        long most = least;
        for (int i = from; i < from + rows; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        if (!cover(least, most)) {
            return false;
        }
        long base = directBase;
        int[] table = direct;
        for (int i = 0; i < rows; i++) {
            int group = table[(int) (values[from + i] - base)] - 1;
            groups[i] = group >= 0
                    ? group
                    : insertDirect(values[from + i], (int) (values[from + i] - base), i);
        }
        return true;
    }

    /// Finds rows given as words.
    private boolean directWords(Rows encoded, int rows, int[] groups, int at) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < rows; i++) {
            if (!isNullRow(encoded, i)) {
                least = Math.min(least, number(encoded.words[encoded.from + i * stride]));
                most = Math.max(most, number(encoded.words[encoded.from + i * stride]));
            }
        }
        if (least <= most && !cover(least, most)) {
            return false;
        }
        for (int i = 0; i < rows; i++) {
            if (isNullRow(encoded, i)) {
                if (nullGroup < 0) {
                    nullGroup = append(encoded, i);
                }
                groups[at + i] = nullGroup;
            } else {
                int slot = (int) (number(encoded.words[encoded.from + i * stride]) - directBase);
                int group = direct[slot] - 1;
                if (group < 0) {
                    group = append(encoded, i);
                    direct[slot] = size;
                }
                groups[at + i] = group;
            }
        }
        return true;
    }

    private boolean isNullRow(Rows encoded, int row) {
        return nulls && encoded.words[encoded.from + row * stride + stride - 1] != 0;
    }

    /// The number that a word of the only key stands for.
    private long number(long word) {
        return parts[0].kind == KeyPart.Kind.HALF ? (int) word : word;
    }

    private int insertDirect(long word, int slot, int row) {
        directRow.words[0] = word;
        int group = append(directRow, 0);
        newRows[newCount - 1] = row;
        direct[slot] = size;
        return group;
    }

    /// Makes the array cover a range, or gives the array up when the range is too large.
    private boolean cover(long least, long most) {
        if (direct.length > 0 && least >= directBase && most - directBase >= 0
                && most - directBase < direct.length) {
            return true;
        }
        long low = direct.length == 0 ? least : Math.min(least, directBase);
        long high = direct.length == 0 ? most : Math.max(most, directBase + direct.length - 1);
        long range = high - low + 1;
        if (range <= 0 || range > Math.min(LARGEST_RANGE, Math.max(SMALL_RANGE, 8 * rowsSeen))) {
            leaveDirect();
            return false;
        }
        int pad = (int) (range >> 1);
        long base = direct.length > 0 && least < directBase ? saturated(low, -pad) : low;
        long end = direct.length > 0 && most > directBase + direct.length - 1 ? saturated(high, pad) : high;
        int[] wider = new int[(int) (end - base + 1)];
        System.arraycopy(direct, 0, wider, direct.length == 0 ? 0 : (int) (directBase - base), direct.length);
        direct = wider;
        directBase = parts[0].kind == KeyPart.Kind.HALF ? Math.max(base, Integer.MIN_VALUE) : base;
        return true;
    }

    private long saturated(long value, int by) {
        long least = parts[0].kind == KeyPart.Kind.HALF ? Integer.MIN_VALUE : Long.MIN_VALUE;
        long most = parts[0].kind == KeyPart.Kind.HALF ? Integer.MAX_VALUE : Long.MAX_VALUE;
        if (by < 0) {
            return value < least - by ? least : value + by;
        }
        return value > most - by ? most : value + by;
    }

    private void leaveDirect() {
        isDirect = false;
        hashAll();
        int capacity = FIRST_SLOTS;
        while (limit(capacity) <= size) {
            capacity *= 2;
        }
        rebuild(capacity);
        direct = new int[0];
    }

    private void hashAll() {
        if (hashes.length < size) {
            hashes = new long[size + (size >> 1) + 12];
        }
        byte[][][] buffers = new byte[parts.length][][];
        for (int k = 0; k < parts.length; k++) {
            buffers[k] = parts[k].arena.buffers();
        }
        hash(new Rows(words, 0, buffers), size, hashes);
    }

    /// The hashes of rows, as groups with their keys have them, in an array that the next call reuses.
    public long[] hashes(Vector[] keys, int rows) {
        hash(encode(keys, rows), rows, batchHashes);
        return batchHashes;
    }

    /// Ends adding: afterwards several threads may read.
    public void seal() {
        if (isDirect) {
            hashAll();
        }
        for (KeyPart part : parts) {
            part.seal();
        }
        coded = CodedKeys.off();
        batchWords = new long[0];
        batchHashes = new long[0];
        ahead = new long[0];
        newRows = new int[0];
    }

    /// The hash of a group of a sealed table; equal keys have equal hashes in all tables.
    public long hash(int group) {
        return hashes[group];
    }

    /// Finds the groups `from[0..count)` of a sealed table in this one, making new ones in that order.
    public void merge(GroupTable later, int[] from, int count, int[] into) {
        if (later.nulls && !nulls) {
            withNulls();
        }
        int[][] mappings = new int[parts.length][];
        byte[][][] buffers = new byte[parts.length][][];
        for (int k = 0; k < parts.length; k++) {
            buffers[k] = later.parts[k].arena.buffers();
            if (parts[k].kind == KeyPart.Kind.CODE) {
                mappings[k] = parts[k].mappingOf(later.parts[k]);
            }
        }
        if (batchWords.length < BLOCK * stride) {
            batchWords = new long[BLOCK * stride];
        }
        if (batchHashes.length < BLOCK) {
            batchHashes = new long[BLOCK];
        }
        if (newRows.length < BLOCK) {
            newRows = new int[BLOCK];
        }
        for (int at = 0; at < count; at += BLOCK) {
            mergeBlock(later, from, at, Math.min(BLOCK, count - at), into, mappings, buffers);
        }
    }

    private void mergeBlock(GroupTable later, int[] from, int at, int rows, int[] into, int[][] mappings,
            byte[][][] buffers) {
        int width = later.stride;
        for (int i = 0; i < rows; i++) {
            int group = from[at + i];
            System.arraycopy(later.words, group * width, batchWords, i * stride, width);
            Arrays.fill(batchWords, i * stride + width, (i + 1) * stride, 0);
            batchHashes[i] = later.hashes[group];
        }
        for (int k = 0; k < parts.length; k++) {
            int[] mapping = mappings[k];
            if (mapping != null) {
                for (int i = 0; i < rows; i++) {
                    if (!(nulls && parts[k].isNull(batchWords, (i + 1) * stride))) {
                        int w = i * stride + parts[k].word;
                        batchWords[w] = mapping[(int) batchWords[w]];
                    }
                }
            }
        }
        rowsSeen += rows;
        newCount = 0;
        Rows encoded = new Rows(batchWords, 0, buffers);
        if (!(isDirect && directWords(encoded, rows, into, at))) {
            probe(encoded, batchHashes, rows, into, at);
        }
        if (keeps && newCount > 0) {
            int[] picked = new int[newCount];
            for (int i = 0; i < newCount; i++) {
                picked[i] = from[at + newRows[i]];
            }
            for (int k = 0; k < parts.length; k++) {
                if (parts[k].keepsOriginals()) {
                    parts[k].keep(later.parts[k].originals(), picked, newCount);
                }
            }
        }
    }

    /// The values of a key for the groups `order[from..from + count)`.
    public Vector key(int key, int[] order, int from, int count) {
        return parts[key].decode(words, stride, nulls, order, from, count);
    }

    /// Bytes the table takes, estimated.
    public long bytes() {
        long total = 8L * (words.length + hashes.length + slots.length + batchWords.length)
                + 4L * direct.length + coded.bytes();
        for (KeyPart part : parts) {
            total += part.bytes();
        }
        return total;
    }

    /// The rows of the last batch that made a new group, in order.
    public int[] newRows() {
        return Arrays.copyOf(newRows, newCount);
    }

    /// How many rows of the last batch made a new group.
    public int newCount() {
        return newCount;
    }
}
