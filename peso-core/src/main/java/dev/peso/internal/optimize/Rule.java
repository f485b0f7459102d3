package dev.peso.internal.optimize;

import dev.peso.internal.plan.CheckedPlan;

/// A local rewrite: one node whose inputs have been rewritten already, to an equal one or a better one.
@FunctionalInterface
interface Rule {
    CheckedPlan apply(CheckedPlan plan);
}
