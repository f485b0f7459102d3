package dev.peso.internal.arrow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ArrowReadOptions;
import dev.peso.spi.ByteSource;

/// Reads Arrow IPC in tests.
final class Arrow {
    private Arrow() {}

    static Table read(Path file) {
        return read(ByteSource.of(file));
    }

    static Table read(byte[] bytes) {
        return read(ByteSource.of("sales.arrow", bytes));
    }

    static Table read(ByteSource source) {
        ArrowScan scan = ArrowScan.of(source, ArrowReadOptions.DEFAULT);
        int[] all = new int[scan.schema().size()];
        Arrays.setAll(all, i -> i);
        return read(scan, all, -1);
    }

    static Table read(ArrowScan scan, int[] columns, long limit) {
        List<Chunk> chunks = new ArrayList<>();
        try (ScanSource.Reading reading = scan.open(columns, List.of(), limit)) {
            for (ScanSource.Part part = reading.next(); part != null; part = reading.next()) {
                part.read().forEach(chunks::add);
            }
        }
        return new Table(
                dev.peso.Schema.of(Arrays.stream(columns).mapToObj(scan.schema()::field).toList()),
                chunks);
    }
}
