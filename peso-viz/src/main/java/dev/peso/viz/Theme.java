package dev.peso.viz;

import java.util.List;
import java.util.Objects;

/// The colours of charts, `0xRRGGBB` each.
///
/// @param name what the theme is called
/// @param background behind everything
/// @param text of titles and marks without a colour of their own
/// @param muted of labels and axes
/// @param grid of grid lines
/// @param palette of series, in the order they are given out
/// @param ramp from few to many; points leave out what they could not be seen in on the background
/// @param diverging from negative over zero to positive; for points with a gray middle where it is too like the background
public record Theme(String name, int background, int text, int muted, int grid, List<Integer> palette,
        List<Integer> ramp, List<Integer> diverging) {
    /// After Okabe and Ito, "Color Universal Design" (2008). What is too light for white, or too like another colour to those who
    /// see no red, no green or no blue, is darker: the first six are 10 or more apart (CIEDE2000) for all of them.
    private static final List<Integer> DISTINCT = List.of(0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x5B2A86,
            0x6B4A00, 0x2F8FD0, 0x6B6B6B, 0xA50034, 0x7A8B00);
    private static final List<Integer> DISTINCT_ON_DARK = List.of(0x56B4E9, 0xE69F00, 0x39A375, 0xC97DB1,
            0xF1E445, 0xE2553A, 0xB79CFF, 0xBDBDBD, 0x6FE3D3, 0xA8763E);
    /// The brighter points of viridis, of van der Walt and Smith: its violets cannot be seen on nearly black.
    private static final List<Integer> VIRIDIS_ON_DARK = List.of(0x3B76A0, 0x2C8C97, 0x1F9E89, 0x35B779,
            0x6DCD59, 0xB4DE2C, 0xFDE725);
    private static final List<Integer> BLUES = List.of(0xCFE2F3, 0xA6CBE8, 0x74AEDA, 0x4290C8, 0x1F70B0,
            0x0F4F8C,
            0x08305C);
    private static final List<Integer> RED_BLUE = List.of(0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7,
            0xD1E5F0,
            0x92C5DE, 0x4393C3, 0x2166AC);
    private static final List<Integer> RED_BLUE_ON_DARK = List.of(0xFF7B72, 0xC9514B, 0x84393A, 0x4B2C30,
            0x2A2D33,
            0x27405A, 0x2E6391, 0x4A90CC, 0x7CC0FF);
    private static final List<Integer> GRAYS = List.of(0xF2F2F2, 0xD0D0D0, 0xA0A0A0, 0x707070, 0x404040,
            0x101010);

    private static final Theme LIGHT = new Theme("light", 0xFFFFFF, 0x1F2328, 0x59636E, 0xE4E7EB, DISTINCT,
            BLUES,
            RED_BLUE);
    private static final Theme DARK = new Theme("dark", 0x16191F, 0xE6EAF0, 0xA3ACB8, 0x2E343D,
            DISTINCT_ON_DARK,
            VIRIDIS_ON_DARK, RED_BLUE_ON_DARK);
    private static final Theme PRINT = new Theme("print", 0xFFFFFF, 0x000000, 0x333333, 0xDDDDDD,
            List.of(0x000000, 0x717171, 0x393939, 0x929292, 0x1F1F1F, 0x545454), GRAYS, RED_BLUE);
    private static final Theme HIGH_CONTRAST = new Theme("high contrast", 0xFFFFFF, 0x000000, 0x000000,
            0x8C8C8C,
            List.of(0x003F8A, 0xA13204, 0x045E41, 0x82295B, 0x000000, 0x482C0A), BLUES, RED_BLUE);

    public Theme {
        Objects.requireNonNull(name, "name");
        palette = colors(palette, "palette", 1);
        ramp = colors(ramp, "ramp", 2);
        diverging = colors(diverging, "diverging", 3);
        for (int color : new int[]{background, text, muted, grid}) {
            color(color, "theme \"" + name + "\"");
        }
    }

    /// Dark on white.
    ///
    /// @return the default theme
    public static Theme light() {
        return LIGHT;
    }

    /// Bright on nearly black.
    ///
    /// @return the theme
    public static Theme dark() {
        return DARK;
    }

    /// Grays for paper; lines and points differ by pattern and shape.
    ///
    /// @return the theme
    public static Theme print() {
        return PRINT;
    }

    /// Series with a contrast of at least 7 to 1 to the background, points on ramps with 3 to 1.
    ///
    /// @return the theme
    public static Theme highContrast() {
        return HIGH_CONTRAST;
    }

    /// The four themes that have a name.
    ///
    /// @return an immutable list
    public static List<Theme> all() {
        return List.of(LIGHT, DARK, PRINT, HIGH_CONTRAST);
    }

    /// The theme with other colours for series.
    ///
    /// @param colors at least one, `0xRRGGBB`
    /// @return a new theme
    public Theme withPalette(int... colors) {
        return new Theme(name + "*", background, text, muted, grid,
                java.util.Arrays.stream(colors).boxed().toList(),
                ramp, diverging);
    }

    private static List<Integer> colors(List<Integer> colors, String what, int least) {
        if (colors.size() < least) {
            throw new IllegalArgumentException(
                    what + " needs at least " + least + (least == 1 ? " color" : " colors")
                            + ", got " + colors.size());
        }
        for (int color : colors) {
            color(color, what);
        }
        return List.copyOf(colors);
    }

    private static void color(int color, String what) {
        if (color < 0 || color > 0xFFFFFF) {
            throw new IllegalArgumentException(what + ": a color is 0xRRGGBB, got 0x"
                    + Integer.toHexString(color));
        }
    }
}
