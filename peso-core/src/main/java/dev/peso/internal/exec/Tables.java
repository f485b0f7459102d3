package dev.peso.internal.exec;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;

/// Turns the output of an operator into rows in memory.
public final class Tables {
    /// Chunks of fewer rows are joined with their neighbours.
    private static final int SMALL_ROWS = Vector.CHUNK_ROWS / 2;
    /// Batches that wait to be gathered keep at most so many rows alive.
    private static final long MOST_HELD_ROWS = 4L * Vector.CHUNK_ROWS;

    private Tables() {}

    /// Runs an operator to its end.
    ///
    /// Small neighbouring chunks become one, large ones are not copied; a categorical column gets one dictionary in
    /// order of first appearance; a result that uses little of the arrays it would keep alive is copied out of them.
    ///
    /// The rows are reserved on the heap's share while they are gathered, not on what the query's operators may use.
    public static Table collect(Operator operator, Query query) {
        Ledger heap = query.ledger().below();
        if (heap == null) {
            return gathered(operator, query, null);
        }
        try (Reservation memory = Reservation.ofTable(heap, "collect()",
                "write(path) streams instead, or run with a larger -Xmx")) {
            return gathered(operator, query, operator.sharesArrays() ? null : memory);
        } finally {
            Reference.reachabilityFence(operator); // the tables whose arrays the rows share stay counted
        }
    }

    private static Table gathered(Operator operator, Query query, @Nullable Reservation memory) {
        List<Part> parts = new ArrayList<>();
        drainSinks(operator, query, memory).forEach(sink -> parts.addAll(sink.parts));
        List<Chunk> chunks = merge(operator.schema(), parts, query, memory);
        for (int c = 0; c < operator.schema().size(); c++) {
            query.check();
            if (operator.schema().field(c).type() instanceof DataType.Categorical) {
                chunks = replace(chunks, c, unify(column(chunks, c), query), memory);
            }
            chunks = replace(chunks, c, Retention.release(column(chunks, c), query), memory);
        }
        return new Table(operator.schema(), chunks);
    }

    /// Chunks as one table of large ones.
    static Table merged(Schema schema, List<Chunk> chunks, Query query) {
        return new Table(schema, merge(schema, chunks.stream().map(Part::of).toList(), query, null));
    }

    /// The chunks of an operator's output as its morsels give them, in row order and of at most
    /// [Vector#CHUNK_ROWS] rows.
    static List<Chunk> drain(Operator operator, Query query) {
        List<ChunkSink> sinks = query.drain(operator.open(query), 1,
                _ -> new ChunkSink(operator.schema(), null, false));
        return sinks.stream()
                .flatMap(sink -> sink.parts.stream())
                .map(part -> part.chunk(operator.schema()))
                .toList();
    }

    private static List<ChunkSink> drainSinks(Operator operator, Query query, @Nullable Reservation memory) {
        boolean mayWait = operator.picksShared();
        return query.drain(operator.open(query), 1, _ -> new ChunkSink(operator.schema(), memory, mayWait));
    }

    /// The same rows in vectors of their own, free of a selection.
    static Batch dense(Batch batch) {
        Vector[] columns = new Vector[batch.width()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = batch.column(c);
        }
        return new Batch(columns, batch.rows(), -1);
    }

    /// Rows of a morsel: a chunk, or batches whose rows wait to be gathered with those of its neighbours.
    ///
    /// @param waiting batches, none if there is a chunk
    private record Part(@Nullable Chunk chunk, List<Batch> waiting, int rows) {
        static Part of(Chunk chunk) {
            return new Part(chunk, List.of(), chunk.rows());
        }

        Chunk chunk(Schema schema) {
            return chunk == null ? new Chunk(columns(waiting, schema), rows) : chunk;
        }

        void addTo(List<Batch> batches) {
            if (chunk == null) {
                batches.addAll(waiting);
            } else {
                batches.add(Batch.of(chunk, 0, rows, -1));
            }
        }
    }

