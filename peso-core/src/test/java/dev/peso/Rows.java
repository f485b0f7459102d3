package dev.peso;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Small tables to test with, and the rows of a result as lists.
final class Rows {
    private Rows() {}

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    /// A table of columns such as `"region: utf8 not null, qty: int64"`.
    @SafeVarargs
    static Dataset table(String columns, List<@Nullable Object>... rows) {
        List<@Nullable Object[]> values = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            values.add(row.toArray());
        }
        return Dataset.ofRows(schema(columns), values);
    }

    static Schema schema(String columns) {
        List<Field> fields = new ArrayList<>();
        for (String column : columns.split(", ")) {
            int at = column.indexOf(": ");
            String type = column.substring(at + 2);
            boolean notNull = type.endsWith(" not null");
            fields.add(Field
                    .of(column.substring(0, at),
                            DataType.parse(
                                    notNull ? type.substring(0, type.length() - " not null".length()) : type))
                    .withNullable(!notNull));
        }
        return Schema.of(fields);
    }

    static List<List<@Nullable Object>> rows(Dataset dataset) {
        return SqlRows.rows(dataset.collectTable());
    }

    /// The columns as `schema` reads them.
    static String columns(Dataset dataset) {
        return dataset.schema().toString().replace("\n", ", ");
    }
}
