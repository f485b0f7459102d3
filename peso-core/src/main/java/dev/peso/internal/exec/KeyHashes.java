package dev.peso.internal.exec;

import java.util.Arrays;

import dev.peso.internal.column.Hashes;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.column.Views;
import dev.peso.internal.column.WideVector;

/// Hashes of the key values of rows, the same for equal values whatever vectors they are in.
final class KeyHashes {
    private KeyHashes() {}

    static long[] of(Vector[] keys, int rows) {
        long[] hashes = new long[rows];
        long[] words = new long[rows];
        for (Vector key : keys) {
            fill(key, words);
            for (int i = 0; i < rows; i++) {
                hashes[i] = Hashes.combine(hashes[i], key.isNull(i) ? Hashes.NULL : words[i]);
            }
        }
        return hashes;
    }

    private static void fill(Vector key, long[] words) {
        if (KeyWords.form(key.type) == KeyWords.Form.BYTES) {
            ViewVector texts = KeyWords.bytes(key);
            for (int i = 0; i < texts.length; i++) {
                words[i] = texts.isNull(i) ? 0 : Views.hash(texts.head(i), texts.tail(i), texts.buffers);
            }
            return;
        }
        KeyWords.fill(key, words, 0, 1);
        if (key instanceof WideVector wide) {
            long[] lows = Arrays.copyOf(words, words.length);
            KeyWords.fillLow(wide, lows, 0, 1);
            for (int i = 0; i < words.length; i++) {
                words[i] = Hashes.combine(words[i], lows[i]);
            }
        }
    }
}
