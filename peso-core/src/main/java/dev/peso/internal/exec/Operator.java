package dev.peso.internal.exec;

import java.util.List;

import dev.peso.Schema;

/// A node of the physical plan. Operators hold no run state: `open` may be called again for another run.
public abstract class Operator {
    private final Schema schema;
    private final List<Operator> inputs;

    protected Operator(Schema schema, List<Operator> inputs) {
        this.schema = schema;
        this.inputs = List.copyOf(inputs);
    }

    /// The columns of the batches.
    public final Schema schema() {
        return schema;
    }

    public final List<Operator> inputs() {
        return inputs;
    }

    /// One line for `explain()`: the operator and what it does.
    public abstract String describe();

    /// Whether batches are slices of arrays that outlive the run, so that keeping them takes no memory.
    boolean sharesArrays() {
        return false;
    }

    /// Whether batches hold no arrays but some that outlive the run, though they may pick rows out of these, so that
    /// keeping them takes little memory.
    boolean picksShared() {
        return sharesArrays();
    }

    /// Starts a run, measured when the query records metrics.
    public final Morsels open(Query query) {
        query.check();
        return query.metrics().open(this, query);
    }

    /// Starts a run. A breaker does its work here, on the query's workers.
    protected abstract Morsels start(Query query);
}
