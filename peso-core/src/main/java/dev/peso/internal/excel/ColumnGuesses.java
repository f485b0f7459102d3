package dev.peso.internal.excel;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// What is guessed of the columns of a sheet, by column.
final class ColumnGuesses {
    private @Nullable ColumnGuess[] guesses = new @Nullable ColumnGuess[16];

    /// The guess of a column, a new one if there is none.
    ColumnGuess at(int column) {
        ColumnGuess guess = get(column);
        if (guess == null) {
            guess = new ColumnGuess();
            if (column >= guesses.length) {
                guesses = Arrays.copyOf(guesses, Math.max(column + 1, 2 * guesses.length));
            }
            guesses[column] = guess;
        }
        return guess;
    }

    /// The guess of a column, or null if it has no cells.
    @Nullable
    ColumnGuess get(int column) {
        return column < guesses.length ? guesses[column] : null;
    }

    /// The columns that have cells, in their order.
    IntStream columns() {
        return IntStream.range(0, guesses.length).filter(column -> guesses[column] != null);
    }
}
