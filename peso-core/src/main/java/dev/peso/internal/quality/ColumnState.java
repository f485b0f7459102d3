package dev.peso.internal.quality;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Hashes;
import dev.peso.spi.ColumnData;

/// What is known of a column's rows so far.
public abstract sealed class ColumnState permits NumberState, TextState, NestedState {
    static final long SEED = 0x5DEECE66D1CE4E5BL;

    private final DataType type;
    private long rows;
    private long missing;
    private long[] hashes = new long[0];

    ColumnState(DataType type) {
        this.type = type;
    }

    static ColumnState of(DataType type) {
        return switch (type) {
            case DataType.Simple simple -> switch (simple) {
                case UTF8 -> new TextState(type);
                case BINARY, NULL -> new NestedState(type);
                case BOOLEAN, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DATE -> new NumberState(type);
            };
            case DataType.Decimal _,DataType.Time _,DataType.Timestamp _,DataType.Duration _ ->
                new NumberState(type);
            case DataType.Categorical _ -> new TextState(type);
            case DataType.ListOf _,DataType.MapOf _,DataType.Struct _ -> new NestedState(type);
        };
    }

    static long mix(long value) {
        return Hashes.mix(value ^ SEED);
    }

    /// The hashes of the rows added last; those of nulls have no meaning.
    final long[] hashes() {
        return hashes;
    }

    /// Adds the next rows.
    ///
    /// @param rowHashes the hashes of the rows' columns so far, which get this one's mixed in
    final void add(ColumnData column, long[] rowHashes) {
        rows += column.length();
        if (hashes.length < column.length()) {
            hashes = new long[column.length()];
        }
        missing += addValues(column, rowHashes);
    }

    /// Adds the values; how many rows have none.
    abstract long addValues(ColumnData column, long[] rowHashes);

    final void merge(ColumnState later) {
        rows += later.rows;
        missing += later.missing;
        mergeValues(later);
    }

    abstract void mergeValues(ColumnState later);

    public final DataType type() {
        return type;
    }

    public final long rows() {
        return rows;
    }

    public final long missing() {
        return missing;
    }

    /// How many rows have a value.
    public final long count() {
        return rows - missing;
    }

    /// How many distinct values there are, about unless [#distinctError] is 0.
    public abstract long distinct();

    public abstract double distinctError();

    /// The most frequent values.
    public abstract List<Frequency> frequent(int most);

    /// A value and how often it occurs.
    ///
    /// @param value as [dev.peso.Row#get(String)] gives it
    /// @param count exact, or the least it may be
    /// @param error by how much the count may be too low
    public record Frequency(Object value, long count, long error) {}

    public @Nullable Object least() {
        return null;
    }

    public @Nullable Object greatest() {
        return null;
    }
}
