package dev.peso.viz.internal.font;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.TextAttribute;
import java.awt.font.TextLayout;
import java.io.InputStream;
import java.text.AttributedString;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/// Compared with the font engine of the JDK, which reads the same files.
class FontsTest {
    private static final String[] TEXTS = {"Closing price", "1,234.56", "WAVE To fly", "Größe ğıŞ",
            "Ελλάδα и Россия", "−5%"};

    @Test
    void texts_are_as_wide_as_the_desktop_classes_say() throws Exception {
        for (boolean bold : new boolean[]{false, true}) {
            Font font = font(bold);
            for (String text : TEXTS) {
                double expected = 0;
                FontRenderContext context = new FontRenderContext(null, true, true);
                for (int i = 0; i < text.length(); i++) {
                    expected += font.createGlyphVector(context, text.substring(i, i + 1))
                            .getLogicalBounds()
                            .getWidth();
                }
                assertThat(Fonts.width(text, 1000, bold)).as(text)
                        .isCloseTo(expected, within(expected * 1e-3));
            }
        }
    }

    @Test
    void outlines_cover_what_the_desktop_classes_cover() throws Exception {
        Font font = font(false);
        FontRenderContext context = new FontRenderContext(null, true, true);
        for (String text : new String[]{"A", "g", "8", "é", "Ä", "%", "ş", "@"}) {
            var expected = font.createGlyphVector(context, text).getOutline().getBounds2D();
            var outline = Fonts.outline(text, 1000, false);
            double low = Double.MAX_VALUE;
            double high = -Double.MAX_VALUE;
            for (int i = 1; i < outline.coordinates(); i += 2) {
                low = Math.min(low, outline.at(i));
                high = Math.max(high, outline.at(i));
            }
            assertThat(low).as(text).isCloseTo(expected.getMinY(), within(8.0));
            assertThat(high).as(text).isCloseTo(expected.getMaxY(), within(8.0));
        }
    }

    @Test
    void known_widths_are_those_of_the_fonts() {
        int known = 0;
        for (boolean bold : new boolean[]{false, true}) {
            FontFile font = Fonts.file(bold);
            assertThat(font.unitsPerEm()).isEqualTo(Widths.UNITS_PER_EM);
            for (char c = 0; c < Character.MAX_VALUE; c++) {
                if (Widths.of(c, bold) >= 0) {
                    assertThat(Widths.of(c, bold)).as("%c", c).isEqualTo(font.advance(font.glyph(c)));
                    known++;
                }
            }
        }
        assertThat(known).isEqualTo(2 * 97);
    }

    @Test
    void letters_that_run_from_right_to_left_stand_where_the_desktop_classes_put_them() throws Exception {
        FontRenderContext context = new FontRenderContext(null, true, true);
        for (String text : new String[]{"שלום עולם", "a שלום 12 עולם b", "Q1 שלום, עולם 3.5%",
                "plain (text)"}) {
            var styled = new AttributedString(text,
                    Map.of(TextAttribute.FONT, font(false), TextAttribute.RUN_DIRECTION,
                            TextAttribute.RUN_DIRECTION_LTR));
            TextLayout layout = new TextLayout(styled.getIterator(), context);
            String expected = IntStream.range(0, text.length())
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> layout.getLogicalHighlightShape(i, i + 1).getBounds2D().getX()))
                    .map(i -> text.substring(i, i + 1))
                    .collect(Collectors.joining());
            assertThat(Fonts.visual(text)).isEqualTo(expected);
        }
        assertThat(Fonts.visual("(שלום)")).isEqualTo("(םולש)");
        assertThat(Fonts.visual("א(ב)ג")).as("brackets turn around").isEqualTo("ג(ב)א");
        assertThat(Fonts.visual("\u05E9\u05B8\u05DC")).as("points are drawn upon their letter")
                .isEqualTo("\u05DC\u05B8\u05E9");
    }

    @Test
    void a_text_is_cut_to_fit_with_an_ellipsis() {
        assertThat(Fonts.fit("a long text", 12, false, 1000)).isEqualTo("a long text");
        String cut = Fonts.fit("a long text that goes on", 12, false, 60);
        assertThat(cut).endsWith("…");
        assertThat(Fonts.width(cut, 12, false)).isLessThanOrEqualTo(60);
        assertThat(Fonts.fit("anything", 12, false, 2)).isEmpty();
        assertThat(Fonts.fit("😀😀😀", 12, false, 30)).isEqualTo("😀…");
    }

    private static Font font(boolean bold) throws Exception {
        String name = "liberation/LiberationSans-" + (bold ? "Bold" : "Regular") + ".ttf";
        try (InputStream in = Fonts.class.getResourceAsStream(name)) {
            return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
        }
    }
}
