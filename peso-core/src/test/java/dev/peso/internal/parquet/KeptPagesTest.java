package dev.peso.internal.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.spi.ByteSource;

/// Long texts are views into the unpacked pages, which stay alive with them: little else may.
class KeptPagesTest {
    private static final int ROWS = 1_000;

    @TempDir
    Path folder;

    @Test
    void long_texts_keep_hardly_more_alive_than_their_pages() {
        Path file = folder.resolve("texts.parquet");
        Dataset.sql("""
                select n, n / 3 as third, 'each text is another one: ' || cast(n * 7919 as utf8) as text
                from range(1000) as r(n)""", Map.of())
                .write(file, ParquetWriteOptions.DEFAULT
                        .withCompression(ParquetWriteOptions.Compression.SNAPPY));
        ParquetScan scan = ParquetScan.of(ByteSource.of(file), ParquetReadOptions.DEFAULT, _ -> null);
        Set<byte[]> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        long bytes = 0;
        int rows = 0;
        try (ScanSource.Reading reading = scan.open(new int[]{0, 1, 2}, List.of(), -1)) {
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                for (Chunk chunk : part.read()) {
                    ViewVector texts = (ViewVector) chunk.columns().get(2);
                    kept.addAll(List.of(texts.buffers));
                    for (int i = 0; i < chunk.rows(); i++) {
                        bytes += 4 + texts.getString(i).length();
                    }
                    rows += chunk.rows();
                }
            }
        }
        assertThat(rows).isEqualTo(ROWS);
        assertThat(kept.stream().mapToLong(page -> page.length).sum()).isBetween(bytes, bytes + bytes / 8);
    }
}
