package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.spill.SpillFile;

/// Groups of rows on disk, worked off part by part: each part has all rows of its groups and is worked off in memory.
/// A part that does not fit is divided again.
final class SpilledGroups {
    /// Memory a part takes for each byte on disk: read, and what is made of it.
    private static final int PART_COST = 2;

    private final Query query;
    private final SpillMemory memory;
    private final List<Integer> keys;
    private final long rowBytes;
    private final Work work;
    private final PositionRuns results;

    /// Works off groups in memory.
    interface Work {
        /// @param rows all rows of some groups in row order, each with its position in a last column
        /// @param out takes results in order of position, which is their last column
        void small(RowStore rows, PositionRuns.Run out);

        /// Works off a file of rows of one group, or few, for which there is not enough memory.
        ///
        /// @param wanted the bytes that working them off in memory would take
        void large(SpillFile rows, long wanted, PositionRuns results);
    }

    /// @param keys the columns by which groups are told
    /// @param rowBytes memory a row needs beside its columns
    SpilledGroups(Query query, SpillMemory memory, List<Integer> keys, long rowBytes, Work work,
            PositionRuns results) {
        this.query = query;
        this.memory = memory;
        this.keys = keys;
        this.rowBytes = rowBytes;
        this.work = work;
        this.results = results;
    }

    /// Works off all parts.
    Morsels run(RowParts parts) {
        memory.close();
        query.forEach(RowParts.PARTS, p -> run(parts, parts.file(p)));
        memory.close();
        return results.merged();
    }

    private void run(RowParts parts, SpillFile file) {
        if (file.rows() == 0) {
            return;
        }
        long wanted = PART_COST * file.bytes() + rowBytes * file.rows();
        if (wanted <= query.ledger().room() * 3 / 4) {
            memory.with(wanted, () -> small(parts, file));
        } else if (keys.isEmpty() || parts.level() == RowParts.MOST_LEVEL) {
            work.large(file, wanted, results);
        } else {
            divide(parts, file, wanted);
        }
        file.close();
    }

    private void small(RowParts parts, SpillFile file) {
        List<Chunk> chunks = new ArrayList<>();
        SpillFile.Reader reader = file.read(parts.types());
        for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
            query.check();
            chunks.add(chunk);
        }
        PositionRuns.Run out = results.new Run();
        work.small(RowStore.of(query, parts.types(), chunks), out);
        out.finish();
    }

    private void divide(RowParts parts, SpillFile file, long wanted) {
        RowParts finer = new RowParts(query, "rows", parts.types(), parts.level() + 1);
        RowParts.Writer writer = finer.new Writer(0);
        SpillFile.Reader reader = file.read(parts.types());
        for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
            query.check();
            writer.addPositioned(chunk.columns(), keys.stream().map(chunk::column).toArray(Vector[]::new),
                    chunk.rows());
        }
        writer.flush();
        finer.finish();
        for (int p = 0; p < RowParts.PARTS; p++) {
            if (finer.file(p).rows() == file.rows()) {
                work.large(finer.file(p), wanted, results);
            } else {
                run(finer, finer.file(p));
            }
            finer.file(p).close();
        }
    }
}
