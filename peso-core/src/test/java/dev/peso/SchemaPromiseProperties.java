package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// What a schema promises before a run holds after it: each column has its type, and no null where none may be.
class SchemaPromiseProperties {
    @Property(tries = 200, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void columns_hold_what_their_fields_say(@ForAll long seed) {
        Random random = new Random(seed);
        RandomPipeline pipeline = new RandomPipeline(random, table(random), table(random));
        Dataset dataset = pipeline.dataset();
        Table result;
        try {
            result = dataset.collectTable();
        } catch (DataException e) {
            return; // an overflow or a division by zero
        }
        assertThat(result.schema()).isEqualTo(dataset.schema());
        List<String> broken = new ArrayList<>();
        for (int c = 0; c < dataset.schema().size(); c++) {
            Field field = dataset.schema().field(c);
            for (Vector part : result.column(c)) {
                if (!part.type.equals(field.type()) || !field.nullable() && part.nullCount() > 0) {
                    broken.add(field + " is " + part.type + " with " + part.nullCount() + " nulls");
                }
            }
        }
        assertThat(broken).as("seed %d: %s", seed, dataset.explain()).isEmpty();
    }

    /// A random table whose columns without nulls say so.
    private static Dataset table(RandomGenerator random) {
        Table table = RandomTables.table(random, RandomTables.schema(random));
        List<Field> fields = new ArrayList<>();
        for (int c = 0; c < table.schema().size(); c++) {
            boolean nulls = table.column(c).stream().anyMatch(part -> part.nullCount() > 0);
            fields.add(table.schema().field(c).withNullable(nulls));
        }
        return Dataset.of(new Table(Schema.of(fields), table.chunks()), null);
    }
}
