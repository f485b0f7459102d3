package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.SurveyFiles.Survey;
import dev.peso.io.CsvReadOptions;

/// Survey-like files as Peso reads them without any option, beside pandas' sniffing, Polars and DuckDB's sniffing, all for texts.
@Tag("oracle")
class CsvPeersTest {
    private static final List<Survey> FILES = SurveyFiles.all();
    private static final String FIELD = "\u001f";
    private static final String RECORD = "\u001e";
    private static final String TABLE = "\u001d";
    private static final String FAILED = "error";

    private static final String PEERS = """
            import sys, pandas as pd, polars as pl
            F, R, T = '\\x1f', '\\x1e', '\\x1d'
            def text(v): return '' if v is None or v != v else str(v)
            def show(names, rows): return R.join(F.join(map(text, row)) for row in [names, *rows])
            def pandas(path):
                f = pd.read_csv(path, sep=None, engine='python', dtype=str, keep_default_na=False)
                return show(list(f.columns), f.values.tolist())
            def polars(path):
                f = pl.read_csv(path, infer_schema=False)
                return show(f.columns, f.rows())
            tables = []
            for path in sys.argv[1:]:
                for reader in (pandas, polars):
                    try: tables.append(reader(path))
                    except BaseException: tables.append('error')
            sys.stdout.buffer.write(('begin' + T + T.join(tables) + T + 'end').encode())
            """;

    @TempDir
    Path folder;

    @Test
    void files_with_preambles_and_headers_of_several_lines_are_read_as_a_person_reads_them() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Survey file : FILES) {
            String read = peso(written(file));
            if (!outcome(file, read).equals("right")) {
                wrong.put(file.name(), read.replace(FIELD, "|").replace(RECORD, "\n"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void peers_read_fewer_of_them_right() throws IOException, SQLException {
        List<Path> paths = FILES.stream().map(this::written).toList();
        Python.require("pandas");
        String printed = Python.run(PEERS, paths.toArray());
        List<String> tables = Arrays.asList(printed.substring(printed.indexOf(TABLE) + 1).split(TABLE, -1));
        assertThat(tables).hasSize(2 * FILES.size() + 1).endsWith("end");
        Map<String, List<String>> outcomes = new LinkedHashMap<>();
        try (DuckDb duck = new DuckDb()) {
            for (int i = 0; i < FILES.size(); i++) {
                Survey file = FILES.get(i);
                outcomes.put(file.name(),
                        List.of(outcome(file, peso(paths.get(i))), outcome(file, tables.get(2 * i)),
                                outcome(file, tables.get(2 * i + 1)),
                                outcome(file, duckdb(duck, paths.get(i)))));
            }
        }
        System.out.println(shown(outcomes));
        assertThat(outcomes.get("plain")).containsOnly("right");
        long ours = right(outcomes, 0);
        for (int peer = 1; peer <= 3; peer++) {
            assertThat(right(outcomes, peer)).isLessThan(ours);
        }
    }

    private static long right(Map<String, List<String>> outcomes, int reader) {
        return outcomes.values().stream().filter(each -> each.get(reader).equals("right")).count();
    }

    private static String shown(Map<String, List<String>> outcomes) {
        StringBuilder text = new StringBuilder();
        String line = "%-22s %-14s %-14s %-14s %-14s%n";
        text.append(line.formatted("", "Peso", "pandas", "Polars", "DuckDB"));
        outcomes.forEach((file, each) -> text.append(
                line.formatted(file, each.get(0), each.get(1), each.get(2), each.get(3))));
        return text
                .append(line.formatted("right of " + outcomes.size(), right(outcomes, 0), right(outcomes, 1),
                        right(outcomes, 2), right(outcomes, 3)))
                .toString();
    }

    private Path written(Survey file) {
        Path path = folder.resolve(file.name().replace(' ', '_') + ".csv");
        try {
            return Files.write(path, file.bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String peso(Path path) {
        Dataset read = Dataset.read(path, CsvReadOptions.DEFAULT.withoutTypes());
        List<String> lines = new ArrayList<>(List.of(String.join(FIELD, read.schema().names())));
        read.rows().forEach(row -> {
            List<String> fields = new ArrayList<>();
            for (int c = 0; c < read.schema().size(); c++) {
                fields.add(row.get(c) == null ? "" : String.valueOf(row.get(c)));
            }
            lines.add(String.join(FIELD, fields));
        });
        return String.join(RECORD, lines);
    }

    private static String duckdb(DuckDb duck, Path path) {
        try (Statement statement = duck.connection().createStatement();
                ResultSet rows = statement
                        .executeQuery("select * from read_csv('" + path + "', all_varchar = true)")) {
            int width = rows.getMetaData().getColumnCount();
            List<String> lines = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int c = 1; c <= width; c++) {
                names.add(rows.getMetaData().getColumnName(c));
            }
            lines.add(String.join(FIELD, names));
            while (rows.next()) {
                List<String> fields = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    String value = rows.getString(c);
                    fields.add(value == null ? "" : value);
                }
                lines.add(String.join(FIELD, fields));
            }
            return String.join(RECORD, lines);
        } catch (SQLException _) {
            return FAILED;
        }
    }

    /// Whether names and records are as meant; names of columns without any are each reader's own.
    private static String outcome(Survey file, String table) {
        if (table.equals(FAILED)) {
            return FAILED;
        }
        List<List<String>> read = Arrays.stream(table.split(RECORD, -1))
                .map(line -> Arrays.stream(line.split(FIELD, -1)).map(String::strip).toList())
                .toList();
        boolean names = read.getFirst().equals(file.header())
                || file.header().getFirst().equals("column_1") && read.getFirst().equals(numbered(read));
        boolean records = read.subList(1, read.size()).equals(file.records());
        return names ? records ? "right" : "wrong records" : records ? "wrong names" : "both wrong";
    }

    /// The names that DuckDB gives.
    private static List<String> numbered(List<List<String>> read) {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < read.getFirst().size(); c++) {
            names.add("column" + c);
        }
        return names;
    }
}
