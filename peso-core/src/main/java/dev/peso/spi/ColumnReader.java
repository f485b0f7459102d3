package dev.peso.spi;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;

/// Fills the caller's buffers with blocks of a column's values, without boxing. Safe to share between threads.
public interface ColumnReader {
    /// The type of the values.
    ///
    /// @return the type
    DataType type();

    /// How many values there are, nulls included.
    ///
    /// @return the number of rows
    long rows();

    /// Reads numbers; a null is NaN. Integers beyond 2^53 and decimals are rounded; dates and times are the numbers
    /// that store them (days, or units of the type); booleans are 1 and 0.
    ///
    /// @param row the first row to read
    /// @param into takes the values
    /// @param at where the first goes
    /// @param count how many to read
    /// @throws dev.peso.QueryException if values of the type are no numbers
    /// @throws IndexOutOfBoundsException if rows or places are out of range
    void readDoubles(long row, double[] into, int at, int count);

    /// Reads whole numbers, or the numbers that store dates, times, durations, booleans and decimals of up to 18 digits
    /// (unscaled). What a null becomes is undefined: see [#readNulls].
    ///
    /// @param row the first row to read
    /// @param into takes the values
    /// @param at where the first goes
    /// @param count how many to read
    /// @throws dev.peso.QueryException if values of the type are no whole numbers
    /// @throws IndexOutOfBoundsException if rows or places are out of range
    void readLongs(long row, long[] into, int at, int count);

    /// Reads which values are null.
    ///
    /// @param row the first row to read
    /// @param into takes true for a null
    /// @param at where the first goes
    /// @param count how many to read
    /// @throws IndexOutOfBoundsException if rows or places are out of range
    void readNulls(long row, boolean[] into, int at, int count);

    /// Reads the codes of a categorical column; a null is -1.
    ///
    /// @param row the first row to read
    /// @param into takes positions in [#dictionary]
    /// @param at where the first goes
    /// @param count how many to read
    /// @throws dev.peso.QueryException if the column is not categorical
    /// @throws IndexOutOfBoundsException if rows or places are out of range
    void readCodes(long row, int[] into, int at, int count);

    /// Reads texts; a null is null.
    ///
    /// @param row the first row to read
    /// @param into takes the texts
    /// @param at where the first goes
    /// @param count how many to read
    /// @throws dev.peso.QueryException if the values are no texts
    /// @throws IndexOutOfBoundsException if rows or places are out of range
    void readTexts(long row, @Nullable String[] into, int at, int count);

    /// The texts that the codes of a categorical column stand for, in order of first appearance.
    ///
    /// @return an immutable list
    /// @throws dev.peso.QueryException if the column is not categorical
    List<String> dictionary();
}
