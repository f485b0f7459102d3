package dev.peso.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.IntVector;
import dev.peso.internal.column.ViewVector;

/// Values that are codes of a dictionary.
class ValuesTest {
    private static final int CODED = 8;
    private static final Node.Leaf NUMBER = new Node.Leaf(0, "n", DataType.INT32,
            new Stored(Stored.INT32, 0, Stored.Meaning.PLAIN), 0, 0);
    private static final Node.Leaf TEXT = new Node.Leaf(0, "t", DataType.UTF8,
            new Stored(Stored.BYTE_ARRAY, 0, Stored.Meaning.PLAIN), 0, 0);

    private static Values.Dictionary numbers(int size) {
        Growing plain = new Growing();
        for (int i = 0; i < size; i++) {
            plain.putInt(1_000 + i);
        }
        return dictionary(NUMBER, plain.copy(), size);
    }

    private static Values.Dictionary texts(int size) {
        Growing plain = new Growing();
        for (int i = 0; i < size; i++) {
            byte[] text = ("text " + i).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            plain.putInt(text.length);
            plain.put(text, 0, text.length);
        }
        return dictionary(TEXT, plain.copy(), size);
    }

    private static Values.Dictionary dictionary(Node.Leaf leaf, byte[] plain, int size) {
        Lane lane = Lane.of(leaf);
        lane.start(size);
        lane.plain(plain, 0, plain.length, 0, size);
        return new Values.Dictionary(lane, size);
    }

    /// One packed run of codes after the byte of their width.
    private static byte[] packed(int[] codes, int width) {
        Growing out = new Growing();
        out.put(width);
        out.putVarint((codes.length + 7) / 8 << 1 | 1);
        byte[] bits = new byte[(codes.length + 7) / 8 * width];
        for (int i = 0; i < codes.length * width; i++) {
            bits[i >>> 3] |= (byte) ((codes[i / width] >>> i % width & 1) << (i & 7));
        }
        out.put(bits, 0, bits.length);
        return out.copy();
    }

    /// Reads all codes in steps of odd lengths.
    private static Lane read(Node.Leaf leaf, byte[] page, int count, Values.Dictionary dictionary) {
        Values values = Values.of(CODED, leaf, page, 0, page.length, count, dictionary);
        Lane lane = Lane.of(leaf);
        lane.start(count);
        for (int done = 0, step = 1; done < count; step = step * 3 + 5) {
            int n = Math.min(step, count - done);
            values.read(lane, done, n);
            done += n;
        }
        return lane;
    }

    @Test
    void codes_of_every_width_stand_for_the_values_of_their_dictionary() {
        Random random = new Random(3);
        for (int width = 1; width <= 11; width++) {
            int size = 1 << width;
            int[] codes = random.ints(5_000, 0, size).toArray();
            byte[] page = packed(codes, width);
            IntVector numbers = (IntVector) read(NUMBER, page, codes.length, numbers(size))
                    .build(codes.length, null);
            ViewVector texts = (ViewVector) read(TEXT, page, codes.length, texts(size))
                    .build(codes.length, null);
            for (int i = 0; i < codes.length; i++) {
                assertThat(numbers.get(i)).as("width " + width).isEqualTo(1_000 + codes[i]);
                assertThat(texts.getString(i)).as("width " + width).isEqualTo("text " + codes[i]);
            }
        }
    }

    @Test
    void a_code_that_the_dictionary_does_not_have_is_named() {
        for (int at : new int[]{0, 7, 900, 2_047, 4_999}) {
            int[] codes = new int[5_000];
            Arrays.fill(codes, 99);
            codes[at] = 101;
            byte[] page = packed(codes, 7);
            assertThatThrownBy(() -> read(NUMBER, page, codes.length, numbers(100)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("a page refers to value 101 of a dictionary of 100");
            assertThatThrownBy(() -> read(TEXT, page, codes.length, texts(100)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("a page refers to value 101 of a dictionary of 100");
        }
    }
}
