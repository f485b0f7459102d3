package dev.peso.internal.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.DataType;

/// Builds and merges the dictionaries of categorical columns.
public final class Dictionaries {
    private Dictionaries() {}

    /// One dictionary for several vectors.
    ///
    /// @param dictionary the distinct texts in order of first use in the vectors' rows; entries no row uses are left
    ///     out unless the type is ordered
    /// @param mappings for each vector the new code of each of its old codes
    public record Unified(ViewVector dictionary, List<int[]> mappings) {}

    /// Gives several vectors of one column a common dictionary.
    public static Unified unify(List<CodeVector> parts) {
        boolean ordered = parts.getFirst().type instanceof DataType.Categorical c && c.ordered();
        TextIndex index = new TextIndex();
        List<int[]> mappings = new ArrayList<>();
        for (CodeVector part : parts) {
            int[] mapping = new int[Math.max(1, part.dictionary.length)];
            Arrays.fill(mapping, -1);
            if (ordered) {
                for (int code = 0; code < part.dictionary.length; code++) {
                    mapping[code] = index.code(part.dictionary, code);
                }
            }
            for (int i = 0; i < part.length; i++) {
                int code = part.code(i);
                if (!part.isNull(i) && mapping[code] < 0) {
                    mapping[code] = index.code(part.dictionary, code);
                }
            }
            mappings.add(mapping);
        }
        return new Unified(index.texts(), mappings);
    }

    /// Encodes texts as categorical codes in order of first appearance.
    public static CodeVector encode(ViewVector texts, DataType type) {
        TextIndex index = new TextIndex();
        int[] codes = new int[texts.length];
        for (int i = 0; i < texts.length; i++) {
            codes[i] = texts.isNull(i) ? 0 : index.code(texts, i);
        }
        return new CodeVector(type, codes, index.texts(), 0, texts.length,
                Bitmap.copy(texts.validity, texts.offset, texts.length));
    }

    /// Distinct texts and their codes: an open-addressing table over a growing dictionary.
    public static final class TextIndex {
        private final ViewBuilder texts = new ViewBuilder(DataType.UTF8, 16);
        private int[] slots = new int[64];

        /// The code of a text, new or known.
        public int code(ViewVector source, int row) {
            return code(source.head(row), source.tail(row), source.buffers);
        }

        /// The code of a text, new or known.
        public int code(long head, long tail, byte[][] buffers) {
            int mask = slots.length - 1;
            int slot = (int) Views.hash(head, tail, buffers) & mask;
            while (slots[slot] != 0) {
                int code = slots[slot] - 1;
                if (texts.equalAt(code, head, tail, buffers)) {
                    return code;
                }
                slot = slot + 1 & mask;
            }
            int code = texts.length();
            texts.append(head, tail, buffers);
            slots[slot] = code + 1;
            if (2 * (code + 1) > slots.length) {
                grow();
            }
            return code;
        }

        private void grow() {
            int[] bigger = new int[2 * slots.length];
            int mask = bigger.length - 1;
            for (int code = 0; code < texts.length(); code++) {
                int slot = (int) texts.hashAt(code) & mask;
                while (bigger[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                bigger[slot] = code + 1;
            }
            slots = bigger;
        }

        public int size() {
            return texts.length();
        }

        /// The texts by code.
        public ViewVector texts() {
            return texts.build();
        }
    }
}
