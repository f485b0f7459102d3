package dev.peso.internal.column;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Categorical values: codes into a dictionary of distinct, non-null texts.
///
/// Codes mean nothing outside their dictionary; two chunks of a column may have different ones until `collect()`
/// gives the column one. The code of a null row is 0.
public final class CodeVector extends Vector {
    public final int[] codes;
    /// The distinct texts: type `utf8`, no nulls, offset 0.
    public final ViewVector dictionary;

    public CodeVector(DataType type, int[] codes, ViewVector dictionary, int offset, int length,
            long @Nullable [] validity) {
        super(type, offset, length, validity);
        this.codes = codes;
        this.dictionary = dictionary;
    }

    public int code(int i) {
        return codes[offset + i];
    }

    public String getString(int i) {
        return dictionary.getString(code(i));
    }

    /// The same values as plain `utf8` views that share the dictionary's bytes.
    public ViewVector decode() {
        long[] views = new long[2 * length];
        long[] words = dictionary.views;
        int base = dictionary.offset;
        for (int i = 0; i < length; i++) {
            if (!isNull(i)) {
                int at = 2 * (base + codes[offset + i]);
                views[2 * i] = words[at];
                views[2 * i + 1] = words[at + 1];
            }
        }
        return new ViewVector(DataType.UTF8, views, dictionary.buffers, 0, length,
                Bitmap.copy(validity, offset, length));
    }

    @Override
    public CodeVector slice(int from, int count) {
        return new CodeVector(type, codes, dictionary, offset + from, count, validity);
    }

    @Override
    public CodeVector withType(DataType newType) {
        return new CodeVector(newType, codes, dictionary, offset, length, validity);
    }

    @Override
    public CodeVector withValidity(long @Nullable [] newValidity) {
        return new CodeVector(type, codes, dictionary, offset, length, newValidity);
    }

    @Override
    public long bytes() {
        return 4L * length + (validity == null ? 0 : length / 8);
    }
}
