package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.peso.spi.ByteSource;

/// Reads damaged files: each ends in a table or a [PesoException], none takes long.
///
/// `-Dpeso.fuzz=SECONDS` runs longer, `-Dpeso.fuzz.runs=N` a number of times, `-Dpeso.fuzz.seed=N` elsewhere,
/// `-Dpeso.fuzz.tell=true` says how many it were, `-Dpeso.fuzz.keep=FOLDER` keeps the files that went wrong.
public final class Fuzz {
    private static final long SECONDS = Long.getLong("peso.fuzz", 2);
    private static final long RUNS = Long.getLong("peso.fuzz.runs", Long.MAX_VALUE);
    private static final long SEED = Long.getLong("peso.fuzz.seed", 20_261_120);
    private static final long SLOW_NANOS = 2_000_000_000L;
    private static final int MOST_WRONG = 10;

    private Fuzz() {}

    /// @param name of the damaged files
    /// @param corpus files to damage
    /// @param damage makes a damaged file
    public static void run(String name, List<byte[]> corpus, BiFunction<byte[], Random, byte[]> damage,
            Function<ByteSource, Dataset> read) {
        Random random = new Random(SEED);
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long runs = 0;
        long tables = 0;
        while ((RUNS < Long.MAX_VALUE ? runs < RUNS : System.nanoTime() < end) && wrong.size() < MOST_WRONG) {
            byte[] damaged = damage.apply(corpus.get(random.nextInt(corpus.size())), random);
            runs++;
            int before = wrong.size();
            long start = System.nanoTime();
            try {
                read.apply(ByteSource.of(name, damaged)).collect();
                tables++;
            } catch (PesoException e) {
                if (!String.valueOf(e.getMessage()).contains(name)) {
                    wrong.add("run " + runs + " does not name the file: " + e.getMessage());
                }
            } catch (RuntimeException | Error e) {
                wrong.add("run " + runs + ": " + e + " "
                        + Arrays.stream(e.getStackTrace()).limit(5).toList());
            }
            if (System.nanoTime() - start > SLOW_NANOS && isSlow(ByteSource.of(name, damaged), read)) {
                wrong.add("run " + runs + " took " + (System.nanoTime() - start) / 1_000_000 + " ms twice");
            }
            if (wrong.size() > before) {
                keep(damaged, name + "." + runs);
            }
        }
        if (Boolean.getBoolean("peso.fuzz.tell")) {
            IO.println(name + ": " + runs + " damaged files, of which " + tables + " still made a table");
        }
        assertThat(wrong).as("seed " + SEED).isEmpty();
        assertThat(tables).isLessThan(runs);
    }

    /// Whether a file takes long again: the first time the machine may have been busy.
    private static boolean isSlow(ByteSource bytes, Function<ByteSource, Dataset> read) {
        long start = System.nanoTime();
        try {
            read.apply(bytes).collect();
        } catch (RuntimeException e) {
            // judged before
        }
        return System.nanoTime() - start > SLOW_NANOS;
    }

    private static void keep(byte[] damaged, String name) {
        String folder = System.getProperty("peso.fuzz.keep");
        if (folder == null) {
            return;
        }
        try {
            Files.write(Path.of(folder, name), damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
