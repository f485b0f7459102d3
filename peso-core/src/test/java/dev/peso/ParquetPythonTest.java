package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.io.ParquetWriteOptions;

/// Parquet between Peso, pyarrow and Polars, both ways; runs where `$PESO_PYTHON` has both.
@Tag("oracle")
class ParquetPythonTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needs_python() throws IOException, InterruptedException {
        String python = System.getenv("PESO_PYTHON");
        assumeTrue(python != null, "PESO_PYTHON names no Python");
        assumeTrue(run("import pyarrow, polars").isEmpty(), "PESO_PYTHON lacks pyarrow or polars");
    }

    private static String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(String.valueOf(System.getenv("PESO_PYTHON")), "-c", program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output.strip();
    }

    static String hash(Dataset dataset, String column) {
        List<@Nullable Object> values = ParquetCorpusTest
                .values(dataset.select(column).collectTable().column(0));
        return PythonText.sha1(ParquetCorpusTest.python(dataset.schema().type(column), values));
    }

    /// Reads a file with both and prints, for each column, the hash of its values as pyarrow has them.
    private static final String HASHES = """
            import sys, json, hashlib, pyarrow.parquet as pq, polars as pl
            path = sys.argv[1]
            table = pq.read_table(path, page_checksum_verification=True)
            table.validate(full=True)
            frame = pl.read_parquet(path)
            assert frame.height == table.num_rows, "polars saw %d rows" % frame.height
            back = frame.to_arrow()
            for name in table.column_names:
                values = table[name].to_pylist()
                text = json.dumps(values, default=str, sort_keys=True)
                if not sys.argv[2].count("," + name + ","):
                    other = json.dumps(back[name].to_pylist(), default=str, sort_keys=True)
                    assert other == text, "polars differs in %s: %s, %s" % (name, text[:300], other[:300])
                print(hashlib.sha1(text.encode()).hexdigest()[:16])
            """;

    @Test
    void pyarrow_and_polars_read_what_peso_writes() throws SQLException, IOException, InterruptedException {
        try (DuckDb duck = new DuckDb()) {
            for (String sql : List.of(ParquetDuckDbTest.everyType(700),
                    ParquetDuckDbTest.nulled(ParquetDuckDbTest.everyType(700)),
                    "from (" + ParquetDuckDbTest.everyType(1) + ") limit 0")) {
                Dataset source = Dataset.of(duck.table(sql), "duck");
                for (ParquetWriteOptions.Compression packing : ParquetWriteOptions.Compression.values()) {
                    Path file = folder.resolve("peso.parquet");
                    source.write(file,
                            ParquetWriteOptions.DEFAULT.withCompression(packing).withRowGroupRows(300));
                    List<String> expected = source.schema()
                            .names()
                            .stream()
                            .map(n -> hash(source, n))
                            .toList();
                    // Polars has lists of structs for maps
                    String[] hashes = run(HASHES, file.toString(), ",m,u64,").split("\\R");
                    for (int c = 0; c < expected.size(); c++) {
                        String name = source.schema().field(c).name();
                        if (!name.equals("u64")) { // decimal(20,0) in Peso's schema, a decimal in Python
                            assertThat(hashes[c]).as(packing + ", " + name + " of " + hashes[0])
                                    .isEqualTo(expected.get(c));
                        }
                    }
                }
            }
        }
    }

    private static final String WRITE = """
            import sys, pyarrow as pa, pyarrow.parquet as pq, polars as pl
            source, target, how = sys.argv[1:4]
            table = pq.read_table(source)
            if how == "polars":
                pl.from_arrow(table.drop_columns(["m"])).write_parquet(target, row_group_size=300)
            elif how == "polars-zstd":
                pl.from_arrow(table.drop_columns(["m"])).write_parquet(target, compression="zstd", data_page_size=1000)
            elif how == "delta":
                encodings = {"i32": "DELTA_BINARY_PACKED", "i64": "DELTA_BINARY_PACKED", "u32": "DELTA_BINARY_PACKED",
                    "ts": "DELTA_BINARY_PACKED", "few": "DELTA_BYTE_ARRAY", "many": "DELTA_LENGTH_BYTE_ARRAY",
                    "bytes": "DELTA_BYTE_ARRAY", "f32": "BYTE_STREAM_SPLIT", "f64": "BYTE_STREAM_SPLIT", "flag": "RLE",
                    "dec38": "BYTE_STREAM_SPLIT", "day": "BYTE_STREAM_SPLIT", "dec9": "DELTA_BYTE_ARRAY"}
                pq.write_table(table, target, use_dictionary=False, column_encoding=encodings,
                    data_page_version="2.0", compression="brotli" if False else "gzip", write_page_checksum=True)
            elif how == "int96":
                pq.write_table(table.select(["i32", "ts"]), target, use_deprecated_int96_timestamps=True)
            else:
                pq.write_table(table, target, compression=how, row_group_size=256, data_page_size=2000,
                    write_page_index=True, write_page_checksum=True)
            """;

    @Test
    void peso_reads_what_pyarrow_and_polars_write() throws SQLException, IOException, InterruptedException {
        try (DuckDb duck = new DuckDb()) {
            for (String sql : List.of(ParquetDuckDbTest.everyType(900),
                    ParquetDuckDbTest.nulled(ParquetDuckDbTest.everyType(900)))) {
                Path first = folder.resolve("duck.parquet");
                duck.execute("copy (" + sql + ") to '" + first + "' (format parquet)");
                Dataset expected = Dataset.read(first);
                for (String how : List.of("none", "snappy", "zstd", "lz4", "gzip", "delta", "int96", "polars",
                        "polars-zstd")) {
                    Path file = folder.resolve("python.parquet");
                    assertThat(run(WRITE, first.toString(), file.toString(), how)).as(how).isEmpty();
                    Dataset read = Dataset.read(file);
                    for (String name : read.schema().names()) {
                        assertThat(hash(read, name)).as(how + ", " + name + " " + read.schema().type(name))
                                .isEqualTo(hash(expected, name));
                    }
                    if (!how.equals("int96")) {
                        assertThat(read.filter("i64 > 1000000000000000").select("i64").fingerprint()).as(how)
                                .isEqualTo(expected.filter("i64 > 1000000000000000")
                                        .select("i64")
                                        .fingerprint());
                    }
                }
            }
        }
    }

    @Test
    void brotli_is_refused_by_name() throws IOException, InterruptedException {
        Path file = folder.resolve("brotli.parquet");
        run("import sys, polars as pl; pl.DataFrame({'a': [1, 2]}).write_parquet(sys.argv[1], compression='brotli')",
                file.toString());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Dataset.read(file).collect())
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "brotli.parquet, column \"a\": it is packed with Brotli, which Peso does not unpack; write the "
                                + "file with zstd, snappy, gzip or lz4");
    }
}
