package dev.peso.internal.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.codec.Mutations;

/// Notes that are damaged tell nothing, and never throw.
class NotedSchemaTest {
    private static final int RUNS = 20_000;

    @Test
    void a_damaged_note_is_a_schema_or_none(@TempDir Path folder) throws IOException {
        Schema schema = Schema.of(Field.of("at", DataType.timestamp(ZoneId.of("Europe/Berlin"))),
                Field.of("all", DataType.list(DataType.struct(Field.of("x", DataType.decimal(20, 3)),
                        Field.of("kind", DataType.CATEGORICAL)))),
                Field.of("m", DataType.map(DataType.UTF8, DataType.timestamp(ZoneId.of("Asia/Tokyo")))));
        Path file = folder.resolve("schema.arrows");
        Dataset.ofRows(schema, List.of()).write(file);
        byte[] bytes = Files.readAllBytes(file);
        assertThat(NotedSchema.of(Base64.getEncoder().encodeToString(bytes))).isEqualTo(schema);
        Random random = new Random(20_261_121);
        int known = 0;
        for (int i = 0; i < RUNS; i++) {
            Schema read = NotedSchema.of(Base64.getEncoder().encodeToString(Mutations.of(bytes, random)));
            known += read == null ? 0 : 1;
        }
        assertThat(known).isBetween(1, RUNS - 1);
    }
}
