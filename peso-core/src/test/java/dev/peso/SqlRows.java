package dev.peso;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RunOptions;
import dev.peso.internal.expr.Parameters;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.select.SelectParser;

/// Runs SELECT statements, and writes rows so that equal ones of two engines are equal texts.
final class SqlRows {
    private static final MathContext DIGITS = new MathContext(10);

    private SqlRows() {}

    /// A statement's rows as Java values.
    static List<List<@Nullable Object>> run(String sql, Map<String, Plan> tables) {
        return rows(LocalEngine.collect(SelectParser.select(sql, tables, Parameters.none()).checked(),
                RunOptions.DEFAULT));
    }

    static List<List<@Nullable Object>> rows(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int c = 0; c < chunk.columns().size(); c++) {
                    values.add(Scalars.get(chunk.column(c), row));
                }
                rows.add(values);
            }
        }
        return rows;
    }

    /// Rows as texts, numbers with ten digits whatever their type.
    static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(SqlRows::text).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Double d -> number(d);
            case Float f -> number(f.doubleValue());
            case Number n -> decimal(new BigDecimal(n.toString()));
            case byte[] bytes -> HexFormat.of().formatHex(bytes);
            case List<?> list -> list.stream().map(SqlRows::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet()
                    .stream()
                    .map(e -> text(e.getKey()) + "=" + text(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    private static String number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? Double.toString(value)
                : decimal(new BigDecimal(value));
    }

    private static String decimal(BigDecimal value) {
        BigDecimal rounded = value.round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
