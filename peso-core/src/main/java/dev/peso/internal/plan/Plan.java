package dev.peso.internal.plan;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Table;
import dev.peso.internal.expr.Node;

/// A logical plan as the user wrote it: which rows a dataset stands for, not how they are computed.
///
/// Nodes are values. Names are resolved by the [Analyzer], once.
public sealed interface Plan {
    /// Rows in memory.
    record Values(Table table, @Nullable String name) implements Plan {}

    /// Rows of a source that is read when the plan runs.
    record Scan(ScanSource source) implements Plan {}

    /// The rows for which the condition is true.
    record Filter(Plan input, Node condition) implements Plan {}

    /// Exactly these columns.
    record Select(Plan input, List<Node> columns) implements Plan {
        public Select {
            columns = List.copyOf(columns);
        }
    }

    /// All columns, with these added or replaced; the new columns do not see each other.
    record With(Plan input, List<Node> columns) implements Plan {
        public With {
            columns = List.copyOf(columns);
        }
    }

    /// All columns but these.
    record Drop(Plan input, List<String> columns) implements Plan {
        public Drop {
            columns = List.copyOf(columns);
        }
    }

    /// The same columns, some under new names (old name to new).
    record Rename(Plan input, Map<String, String> names) implements Plan {
        public Rename {
            names = Map.copyOf(names);
        }
    }

    /// The rows in a stable order.
    record Sort(Plan input, List<Node.SortKey> keys) implements Plan {
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /// At most `rows` rows after the first `offset`; -1 rows for all.
    record Limit(Plan input, long offset, long rows) implements Plan {}

    /// A random part of the rows in row order: `rows` of them, or each with probability `fraction` when `rows` is -1.
    record Sample(Plan input, long rows, double fraction, long seed) implements Plan {}

    /// The first row of each combination of values of these columns (all when empty), in row order.
    record Distinct(Plan input, List<String> columns) implements Plan {
        public Distinct {
            columns = List.copyOf(columns);
        }
    }

    /// One row a group; without keys one row in all. Aggregates may be expressions of aggregates and keys.
    record Aggregate(Plan input, List<Node> keys, List<Node> aggregates) implements Plan {
        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
        }
    }

    /// Rows of two inputs side by side.
    ///
    /// @param keys pairs that must be equal; a condition may come on top
    /// @param condition over the columns of both; a right-hand column that clashes has the suffix; null for none
    /// @param nullsMatch whether null keys equal each other
    /// @param suffix added to a right-hand column's name that the left has too
    record Join(Plan left, Plan right, JoinKind kind, List<JoinKey> keys, @Nullable Node condition,
            boolean nullsMatch, String suffix) implements Plan {
        public Join {
            keys = List.copyOf(keys);
        }
    }

    /// An equality between an expression of the left input and one of the right. Plain columns of equal names are kept
    /// once.
    record JoinKey(Node left, Node right) {
        /// The same equality, read the other way round.
        @SuppressWarnings("ArgumentSelectionDefectChecker") // the sides change places on purpose
        JoinKey turned() {
            return new JoinKey(right, left);
        }
    }

    /// The kinds of joins.
    enum JoinKind {
        INNER, LEFT, RIGHT, FULL, SEMI, ANTI, CROSS
    }

    /// Each left row with the nearest right row by an ordered key, among those with equal `by` keys.
    ///
    /// @param tolerance the largest distance allowed, a literal of the key's difference type, or null
    record AsOfJoin(Plan left, Plan right, JoinKey on, List<JoinKey> by, AsOfDirection direction,
            boolean allowExact,
            @Nullable Node tolerance, String suffix) implements Plan {
        public AsOfJoin {
            by = List.copyOf(by);
        }
    }

    /// Which right row is near: the last at or before, the first at or after, or the closer of both.
    enum AsOfDirection {
        BACKWARD, FORWARD, NEAREST
    }

    /// The rows of several inputs of equal column names, one after the other; types widen to a common one.
    record Union(List<Plan> inputs) implements Plan {
        public Union {
            inputs = List.copyOf(inputs);
        }
    }

    /// The rows of `start`, then those that `step` makes of them, then those it makes of these, until there are none.
    ///
    /// @param step reads the rows of the round before as a scan of `rows`; its columns are those of `start`
    /// @param distinct whether a row that was there before is left out
    record Repeat(Plan start, Plan step, WorkingRows rows, boolean distinct) implements Plan {}

    /// Rows of the left that are (`INTERSECT`) or are not (`EXCEPT`) among those of the right, compared as wholes with
    /// null equal to null; without `all` each once.
    record SetOperation(Plan left, Plan right, boolean intersect, boolean all) implements Plan {}

    /// One row for each element of list columns, which are exploded side by side; an empty or null list gives one row
    /// with null.
    record Explode(Plan input, List<String> columns) implements Plan {
        public Explode {
            columns = List.copyOf(columns);
        }
    }

    /// Columns to rows: for each row one for each of `columns`, with its name and value; other columns but `keep` go.
    record Unpivot(Plan input, List<String> keep, List<String> columns, String nameColumn, String valueColumn)
            implements
                Plan {
        public Unpivot {
            keep = List.copyOf(keep);
            columns = List.copyOf(columns);
        }
    }

    /// Rows to columns: one row a combination of `keys`, one column for each value of `on` in `values`.
    ///
    /// @param values the values that become columns, as literals, in order
    record Pivot(Plan input, List<String> keys, String on, List<Node.Literal> values,
            Node.Aggregate aggregate)
            implements
                Plan {
        public Pivot {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /// Fills the gaps of a time column within each group so that every step of a fixed or calendar interval has a row;
    /// other columns of new rows are null.
    ///
    /// @param every the step as text, for example `1h`, `15m`, `1mo`
    record Upsample(Plan input, String column, String every, List<String> by) implements Plan {
        public Upsample {
            by = List.copyOf(by);
        }
    }

    /// Rows computed by the user's code from rows; the optimizer looks neither in nor past it.
    record MapRows(Plan input, RowMapper mapper) implements Plan {}

    /// The user's code behind a [MapRows]; `toString()` is for `explain()`.
    interface RowMapper {
        /// The columns that come out.
        Schema output();

        /// One worker's use of the code.
        Mapping open();
    }

    /// Turns the rows of one batch after another into others, on one thread.
    @FunctionalInterface
    interface Mapping {
        /// @param check to be called now and then; throws when the query shall end
        Batch map(Batch rows, Runnable check);
    }
}
