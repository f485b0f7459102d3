package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ArrowCSnippets {

    @Test
    void stream() {
        Dataset sales = Dataset.of(Map.of("amount", new long[]{3, 4}));
        // @start region="stream"
        try (Arena arena = Arena.ofConfined()) {
            long stream = arena.allocate(ArrowC.STREAM_BYTES, 8).address();
            ArrowC.exportStream(sales, stream); // give the address to DuckDB, Python ...
            Dataset back = ArrowC.importStream(stream); // or take what they put there
            assertThat(back.count()).isEqualTo(2);
        }
        // @end region="stream"
    }
}
