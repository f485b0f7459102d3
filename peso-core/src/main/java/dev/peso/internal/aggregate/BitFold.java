package dev.peso.internal.aggregate;

import dev.peso.DataType;

/// `and`, `or` or `xor` of the bits of integers, or of booleans.
final class BitFold extends WholeState {
    /// The operation.
    enum Of {
        AND, OR, XOR
    }

    private final Of of;

    BitFold(DataType type, Of of) {
        super(type, of == Of.AND ? -1L : 0);
        this.of = of;
    }

    @Override
    void fold(int group, long value) {
        values[group] = switch (of) {
            case AND -> values[group] & value;
            case OR -> values[group] | value;
            case XOR -> values[group] ^ value;
        };
    }
}
