package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.RandomVectors;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Functions;

/// What is kept of a query is what its operators gave, whether few rows are gathered morsel by morsel or wait for those
/// of the next morsels.
class CollectProperties {
    private static final CheckedExpr KEEP = new CheckedExpr.Ref(0, DataType.BOOLEAN, "keep");

    @Property(tries = 150)
    void few_rows_of_many_morsels_come_together_in_order(@ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int chunks, @ForAll @IntRange(min = 1, max = 6) int of) {
        Table table = table(seed, chunks, of);
        List<List<@Nullable Object>> wanted = JoinProperties.rows(table)
                .stream()
                .filter(row -> Boolean.TRUE.equals(row.getFirst()))
                .toList();
        Operator waits = new FilterOperator(new TableScan(table, null), KEEP);
        assertThat(waits.picksShared()).isTrue();
        assertThat(rows(waits)).isEqualTo(wanted);
        Operator twice = new FilterOperator(new UnionOperator(List.of(waits, waits), table.schema()), KEEP);
        assertThat(twice.picksShared()).isTrue();
        List<List<@Nullable Object>> doubled = new ArrayList<>(wanted);
        doubled.addAll(wanted);
        assertThat(rows(twice)).isEqualTo(doubled);
        Operator atOnce = new FilterOperator(new Unshared(new TableScan(table, null)), KEEP);
        assertThat(atOnce.picksShared()).isFalse();
        assertThat(rows(atOnce)).isEqualTo(wanted);
    }

    @Property(tries = 10)
    void rows_that_wait_join_whole_chunks_around_them(@ForAll Random random) {
        boolean[] whole = new boolean[5];
        List<Chunk> chunks = new ArrayList<>();
        List<Long> wanted = new ArrayList<>();
        long next = 0;
        for (int c = 0; c < whole.length; c++) {
            whole[c] = random.nextBoolean();
            long[] values = new long[Vector.CHUNK_ROWS];
            for (int i = 0; i < values.length; i++) {
                values[i] = whole[c] || random.nextInt(8) == 0 ? ++next : -1;
                if (values[i] > 0) {
                    wanted.add(values[i]);
                }
            }
            chunks.add(new Chunk(List.of(LongVector.of(DataType.INT64, values)), values.length));
        }
        Table table = new Table(Schema.of(Field.of("n", DataType.INT64)), chunks);
        CheckedExpr n = new CheckedExpr.Ref(0, DataType.INT64, "n");
        Operator filter = new FilterOperator(new TableScan(table, null),
                new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(">")),
                        List.of(n, AggregateCalls.constant(0L, DataType.INT64)), DataType.BOOLEAN));
        Table collected = Tables.collect(filter, new Query(2, Query.BATCH_ROWS, new Ledger(1L << 30)));
        List<Long> found = new ArrayList<>();
        for (Chunk chunk : collected.chunks()) {
            assertThat(chunk.rows()).isLessThanOrEqualTo(Vector.CHUNK_ROWS);
            for (int i = 0; i < chunk.rows(); i++) {
                found.add(((LongVector) chunk.column(0)).get(i));
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"3, 1", "40, 1", "40, 4"})
    void workers_share_the_columns_of_many_rows(int width, int threads) {
        int rows = 100_000;
        List<Field> fields = new ArrayList<>();
        List<Vector> columns = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            int column = c;
            fields.add(Field.of("c" + c, DataType.INT64));
            columns.add(LongVector.of(DataType.INT64,
                    LongStream.range(0, rows).map(row -> row + column).toArray()));
        }
        Operator filter = new FilterOperator(
                new TableScan(new Table(Schema.of(fields), List.of(new Chunk(columns, rows))), null),
                new CheckedExpr.Apply(Objects.requireNonNull(Functions.find(">")),
                        List.of(new CheckedExpr.Ref(0, DataType.INT64, "c0"),
                                AggregateCalls.constant(9_999L, DataType.INT64)),
                        DataType.BOOLEAN));
        Ledger ledger = new Ledger(1L << 30);
        Table collected = Tables.collect(filter, new Query(threads, Query.BATCH_ROWS, ledger));
        assertThat(collected.rows()).isEqualTo(rows - 10_000);
        long row = 10_000;
        for (Chunk chunk : collected.chunks()) {
            for (int i = 0; i < chunk.rows(); i++, row++) {
                for (int c = 0; c < width; c++) {
                    if (((LongVector) chunk.column(c)).get(i) != row + c) {
                        throw new AssertionError("row " + row + ", column " + c);
                    }
                }
            }
        }
    }

    private static List<List<@Nullable Object>> rows(Operator operator) {
        Table collected = Tables.collect(operator, TestRows.query());
        assertThat(collected.chunks()).hasSizeLessThanOrEqualTo(1);
        return JoinProperties.rows(collected);
    }

    private static Table table(long seed, int chunks, int of) {
        Random random = new Random(seed);
        RandomVectors vectors = new RandomVectors(seed);
        List<Field> fields = new ArrayList<>(List.of(Field.of("keep", DataType.BOOLEAN)));
        for (int c = 1; c <= of; c++) {
            fields.add(
                    Field.of("c" + c, RandomVectors.TYPES.get(random.nextInt(RandomVectors.TYPES.size()))));
        }
        List<Chunk> all = new ArrayList<>();
        for (int k = 0; k < chunks; k++) {
            int rows = random.nextInt(1, 30);
            int nullEvery = random.nextInt(3) * 2;
            List<Vector> columns = new ArrayList<>();
            for (Field field : fields) {
                columns.add(vectors.vector(field.type(), rows, nullEvery));
            }
            all.add(new Chunk(columns, rows));
        }
        return new Table(Schema.of(fields.toArray(Field[]::new)), all);
    }

    /// Rows whose arrays nobody else keeps.
    private static final class Unshared extends Operator {
        Unshared(Operator input) {
            super(input.schema(), List.of(input));
        }

        @Override
        public String describe() {
            return "unshared";
        }

        @Override
        protected Morsels start(Query query) {
            return inputs().getFirst().open(query);
        }
    }
}
