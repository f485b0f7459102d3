package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;

class ArrowJavaSnippets {

    @Test
    void both() {
        Dataset sales = Dataset.of(Map.of("amount", new long[]{3, 4}));
        // @start region="both"
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = ArrowJava.to(sales, allocator)) {
            Dataset back = ArrowJava.from(root); // stays when the vectors are closed
            assertThat(back.column("amount").longs()).containsExactly(3, 4);
        }
        // @end region="both"
    }
}
