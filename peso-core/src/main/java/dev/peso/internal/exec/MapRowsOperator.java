package dev.peso.internal.exec;

import dev.peso.internal.column.Batch;
import dev.peso.internal.plan.Plan;

/// Rows that the user's code makes of rows.
final class MapRowsOperator extends StreamingOperator {
    private final Plan.RowMapper mapper;

    MapRowsOperator(Operator input, Plan.RowMapper mapper) {
        super(mapper.output(), input);
        this.mapper = mapper;
    }

    @Override
    public String describe() {
        return "map " + mapper;
    }

    @Override
    Step newStep(Query query) {
        Plan.Mapping mapping = mapper.open();
        return (batch, sink) -> {
            Batch mapped = mapping.map(batch, query::check);
            return mapped.rows() == 0 || sink.accept(mapped);
        };
    }
}
