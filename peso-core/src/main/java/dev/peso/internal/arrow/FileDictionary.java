package dev.peso.internal.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries.TextIndex;
import dev.peso.internal.column.ViewVector;

/// The dictionary of one categorical column while its file is written: texts in order of first use, or all of them in
/// their order where it matters.
final class FileDictionary {
    private final TextIndex index = new TextIndex();
    private @Nullable ViewVector last;
    private int[] mapping = new int[0];

    int size() {
        return index.size();
    }

    /// The texts from a code on.
    ViewVector textsFrom(int code) {
        ViewVector texts = index.texts();
        return texts.slice(code, texts.length - code);
    }

    /// The rows' codes in this dictionary, that of a null row 0, as they are written.
    byte[] encode(CodeVector rows) {
        ViewVector texts = rows.dictionary;
        if (texts != last) {
            last = texts;
            mapping = new int[texts.length];
            Arrays.fill(mapping, -1);
            if (rows.type instanceof DataType.Categorical type && type.ordered()) {
                Arrays.setAll(mapping, code -> index.code(texts, code));
            }
        }
        ByteBuffer codes = ByteBuffer.allocate(Math.multiplyExact(rows.length, 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows.length; i++) {
            if (!rows.isNull(i)) {
                int code = rows.code(i);
                if (mapping[code] < 0) {
                    mapping[code] = index.code(texts, code);
                }
                codes.putInt(4 * i, mapping[code]);
            }
        }
        return codes.array();
    }
}
