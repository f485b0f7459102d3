package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;

/// The rows of its inputs, one input after the other.
final class UnionOperator extends Operator {
    UnionOperator(List<Operator> inputs, Schema schema) {
        super(schema, inputs);
    }

    @Override
    public String describe() {
        return "union of " + inputs().size();
    }

    @Override
    boolean sharesArrays() {
        return inputs().stream().allMatch(Operator::sharesArrays);
    }

    @Override
    boolean picksShared() {
        return inputs().stream().allMatch(Operator::picksShared);
    }

    @Override
    protected Morsels start(Query query) {
        List<Morsels> open = new ArrayList<>();
        try {
            for (Operator input : inputs()) {
                open.add(input.open(query));
            }
        } catch (RuntimeException | Error e) {
            closeAll(open);
            throw e;
        }
        return new Concatenated(open);
    }

    private static void closeAll(List<Morsels> open) {
        open.forEach(Morsels::close);
    }

    private static final class Concatenated implements Morsels {
        private final List<Morsels> parts;
        private int current;

        Concatenated(List<Morsels> parts) {
            this.parts = parts;
        }

        @Override
        public synchronized @Nullable Morsel next() {
            while (current < parts.size()) {
                Morsel morsel = parts.get(current).next();
                if (morsel != null) {
                    return morsel;
                }
                current++;
            }
            return null;
        }

        @Override
        public void close() {
            closeAll(parts);
        }
    }
}
