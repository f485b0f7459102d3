package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

import dev.peso.Dataset;

/// Colours can be told apart, also by those who see fewer of them, and read on their background.
class ThemeTest {
    private static final int FIRST = 6;

    /// How colours look to people without one kind of cones: Machado, Oliveira and Fernandes, "A Physiologically-based Model
    /// for Simulation of Color Vision Deficiency" (2009), severity 1, for linear RGB.
    private static final Map<String, double[]> VISIONS = Map.of("all",
            new double[]{1, 0, 0, 0, 1, 0, 0, 0, 1},
            "no red",
            new double[]{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
                    1.051998},
            "no green",
            new double[]{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
                    0.968881},
            "no blue",
            new double[]{1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
                    0.303900});

    @Test
    void the_first_six_colours_of_series_are_told_apart_by_everybody() {
        List<String> close = new ArrayList<>();
        for (Theme theme : Theme.all()) {
            close.addAll(close(theme,
                    theme.palette().subList(0, Math.min(FIRST, theme.palette().size()))));
        }
        assertThat(close).isEmpty();
    }

    /// Pairs of colours that somebody could take for one.
    static List<String> close(Theme theme, List<Integer> colors) {
        List<String> close = new ArrayList<>();
        // Grays differ in lightness only, for which the older measure is fair: series of that theme differ by dash
        // and shape, too.
        boolean gray = theme.palette().stream().allMatch(each -> (each >> 16) == (each & 0xFF));
        for (Map.Entry<String, double[]> vision : VISIONS.entrySet()) {
            for (int i = 0; i < colors.size(); i++) {
                for (int k = 0; k < i; k++) {
                    double[] a = lab(colors.get(i), vision.getValue());
                    double[] b = lab(colors.get(k), vision.getValue());
                    double apart = gray ? euclidean(a, b) : ciede2000(a, b);
                    if (!(apart >= 10)) {
                        close.add(String.format(Locale.ROOT, "%s, %s: %06x and %06x are %.1f apart",
                                theme.name(), vision.getKey(), colors.get(k), colors.get(i), apart));
                    }
                }
            }
        }
        return close;
    }

    @Test
    void ten_series_differ_by_colour_or_by_dash() throws Exception {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(Map.of("x", i / 10, "y", i, "name", "series " + i % 10));
        }
        Chart chart = Chart.of(Dataset.ofMaps(rows)).line().x("x").y("y").color("name");
        for (Theme theme : Theme.all()) {
            List<String> looks = new ArrayList<>();
            for (Element mark : new SvgReading(chart.theme(theme).toSvg()).marks()) {
                Element path = SvgReading.all(mark, "path").getFirst();
                looks.add(path.getAttribute("stroke") + " " + path.getAttribute("stroke-dasharray"));
            }
            assertThat(looks).as(theme.name()).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void ten_colours_are_told_apart_by_those_who_see_all() {
        double[] all = Objects.requireNonNull(VISIONS.get("all"));
        for (Theme theme : List.of(Theme.light(), Theme.dark())) {
            assertThat(theme.palette()).hasSize(10);
            for (int i = 0; i < 10; i++) {
                for (int k = 0; k < i; k++) {
                    double apart = ciede2000(lab(theme.palette().get(i), all),
                            lab(theme.palette().get(k), all));
                    assertThat(apart).as("%s: %06x and %06x", theme.name(), theme.palette().get(k),
                            theme.palette().get(i)).isGreaterThan(10);
                }
            }
        }
    }

    @Test
    void words_and_marks_stand_out_from_their_background() {
        for (Theme theme : Theme.all()) {
            assertThat(contrast(theme.text(), theme.background())).as(theme.name())
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(theme.muted(), theme.background())).as(theme.name())
                    .isGreaterThanOrEqualTo(4.5);
            for (int color : theme.palette()) {
                assertThat(contrast(color, theme.background())).as("%s %06x", theme.name(), color)
                        .isGreaterThanOrEqualTo(3);
            }
        }
        for (int color : Theme.dark().ramp()) {
            assertThat(contrast(color, Theme.dark().background())).as("%06x", color)
                    .isGreaterThanOrEqualTo(3);
        }
        for (int color : Theme.highContrast().palette()) {
            assertThat(contrast(color, 0xFFFFFF)).as("%06x", color).isGreaterThanOrEqualTo(7);
        }
    }

