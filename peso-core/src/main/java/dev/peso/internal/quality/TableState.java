package dev.peso.internal.quality;

import java.util.ArrayList;
import java.util.List;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.spi.Batch;
import dev.peso.spi.ColumnData;
import dev.peso.spi.Fold;

/// What a pass over rows has found out: each column by itself, columns of numbers by two, and whole rows.
public final class TableState {
    /// Columns of numbers that are correlated; of more, the first ones.
    public static final int MOST_CORRELATED = 100;

    /// Columns of texts and booleans whose pairs of values are counted; of more, the first ones.
    public static final int MOST_CATEGORIES = 40;

    private final Schema schema;
    private final List<ColumnState> columns = new ArrayList<>();
    private final List<Integer> numeric = new ArrayList<>();
    private final PairSums pairs;
    private final RowSample sample;
    private final List<Integer> categories = new ArrayList<>();
    private final PairCounts pairCounts;
    private final DistinctRows distinct = new DistinctRows();
    private final List<boolean[]> missing = new ArrayList<>();
    private final List<boolean[]> missingCategories = new ArrayList<>();
    private long rows;
    private long[] hashes = new long[0];

    private TableState(Schema schema) {
        this.schema = schema;
        for (Field field : schema) {
            if (isCorrelated(field.type()) && numeric.size() < MOST_CORRELATED) {
                numeric.add(columns.size());
                missing.add(new boolean[0]);
            }
            if (isCategory(field.type()) && categories.size() < MOST_CATEGORIES) {
                categories.add(columns.size());
                missingCategories.add(new boolean[0]);
            }
            columns.add(ColumnState.of(field.type()));
        }
        this.pairCounts = new PairCounts(categories.size());
        this.pairs = new PairSums(numeric.size());
        this.sample = new RowSample(numeric.size());
    }

    private static boolean isCorrelated(DataType type) {
        return type.isNumeric() || type == DataType.BOOLEAN;
    }

    private static boolean isCategory(DataType type) {
        return type.isText() || type == DataType.BOOLEAN;
    }

    /// The pass.
    public static Fold<TableState> fold() {
        return new Fold<>() {
            @Override
            public TableState start(Schema schema) {
                return new TableState(schema);
            }

            @Override
            public void add(TableState state, Batch batch) {
                state.add(batch);
            }

            @Override
            public TableState merge(TableState earlier, TableState later) {
                earlier.merge(later);
                return earlier;
            }
        };
    }

    private void add(Batch batch) {
        int length = batch.length();
        hashes = new long[length];
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).add(batch.column(c), hashes);
        }
        for (long hash : hashes) {
            distinct.add(hash);
        }
        if (numeric.size() > 1) {
            addPairs(batch);
        }
        if (categories.size() > 1) {
            addPairCounts(batch);
        }
        rows += length;
    }

    private void addPairs(Batch batch) {
        List<double[]> values = new ArrayList<>();
        for (int k = 0; k < numeric.size(); k++) {
            ColumnData column = batch.column(numeric.get(k));
            values.add(((NumberState) columns.get(numeric.get(k))).cells().doubles());
            mark(column, missing, k);
        }
        pairs.add(values, missing, batch.length());
        sample.add(values, missing, hashes, batch.length());
    }

    private void addPairCounts(Batch batch) {
        List<long[]> values = new ArrayList<>();
        for (int k = 0; k < categories.size(); k++) {
            values.add(columns.get(categories.get(k)).hashes());
            mark(batch.column(categories.get(k)), missingCategories, k);
        }
        pairCounts.add(values, missingCategories, batch.length());
    }

    /// Notes which rows of a column are null.
    private static void mark(ColumnData column, List<boolean[]> marks, int k) {
        if (marks.get(k).length < column.length()) {
            marks.set(k, new boolean[column.length()]);
        }
        boolean[] nulls = marks.get(k);
        for (int i = 0; i < column.length(); i++) {
            nulls[i] = column.isNull(i);
        }
    }

    private void merge(TableState later) {
        rows += later.rows;
        for (int c = 0; c < columns.size(); c++) {
            columns.get(c).merge(later.columns.get(c));
        }
        pairs.merge(later.pairs);
        sample.merge(later.sample);
        pairCounts.merge(later.pairCounts);
        distinct.merge(later.distinct);
    }

    public Schema schema() {
        return schema;
    }

    public long rows() {
        return rows;
    }

    public ColumnState column(int index) {
        return columns.get(index);
    }

    /// The positions of the columns that are correlated.
    public List<Integer> numeric() {
        return numeric;
    }

    /// Rows where two of the correlated columns, by their places among them and the first in front, have values.
    public long pairCount(int x, int y) {
        return pairs.count(x, y);
    }

    public double correlation(int x, int y) {
        return pairs.correlation(x, y);
    }

    /// Rank correlations of these columns, by their places among them.
    public RankCorrelations rankCorrelations() {
        return new RankCorrelations(sample.values(), sample.isWhole());
    }

    /// The positions of the columns of texts and booleans whose pairs of values may have been counted.
    public List<Integer> categories() {
        return categories;
    }

    /// Whether one of these columns, by its place among them, has few enough values for that.
    public boolean isCounted(int column) {
        return pairCounts.isCounted(column);
    }

    public long associationRows(int x, int y) {
        return pairCounts.count(x, y);
    }

    public double association(int x, int y) {
        return pairCounts.association(x, y);
    }

    public long distinctRows() {
        return columns.isEmpty() ? Math.min(rows, 1) : distinct.count();
    }

    /// The standard deviation of the number of distinct rows, relative; 0 of a counted one.
    public double distinctRowsError() {
        return distinct.error();
    }
}
