package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Table;

class KeptTablesTest {
    private static final int ROWS = 1_000;
    private final KeptTables kept = new KeptTables(10_000);

    private static Table table() {
        LongVector values = new LongVector(DataType.INT64, new long[ROWS], 0, ROWS, null);
        return new Table(Schema.of(List.of(Field.of("x", DataType.INT64))),
                List.of(new Chunk(List.of(values), ROWS)));
    }

    @Test
    void a_table_nobody_holds_makes_room_before_anything_is_refused() {
        for (int i = 0; i < 20; i++) {
            kept.keep(table());
            assertThat(kept.ledger().tryReserve(6_000)).isTrue();
            kept.ledger().release(6_000);
        }
    }

    @Test
    void a_query_on_top_gets_the_room_too() {
        kept.keep(table());
        assertThat(new Ledger(8_000, kept.ledger()).tryReserve(7_000)).isTrue();
    }

    @Test
    void a_table_in_use_keeps_its_room() {
        Table used = table();
        try {
            kept.keep(used);
            assertThat(kept.ledger().used()).isGreaterThanOrEqualTo(8L * ROWS);
            assertThat(kept.ledger().tryReserve(6_000)).isFalse();
            assertThat(kept.ledger().tryReserve(1_000)).isTrue();
        } finally {
            Reference.reachabilityFence(used);
        }
    }
}
