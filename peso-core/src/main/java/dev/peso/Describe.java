package dev.peso;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Makes the summary of [Dataset#describe]: one pass over the rows, then one row a column.
final class Describe {
    private static final Schema SCHEMA = Schema.of(Field.of("column", DataType.UTF8),
            Field.of("type", DataType.UTF8),
            Field.of("count", DataType.INT64), Field.of("nulls", DataType.INT64),
            Field.of("mean", DataType.FLOAT64), Field.of("stddev", DataType.FLOAT64),
            Field.of("min", DataType.UTF8), Field.of("median", DataType.FLOAT64),
            Field.of("max", DataType.UTF8));

    private Describe() {}

    static Dataset of(Dataset dataset) {
        List<Expr> parts = new ArrayList<>(List.of(Expr.count().as("rows")));
        List<Field> fields = dataset.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            Expr column = Expr.col(fields.get(i).name());
            DataType type = fields.get(i).type();
            parts.add(Expr.count(column).as("count" + i));
            if (type.isNumeric()) {
                parts.add(column.mean().cast(DataType.FLOAT64).as("mean" + i));
                parts.add(column.stddev().cast(DataType.FLOAT64).as("stddev" + i));
                parts.add(column.median().cast(DataType.FLOAT64).as("median" + i));
            }
            if (isOrdered(type)) {
                parts.add(column.min().cast(DataType.UTF8).as("min" + i));
                parts.add(column.max().cast(DataType.UTF8).as("max" + i));
            }
        }
        Row all = dataset.agg(parts.toArray(Expr[]::new)).rows().findFirst().orElseThrow();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            long count = all.getLong("count" + i);
            rows.add(new @Nullable Object[]{fields.get(i).name(), fields.get(i).type().toString(), count,
                    all.getLong("rows") - count, cell(all, "mean" + i), cell(all, "stddev" + i),
                    cell(all, "min" + i),
                    cell(all, "median" + i), cell(all, "max" + i)});
        }
        return Dataset.ofRows(SCHEMA, rows);
    }

    private static boolean isOrdered(DataType type) {
        return type.isNumeric() || type.isText() || type.isTemporal() || type == DataType.BOOLEAN;
    }

    private static @Nullable Object cell(Row row, String name) {
        return row.schema().contains(name) ? row.get(name) : null;
    }
}
