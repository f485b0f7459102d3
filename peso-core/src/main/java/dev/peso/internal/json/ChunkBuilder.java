package dev.peso.internal.json;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.Field;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.column.Vectors;
import dev.peso.io.OnError;

/// Puts records into columns.
final class ChunkBuilder {
    private static final int EXPECTED_ROWS = 1_000;

    private final JsonFile file;
    private final int[] columns;
    private final Runnable onMisfit;
    private final @Nullable VectorBuilder[] builders;
    private final Values.Misfit misfit = new Values.Misfit();
    private final Values values;
    private final BitSet left = new BitSet();
    private int rows;

    /// @param onMisfit hears that a value does not fit a type that was inferred
    ChunkBuilder(JsonFile file, int[] columns, Runnable onMisfit) {
        this.onMisfit = onMisfit;
        this.file = file;
        this.columns = columns;
        this.builders = new VectorBuilder[file.schema().size()];
        this.values = Values.ofColumns(file.schema().fields(), file.options().schema() == null, misfit);
        clear();
    }

    private void clear() {
        boolean all = leavesOut(); // which rows stay depends on all columns
        for (int c = 0; c < builders.length; c++) {
            builders[c] = all ? builder(c) : null;
        }
        for (int column : columns) {
            if (builders[column] == null) {
                builders[column] = builder(column);
            }
        }
        left.clear();
        rows = 0;
    }

    private VectorBuilder builder(int column) {
        return VectorBuilder.of(file.schema().field(column).type(), EXPECTED_ROWS);
    }

    int rows() {
        return rows;
    }

    /// Adds a record.
    ///
    /// @param at its place on the tape, or -1 when there is none
    /// @param line the line it is in, asked for an error only
    /// @param rejected hears what is wrong with a record that goes to the quarantine
    void add(Tape tape, int at, LongSupplier line, Consumer<String> rejected) {
        misfit.clear();
        if (at < 0 || tape.kind(at) == Tape.NULL) {
            for (VectorBuilder builder : builders) {
                if (builder != null) {
                    builder.appendNull();
                }
            }
        } else if (file.values()) {
            addValue(tape, at);
        } else if (tape.kind(at) == Tape.OBJECT) {
            values.appendMembers(builders, tape, at);
        } else {
            misfit.set("a record is no object");
            for (VectorBuilder builder : builders) {
                if (builder != null) {
                    builder.appendNull();
                }
            }
        }
        String problem = misfit.problem();
        if (problem != null) {
            reject(problem, line, rejected);
        }
        rows++;
    }

    private void addValue(Tape tape, int at) {
        VectorBuilder builder = builders[0];
        if (builder != null) {
            new Values(file.schema().field(0).type(), file.options().schema() == null, misfit).append(builder,
                    tape,
                    at);
        }
    }

    private boolean leavesOut() {
        return file.options().onError() == OnError.SKIP || file.options().onError() == OnError.QUARANTINE;
    }

    private void reject(String problem, LongSupplier line, Consumer<String> rejected) {
        if (leavesOut()) {
            left.set(rows);
            rejected.accept(problem);
        } else if (file.options().onError() == OnError.FAIL) {
            String column = misfit.column();
            boolean inferred = file.sampled() > 0
                    && (column == null || !file.options().types().containsKey(column));
            if (inferred) {
                onMisfit.run();
            }
            String why = inferred
                    ? " (types inferred from the first " + file.sampled()
                            + " records); set the type, raise withSampleRows or use withOnError(NULL)"
                    : "; correct the file or use withOnError(NULL)";
            throw new DataException(file.name() + " line " + line.getAsLong()
                    + (column == null ? "" : ", column \"" + column + "\"") + ": " + problem + why, column,
                    -1,
                    null);
        }
    }

    /// The rows so far, in chunks; it starts anew.
    List<Chunk> build() {
        int[] kept = kept();
        int count = kept == null ? rows : kept.length;
        List<Vector> vectors = new ArrayList<>();
        for (int column : columns) {
            VectorBuilder builder = builders[column];
            Vector vector = builder == null ? Vectors.nulls(field(column).type(), rows) : builder.build();
            vectors.add(kept == null ? vector : Vectors.gather(vector, kept, kept.length));
        }
        List<Chunk> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += Vector.CHUNK_ROWS) {
            int at = from;
            int size = Math.min(Vector.CHUNK_ROWS, count - from);
            chunks.add(new Chunk(vectors.stream().map(v -> v.slice(at, size)).toList(), size));
        }
        clear();
        return chunks;
    }

    private Field field(int column) {
        return file.schema().field(column);
    }

    private int @Nullable [] kept() {
        if (left.isEmpty()) {
            return null;
        }
        int[] kept = new int[rows - left.cardinality()];
        int n = 0;
        for (int row = left.nextClearBit(0); row < rows; row = left.nextClearBit(row + 1)) {
            kept[n++] = row;
        }
        return kept;
    }
}
