package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Bitmap;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.spill.SpillFile;

/// A hash join whose sides lie on disk in parts: joins part by part, writes the results as runs in the streamed rows'
/// order, merges these.
///
/// The stored rows of a part that do not fit into memory at once are joined piece by piece; which streamed rows found
/// a match in some piece is remembered in a bitmap.
final class JoinSpill {
    /// Memory of a piece's rows: as they are read, and in the large chunks they are joined to.
    private static final int PIECE_COST = 2;

    private final Query query;
    private final SpillMemory memory;
    private final JoinShape shape;
    private final RowParts stored;
    private final Matching matching;
    private final int storedPosition;
    private final RowParts streamed;
    private final PositionRuns joined;
    private final PositionRuns unmatched;

    /// How the rows of the two sides find one another.
    ///
    /// @param rowBytes memory a stored row needs beside its columns
    record Matching(long rowBytes, Lookup lookup) {}

    /// Makes what looks up streamed rows among stored ones.
    @FunctionalInterface
    interface Lookup {
        /// @param kind the join as which these rows are joined
        /// @param matched gets a 1 at each stored row that came out; null if nobody asks
        JoinMorsels.Matcher of(JoinShape kind, RowStore rows, byte @Nullable [] matched);
    }

    private JoinSpill(Query query, SpillMemory memory, JoinShape shape, RowParts stored,
            Matching matching, Operator input) {
        this.query = query;
        this.memory = memory;
        this.shape = shape;
        this.stored = stored;
        this.matching = matching;
        this.storedPosition = stored.types().size() - 1;
        this.streamed = RowParts.of(query, "probe", input, shape.streamedKeys());
        List<DataType> outTypes = RowStore.types(shape.plan().schema(), List.of());
        this.joined = new PositionRuns(query, outTypes);
        this.unmatched = new PositionRuns(query, outTypes);
    }

    /// Joins the stored side on disk with the streamed input.
    static Morsels join(Query query, SpillMemory memory, JoinShape shape, RowParts stored,
            Matching matching, Operator input) {
        JoinSpill spill = new JoinSpill(query, memory, shape, stored, matching, input);
        query.forEach(RowParts.PARTS, p -> spill.new Part(spill.streamed.file(p)).join(stored.file(p)));
        memory.close();
        return spill.result();
    }

    /// Some of the stored rows of a part, in order; `rest` is a block that was read but did not fit.
    private record Piece(RowStore rows, long bytes, @Nullable Chunk rest, boolean isLast) {}

    private Piece nextPiece(SpillFile.Reader reader, @Nullable Chunk first) {
        List<Chunk> chunks = new ArrayList<>();
        long bytes = 0;
        Chunk next = first == null ? reader.next() : first;
        while (next != null) {
            long wanted = PIECE_COST * next.bytes() + next.rows() * matching.rowBytes;
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
            JoinMorsels.Matcher probe = matching.lookup.of(kind, piece.rows, storedMatched);
            PositionRuns.Run run = joined.new Run();
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
            run.finish();
            if (storedMatched != null) {
                PositionRuns.Run rest = unmatched.new Run();
                JoinPairs.emitUnmatched(shape, piece.rows, storedMatched, storedPosition, query, batch -> {
                    rest.add(batch);
                    return true;
                });
                rest.finish();
            }
            memory.release(piece.bytes);
        }

        private void addByMatch(long[] matched) {
            PositionRuns.Run run = joined.new Run();
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
            run.finish();
        }
    }

    private Morsels result() {
        RunMerge first = joined.merged();
        RunMerge second = unmatched.merged();
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
}
