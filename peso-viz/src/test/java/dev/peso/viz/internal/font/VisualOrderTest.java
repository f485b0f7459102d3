package dev.peso.viz.internal.font;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.List;

import org.junit.jupiter.api.Test;

/// Which texts run from right to left, compared with the JDK.
class VisualOrderTest {
    private static boolean expected(String text) {
        char[] chars = text.toCharArray();
        return Bidi.requiresBidi(chars, 0, chars.length);
    }

    @Test
    void each_character_runs_as_the_jdk_says() {
        int left = 0;
        for (int letter = 0; letter <= Character.MAX_CODE_POINT; letter++) {
            String text = Character.toString(letter);
            boolean found = VisualOrder.runsLeft(text);
            left += found ? 1 : 0;
            if (found != expected(text)) {
                assertThat(found).as("U+%04X", letter).isEqualTo(expected(text));
            }
        }
        assertThat(left).isBetween(3000, 10_000);
    }

    @Test
    void one_letter_among_others_is_found_wherever_it_stands() {
        for (String letter : List.of("a", "é", "ש", "م", "٣", "\u202B", "\u2067", "\uD83A\uDD00",
                "\uD83D\uDE00", "\uD83A",
                "漢")) {
            for (String text : List.of(letter, letter + "bc", "a" + letter + "c", "1 " + letter)) {
                assertThat(VisualOrder.runsLeft(text)).as(text).isEqualTo(expected(text));
            }
        }
        assertThat(VisualOrder.runsLeft("")).isFalse();
    }
}
