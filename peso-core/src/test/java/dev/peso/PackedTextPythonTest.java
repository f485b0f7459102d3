package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text files packed by Zstandard are read by others, and theirs by Peso.
@Tag("oracle")
class PackedTextPythonTest {
    @TempDir
    Path folder;

    private static Dataset rows() {
        return Dataset.sql(
                """
                        select n, 'text ' || cast(n * 7919 % 1000 as utf8) as t, n / 8 as x from range(300000) as r(n)""",
                Map.of());
    }

    @Test
    void polars_pyarrow_and_duckdb_read_what_peso_packs() throws IOException, SQLException {
        Path csv = folder.resolve("rows.csv.zst");
        Path json = folder.resolve("rows.ndjson.zst");
        rows().write(csv);
        rows().write(json);
        String said = Python.run("""
                import sys, polars as pl, pyarrow as pa, pyarrow.csv as pc
                print(pl.read_csv(sys.argv[1])['n'].sum(), pc.read_csv(sys.argv[1]).num_rows,
                    len(pa.input_stream(sys.argv[2], compression='zstd').read().splitlines()))
                """, csv, json);
        assertThat(said).isEqualTo("44999850000 300000 300000");
        try (DuckDb duck = new DuckDb()) {
            assertThat(duck.rows("select count(*), sum(n) from read_csv('" + csv + "')"))
                    .hasToString("[[300000, 44999850000]]");
        }
    }

    @Test
    void peso_reads_what_others_pack_at_any_level() throws IOException {
        String text = """
                import sys, pyarrow as pa
                folder = sys.argv[1]
                text = 'n,t\\n' + ''.join(f'{i},row {i * 31 % 977}\\n' for i in range(200000))
                for level in (1, 3, 9, 19):
                    codec = pa.Codec('zstd', compression_level=level)
                    with pa.CompressedOutputStream(f'{folder}/l{level}.csv.zst', 'zstd') if level == 3 else open(f'{folder}/l{level}.csv.zst', 'wb') as out:
                        out.write(text.encode() if level == 3 else codec.compress(text.encode(), asbytes=True))
                """;
        Python.run(text, folder);
        Dataset plain = Dataset.read(folder.resolve("l1.csv.zst"));
        assertThat(plain.count()).isEqualTo(200_000);
        for (int level : new int[]{3, 9, 19}) {
            assertThat(Dataset.read(folder.resolve("l" + level + ".csv.zst")).fingerprint())
                    .isEqualTo(plain.fingerprint());
        }
        assertThat(Dataset.read(folder + "/*.csv.zst").count()).isEqualTo(800_000);
    }

    @Test
    void a_file_that_is_cut_off_or_changed_says_so() throws IOException {
        Path csv = folder.resolve("rows.csv.zst");
        rows().write(csv);
        byte[] bytes = Files.readAllBytes(csv);
        Path cut = Files.write(folder.resolve("cut.csv.zst"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> Dataset.read(cut).count()).isInstanceOf(DataException.class)
                .hasMessage("cut.csv.zst is damaged: it ends too early");
        bytes[bytes.length / 2] ^= 8;
        Path changed = Files.write(folder.resolve("changed.csv.zst"), bytes);
        assertThatThrownBy(() -> Dataset.read(changed).count()).isInstanceOf(DataException.class)
                .hasMessageStartingWith("changed.csv.zst is damaged: zstd data is damaged at byte ");
    }
}
