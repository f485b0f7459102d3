package dev.peso.internal.column;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.peso.DataType;

/// Builds a [CodeVector] with a dictionary in order of first appearance.
public final class CodeBuilder extends VectorBuilder {
    private final Dictionaries.TextIndex index = new Dictionaries.TextIndex();
    private int[] codes;

    public CodeBuilder(DataType type, int expected) {
        super(type);
        codes = new int[Math.max(8, expected)];
    }

    public void append(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int inline = Math.min(utf8.length, Views.INLINE);
        long head = Views.head(utf8, 0, utf8.length);
        long tail = utf8.length <= Views.INLINE ? Views.inlineTail(utf8, 0, inline) : Views.place(0, 0);
        put(index.code(head, tail, new byte[][]{utf8}));
    }

    @Override
    public void appendNull() {
        markNull();
        put(0);
    }

    @Override
    public void appendFrom(Vector source, int row) {
        if (source.isNull(row)) {
            appendNull();
        } else if (source instanceof CodeVector c) {
            put(index.code(c.dictionary, c.code(row)));
        } else {
            put(index.code((ViewVector) source, row));
        }
    }

    private void put(int code) {
        if (length == codes.length) {
            codes = Arrays.copyOf(codes, grown(length));
        }
        codes[length++] = code;
    }

    @Override
    public CodeVector build() {
        return new CodeVector(type, Arrays.copyOf(codes, length), index.texts(), 0, length, validity());
    }
}
