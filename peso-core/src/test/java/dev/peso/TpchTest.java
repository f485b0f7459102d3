package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.internal.plan.Plan;

/// TPC-H-derived queries at scale factor 0.01 give the known answers, row by row.
@Tag("oracle")
class TpchTest {
    private static final List<String> TABLES = List.of("customer", "lineitem", "nation", "orders", "part",
            "partsupp",
            "region", "supplier");
    private static final MathContext DIGITS = new MathContext(12);

    @Test
    void every_query_gives_the_known_answer() throws SQLException, IOException {
        Map<String, Plan> tables = tables();
        List<String> wrong = new ArrayList<>();
        Map<String, String> queries = queries();
        for (Map.Entry<String, String> query : queries.entrySet()) {
            List<String> expected = answer(query.getKey());
            List<String> actual;
            try {
                actual = SqlRows.run(query.getValue(), tables)
                        .stream()
                        .map(row -> line(row.stream().map(String::valueOf).toArray(String[]::new)))
                        .toList();
            } catch (RuntimeException e) {
                wrong.add(query.getKey() + " failed: " + e);
                continue;
            }
            if (!actual.equals(expected)) {
                wrong.add(query.getKey() + "\n  expected " + expected + "\n  but got  " + actual);
            }
        }
        assertThat(wrong).withFailMessage(() -> String.join("\n\n", wrong)).isEmpty();
        assertThat(queries).hasSize(13);
    }

    private static Map<String, Plan> tables() throws SQLException {
        Map<String, Plan> tables = new LinkedHashMap<>();
        try (DuckDb duck = new DuckDb()) {
            for (String table : TABLES) {
                Path file = SharedData.require("tpch/sf0.01/" + table + ".parquet");
                tables.put(table, duck.plan(table, "select * from '" + file + "'"));
            }
        }
        return tables;
    }

    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new LinkedHashMap<>();
        try (InputStream text = Objects.requireNonNull(TpchTest.class.getResourceAsStream("tpch.sql"))) {
            for (String part : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("-- (?=q)")) {
                if (!part.isBlank()) {
                    int end = part.indexOf('\n');
                    queries.put(part.substring(0, end), part.substring(end + 1));
                }
            }
        }
        return queries;
    }

    private static List<String> answer(String query) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("tpch/answers_sf0.01/" + query + ".csv"));
        return lines.stream().skip(1).map(line -> line(line.split("\\|", -1))).toList();
    }

    /// A row as text, numbers with twelve digits whatever their type.
    private static String line(String... values) {
        List<String> cells = new ArrayList<>();
        for (String value : values) {
            cells.add(value.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")
                    ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                    : value);
        }
        return String.join("|", cells);
    }
}
