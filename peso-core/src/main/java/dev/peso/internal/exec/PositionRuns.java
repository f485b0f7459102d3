package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedPlan.SortKey;
import dev.peso.internal.spill.SpillFile;

/// Output rows on disk, in runs, each row with the position it has in the order in a last column. Rows of one position
/// come in the order of their runs. Thread-safe, its runs are not.
final class PositionRuns {
    private final Query query;
    private final int width;
    private final List<DataType> types;
    private final List<SpillFile> files = new ArrayList<>();

    /// @param types of the columns, without the position
    PositionRuns(Query query, List<DataType> types) {
        this.query = query;
        this.width = types.size();
        this.types = new ArrayList<>(types);
        this.types.add(DataType.INT64);
    }

    /// All rows by position.
    RunMerge merged() {
        SortKey position = new SortKey(new CheckedExpr.Ref(width, DataType.INT64, "position"), false, false);
        return new RunMerge(query, files, types, width,
                new KeyOrder(List.of(position), List.of(width), types), 0, -1);
    }

    /// Adds a finished file of rows in order.
    synchronized void add(SpillFile file) {
        files.add(file);
    }

    /// A run in the making: its rows come in order.
    final class Run {
        private final SpillFile file = query.spill().newFile("run");
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
            Chunk all = RowStore.concat(types, open);
            open.clear();
            openRows = 0;
            for (int from = 0; from < all.rows(); from += blockRows) {
                query.check();
                file.write(all.slice(from, Math.min(blockRows, all.rows() - from)));
            }
        }

        /// Ends the run.
        void finish() {
            if (openRows > 0) {
                write();
            }
            file.finish();
            if (file.rows() > 0) {
                PositionRuns.this.add(file);
            }
        }
    }
}
