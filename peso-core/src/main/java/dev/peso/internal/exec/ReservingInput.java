package dev.peso.internal.exec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// An input whose rows an operator keeps: reserves their bytes. Rows that are in memory already cost nothing more.
final class ReservingInput extends Operator {
    private final Reservation memory;

    ReservingInput(Operator input, Reservation memory) {
        super(input.schema(), List.of(input));
        this.memory = memory;
    }

    @Override
    public String describe() {
        return inputs().getFirst().describe();
    }

    @Override
    protected Morsels start(Query query) {
        Operator input = inputs().getFirst();
        Morsels morsels = input.open(query);
        return input.sharesArrays() ? morsels : new Reserving(morsels, memory);
    }

    private record Reserving(Morsels input, Reservation memory) implements Morsels {
        @Override
        public @Nullable Morsel next() {
            Morsel morsel = input.next();
            return morsel == null ? null : sink -> morsel.run(batch -> {
                memory.add(batch.toChunk().bytes());
                return sink.accept(batch);
            });
        }

        @Override
        public void close() {
            input.close();
        }
    }
}
