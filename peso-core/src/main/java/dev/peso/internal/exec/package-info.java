/// The local engine: operators that pull morsels of their inputs, workers, memory ledger, spill.
///
/// An operator is opened once per run and hands out [Morsels]; a breaker (aggregate, sort, join build) drains its
/// input when it is opened. Start at [Operator].
@NullMarked
package dev.peso.internal.exec;

import org.jspecify.annotations.NullMarked;
