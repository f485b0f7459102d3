package dev.peso.viz.internal.scale;

/// How the values of an axis or of colours are written: the same in every locale, and in `ticks.js`.
public sealed interface ValueFormat permits NumberFormat, MomentFormat {
    /// A value as text.
    String text(double value);

    /// Whether it writes what an axis shows.
    boolean writes(AxisKind kind);

    /// What it writes, in messages.
    String subject();

    /// The letters that may stand in its texts, beyond digits.
    String letters();
}
