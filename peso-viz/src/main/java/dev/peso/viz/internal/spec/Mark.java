package dev.peso.viz.internal.spec;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The marks: which channels each needs, and which it takes besides x, y and colour.
public enum Mark {
    /// A line in order of x.
    LINE(Channel.X, Channel.Y),
    /// A line of level pieces.
    STEP(Channel.X, Channel.Y),
    /// The space down to zero, stacked where there are series.
    AREA(Channel.X, Channel.Y),
    /// The space between two lines.
    BAND(Channel.X, Channel.Y, Channel.Y2),
    /// A smooth line through points, and how sure it is.
    SMOOTH(Channel.X, Channel.Y),
    /// Lengths from zero.
    BAR(),
    /// Lengths from zero as a line with a point.
    LOLLIPOP(),
    /// Lengths that begin where the last one ended.
    WATERFALL(Channel.X, Channel.Y),
    /// Points, of a size that may mean something.
    POINT(Channel.X, Channel.Y),
    /// Counts of values in bins.
    HISTOGRAM(Channel.X),
    /// The density of values.
    DENSITY(Channel.X),
    /// The share of values up to each.
    ECDF(Channel.X),
    /// Quartiles, whiskers and outliers.
    BOX(Channel.Y),
    /// The density of values as the width of a shape.
    VIOLIN(Channel.Y),
    /// Values as points beside each other.
    STRIP(Channel.Y),
    /// Values as colours of a grid.
    HEATMAP(Channel.X, Channel.Y),
    /// Whiskers between two values.
    ERROR(Channel.X, Channel.Y, Channel.Y2),
    /// First, highest, lowest and last price.
    CANDLESTICK(Channel.X, Channel.OPEN, Channel.HIGH, Channel.LOW, Channel.CLOSE),
    /// Shares as slices of a circle.
    PIE(Channel.COLOR),
    /// Shares as slices of a ring.
    DONUT(Channel.COLOR),
    /// Values as the colours of countries.
    CHOROPLETH(Channel.COUNTRY),
    /// Points at longitudes and latitudes.
    PLACES(Channel.X, Channel.Y),
    /// Lines across the panel.
    RULE(),
    /// Words at points.
    WORDS(Channel.X, Channel.Y, Channel.WORD);

    private final Set<Channel> needed;

    Mark(Channel... needed) {
        this.needed = needed.length == 0 ? Set.of() : EnumSet.copyOf(List.of(needed));
    }

    /// Channels without which there is nothing to draw.
    public Set<Channel> needed() {
        return needed;
    }

    /// All channels that the mark does something with.
    public Set<Channel> taken() {
        EnumSet<Channel> taken = EnumSet.of(Channel.X, Channel.Y, Channel.COLOR);
        taken.addAll(needed);
        switch (this) {
            case POINT, PLACES -> taken.add(Channel.SIZE);
            case CHOROPLETH -> taken.removeAll(List.of(Channel.X, Channel.Y));
            case PIE, DONUT -> taken.remove(Channel.X);
            case CANDLESTICK -> taken.removeAll(List.of(Channel.Y, Channel.COLOR));
            case WATERFALL -> taken.remove(Channel.COLOR);
            case HISTOGRAM, DENSITY, ECDF -> taken.remove(Channel.Y);
            default -> {
                // The three that nearly all take.
            }
        }
        return taken;
    }

    /// Whether the mark lies on a map of the world.
    public boolean isMap() {
        return this == CHOROPLETH || this == PLACES;
    }

    /// Whether the mark stands at names and lies when they are on the y axis.
    public boolean standsAtNames() {
        return switch (this) {
            case BAR, LOLLIPOP, WATERFALL, BOX, VIOLIN, STRIP -> true;
            default -> false;
        };
    }

    /// Whether a number as colour is one of a ramp.
    public boolean takesRamp() {
        return this == POINT || this == HEATMAP || this == STRIP || isMap();
    }

    /// How it is written in messages and in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