    /// The contrast ratio of WCAG 2.2.
    static double contrast(int a, int b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF)
                + 0.0722 * linear(color & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /// CIE L*a*b* under D65 of a colour as a kind of vision has it.
    private static double[] lab(int color, double[] vision) {
        double[] rgb = {linear(color >> 16 & 0xFF), linear(color >> 8 & 0xFF), linear(color & 0xFF)};
        double[] seen = new double[3];
        for (int i = 0; i < 3; i++) {
            seen[i] = Math.clamp(
                    vision[3 * i] * rgb[0] + vision[3 * i + 1] * rgb[1] + vision[3 * i + 2] * rgb[2], 0, 1);
        }
        double x = f((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
        double y = f(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
        double z = f((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
        return new double[]{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /// The difference of 1976.
    private static double euclidean(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    /// The difference of Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005).
    private static double ciede2000(double[] a, double[] b) {
        double mean = (Math.hypot(a[1], a[2]) + Math.hypot(b[1], b[2])) / 2;
        double g = 0.5 * (1 - Math.sqrt(Math.pow(mean, 7) / (Math.pow(mean, 7) + Math.pow(25, 7))));
        double a1 = a[1] * (1 + g);
        double a2 = b[1] * (1 + g);
        double c1 = Math.hypot(a1, a[2]);
        double c2 = Math.hypot(a2, b[2]);
        double h1 = hue(a[2], a1);
        double h2 = hue(b[2], a2);
        double gray = c1 * c2;
        double turn = h2 - h1;
        double dh = gray == 0 ? 0 : turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
        double dH = 2 * Math.sqrt(gray) * Math.sin(Math.toRadians(dh / 2));
        double lightness = (a[0] + b[0]) / 2;
        double chroma = (c1 + c2) / 2;
        double hue = gray == 0
                ? h1 + h2
                : Math.abs(turn) <= 180
                        ? (h1 + h2) / 2
                        : h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2;
        double t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6)
                - 0.20 * cos(4 * hue - 63);
        double sl = 1 + 0.015 * Math.pow(lightness - 50, 2) / Math.sqrt(20 + Math.pow(lightness - 50, 2));
        double sc = 1 + 0.045 * chroma;
        double sh = 1 + 0.015 * chroma * t;
        double rc = 2 * Math.sqrt(Math.pow(chroma, 7) / (Math.pow(chroma, 7) + Math.pow(25, 7)));
        double rotation = -Math.sin(Math.toRadians(60 * Math.exp(-Math.pow((hue - 275) / 25, 2)))) * rc;
        double l = (b[0] - a[0]) / sl;
        double c = (c2 - c1) / sc;
        double h = dH / sh;
        return Math.sqrt(l * l + c * c + h * h + rotation * c * h);
    }

    private static double hue(double b, double a) {
        double angle = a == 0 && b == 0 ? 0 : Math.toDegrees(Math.atan2(b, a));
        return angle < 0 ? angle + 360 : angle;
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    /// Pairs of the paper of Sharma and others, with their difference.
    @Test
    void the_difference_of_colours_is_that_of_its_authors() {
        double[][] pairs = {{50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425},
                {50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615},
                {50, -1, 2, 50, 0, 0, 2.3669}, {50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195},
                {50, 2.5, 0, 73, 25, -18, 27.1492},
                {60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644},
                {2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082}};
        for (double[] pair : pairs) {
            assertThat(ciede2000(new double[]{pair[0], pair[1], pair[2]},
                    new double[]{pair[3], pair[4], pair[5]}))
                    .isCloseTo(pair[6], org.assertj.core.data.Offset.offset(1e-4));
        }
    }
}
