package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.peso.internal.codec.Mutations;
import dev.peso.spi.ByteSource;

/// Damaged Parquet files end in a table or a [PesoException]: nothing else is thrown, nothing hangs.
///
/// `-Dpeso.fuzz=SECONDS` runs longer, `-Dpeso.fuzz.seed=N` elsewhere.
class ParquetFuzzTest {
    private static final long SECONDS = Long.getLong("peso.fuzz", 3);
    private static final long SEED = Long.getLong("peso.fuzz.seed", 20_261_120);
    private static final long SLOW_NANOS = 2_000_000_000L;
    private static final int LARGEST = 200_000;

    @Test
    void damaged_files_end_in_tables_or_typed_errors() throws IOException {
        List<byte[]> corpus = corpus();
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int runs = 0;
        int tables = 0;
        while (System.nanoTime() < end && wrong.size() < 10) {
            byte[] file = corpus.get(random.nextInt(corpus.size()));
            byte[] damaged = random.nextBoolean() ? Mutations.of(file, random) : inFooter(file, random);
            runs++;
            long start = System.nanoTime();
            try {
                Dataset.read(ByteSource.of("fuzz.parquet", damaged)).collect();
                tables++;
            } catch (PesoException e) {
                if (e instanceof MemoryLimitException) {
                    wrong.add("run " + runs + ": " + e);
                }
            } catch (RuntimeException | Error e) {
                wrong.add("run " + runs + ": " + e + " " + Arrays.asList(e.getStackTrace()).subList(0, 4));
            }
            if (System.nanoTime() - start > SLOW_NANOS) {
                wrong.add("run " + runs + " took " + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
        }
        if (Boolean.getBoolean("peso.fuzz.tell")) {
            IO.println(runs + " damaged files, of which " + tables + " still made a table");
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        assertThat(tables).isLessThan(runs);
    }

    /// Damage to the metadata, which a change anywhere in a larger file would rarely meet; what frames it stays.
    private static byte[] inFooter(byte[] file, Random random) {
        int length = file.length < 12
                ? -1
                : Byte.toUnsignedInt(file[file.length - 8])
                        | Byte.toUnsignedInt(file[file.length - 7]) << 8
                        | Byte.toUnsignedInt(file[file.length - 6]) << 16;
        if (length <= 0 || length > file.length - 12) {
            return Mutations.of(file, random);
        }
        byte[] footer = Mutations.of(
                Arrays.copyOfRange(file, file.length - 8 - length, file.length - 8), random);
        byte[] damaged = Arrays.copyOf(file, file.length - length + footer.length);
        System.arraycopy(footer, 0, damaged, file.length - 8 - length, footer.length);
        int tail = damaged.length - 8;
        for (int i = 0; i < 4; i++) {
            damaged[tail + i] = (byte) (footer.length >>> 8 * i);
        }
        System.arraycopy(file, file.length - 4, damaged, damaged.length - 4, 4);
        return damaged;
    }

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(SharedData.require("parquet-testing"))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".parquet")).sorted().toList()) {
                if (Files.size(path) < LARGEST) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
