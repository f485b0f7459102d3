package dev.peso.internal.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;

/// What becomes of the rows of some blocks that do not fit.
final class RowErrors implements FieldIndex.Ragged {
    private static final int SHOWN_ROW = 4_000;

    /// A row left out, its place still a place in the unpacked bytes.
    record Rejection(long offset, @Nullable String column, String problem, String text) {
        RejectedRow at(String source, long line) {
            return new RejectedRow(source, line, column, problem, text);
        }
    }

    private final CsvFile file;
    private final CsvReading.Listener listener;
    private final OnError policy;
    private final BitSet left = new BitSet();
    private final List<Rejection> rejections = new ArrayList<>();
    private final RaggedRows ragged = new RaggedRows();
    private Blocks.Block block;
    private int base;

    RowErrors(CsvFile file, Blocks.Block first, CsvReading.Listener listener) {
        this.file = file;
        this.listener = listener;
        this.block = first;
        this.policy = file.options().onError();
    }

    /// Goes on with another block.
    ///
    /// @param before rows of the blocks before it
    void start(Blocks.Block next, int before) {
        block = next;
        base = before;
    }

    @Override
    public boolean keep(int start, int end, int fields, int extra) {
        if (policy == OnError.NULL || file.options().raggedRows() == CsvReadOptions.RaggedRows.FILL) {
            ragged.add(block, start, end, extra);
            return true;
        }
        int width = file.schema().size();
        String problem = fields + (fields == 1 ? " field" : " fields") + ", expected " + width;
        if (policy == OnError.FAIL) {
            throw new DataException(
                    file.name() + " line " + file.lineAt(block.offset() + start) + ": " + problem
                            + "; use withRaggedRows(FILL) or onError(SKIP)");
        }
        reject(start, end, null, problem);
        return false;
    }

    /// A value that is none of its column's type: fails, or marks the row as left out, or does nothing more when the
    /// value becomes null.
    void misfit(FieldIndex fields, int row, int column, int from, int to) {
        if (policy == OnError.NULL || left.get(base + row)) {
            return;
        }
        dev.peso.Field field = file.schema().field(column);
        String problem = "\"" + CsvFile.shown(fields.bytes, from, to) + "\" is not " + article(field.type());
        if (policy == OnError.FAIL) {
            throw failure(fields, row, column, field, problem);
        }
        left.set(base + row);
        reject(fields.rowStart(row), fields.rowEnd(row), field.name(), problem);
    }

    private DataException failure(FieldIndex fields, int row, int column, dev.peso.Field field,
            String problem) {
        boolean inferred = file.columns().get(column).inferred();
        if (inferred) {
            listener.misfit();
        }
        String why = inferred ? " (type inferred from the first " + file.sampled() + " rows)" : "";
        String next = isAmbiguous(fields, row, column)
                ? "say what comes first by withDateOrder(DAY_FIRST) or (MONTH_FIRST)"
                : inferred
                        ? "set the type, raise withSampleRows or use withOnError(NULL)"
                        : "correct the file or use withOnError(NULL)";
        return new DataException(
                file.name() + " line " + file.lineAt(block.offset() + fields.rowStart(row)) + ", column \""
                        + CsvFile.oneLine(field.name())
                        + "\": " + problem + why + "; " + next,
                field.name(), -1, null);
    }

    /// Whether a value would be a date if it were known what comes first.
    private boolean isAmbiguous(FieldIndex fields, int row, int column) {
        DataType type = file.schema().field(column).type();
        if (file.columns().get(column).dateOrder() != CsvReadOptions.DateOrder.GUESS
                || type != DataType.DATE && !(type instanceof DataType.Timestamp)) {
            return false;
        }
        int at = row * (fields.width + 1) + column;
        return Dates.parseTimestamp(fields.bytes, fields.at[at], fields.at[at + 1] - 1, 1,
                CsvReadOptions.DateOrder.DAY_FIRST) != Times.INVALID
                || Dates.parseTimestamp(fields.bytes, fields.at[at], fields.at[at + 1] - 1, 1,
                        CsvReadOptions.DateOrder.MONTH_FIRST) != Times.INVALID;
    }

    private static String article(DataType type) {
        String text = type.toString();
        return ("aeiou".indexOf(text.charAt(0)) >= 0 && !text.startsWith("utf8") ? "an " : "a ") + text;
    }

    private void reject(int start, int end, @Nullable String column, String problem) {
        if (policy == OnError.QUARANTINE) {
            String text = new String(block.bytes(), start, Math.min(end, start + SHOWN_ROW) - start,
                    StandardCharsets.UTF_8);
            rejections.add(new Rejection(block.offset() + start, column, problem, text));
        }
    }

    /// The rows that stay, or null when all do.
    int @Nullable [] kept(int rows) {
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

    /// The rows that were filled or cut.
    RaggedRows ragged() {
        return ragged;
    }

    List<Rejection> rejections() {
        return rejections;
    }
}
