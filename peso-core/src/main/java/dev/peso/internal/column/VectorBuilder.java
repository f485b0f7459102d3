package dev.peso.internal.column;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Builds a vector value by value. `build()` may be called once or repeatedly; the vector is a snapshot.
public abstract sealed class VectorBuilder
        permits ViewBuilder, NumberBuilder, BitBuilder, WideBuilder, CodeBuilder,
        ListBuilder, StructBuilder, NullBuilder {
    final DataType type;
    int length;
    private long @Nullable [] validity;

    VectorBuilder(DataType type) {
        this.type = type;
    }

    /// A builder for any type.
    public static VectorBuilder of(DataType type, int expected) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case NULL -> new NullBuilder();
                case BOOLEAN -> new BitBuilder(expected);
                case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DATE -> new NumberBuilder(type, expected);
                case UTF8, BINARY -> new ViewBuilder(type, expected);
            };
            case DataType.Decimal d -> d.isCompact()
                    ? new NumberBuilder(type, expected)
                    : new WideBuilder(type, expected);
            case DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                new NumberBuilder(type, expected);
            case DataType.Categorical _ -> new CodeBuilder(type, expected);
            case DataType.ListOf _,DataType.MapOf _ -> new ListBuilder(type, expected);
            case DataType.Struct s -> new StructBuilder(s, expected);
        };
    }

    public DataType type() {
        return type;
    }

    public int length() {
        return length;
    }

    public abstract void appendNull();

    /// Appends row `row` of a vector of the same type, null or not.
    public abstract void appendFrom(Vector source, int row);

    public abstract Vector build();

    /// Marks the row about to be appended as null.
    final void markNull() {
        long[] words = validity;
        if (words == null) {
            words = Bitmap.ones(Math.max(64, length + 1));
        } else if (length >= words.length << 6) {
            int before = words.length;
            words = Arrays.copyOf(words, Math.max(before * 2, Bitmap.words(length + 1)));
            Arrays.fill(words, before, words.length, -1L);
        }
        if (validity == null) {
            Arrays.fill(words, -1L);
        }
        Bitmap.clear(words, length);
        validity = words;
    }

    final long @Nullable [] validity() {
        long[] words = validity;
        if (words == null) {
            return null;
        }
        int needed = Bitmap.words(length);
        long[] snapshot = Arrays.copyOf(words, needed);
        for (int w = words.length; w < needed; w++) {
            snapshot[w] = -1L;
        }
        return snapshot;
    }

    /// A larger capacity for `length` elements.
    static int grown(int length) {
        return Math.max(16, Math.addExact(length, length >> 1));
    }
}
