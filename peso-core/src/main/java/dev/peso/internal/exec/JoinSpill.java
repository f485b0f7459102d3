package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.spill.SpillFile;

/// A hash join whose sides lie on disk in parts: joins part by part, writes the results as runs in the streamed rows'
/// order, merges these.
///
/// The stored rows of a part that do not fit into memory at once are joined piece by piece; which streamed rows found
/// a match in some piece is remembered in a bitmap.
final class JoinSpill {
    private final Query query;
    private final SpillMemory memory;
    private final JoinShape shape;
    private final JoinParts stored;
    private final List<Integer> storedKeys;
    private final int storedPosition;
    private final JoinParts streamed;
    private final List<DataType> outTypes;
    private final int outWidth;

    private JoinSpill(Query query, SpillMemory memory, JoinShape shape, JoinParts stored,
            List<Integer> storedKeys,
            Operator input) {
        this.query = query;
        this.memory = memory;
        this.shape = shape;
        this.stored = stored;
        this.storedKeys = storedKeys;
        this.storedPosition = stored.types().size() - 1;
        List<DataType> types = RowStore.types(input.schema(), List.of());
        types.add(DataType.INT64);
        this.streamed = new JoinParts(query, "probe", types);
        this.outTypes = RowStore.types(shape.plan().schema(), List.of());
        this.outWidth = outTypes.size();
        outTypes.add(DataType.INT64);
        query.drain(input.open(query), 1, StreamedSink::new).forEach(sink -> sink.writer.flush());
        streamed.finish();
    }

    /// Joins the stored side on disk with the streamed input.
    ///
    /// @param storedKeys the columns of the stored side that are keys
    static Morsels join(Query query, SpillMemory memory, JoinShape shape, JoinParts stored,
            List<Integer> storedKeys, Operator input) {
        JoinSpill spill = new JoinSpill(query, memory, shape, stored, storedKeys, input);
        Part[] parts = new Part[JoinParts.PARTS];
        query.forEach(parts.length, p -> {
            parts[p] = spill.new Part(spill.streamed.file(p));
            parts[p].join(stored.file(p));
        });
        return spill.result(List.of(parts));
    }

    /// Divides the rows of one morsel of the streamed side.
    private final class StreamedSink implements Query.Sink {
        private final JoinParts.Writer writer;
        private final Evaluator[] keys;

        StreamedSink(int index) {
            this.writer = streamed.new Writer(index);
            this.keys = shape.streamedKeys().stream().map(Evaluator::new).toArray(Evaluator[]::new);
        }

        @Override
        public boolean accept(Batch batch) {
            Vector[] values = new Vector[keys.length];
            for (int k = 0; k < keys.length; k++) {
                values[k] = keys[k].eval(batch);
            }
            writer.add(batch.toChunk().columns(), values, batch.rows());
            return true;
        }

        @Override
        public void finish() {
            writer.flush();
        }
    }

    /// Some of the stored rows of a part, in order; `rest` is a block that was read but did not fit.
    private record Piece(RowStore rows, long bytes, @Nullable Chunk rest, boolean isLast) {}

    private Piece nextPiece(SpillFile.Reader reader, @Nullable Chunk first) {
        List<Chunk> chunks = new ArrayList<>();
        long bytes = 0;
        Chunk next = first == null ? reader.next() : first;
        while (next != null) {
            long wanted = JoinBuild.bytes(Batch.of(next, 0, next.rows(), -1), storedKeys.size());
            if (!memory.tryReserve(wanted)) {
                if (!chunks.isEmpty()) {
                    return new Piece(RowStore.of(query, stored.types(), chunks), bytes, next, false);
                }
                memory.take(wanted);
            }
            bytes += wanted;
            chunks.add(next);
            next = reader.next();
        }
        return new Piece(RowStore.of(query, stored.types(), chunks), bytes, null, true);
    }

    /// Sets the bits of the streamed rows that are in an output batch; both have positions, rising, in a last column.
    private static void mark(Batch batch, Batch out, int base, long[] matched) {
        LongVector positions = (LongVector) batch.column(batch.width() - 1);
        LongVector found = (LongVector) out.column(out.width() - 1);
        int row = 0;
        for (int i = 0; i < found.length; i++) {
            while (positions.get(row) != found.get(i)) {
                row++;
            }
            Bitmap.set(matched, base + row);
        }
    }

    /// The join of one part.
    private final class Part {
        private final SpillFile streamedFile;
        private final List<SpillFile> runs = new ArrayList<>();
        private final List<SpillFile> unmatchedRuns = new ArrayList<>();

        Part(SpillFile streamedFile) {
            this.streamedFile = streamedFile;
        }

