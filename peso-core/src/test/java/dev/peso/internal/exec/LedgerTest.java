package dev.peso.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void a_table_could_be_kept_where_all_queries_leave_room_for_it() {
        Ledger heap = new Ledger(100);
        Ledger query = new Ledger(1_000, heap);
        assertThat(query.tryReserve(60)).isTrue();
        assertThat(query.couldKeep(40)).isTrue();
        assertThat(query.couldKeep(41)).isFalse();
        assertThat(heap.used()).isEqualTo(60);
        assertThat(heap.couldKeep(40)).isTrue();
        assertThat(query.tryReserve(40)).isTrue();
    }
}
