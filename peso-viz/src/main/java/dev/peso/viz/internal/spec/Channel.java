package dev.peso.viz.internal.spec;

import java.util.Locale;

/// What a column of the data may decide about a mark.
public enum Channel {
    X, Y,
    /// The other end on the y axis.
    Y2, COLOR, SIZE,
    /// What is written.
    WORD,
    /// Opening, highest, lowest and closing price.
    OPEN, HIGH, LOW, CLOSE,
    /// A code or a name.
    COUNTRY,
    /// The number of a row; no mark takes it, readers of data keep it beside the others.
    ROW,
    /// How many rows a row stands for; no mark takes it, either.
    COUNT;

    /// How it is written in messages and in JSON.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
