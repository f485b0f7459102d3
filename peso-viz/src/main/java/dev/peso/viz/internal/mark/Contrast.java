package dev.peso.viz.internal.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.viz.Theme;

/// Which colours can be seen on which.
public final class Contrast {
    /// What a mark needs to be seen on its background, by WCAG 2.2, 1.4.11; a little more, for what rounding takes.
    private static final double LEAST = 3.05;
    /// How many colours a ramp has whose pale part is cut off.
    private static final int STOPS = 17;
    private static final int STEPS = 400;
    /// In so many steps from nothing to opaque.
    private static final int OPACITIES = 20;
    /// The least share of a ramp that is enough for all of it.
    private static final double ENOUGH = 0.25;

    private Contrast() {}

    /// The contrast ratio of WCAG 2.2, from 1 to 21.
    public static double between(int a, int b) {
        double first = luminance(a) + 0.05;
        double second = luminance(b) + 0.05;
        return Math.max(first, second) / Math.min(first, second);
    }

    /// Black or white, whichever is easier to read on a colour: the contrast is at least 4.5.
    public static int readableOn(int color) {
        return luminance(color) > 0.179 ? 0x000000 : 0xFFFFFF;
    }

    private static double luminance(int color) {
        return 0.2126 * linear(color >> 16 & 0xFF) + 0.7152 * linear(color >> 8 & 0xFF)
                + 0.0722 * linear(color & 0xFF);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
    }

    /// A colour at a share of a list of colours.
    public static int mix(List<Integer> colors, double share) {
        double at = Math.clamp(share, 0, 1) * (colors.size() - 1);
        int i = Math.min(colors.size() - 2, (int) at);
        double rest = at - i;
        int from = colors.get(i);
        int to = colors.get(i + 1);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = from >> shift & 0xFF;
            int b = to >> shift & 0xFF;
            mixed |= (int) StrictMath.rint(a + (b - a) * rest) << shift;
        }
        return mixed;
    }

    /// The colours that numbers have in a theme.
    ///
    /// @param diverging whether the ramp has a middle at zero
    /// @param alone whether marks have them that stand on the background, where pale ones could not be seen
    static List<Integer> ramp(Theme theme, boolean diverging, boolean alone) {
        List<Integer> all = diverging ? theme.diverging() : theme.ramp();
        if (!alone || far(theme, all, 0, 1) == 1) {
            return all;
        }
        List<Integer> seen = new ArrayList<>();
        if (diverging) {
            // The pale middle becomes a gray.
            int half = STOPS / 2;
            double low = 0.5 * part(theme, all, 0, 0.5);
            double high = 0.5 * part(theme, all, 1, 0.5);
            for (int i = 0; i < half; i++) {
                seen.add(mix(all, low * i / (half - 1)));
            }
            seen.add(theme.background());
            for (int i = half - 1; i >= 0; i--) {
                seen.add(mix(all, 1 - high * i / (half - 1)));
            }
        } else {
            double low = far(theme, all, 0, 1);
            double high = part(theme, all, 1, 0);
            double from = low > high ? 0 : 1 - high;
            double to = low > high ? low : 1;
            for (int i = 0; i < STOPS; i++) {
                seen.add(mix(all, from + (to - from) * i / (STOPS - 1)));
            }
        }
        List<Integer> raised = seen.stream().map(each -> raised(theme, each)).toList();
        // Half way between two colours of one lightness it is darker.
        return IntStream.range(0, 2 * STOPS - 1)
                .mapToObj(i -> raised(theme, mix(raised, i / (2 * STOPS - 2.0))))
                .toList();
    }

    /// The part of a way along a ramp that can be kept: as far as colours can be seen, or all of it if that is not far.
    private static double part(Theme theme, List<Integer> colors, double from, double to) {
        double far = far(theme, colors, from, to);
        return far < ENOUGH ? 1 : far;
    }

    /// How far one can go along a ramp and see all colours, 0 to 1.
    private static double far(Theme theme, List<Integer> colors, double from, double to) {
        int seen = 0;
        while (seen <= STEPS && isSeen(theme, mix(colors, from + (to - from) * seen / STEPS))) {
            seen++;
        }
        return Math.max(0, seen - 1.0) / STEPS;
    }

    /// How opaque a mark of some colour is at least, so that it can be seen where it stands alone.
    public static double leastOpacity(Theme theme, int color) {
        List<Integer> way = List.of(theme.background(), color);
        for (int i = 1; i < OPACITIES; i++) {
            if (isSeen(theme, mix(way, (double) i / OPACITIES))) {
                return (double) i / OPACITIES;
            }
        }
        return 1;
    }

    /// The colour of a quiet line that can be seen.
    public static int line(Theme theme) {
        return raised(theme, theme.grid());
    }

    private static boolean isSeen(Theme theme, int color) {
        return between(color, theme.background()) >= LEAST;
    }

    /// The colour, or the first one between it and that of text that can be seen.
    private static int raised(Theme theme, int color) {
        List<Integer> way = List.of(color, theme.text());
        for (int i = 0; i < STEPS; i++) {
            int mixed = mix(way, (double) i / STEPS);
            if (isSeen(theme, mixed)) {
                return mixed;
            }
        }
        return theme.text();
    }
}
