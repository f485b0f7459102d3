package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Peso writes as Parquet, Arrow and CSV is read equal by pyarrow, Polars and DuckDB: the awkward tables.
@Tag("oracle")
class WrittenFilesPythonTest {
    private static final Schema FLAT = Schema.of(Field.of("i", DataType.INT64),
            Field.of("f", DataType.FLOAT64),
            Field.of("t", DataType.UTF8), Field.of("day", DataType.DATE), Field.of("at", DataType.TIMESTAMP),
            Field.of("price", DataType.decimal(18, 4)), Field.of("big", DataType.decimal(38, 10)),
            Field.of("flag", DataType.BOOLEAN), Field.of("none", DataType.UTF8));

    @TempDir
    Path folder;

    private static Dataset flat() {
        BigDecimal widest = new BigDecimal("9999999999999999999999999999.9999999999");
        return Dataset.ofRows(FLAT, List.of(
                new @Nullable Object[]{Long.MIN_VALUE, -0.1, "plain", LocalDate.of(1, 1, 1),
                        LocalDateTime.of(1, 1, 1, 0, 0), new BigDecimal("-99999999999999.9999"),
                        widest.negate(), true, null},
                new @Nullable Object[]{Long.MAX_VALUE, Double.MAX_VALUE,
                        "comma, \"quote\"\nand a line; tab\t|",
                        LocalDate.of(9999, 12, 31), LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                        new BigDecimal("99999999999999.9999"), widest, false, null},
                new @Nullable Object[]{0L, Double.MIN_NORMAL, "ä é e\u0301 日本 🦆👩‍👩‍👧 \u202Eabc",
                        LocalDate.of(1582, 10, 10),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1_000), new BigDecimal("0.0000"),
                        new BigDecimal("0.0000000001"), null, null},
                new @Nullable Object[]{null, null, null, null, null, null, null, null, null},
                new @Nullable Object[]{-1L, 1e-300, "x".repeat(100_000), LocalDate.EPOCH,
                        LocalDateTime.of(2024, 2, 29, 12, 0), new BigDecimal("0.0001"), BigDecimal.ZERO, true,
                        null}));
    }

    private static Dataset nested() {
        return Dataset.sql(
                """
                        select n, case when n % 3 > 0 then [n, null, n + 1] end as l, case when n % 4 > 0 then [[n], []] end as ll,
                            case when n % 5 > 0 then {'a': n, 'b': case when n % 2 = 0 then ['ä', null] end} end as s,
                            [{'k': 'a', 'v': n}, null] as ls, cast([] as list<int64>) as e
                        from range(500) as r(n)""",
                Map.of());
    }

    private static Dataset wide() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int c = 0; c < 1_000; c++) {
            columns.put("c" + c, new long[]{c, -c});
        }
        return Dataset.of(columns);
    }

    private static final String HASHES = """
            import sys, json, hashlib, pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc, polars as pl
            def digest(values): return hashlib.sha1(json.dumps(values, default=str, sort_keys=True).encode()).hexdigest()[:16]
            for path in sys.argv[1:]:
                if path.endswith('.parquet'): t, p = pq.read_table(path, page_checksum_verification=True), pl.read_parquet(path)
                elif path.endswith('.arrows'): t, p = ipc.open_stream(path).read_all(), pl.read_ipc_stream(path)
                else: t, p = ipc.open_file(path).read_all(), pl.read_ipc(path)
                t.validate(full=True)
                assert p.height == t.num_rows and p.columns == t.column_names
                q = p.to_arrow()
                for name in t.column_names:
                    seen = digest(t[name].to_pylist())
                    other = digest(q[name].to_pylist())
                    assert seen == other, (path, name, 'Polars differs')
                    print(path, name, seen)
            """;

    @Test
    void parquet_and_arrow_are_read_equal_by_pyarrow_and_polars() throws IOException {
        List<Object> files = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        Map<String, Dataset> tables = Map.of("flat", flat(), "empty", flat().limit(0), "nulls",
                flat().filter("i is null"), "nested", nested(), "wide", wide());
        for (Map.Entry<String, Dataset> table : tables.entrySet()) {
            Dataset rows = table.getValue();
            Map<String, String> hashes = new LinkedHashMap<>();
            rows.schema().names().forEach(name -> hashes.put(name, ParquetPythonTest.hash(rows, name)));
            for (String ending : List.of("parquet", "arrow", "arrows")) {
                Path file = folder.resolve(table.getKey() + "." + ending);
                rows.write(file);
                files.add(file);
                hashes.forEach((name, hash) -> expected.add(file + " " + name + " " + hash));
            }
        }
        List<String> seen = Python.run(HASHES, files.toArray()).lines().toList();
        assertThat(seen).hasSameSizeAs(expected);
        assertThat(seen.stream().filter(line -> !expected.contains(line))).isEmpty();
    }

    @Test
    void duckdb_reads_them_equal() throws SQLException {
        try (DuckDb duck = new DuckDb()) {
            for (Dataset table : List.of(flat(), flat().limit(0), nested(), wide())) {
                Path file = folder.resolve("table.parquet");
                table.write(file);
                assertThat(Dataset.of(duck.table("from '" + file + "'"), "duck").fingerprint())
                        .isEqualTo(table.fingerprint());
            }
            Path file = folder.resolve("flat.csv");
            flat().write(file);
            String types = "{'i': 'bigint', 'f': 'double', 't': 'varchar', 'day': 'date', 'at': 'timestamp', "
                    + "'price': 'decimal(18,4)', 'big': 'decimal(38,10)', 'flag': 'boolean', 'none': 'varchar'}";
            assertThat(Dataset
                    .of(duck.table("from read_csv('" + file + "', header = true, columns = " + types + ")"),
                            "duck")
                    .fingerprint()).isEqualTo(flat().fingerprint());
        }
    }

    @Test
    void csv_is_read_equal_by_pyarrow_and_polars() throws IOException {
        Path file = folder.resolve("flat.csv");
        Path wide = folder.resolve("wide.csv");
        Path reference = folder.resolve("flat.arrow");
        flat().write(file);
        flat().write(reference);
        wide().write(wide);
        assertThat(Python.run("""
                import sys, pyarrow as pa, pyarrow.csv as csv, pyarrow.ipc as ipc, polars as pl
                want = ipc.open_file(sys.argv[2]).read_all()
                got = csv.read_csv(sys.argv[1], parse_options=csv.ParseOptions(newlines_in_values=True),
                    convert_options=csv.ConvertOptions(column_types=want.schema, strings_can_be_null=True,
                        quoted_strings_can_be_null=False, null_values=['']))
                for name in want.column_names:
                    assert got[name].to_pylist() == want[name].to_pylist(), (name, got[name].to_pylist()[:3])
                p = pl.read_csv(sys.argv[1], schema_overrides=pl.from_arrow(want).schema, infer_schema=False)
                for name in want.column_names:
                    assert p[name].to_list() == want[name].to_pylist(), (name, p[name].to_list()[:3])
                w = pl.read_csv(sys.argv[3])
                assert w.shape == (2, 1000) and w['c999'].to_list() == [999, -999]
                print('equal')
                """, file, reference, wide)).isEqualTo("equal");
    }
}
