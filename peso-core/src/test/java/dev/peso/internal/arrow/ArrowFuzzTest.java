package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.peso.Mutations;
import dev.peso.PesoException;
import dev.peso.SharedData;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

class ArrowFuzzTest {

    @Test
    void damaged_files_give_a_table_or_an_error_in_words_soon() throws IOException {
        List<Path> corpus = corpus();
        Mutations mutations = new Mutations(20_261_120);
        double slowest = 0;
        long runs = 0;
        long tables = 0;
        long end = System.nanoTime() + (long) (Mutations.seconds() * 1e9);
        while (System.nanoTime() < end) {
            Path file = corpus.get(mutations.below(corpus.size()));
            byte[] bytes = mutations.mutate(Files.readAllBytes(file));
            long start = System.nanoTime();
            try {
                look(Arrow.read(bytes));
                tables++;
            } catch (PesoException e) {
                assertThat(e.getMessage()).contains("sales.arrow");
            } catch (RuntimeException | Error e) {
                fail(file + " as " + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, 20_000)), e);
            }
            slowest = Math.max(slowest, (System.nanoTime() - start) / 1e9);
            runs++;
        }
        if (System.getProperty("peso.fuzz.seconds") != null) {
            System.out.println(runs + " mutations, " + tables + " tables, slowest " + slowest + " s");
        }
        assertThat(slowest).isLessThan(2);
        assertThat(runs).isGreaterThan(100);
    }

    /// Asks for values, so that a vector that lies about itself shows it.
    private static void look(Table table) {
        for (Chunk chunk : table.chunks()) {
            for (Vector vector : chunk.columns()) {
                vector.bytes();
                for (int row = 0; row < Math.min(50, vector.length); row++) {
                    Scalars.get(vector, row);
                }
            }
        }
    }

    private static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.walk(SharedData.require("arrow-ipc"))) {
            return files.filter(file -> file.toString().endsWith(".stream")
                    || file.toString().endsWith(".arrow_file") || file.toString().contains("fuzz"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
