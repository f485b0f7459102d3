package dev.peso.internal.select;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.plan.Plan;

/// Empty tables that statements in tests name.
final class SelectTables {
    static final Map<String, Plan> TABLES = tables();

    private SelectTables() {}

    private static Map<String, Plan> tables() {
        Map<String, Plan> tables = new LinkedHashMap<>();
        tables.put("sales", table("sales", Field.of("id", DataType.INT64), Field.of("region", DataType.UTF8),
                Field.of("amount", DataType.FLOAT64)));
        tables.put("people", table("people", Field.of("id", DataType.INT64), Field.of("name", DataType.UTF8),
                Field.of("Age", DataType.INT64), Field.of("age", DataType.INT64)));
        return tables;
    }

    private static Plan table(String name, Field... fields) {
        return new Plan.Values(new Table(Schema.of(fields), List.of()), name);
    }

    static Schema schema(String sql, Object... parameters) {
        return SelectParser.select(sql, TABLES, Parameters.of(parameters)).checked().schema();
    }
}
