package dev.peso.internal.plan;

/// Decides where the parts of a plan run.
@FunctionalInterface
public interface Placement {
    /// @param optimized a plan that is optimized
    /// @return the same plan, in which scans stand for the parts that run elsewhere
    CheckedPlan place(CheckedPlan optimized);
}
