package dev.peso.internal.exec;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.ResourceException;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.records.BatchRows;
import dev.peso.internal.records.RecordWriter;

/// A function of the user's own from objects of rows to objects of one class, whose properties are the new columns.
///
/// @param <T> the class of what the function takes
/// @param <R> the class of what it returns
public final class RecordMapper<T, R> implements Plan.RowMapper {
    private final String from;
    private final Supplier<BatchRows<T>> rows;
    private final Class<R> to;
    private final RecordWriter.Target target;
    private final Function<? super T, ? extends R> function;

    /// @param from what the function takes, for `explain()`
    /// @param rows makes the objects it takes
    /// @param to the class of what it returns
    /// @throws IllegalArgumentException if a property of `to` has a type that no column stands for
    public RecordMapper(String from, Supplier<BatchRows<T>> rows, Class<R> to,
            Function<? super T, ? extends R> function) {
        this.from = from;
        this.rows = rows;
        this.to = to;
        this.target = RecordWriter.target(to);
        this.function = function;
    }

    @Override
    public Schema output() {
        return target.schema();
    }

    @Override
    public Plan.Mapping open() {
        return new Mapping();
    }

    @Override
    public String toString() {
        return from + " to " + to.getSimpleName();
    }

    private final class Mapping implements Plan.Mapping {
        private final BatchRows<T> inputs = rows.get();
        private final RecordWriter writer = target.open();

        @Override
        public Batch map(Batch batch, Runnable check) {
            inputs.move(batch);
            for (int row = 0; row < batch.rows(); row++) {
                check.run();
                T input = inputs.get(row);
                write(apply(input, batch.position(row)), batch.position(row));
            }
            return new Batch(writer.build(), batch);
        }

        private @Nullable R apply(T input, long position) {
            try {
                return function.apply(input);
            } catch (ResourceException e) {
                throw e;
            } catch (RuntimeException e) {
                throw failure("failed" + at(position) + ": " + e, position, e);
            }
        }

        private void write(@Nullable R result, long position) {
            if (result == null) {
                throw failure("returned null" + at(position)
                        + "; return a " + to.getSimpleName() + " for each row, or filter rows before",
                        position, null);
            }
            try {
                writer.add(result, position);
            } catch (IllegalArgumentException e) {
                throw failure("gave a value that its column cannot hold: " + e.getMessage(), position, e);
            } catch (RuntimeException e) {
                throw failure(
                        "gave a " + to.getSimpleName() + " that cannot be read" + at(position) + ": " + e,
                        position, e);
            }
        }

        private DataException failure(String what, long position, @Nullable Throwable cause) {
            return new DataException("map " + RecordMapper.this + " " + what, null, position, cause);
        }

        private static String at(long position) {
            return position < 0 ? "" : " at row " + position;
        }
    }
}