        void join(SpillFile storedFile) {
            SpillFile.Reader reader = storedFile.read(stored.types());
            Piece piece = nextPiece(reader, null);
            if (piece.isLast) {
                join(shape, piece, null);
            } else {
                joinPieces(piece, reader);
            }
            storedFile.close();
            streamedFile.close();
        }

        /// Joins piece by piece as an inner or semi join, then adds the streamed rows that come out for having found
        /// nothing or something.
        private void joinPieces(Piece first, SpillFile.Reader reader) {
            long[] matched = new long[Bitmap.words(Math.toIntExact(streamedFile.rows()))];
            JoinShape inner = shape.ofKind(shape.givesPairs() ? Plan.JoinKind.INNER : Plan.JoinKind.SEMI);
            Piece piece = first;
            while (true) {
                join(inner, piece, matched);
                if (piece.isLast) {
                    break;
                }
                piece = nextPiece(reader, piece.rest);
            }
            if (shape.keepsStreamed() || !shape.givesPairs()) {
                addByMatch(matched);
            }
        }

        private void join(JoinShape kind, Piece piece, long @Nullable [] matched) {
            byte[] storedMatched = shape.keepsStored() ? new byte[piece.rows.refs()] : null;
            KeyTable table = KeyTable.build(query, piece.rows, storedKeys, shape.plan().nullsMatch());
            HashJoinOperator.Probe probe = new HashJoinOperator.Probe(kind, piece.rows, table, storedMatched,
                    query.batchRows());
            Run run = new Run();
            SpillFile.Reader reader = streamedFile.read(streamed.types());
            int at = 0;
            for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                for (int from = 0; from < chunk.rows(); from += query.batchRows()) {
                    query.check();
                    int count = Math.min(query.batchRows(), chunk.rows() - from);
                    Batch batch = Batch.of(chunk, from, count, -1);
                    int base = at + from;
                    probe.accept(batch, out -> {
                        if (matched != null) {
                            mark(batch, out, base, matched);
                        }
                        if (matched == null || shape.givesPairs()) {
                            run.add(out);
                        }
                        return true;
                    });
                }
                at += chunk.rows();
            }
            run.finish(runs);
            if (storedMatched != null) {
                Run unmatched = new Run();
                JoinPairs.emitUnmatched(shape, piece.rows, storedMatched, storedPosition, query, batch -> {
                    unmatched.add(batch);
                    return true;
                });
                unmatched.finish(unmatchedRuns);
            }
            memory.release(piece.bytes);
        }

        private void addByMatch(long[] matched) {
            Run run = new Run();
            SpillFile.Reader reader = streamedFile.read(streamed.types());
            int at = 0;
            for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                int[] picked = new int[chunk.rows()];
                int count = 0;
                for (int i = 0; i < chunk.rows(); i++) {
                    picked[count] = i;
                    count += Bitmap.get(matched, at + i) == shape.isSemi() ? 1 : 0;
                }
                at += chunk.rows();
                if (count > 0) {
                    Batch batch = Batch.of(chunk, 0, chunk.rows(), -1).select(picked, count);
                    run.add(shape.givesPairs() ? JoinPairs.alone(shape, batch) : batch);
                }
            }
            run.finish(runs);
        }
    }

    /// A run in the making: output rows with the position they have in the order.
    private final class Run {
        private final SpillFile file = query.spill().newFile("joined");
        private final List<Chunk> open = new ArrayList<>();
        private int openRows;
        private int blockRows;

        void add(Batch batch) {
            open.add(batch.toChunk());
            openRows += batch.rows();
            blockRows = blockRows == 0 ? SortRuns.blockRows(query, open) : blockRows;
            if (openRows >= blockRows) {
                write();
            }
        }

        private void write() {
            file.write(RowStore.concat(outTypes, open));
            open.clear();
            openRows = 0;
        }

        void finish(List<SpillFile> target) {
            if (openRows > 0) {
                write();
            }
            file.finish();
            if (file.rows() > 0) {
                target.add(file);
            }
        }
    }

    private Morsels result(List<Part> parts) {
        RunMerge first = merge(parts.stream().flatMap(part -> part.runs.stream()).toList());
        RunMerge second = merge(parts.stream().flatMap(part -> part.unmatchedRuns.stream()).toList());
        return new Morsels() {
            @Override
            public @Nullable Morsel next() {
                Morsel morsel = first.next();
                return morsel == null ? second.next() : morsel;
            }

            @Override
            public void close() {
                first.close();
                second.close();
            }
        };
    }

    private RunMerge merge(List<SpillFile> sorted) {
        SortKey position = new SortKey(new CheckedExpr.Ref(outWidth, DataType.INT64, "position"), false,
                false);
        return new RunMerge(query, sorted, outTypes, outWidth,
                new KeyOrder(List.of(position), List.of(outWidth), outTypes), 0, -1);
    }
}