    /// Collects the batches of one morsel into chunks.
    private static final class ChunkSink implements Query.Sink {
        private final Schema schema;
        private final @Nullable Reservation memory;
        private final boolean mayWait;
        private final List<Part> parts = new ArrayList<>();
        private final List<Batch> open = new ArrayList<>();
        private int openRows;
        private long heldRows;

        /// @param memory for the chunks, or null when they need none
        /// @param mayWait whether batches keep nothing alive that would not live anyway, so that few rows may wait to be
        /// gathered until those of other morsels join them
        ChunkSink(Schema schema, @Nullable Reservation memory, boolean mayWait) {
            this.schema = schema;
            this.memory = memory;
            this.mayWait = mayWait;
        }

        @Override
        public boolean accept(Batch batch) {
            if (batch.rows() == 0) {
                return true;
            }
            if (openRows + batch.rows() > Vector.CHUNK_ROWS) {
                close();
            }
            if (mayWait) {
                batch.gatherWarm();
            }
            open.add(batch);
            openRows += batch.rows();
            heldRows += batch.heldRows();
            if (heldRows > MOST_HELD_ROWS) {
                squeeze();
            }
            return true;
        }

        /// Lets go of rows that were not picked.
        private void squeeze() {
            Vector[] columns = columns(open, schema).toArray(new Vector[0]);
            open.clear();
            open.add(new Batch(columns, openRows, -1));
            heldRows = openRows;
        }

        @Override
        public void finish() {
            if (mayWait && openRows > 0 && openRows < SMALL_ROWS) {
                parts.add(new Part(null, open, openRows));
            } else {
                close();
            }
        }

        private void close() {
            if (openRows == 0) {
                return;
            }
            Chunk chunk = new Chunk(columns(open, schema), openRows);
            open.clear();
            openRows = 0;
            heldRows = 0;
            if (memory != null) {
                memory.add(chunk);
            }
            parts.add(Part.of(chunk));
        }
    }

    private static List<Vector> columns(List<Batch> batches, Schema schema) {
        List<Vector> columns = new ArrayList<>();
        for (int c = 0; c < schema.size(); c++) {
            columns.add(column(schema.field(c).type(), batches, c));
        }
        return columns;
    }

    private static Vector column(DataType type, List<Batch> batches, int c) {
        Vector gathered = Batch.gatherAll(type, batches, c);
        return gathered == null
                ? concat(type, batches.stream().map(batch -> batch.column(c)).toList())
                : Retention.light(gathered);
    }

    /// All rows of several vectors in one, to be kept; slices that follow one another in the same arrays are not copied.
    static Vector concat(DataType type, List<Vector> parts) {
        List<Vector> runs = new ArrayList<>();
        for (Vector part : parts) {
            if (part.length == 0 && parts.size() > 1) {
                continue;
            }
            Vector joined = runs.isEmpty() ? null : Retention.joined(runs.getLast(), part);
            if (joined == null) {
                runs.add(part);
            } else {
                runs.set(runs.size() - 1, joined);
            }
        }
        return Retention.light(runs.isEmpty() ? parts.getFirst() : Vectors.concat(type, runs));
    }

    private static List<Chunk> merge(Schema schema, List<Part> parts, Query query,
            @Nullable Reservation memory) {
        List<List<Part>> groups = new ArrayList<>();
        int rows = 0;
        for (Part part : parts) {
            boolean small = part.rows < SMALL_ROWS;
            if (groups.isEmpty() || !small || rows < 0 || rows + part.rows > Vector.CHUNK_ROWS) {
                groups.add(new ArrayList<>());
                rows = 0;
            }
            groups.getLast().add(part);
            rows = small ? rows + part.rows : -1;
        }
        return merged(schema, groups, query, memory);
    }

