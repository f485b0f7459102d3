package dev.peso.internal.aggregate;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;

/// A shortcut to the groups of keys with few different values: each value of a key has a code, and the codes of a row
/// together are its place in an array of groups. A place that is empty says nothing.
///
/// Keys are whole numbers and texts of up to 12 bytes.
final class CodedKeys {
    /// Bits of all codes of a row together.
    private static final int MOST_BITS = 16;
    private static final int MOST_VALUES = 1 << 11;
    /// Strikes after which the shortcut is given up: batches in which many rows found nothing.
    private static final int PATIENCE = 8;

    private Codes[] keys;
    private int[] places = new int[0];
    private int[] groups = new int[0];
    private int[] missing = new int[0];
    private int missingCount;
    private int strikes;
    private boolean isOff;

    private CodedKeys(int count) {
        keys = new Codes[count];
        for (int k = 0; k < count; k++) {
            keys[k] = new Codes();
        }
        layOut();
    }

    /// One that finds nothing.
    static CodedKeys off() {
        CodedKeys coded = new CodedKeys(0);
        coded.isOff = true;
        return coded;
    }

    /// For keys of these kinds.
    static CodedKeys of(KeyPart[] parts) {
        boolean fits = 2 * parts.length <= MOST_BITS;
        for (KeyPart part : parts) {
            fits &= switch (part.kind) {
                case HALF, LONG, TEXT -> true;
                case FLOAT, WIDE, CODE, NESTED, NONE -> false;
            };
        }
        return fits ? new CodedKeys(parts.length) : off();
    }

    /// The codes of the values of one key.
    private static final class Codes {
        private static final long C1 = 0x9E3779B97F4A7C15L;

        private long[] values = new long[2 * 256];
        /// Code + 1 of each slot.
        private int[] codes = new int[256];
        private int free = 64 - 8;
        private int size;
        private int bits = 2;
        private int shift;
        private @Nullable ViewVector dictionary;
        /// The code of each code of the dictionary.
        private int[] ofDictionary = {};

        /// The code of a value, or a new one.
        int code(long head, long tail) {
            int slot = (int) ((head ^ Long.rotateLeft(tail, 32)) * C1 >>> free);
            while (values[2 * slot] != head || values[2 * slot + 1] != tail || codes[slot] == 0) {
                if (codes[slot] == 0) {
                    return insert(slot, head, tail);
                }
                slot = slot + 1 & codes.length - 1;
            }
            return codes[slot] - 1;
        }

        private int insert(int slot, long head, long tail) {
            values[2 * slot] = head;
            values[2 * slot + 1] = tail;
            codes[slot] = ++size;
            if (8 * size > codes.length) {
                grow();
            }
            return size - 1;
        }

        private void grow() {
            long[] before = values;
            int[] known = codes;
            values = new long[2 * before.length];
            codes = new int[2 * known.length];
            free--;
            for (int s = 0; s < known.length; s++) {
                if (known[s] != 0) {
                    int slot = (int) ((before[2 * s] ^ Long.rotateLeft(before[2 * s + 1], 32)) * C1 >>> free);
                    while (codes[slot] != 0) {
                        slot = slot + 1 & codes.length - 1;
                    }
                    values[2 * slot] = before[2 * s];
                    values[2 * slot + 1] = before[2 * s + 1];
                    codes[slot] = known[s];
                }
            }
        }

        /// Adds the codes of a batch to its places; false when a value can have none.
        boolean addTo(int[] places, Vector v, int rows) {
            return switch (v) {
                case IntVector x -> {
                    for (int i = 0; i < rows; i++) {
                        places[i] |= code(x.values[x.offset + i], 0) << shift;
                    }
                    yield true;
                }
                case LongVector x -> {
                    for (int i = 0; i < rows; i++) {
                        places[i] |= code(x.values[x.offset + i], 0) << shift;
                    }
                    yield true;
                }
                case ViewVector x -> texts(places, x, rows, shift);
                case CodeVector x -> coded(places, x, rows);
                default -> false;
            };
        }

