package dev.peso;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.records.ObjectTables;

/// Small tables of awkward values: nulls, NaN, duplicates, empty and unicode texts, in chunks of odd sizes.
final class RandomTables {
    static final Schema SCHEMA = Schema.of(Field.of("i", DataType.INT32), Field.of("l", DataType.INT64),
            Field.of("d", DataType.FLOAT64), Field.of("s", DataType.UTF8),
            Field.of("c", DataType.CATEGORICAL),
            Field.of("b", DataType.BOOLEAN), Field.of("dt", DataType.DATE),
            Field.of("ts", DataType.TIMESTAMP),
            Field.of("m", DataType.decimal(10, 2)), Field.of("li", DataType.list(DataType.INT64)));

    private static final String[] TEXTS = {"", "a", "b", "ab", "Ab", "ä", "日本", "🦆",
            "a longer text, not inline",
            "a longer text, not in line", "%", "x_y"};
    private static final double[] DOUBLES = {0, 1, -1, 0.5, -2.25, 3, 1e10, -1e-3, Double.NaN,
            Double.POSITIVE_INFINITY, 7, 7};

    private RandomTables() {}

    static Table table(RandomGenerator random) {
        int rows = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextInt(2, 40);
        };
        double nulls = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.5;
        boolean finite = random.nextBoolean();
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            @Nullable
            Object[] cells = new Object[SCHEMA.size()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = random.nextDouble() < nulls ? null : value(random, c, finite);
            }
            values.add(cells);
        }
        return inChunks(ObjectTables.of(SCHEMA, values), random);
    }

    private static Object value(RandomGenerator random, int column, boolean finite) {
        return switch (column) {
            case 0 -> random.nextInt(-4, 8);
            case 1 -> random.nextInt(5) == 0
                    ? random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L)
                    : (Object) (long) random.nextInt(-3, 6);
            case 2 -> finite ? random.nextInt(-20, 20) / 4.0 : DOUBLES[random.nextInt(DOUBLES.length)];
            case 3 -> TEXTS[random.nextInt(TEXTS.length)];
            case 4 -> TEXTS[random.nextInt(5)];
            case 5 -> random.nextBoolean();
            case 6 -> LocalDate.of(2024, 2, 26).plusDays(random.nextInt(8));
            case 7 -> LocalDateTime.of(1969, 12, 31, 22, 0).plusMinutes(random.nextInt(20) * 17L);
            case 8 -> BigDecimal.valueOf(random.nextInt(-500, 500), 2);
            default -> {
                List<@Nullable Long> list = new ArrayList<>();
                for (int n = random.nextInt(4); n > 0; n--) {
                    list.add(random.nextInt(5) == 0 ? null : (Long) (long) random.nextInt(5));
                }
                yield list;
            }
        };
    }

    /// The same rows cut at random places, so that chunks and offsets are odd.
    static Table inChunks(Table table, RandomGenerator random) {
        List<Chunk> chunks = new ArrayList<>();
        for (Chunk chunk : table.chunks()) {
            int from = 0;
            while (from < chunk.rows()) {
                int count = Math.min(chunk.rows() - from, random.nextInt(1, 20));
                int start = from;
                List<Vector> columns = chunk.columns()
                        .stream()
                        .<Vector>map(v -> v.slice(start, count))
                        .toList();
                chunks.add(new Chunk(columns, count));
                from += count;
            }
        }
        return new Table(table.schema(), chunks);
    }
}
