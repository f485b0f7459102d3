package dev.peso.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;

/// What the values of one place in the records look like, as seen so far.
final class Shape {
    /// Deeper values stay JSON text.
    private static final int DEEPEST = 32;
    private static final int DECIMAL_DIGITS = 38;

    /// Seen kinds, as bits.
    private static final int BOOLEAN = 1;
    private static final int LONG = 2;
    private static final int BIG = 4;
    private static final int DOUBLE = 8;
    private static final int TEXT = 16;
    private static final int LIST = 32;
    private static final int STRUCT = 64;

    private final int depth;
    private int seen;
    private @Nullable Shape element;
    private @Nullable Map<String, Shape> members;

    Shape(int depth) {
        this.depth = depth;
    }

    /// Looks at one more value.
    void add(Tape tape, int at) {
        switch (tape.kind(at)) {
            case Tape.NULL -> {
                // fits everything
            }
            case Tape.FALSE, Tape.TRUE -> seen |= BOOLEAN;
            case Tape.LONG -> seen |= LONG;
            case Tape.BIG -> seen |= digits(tape, at) <= DECIMAL_DIGITS
                    ? BIG
                    : floating(Double.parseDouble(tape.text(at)));
            case Tape.DOUBLE -> seen |= floating(tape.doubleAt(at));
            case Tape.STRING -> seen |= TEXT;
            case Tape.ARRAY -> array(tape, at);
            default -> object(tape, at);
        }
    }

    /// A number beyond float64 is kept as the text it is.
    private static int floating(double value) {
        return Double.isFinite(value) ? DOUBLE : TEXT;
    }

    private static int digits(Tape tape, int at) {
        boolean negative = tape.bytes()[tape.textFrom(at)] == '-';
        return tape.textLength(at) - (negative ? 1 : 0);
    }

    private void array(Tape tape, int at) {
        if (depth == DEEPEST) {
            seen |= TEXT;
            return;
        }
        seen |= LIST;
        if (element == null) {
            element = new Shape(depth + 1);
        }
        int end = tape.after(at);
        for (int i = at + 1; i < end; i = tape.after(i)) {
            element.add(tape, i);
        }
    }

    private void object(Tape tape, int at) {
        if (depth == DEEPEST) {
            seen |= TEXT;
            return;
        }
        seen |= STRUCT;
        if (members == null) {
            members = new LinkedHashMap<>();
        }
        int end = tape.after(at);
        for (int i = at + 1; i < end; i = tape.after(i + 1)) {
            members.computeIfAbsent(tape.key(i), _ -> new Shape(depth + 1)).add(tape, i + 1);
        }
    }

    /// Whether all values so far are objects, or null.
    boolean isObjects() {
        return seen == STRUCT;
    }

    boolean isNothing() {
        return seen == 0;
    }

    /// The members of all objects so far, in order of first appearance.
    List<Field> fields(boolean complete) {
        List<Field> fields = new ArrayList<>();
        if (members != null) {
            members.forEach((name, shape) -> fields.add(Field.of(name, shape.type(complete))));
        }
        return fields;
    }

    /// The narrowest type that takes all values so far.
    ///
    /// @param complete whether no others follow; else a place where all were null must take anything
    DataType type(boolean complete) {
        return switch (seen) {
            case 0 -> complete ? DataType.NULL : DataType.UTF8;
            case BOOLEAN -> DataType.BOOLEAN;
            case LONG -> DataType.INT64;
            case BIG, LONG | BIG -> DataType.decimal(DECIMAL_DIGITS, 0);
            case DOUBLE, LONG | DOUBLE, BIG | DOUBLE, LONG | BIG | DOUBLE -> DataType.FLOAT64;
            case LIST -> DataType.list(element == null ? DataType.NULL : element.type(complete));
            case STRUCT -> new DataType.Struct(fields(complete));
            default -> DataType.UTF8;
        };
    }
}
