package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// Reads CSV in tests.
final class Csv {
    private Csv() {}

    static Table read(String text) {
        return read(text, CsvReadOptions.DEFAULT);
    }

    static Table read(String text, CsvReadOptions options) {
        return read(text.getBytes(StandardCharsets.UTF_8), options);
    }

    static Table read(byte[] bytes, CsvReadOptions options) {
        return read(ByteSource.of("sales.csv", bytes), options);
    }

    static Table read(ByteSource source, CsvReadOptions options) {
        return read(CsvScan.of(source, options));
    }

    static Table read(CsvScan scan) {
        int[] all = new int[scan.schema().size()];
        java.util.Arrays.setAll(all, i -> i);
        List<Chunk> chunks = new ArrayList<>();
        try (ScanSource.Reading reading = scan.open(all, List.of(), -1)) {
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                part.read().forEach(chunks::add);
            }
        }
        return new Table(scan.schema(), chunks);
    }

    static List<List<@Nullable Object>> rows(Table table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            for (int row = 0; row < chunk.rows(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int c = 0; c < chunk.columns().size(); c++) {
                    values.add(Scalars.get(chunk.column(c), row));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
