package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.internal.plan.Plan;

/// Each query of `select.sql` gives the same rows as DuckDB.
@Tag("oracle")
class SelectDuckDbTest {
    private static final List<String> SETUP = List.of(
            "create table t(id int, g varchar, x int, y double, d date)",
            """
                    insert into t values (1, 'a', 1, 1.5, '2024-01-01'), (2, 'a', 2, null, '2024-01-02'),
                    (3, 'b', null, 2.25, null), (4, 'b', 4, 0.5, '2024-02-29'), (5, null, 5, -1, '2023-12-31'),
                    (6, 'c', 2, 2.25, '2024-01-02'), (7, null, null, null, null), (8, 'a', 1, 1.5, '2024-01-01')""",
            "create table u(id int, tid int, g varchar, v int)",
            """
                    insert into u values (1, 1, 'a', 10), (2, 1, 'b', 20), (3, 2, 'a', 5), (4, 4, 'b', 40), (5, 9, 'c', 7),
                    (6, null, null, 15), (7, 4, 'a', 40), (8, 5, null, 30)""",
            "create table w(id int, g varchar, name varchar)",
            "insert into w values (1, 'a', 'one'), (2, 'b', 'two'), (3, 'z', 'three')",
            "create table e(id int, g varchar, x int)");

    @Test
    void every_query_gives_the_rows_of_duckdb() throws SQLException, IOException {
        List<String> wrong = new ArrayList<>();
        int count = 0;
        try (DuckDb duck = new DuckDb()) {
            Map<String, Plan> tables = tables(duck);
            for (String line : lines()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                count++;
                boolean ordered = line.startsWith("=");
                String difference = difference(ordered ? line.substring(2) : line, ordered, duck, tables);
                if (difference != null) {
                    wrong.add(difference);
                }
            }
        }
        assertThat(wrong).withFailMessage(() -> String.join("\n\n", wrong)).isEmpty();
        assertThat(count).isGreaterThanOrEqualTo(500);
    }

    private static Map<String, Plan> tables(DuckDb duck) throws SQLException {
        for (String sql : SETUP) {
            duck.execute(sql);
        }
        Map<String, Plan> tables = new LinkedHashMap<>();
        for (String table : duck.tables()) {
            tables.put(table, duck.plan(table, "select * from " + table));
        }
        return tables;
    }

    private static @Nullable String difference(String sql, boolean ordered, DuckDb duck,
            Map<String, Plan> tables)
            throws SQLException {
        List<String> expected = SqlRows.texts(duck.rows(sql));
        List<String> actual;
        try {
            actual = SqlRows.texts(SqlRows.run(sql, tables));
        } catch (RuntimeException e) {
            return sql + "\n  failed: " + e;
        }
        boolean same = ordered ? actual.equals(expected) : sorted(actual).equals(sorted(expected));
        return same ? null : sql + "\n  expected " + expected + "\n  but got  " + actual;
    }

    private static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }

    private static List<String> lines() throws IOException {
        try (InputStream text = Objects
                .requireNonNull(SelectDuckDbTest.class.getResourceAsStream("select.sql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
