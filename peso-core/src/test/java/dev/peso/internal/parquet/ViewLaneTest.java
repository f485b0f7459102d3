package dev.peso.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.ViewVector;

class ViewLaneTest {
    private static final Stored TEXT = new Stored(Stored.BYTE_ARRAY, 0, Stored.Meaning.PLAIN);

    private static byte[] plain(String... texts) {
        Growing out = new Growing();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.putInt(bytes.length);
            out.put(bytes, 0, bytes.length);
        }
        return out.copy();
    }

    private static ViewLane lane(String... texts) {
        ViewLane lane = new ViewLane(DataType.UTF8, TEXT);
        lane.start(texts.length);
        byte[] bytes = plain(texts);
        assertThat(lane.plain(bytes, 0, bytes.length, 0, texts.length)).isEqualTo(bytes.length);
        return lane;
    }

    private static List<String> texts(Lane lane, int rows) {
        ViewVector vector = (ViewVector) lane.build(rows, null);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            texts.add(vector.getString(i));
        }
        return texts;
    }

    @Test
    void values_of_pages_and_of_several_dictionaries_stand_side_by_side() {
        ViewLane first = lane("short", "a text of the first dictionary");
        ViewLane second = lane("one of the second dictionary", "tiny", "another of the second dictionary");
        ViewLane lane = new ViewLane(DataType.UTF8, TEXT);
        for (int time = 0; time < 2; time++) { // a lane starts again for each chunk, with the same dictionaries
            lane.start(7);
            byte[] page = plain("a plain text before them all");
            lane.plain(page, 0, page.length, 0, 1);
            lane.use(first);
            lane.take(first, new int[]{1, 0}, 2, 1);
            lane.use(second);
            lane.take(second, new int[]{2, 1, 0}, 3, 3);
            lane.use(second);
            lane.repeat(second, 0, 1, 6);
            assertThat(texts(lane, 7)).containsExactly("a plain text before them all",
                    "a text of the first dictionary", "short", "another of the second dictionary", "tiny",
                    "one of the second dictionary", "one of the second dictionary");
        }
    }

    @Test
    void short_texts_at_the_end_of_a_page_are_read_like_others() {
        for (int length = 0; length < 30; length++) {
            String text = "0123456789abcdefghijklmnopqrst".substring(0, length);
            assertThat(texts(lane(text, "", text), 3)).containsExactly(text, "", text);
        }
    }

    @Test
    void runs_of_texts_of_one_length_are_read_like_others() {
        Random random = new Random(5);
        String[] texts = new String[3_000];
        int length = 0;
        for (int i = 0; i < texts.length; i++) {
            length = random.nextInt(9) == 0 ? random.nextInt(15) : length;
            texts[i] = "x".repeat(length) + (random.nextInt(99) == 0 ? "é" : "");
        }
        assertThat(texts(lane(texts), texts.length)).containsExactly(texts);
    }

    @Test
    void a_text_that_is_cut_off_after_others_of_its_length_is_refused() {
        byte[] bytes = plain("four", "five", "nine", "zero");
        for (int cut = 1; cut < 8; cut++) {
            int end = bytes.length - cut;
            ViewLane lane = new ViewLane(DataType.UTF8, TEXT);
            lane.start(4);
            assertThatThrownBy(() -> lane.plain(Arrays.copyOf(bytes, bytes.length + 40), 0, end, 0, 4))
                    .isInstanceOf(DataException.class)
                    .hasMessage("a page holds fewer values than it says");
        }
    }
}
