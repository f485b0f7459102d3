package dev.peso.viz.internal.spec;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The marks: which channels each needs, and which it takes besides.
public enum Mark {
    /// A line in order of x.
    LINE(Channel.X, Channel.Y),
    /// A line of level pieces.
    STEP(Channel.X, Channel.Y),
    /// The space down to zero, stacked where there are series.
    AREA(Channel.X, Channel.Y),
    /// The space between two lines.
    BAND(Channel.X, Channel.Y, Channel.Y2),
    /// Lengths from zero.
    BAR(),
    /// Lengths from zero as a line with a point.
    LOLLIPOP(),
    /// Points, of a size that may mean something.
    POINT(Channel.X, Channel.Y),
    /// Counts of values in bins.
    HISTOGRAM(Channel.X),
    /// Lines across the panel.
    RULE(),
    /// Words at points.
    WORDS(Channel.X, Channel.Y, Channel.WORD);

    private final Set<Channel> needed;

    Mark(Channel... needed) {
        this.needed = needed.length == 0 ? Set.of() : Set.copyOf(java.util.List.of(needed));
    }

    /// Channels without which there is nothing to draw.
    public Set<Channel> needed() {
        return needed;
    }

    /// All channels that the mark does something with.
    public Set<Channel> taken() {
        EnumSet<Channel> taken = EnumSet.of(Channel.X, Channel.Y, Channel.COLOR);
        taken.addAll(needed);
        if (this == POINT) {
            taken.add(Channel.SIZE);
        }
        return taken;
    }

    /// How it is written in messages and in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