        private boolean coded(int[] places, CodeVector x, int rows) {
            if (x.dictionary != dictionary) {
                ofDictionary = new int[x.dictionary.length];
                dictionary = texts(ofDictionary, x.dictionary, ofDictionary.length, 0) ? x.dictionary : null;
            }
            if (dictionary == null) {
                return false;
            }
            int[] known = ofDictionary;
            for (int i = 0; i < rows; i++) {
                places[i] |= known[x.codes[x.offset + i]] << shift;
            }
            return true;
        }

        private boolean texts(int[] places, ViewVector x, int rows, int left) {
            long[] views = x.views;
            int at = 2 * x.offset;
            for (int i = 0; i < rows; i++, at += 2) {
                long head = views[at];
                if ((int) head > Views.INLINE || size > MOST_VALUES) {
                    return false;
                }
                places[i] |= code(head, views[at + 1]) << left;
            }
            return true;
        }
    }

    /// Finds the groups of rows as far as they are known; `missing` has the others.
    ///
    /// @return false when the table has to find all
    boolean find(Vector[] vectors, int rows, int[] found) {
        if (isOff || rows == 0) {
            return false;
        }
        for (Vector v : vectors) {
            if (v.validity != null) {
                return false;
            }
        }
        if (places.length < rows) {
            places = new int[rows];
            missing = new int[rows];
        }
        do {
            Arrays.fill(places, 0, rows, 0);
            for (int k = 0; k < keys.length && !isOff; k++) {
                isOff = !keys[k].addTo(places, vectors[k], rows) || keys[k].size > MOST_VALUES;
            }
        } while (!isOff && isTooNarrow());
        if (isOff) {
            release();
            return false;
        }
        lookUp(rows, found);
        return true;
    }

    /// Widens the codes of keys that have got more values than fit.
    private boolean isTooNarrow() {
        boolean widened = false;
        int bits = 0;
        for (Codes key : keys) {
            while (key.size > 1 << key.bits) {
                key.bits++;
                widened = true;
            }
            bits += key.bits;
        }
        isOff = bits > MOST_BITS;
        if (widened && !isOff) {
            layOut();
        }
        return widened;
    }

    private void layOut() {
        int bits = 0;
        for (Codes key : keys) {
            key.shift = bits;
            bits += key.bits;
        }
        groups = bits > MOST_BITS ? groups : new int[1 << bits];
    }

    private void lookUp(int rows, int[] found) {
        int[] table = groups;
        int count = 0;
        for (int i = 0; i < rows; i++) {
            int group = table[places[i]] - 1;
            found[i] = group;
            missing[count] = i;
            count += group >>> 31;
        }
        missingCount = count;
        strikes += 4 * count > rows ? 1 : 0;
    }

    /// Whether it finds nothing, ever.
    boolean isOff() {
        return isOff;
    }

    int missingCount() {
        return missingCount;
    }

    /// The rows of the last batch that have no group yet, in order.
    int[] missing() {
        return missing;
    }

    /// Sets the groups of the missing rows among those of all rows.
    void learn(int[] groupsOfMissing, int[] groupsOfAll) {
        for (int i = 0; i < missingCount; i++) {
            groupsOfAll[missing[i]] = groupsOfMissing[i];
            groups[places[missing[i]]] = groupsOfMissing[i] + 1;
        }
        if (strikes > PATIENCE) {
            isOff = true;
            release();
        }
    }

    private void release() {
        groups = new int[0];
        places = new int[0];
        missing = new int[0];
        keys = new Codes[0];
    }

    long bytes() {
        long total = 4L * (groups.length + places.length + missing.length);
        for (Codes key : keys) {
            total += 20L * key.codes.length;
        }
        return total;
    }
}
