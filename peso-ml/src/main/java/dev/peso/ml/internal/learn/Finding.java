package dev.peso.ml.internal.learn;

/// What is found in rows without a target.
public enum Finding {
    /// Groups of rows that are alike.
    CLUSTERS("clusters", "cluster()"),
    /// Rows that are unlike the others.
    ANOMALIES("anomalies", "anomalies()"),
    /// Few columns that tell most of what many do.
    AXES("axes", "project(n)");

    private final String plural;
    private final String verb;

    Finding(String plural, String verb) {
        this.plural = plural;
        this.verb = verb;
    }

    /// What messages call it.
    public String plural() {
        return plural;
    }

    /// How a pipeline asks for it.
    public String verb() {
        return verb;
    }
}
