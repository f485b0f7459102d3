package dev.peso.internal.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Table;
import dev.peso.internal.column.Vector;

/// The rows of a table that are shown to a person: the first and perhaps the last ones.
///
/// @param head the first rows
/// @param tail the last rows, none of them among the first; empty when the end is unknown or shown already
/// @param totalRows how many rows there are, or -1 when there are more than shown but nobody counted
public record Preview(Table head, Table tail, long totalRows) {

    /// The first rows of more, of which nobody knows how many there are.
    ///
    /// @param head the first rows
    /// @return the preview
    public static Preview firstOfMany(Table head) {
        return new Preview(head, none(head), -1);
    }

    /// All rows of a table, or its first and last ones when there are more than `mostRows`.
    ///
    /// @param table the table
    /// @param mostRows how many rows to show
    /// @return the preview
    public static Preview of(Table table, int mostRows) {
        long rows = table.rows();
        if (rows <= mostRows) {
            return new Preview(table, none(table), rows);
        }
        long first = (mostRows + 1L) / 2;
        long last = mostRows - first;
        return new Preview(slice(table, 0, first), slice(table, rows - last, last), rows);
    }

    /// The names and types of the columns.
    ///
    /// @return the schema of both parts
    public Schema schema() {
        return head.schema();
    }

    /// How many rows are shown.
    ///
    /// @return rows of both parts
    public long shownRows() {
        return head.rows() + tail.rows();
    }

    /// How many rows are shown before a gap; all of them when there is none.
    ///
    /// @return rows of the first part
    public long headRows() {
        return head.rows();
    }

    /// Whether rows are left out.
    ///
    /// @return true if there are more rows than shown
    public boolean isCut() {
        return totalRows < 0 || totalRows > shownRows();
    }

    /// The vectors of a column: those of the first rows, then those of the last.
    ///
    /// @param column the column's position
    /// @return its vectors
    public List<Vector> column(int column) {
        List<Vector> parts = new ArrayList<>(head.column(column));
        parts.addAll(tail.column(column));
        return parts;
    }

    /// Collects the first and last rows of a result that streams by, and counts the rest.
    public static final class Collector {
        private final Schema schema;
        private final long first;
        private final long last;
        private final List<Chunk> head = new ArrayList<>();
        private final ArrayDeque<Chunk> tail = new ArrayDeque<>();
        private long headRows;
        private long tailRows;
        private long rows;

        /// @param mostRows how many rows to show
        public Collector(Schema schema, int mostRows) {
            this.schema = schema;
            this.first = (mostRows + 1L) / 2;
            this.last = mostRows - first;
        }

        /// Takes the next rows.
        public void add(Chunk chunk) {
            rows += chunk.rows();
            int forHead = (int) Math.min(chunk.rows(), first - headRows);
            if (forHead > 0) {
                head.add(chunk.slice(0, forHead));
                headRows += forHead;
            }
            if (forHead < chunk.rows()) {
                tail.add(chunk.slice(forHead, chunk.rows() - forHead));
                tailRows += chunk.rows() - forHead;
            }
            while (!tail.isEmpty() && tailRows - tail.getFirst().rows() >= last) {
                tailRows -= tail.removeFirst().rows();
            }
        }

        /// The preview of all rows taken.
        public Preview finish() {
            Table end = new Table(schema, List.copyOf(tail));
            long shown = Math.min(last, tailRows);
            return new Preview(new Table(schema, head), slice(end, tailRows - shown, shown), rows);
        }
    }

    private static Table none(Table table) {
        return new Table(table.schema(), List.of());
    }

    private static Table slice(Table table, long from, long count) {
        List<Chunk> chunks = new ArrayList<>();
        long start = 0;
        for (Chunk chunk : table.chunks()) {
            long first = Math.max(from, start);
            long end = Math.min(from + count, start + chunk.rows());
            if (first < end) {
                chunks.add(chunk.slice((int) (first - start), (int) (end - first)));
            }
            start += chunk.rows();
        }
        return new Table(table.schema(), chunks);
    }
}
