package dev.peso.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

/// JSON files between Peso and DuckDB.
@Tag("oracle")
class JsonDuckDbTest {
    private static final String ROWS = """
            select n, n / 7 as x, case when n % 5 = 0 then null else 'text "€😀" \\ ' || cast(n as varchar) end as t,
                   n % 2 = 0 as f, date '2020-02-29' as d
            from range(20000) as r(n)""";
    private static final String SUMS = """
            select count(*), sum(n), count(t), sum(octet_length(t)), count(*) filter (where f), min(d), round(sum(x), 3)
            from (%s) as t""";

    @TempDir
    Path folder;

    @Test
    void duckdb_reads_what_peso_writes() throws SQLException {
        Dataset rows = Dataset.sql(ROWS, Map.of());
        for (String name : new String[]{"r.json", "r.ndjson", "r.json.gz"}) {
            Path file = folder.resolve(name);
            rows.write(file);
            assertThat(duckdb(
                    SUMS.formatted("select n, x, encode(t) as t, f, d from read_json_auto('" + file + "')")))
                    .isEqualTo(peso(rows));
        }
    }

    @Test
    void peso_reads_what_duckdb_writes() throws SQLException {
        Path lines = folder.resolve("d.ndjson");
        Path array = folder.resolve("d.json");
        String rows = "select n, n / 7 as x, 't€' || n as t, n % 2 = 0 as f, [n, null] as l, {'a': n, 'b': {'c': 'x'}} as s "
                + "from range(20000) as r(n)";
        duckdb("copy (" + rows + ") to '" + lines + "' (format json)");
        duckdb("copy (" + rows + ") to '" + array + "' (format json, array true)");
        assertThat(Files.exists(array)).isTrue();
        Dataset read = Dataset.read(lines);
        assertThat(read.schema().toString()).contains("list<int64>")
                .contains("struct<a: int64, b: struct<c: utf8>>");
        assertThat(Dataset.read(array).fingerprint()).isEqualTo(read.fingerprint());
        assertThat(Dataset
                .sql("select sum(n), sum(s.a), count(l), max(t), round(sum(x), 3) from r", Map.of("r", read))
                .rows()
                .map(Object::toString)
                .toList()
                .toString()).contains("199990000", "20000", "t€9999", "2.857E7");
    }

    private static String peso(Dataset rows) {
        StringBuilder text = new StringBuilder();
        Dataset sums = Dataset.sql(SUMS.formatted("select * from rows"), Map.of("rows", rows));
        sums.rows()
                .forEach(
                        row -> sums.schema().names().forEach(name -> text.append(row.get(name)).append(' ')));
        return text.toString();
    }

    private static String duckdb(String sql) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                            text.append(result.getObject(c)).append(' ');
                        }
                    }
                }
            }
        }
        return text.toString();
    }
}