    /// Each group as a chunk. Where there are few groups, several workers have columns of the same.
    private static List<Chunk> merged(Schema schema, List<List<Part>> groups, Query query,
            @Nullable Reservation memory) {
        int wanted = groups.size() < 2 * query.threads() ? 2 * query.threads() : 1;
        int tasks = Math.clamp(schema.size(), 1, wanted);
        Vector[][] columns = new Vector[groups.size()][schema.size()];
        Chunk[] merged = new Chunk[groups.size()];
        AtomicIntegerArray left = new AtomicIntegerArray(groups.size());
        query.forEach(groups.size() * tasks, t -> {
            List<Part> parts = groups.get(t / tasks);
            Chunk only = parts.size() == 1 ? parts.getFirst().chunk : null;
            if (only == null) {
                gather(schema, parts, t % tasks, tasks, columns[t / tasks]);
            }
            if (left.incrementAndGet(t / tasks) == tasks) {
                merged[t / tasks] = only == null ? chunk(parts, columns[t / tasks], memory) : only;
            }
        });
        return List.of(merged);
    }

    /// Gathers one of so many shares of the columns.
    private static void gather(Schema schema, List<Part> parts, int share, int of, Vector[] into) {
        List<Batch> batches = new ArrayList<>();
        parts.forEach(part -> part.addTo(batches));
        for (int c = share; c < into.length; c += of) {
            into[c] = column(schema.field(c).type(), batches, c);
        }
    }

    private static Chunk chunk(List<Part> parts, Vector[] columns, @Nullable Reservation memory) {
        Chunk chunk = new Chunk(List.of(columns), parts.stream().mapToInt(Part::rows).sum());
        if (memory != null && parts.stream().anyMatch(part -> part.chunk == null)) {
            memory.add(chunk);
        }
        return chunk;
    }

    private static List<Vector> column(List<Chunk> chunks, int index) {
        List<Vector> vectors = new ArrayList<>(chunks.size());
        for (Chunk chunk : chunks) {
            vectors.add(chunk.column(index));
        }
        return vectors;
    }

    private static List<Chunk> replace(List<Chunk> chunks, int index, List<Vector> column,
            @Nullable Reservation memory) {
        List<Chunk> result = new ArrayList<>(chunks.size());
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            if (chunk.column(index) != column.get(i)) {
                if (memory != null) {
                    memory.replace(chunk.column(index), column.get(i));
                }
                List<Vector> columns = new ArrayList<>(chunk.columns());
                columns.set(index, column.get(i));
                chunk = new Chunk(columns, chunk.rows());
            }
            result.add(chunk);
        }
        return result;
    }

    /// The vectors of a categorical column with one dictionary.
    static List<Vector> unify(List<Vector> column, Query query) {
        if (column.isEmpty()) {
            return column;
        }
        List<CodeVector> parts = column.stream().map(v -> (CodeVector) v).toList();
        Dictionaries.Unified unified = Dictionaries.unify(parts);
        if (isUnchanged(parts, unified)) {
            return column;
        }
        Vector[] result = new Vector[parts.size()];
        query.forEach(result.length,
                i -> result[i] = recode(parts.get(i), unified.mappings().get(i), unified));
        return List.of(result);
    }

    private static boolean isUnchanged(List<CodeVector> parts, Dictionaries.Unified unified) {
        int size = unified.dictionary().length;
        for (int p = 0; p < parts.size(); p++) {
            if (parts.get(p).dictionary != parts.getFirst().dictionary
                    || parts.get(p).dictionary.length != size) {
                return false;
            }
            int[] mapping = unified.mappings().get(p);
            for (int code = 0; code < size; code++) {
                if (mapping[code] >= 0 && mapping[code] != code) {
                    return false;
                }
            }
        }
        return true;
    }

    private static CodeVector recode(CodeVector part, int[] mapping, Dictionaries.Unified unified) {
        int[] codes = new int[part.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = part.isNull(i) ? 0 : mapping[part.code(i)];
        }
        return new CodeVector(part.type, codes, unified.dictionary(), 0, codes.length,
                Bitmap.copy(part.validity, part.offset, part.length));
    }
}
