package dev.peso;

/// What [Dataset#explain(Explain)] tells.
///
/// {@snippet file="dev/peso/DatasetRunSnippets.java" region="explain"}
public enum Explain {
    /// The plans; nothing is run.
    PLANS,
    /// The plans, and what each operator did in one run.
    ANALYZE
}
