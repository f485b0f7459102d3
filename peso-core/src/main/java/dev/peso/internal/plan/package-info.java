/// Logical plans: as written ([Plan]), as checked ([CheckedPlan]), the analyzer between them, and the optimizer.
@NullMarked
package dev.peso.internal.plan;

import org.jspecify.annotations.NullMarked;
