package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Table;
import dev.peso.io.ParquetWriteOptions;

class ParquetRoundTripProperties {

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void what_is_written_reads_back_with_types_and_values(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Table table = RandomTables.table(random, RandomTables.schema(random));
        ParquetWriteOptions.Compression[] packings = ParquetWriteOptions.Compression.values();
        ParquetWriteOptions options = ParquetWriteOptions.DEFAULT
                .withCompression(packings[random.nextInt(packings.length)])
                .withRowGroupRows(1 + random.nextInt(20));
        Path file = Files.createTempFile("peso", ".parquet");
        try {
            Dataset written = Dataset.of(table, "random");
            written.write(file, options);
            Dataset read = Dataset.read(file);
            assertThat(read.schema().fields()).isEqualTo(table.schema().fields());
            assertThat(read.count()).isEqualTo(table.rows());
            assertThat(read.fingerprint()).isEqualTo(written.fingerprint());
        } finally {
            Files.delete(file);
        }
    }

    /// Reading with a condition gives the same rows as filtering what was read.
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void rows_that_are_skipped_are_rows_that_fail(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Table table = RandomTables.table(random, RandomTables.schema(random));
        Path file = Files.createTempFile("peso", ".parquet");
        try {
            Dataset written = Dataset.of(table, "random");
            written.write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(1 + random.nextInt(6)));
            String condition = condition(random);
            assertThat(Dataset.read(file).filter(condition).fingerprint()).as(condition)
                    .isEqualTo(written.filter(condition).fingerprint());
        } finally {
            Files.delete(file);
        }
    }

    private static String condition(Random random) {
        @Nullable
        String[] comparisons = {"=", "<", "<=", ">", ">=", "<>"};
        String comparison = comparisons[random.nextInt(comparisons.length)];
        int n = random.nextInt(-3, 9);
        return switch (random.nextInt(8)) {
            case 0 -> "i " + comparison + " " + n;
            case 1 -> "l " + comparison + " " + n + " and i " + comparison + " 1";
            case 2 -> "d " + comparison + " " + n + ".0";
            case 3 -> "s " + comparison + " 'ab'";
            case 4 -> "s in ('a', 'ä', '日本', 'a longer text, not inline') or l is null";
            case 5 -> "i is not null and d is null";
            case 6 -> "l in (1, 2, " + n + ") and s is not null";
            default -> n + " " + comparison + " l";
        };
    }
}
