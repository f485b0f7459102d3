package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.kernel.Evaluator;

/// Keeps the rows of a run of morsels as chunks: the input's columns, then computed ones.
final class RowCollector implements Query.Sink {
    private final List<DataType> types;
    private final List<Evaluator> computed;
    private final List<Vector[]> pending = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private int pendingRows;

    /// @param types of the input's columns and the computed ones
    RowCollector(List<DataType> types, List<CheckedExpr> computed) {
        this.types = types;
        this.computed = computed.stream().map(Evaluator::new).toList();
    }

    @Override
    public boolean accept(Batch batch) {
        if (pendingRows + batch.rows() > Vector.CHUNK_ROWS) {
            cut();
        }
        pending.add(columns(batch));
        pendingRows += batch.rows();
        return true;
    }

    private Vector[] columns(Batch batch) {
        int width = batch.width();
        Vector[] columns = new Vector[width + computed.size()];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = c < width ? batch.column(c) : computed.get(c - width).eval(batch);
        }
        return columns;
    }

    @Override
    public void finish() {
        cut();
    }

    private void cut() {
        if (pendingRows > 0) {
            List<Vector> whole = new ArrayList<>();
            for (int c = 0; c < types.size(); c++) {
                int column = c;
                whole.add(Tables.concat(types.get(c), pending.stream().map(p -> p[column]).toList()));
            }
            chunks.add(new Chunk(whole, pendingRows));
        }
        pending.clear();
        pendingRows = 0;
    }

    /// The rows seen, in order; none of the chunks is empty.
    List<Chunk> chunks() {
        return chunks;
    }
}
