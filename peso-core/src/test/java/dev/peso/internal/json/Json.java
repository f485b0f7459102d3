package dev.peso.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.JsonReadOptions;
import dev.peso.spi.ByteSource;

/// Reads JSON in tests.
final class Json {
    private Json() {}

    static Table read(String text) {
        return read(text, JsonReadOptions.DEFAULT);
    }

    static Table read(String text, JsonReadOptions options) {
        return read(text.getBytes(StandardCharsets.UTF_8), options);
    }

    static Table read(byte[] bytes, JsonReadOptions options) {
        JsonScan scan = JsonScan.of(ByteSource.of("sales.json", bytes), options);
        int[] all = new int[scan.schema().size()];
        Arrays.setAll(all, i -> i);
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
