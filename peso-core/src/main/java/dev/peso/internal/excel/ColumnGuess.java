package dev.peso.internal.excel;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.io.ExcelReadOptions.Errors;

/// Finds the type of a column from all its cells.
final class ColumnGuess {
    private static final double EXACT = 0x1p53;

    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private boolean whole = true;
    private boolean withinDay = true;

    void observe(Kind kind, double number, @Nullable String text, Errors errors) {
        if (kind == Kind.TEXT && text != null && text.isBlank()) {
            return;
        }
        if (kind == Kind.ERROR) {
            if (errors == Errors.TEXT) {
                kinds.add(Kind.TEXT);
            }
            return;
        }
        kinds.add(kind);
        if (kind.isNumber()) {
            whole &= CellTexts.isWhole(number) && Math.abs(number) <= EXACT;
            withinDay &= number >= 0 && number < 1;
        }
    }

    /// Whether there was any cell with a value and the column is not text.
    boolean isTyped() {
        return !kinds.isEmpty() && type() != DataType.UTF8;
    }

    DataType type() {
        if (isOnly(Kind.BOOLEAN)) {
            return DataType.BOOLEAN;
        }
        if (isOnly(Kind.NUMBER)) {
            return whole ? DataType.INT64 : DataType.FLOAT64;
        }
        if (isOnly(Kind.TIME) && withinDay) {
            return DataType.TIME;
        }
        if (isOnly(Kind.DURATION, Kind.TIME)) {
            return kinds.contains(Kind.DURATION) ? DataType.DURATION : DataType.TIMESTAMP;
        }
        if (isOnly(Kind.DATE) && whole) {
            return DataType.DATE;
        }
        return isOnly(Kind.DATE, Kind.DATE_TIME) ? DataType.TIMESTAMP : DataType.UTF8;
    }

    private boolean isOnly(Kind... allowed) {
        return !kinds.isEmpty() && Set.of(allowed).containsAll(kinds);
    }
}
