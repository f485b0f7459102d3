package dev.peso.internal.parquet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Scalars;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.CheckedExprs;
import dev.peso.io.ParquetReadOptions.SkipBy;

/// Which rows surely fail a query's conditions, by the statistics of row groups, the bounds of pages and Bloom filters.
final class Skipping {
    private final ParquetFile file;
    private final List<CheckedExpr> terms;

    Skipping(ParquetFile file, List<CheckedExpr> predicates) {
        this.file = file;
        this.terms = new ArrayList<>();
        for (CheckedExpr predicate : predicates) {
            terms.addAll(CheckedExprs.terms(predicate));
        }
    }

    /// Whether a row group may hold a row that meets the conditions.
    boolean mayMatch(int group) {
        for (CheckedExpr term : uses(SkipBy.STATISTICS) ? terms : List.<CheckedExpr>of()) {
            if (!Bounded.mayMatch(term, column -> statistics(group, column))) {
                return false;
            }
        }
        return true;
    }

    private boolean uses(SkipBy means) {
        return file.options().skipBy().contains(means);
    }

    private Node.@Nullable Leaf leaf(int column) {
        return file.nodes().get(column) instanceof Node.Leaf leaf && leaf.repetition() == 0
                && leaf.type().equals(file.schema().field(column).type()) ? leaf : null;
    }

    private Bounded.@Nullable Bounds statistics(int group, int column) {
        Node.Leaf leaf = leaf(column);
        if (leaf == null) {
            return null;
        }
        Meta.RowGroup meta = file.meta().groups().get(group);
        Meta.Statistics s = meta.columns().get(leaf.index()).statistics();
        if (s == null) {
            return null;
        }
        List<Boolean> orders = file.meta().orders();
        boolean ordered = orders == null || leaf.index() < orders.size() && orders.get(leaf.index());
        byte[] min = s.min() != null && ordered ? s.min() : hasOldOrder(leaf) ? s.oldMin() : null;
        byte[] max = s.max() != null && ordered ? s.max() : hasOldOrder(leaf) ? s.oldMax() : null;
        return new Bounded.Bounds(value(leaf, min), value(leaf, max), s.nulls(), meta.rows());
    }

    /// The first version's bounds are right for numbers with a sign only.
    private static boolean hasOldOrder(Node.Leaf leaf) {
        boolean plain = leaf.stored().meaning() == Stored.Meaning.PLAIN;
        return plain && leaf.stored().physical() != Stored.BYTE_ARRAY
                && leaf.stored().physical() != Stored.FIXED && leaf.stored().physical() != Stored.INT96;
    }

    /// A bound as a value of the column, or null if there is none of use.
    private static @Nullable Object value(Node.Leaf leaf, byte @Nullable [] bytes) {
        Stored stored = leaf.stored();
        if (bytes == null || stored.physical() == Stored.INT96 || stored.meaning() == Stored.Meaning.FLOAT16
                || stored.meaning() == Stored.Meaning.UUID || leaf.type() == DataType.NULL) {
            return null;
        }
        try {
            Lane lane = Lane.of(leaf);
            lane.start(1);
            if (stored.physical() == Stored.BYTE_ARRAY || stored.physical() == Stored.FIXED) {
                lane.bytes(bytes, 0, new int[]{bytes.length}, 1, 0);
            } else {
                lane.plain(bytes, 0, bytes.length, 0, 1);
            }
            Vector one = lane.build(1, null);
            return Scalars.get(one, 0);
        } catch (DataException | java.time.DateTimeException _) {
            return null; // a bound that is none skips nothing
        }
    }

    /// The rows of a part that may meet the conditions, as pairs of first and end.
    List<long[]> ranges(int group, PageIndex index, long from, long to) {
        List<long[]> all = new ArrayList<>();
        all.add(new long[]{from, to});
        if (terms.isEmpty()) {
            return all;
        }
        if (uses(SkipBy.BLOOM_FILTERS)
                && !terms.stream().allMatch(term -> Blooms.mayHold(file, group, term))) {
            return new ArrayList<>();
        }
        if (!uses(SkipBy.PAGE_INDEX)) {
            return all;
        }
        for (CheckedExpr term : terms) {
            BitSet columns = CheckedExprs.columns(term);
            Node.Leaf leaf = columns.cardinality() == 1 ? leaf(columns.nextSetBit(0)) : null;
            if (leaf != null && index.load(leaf.index())) {
                all = byPages(term, leaf, index, all);
            }
        }
        return all;
    }

    private List<long[]> byPages(CheckedExpr term, Node.Leaf leaf, PageIndex index, List<long[]> ranges) {
        Meta.Pages pages = index.pages(leaf.index());
        Meta.Bounds bounds = index.bounds(leaf.index());
        List<Boolean> orders = file.meta().orders();
        if (pages == null || bounds == null
                || orders != null && (leaf.index() >= orders.size() || !orders.get(leaf.index()))) {
            return ranges;
        }
        List<long[]> kept = new ArrayList<>();
        for (long[] range : ranges) {
            int p = PageIndex.pageOf(pages, range[0]);
            for (; p < pages.firstRows().length && pages.firstRows()[p] < range[1]; p++) {
                long end = p + 1 < pages.firstRows().length ? pages.firstRows()[p + 1] : range[1];
                long rows = end - pages.firstRows()[p];
                Bounded.Bounds b = pageBounds(leaf, bounds, p, rows);
                if (Bounded.mayMatch(term, _ -> b)) {
                    add(kept, Math.max(range[0], pages.firstRows()[p]), Math.min(range[1], end));
                }
            }
        }
        return kept;
    }

    private static Bounded.Bounds pageBounds(Node.Leaf leaf, Meta.Bounds bounds, int p, long rows) {
        if (bounds.allNull()[p]) {
            return new Bounded.Bounds(null, null, rows, rows);
        }
        long[] nulls = bounds.nulls();
        return new Bounded.Bounds(value(leaf, bounds.min().get(p)), value(leaf, bounds.max().get(p)),
                nulls == null || p >= nulls.length ? -1 : nulls[p], -2);
    }

    private static void add(List<long[]> ranges, long from, long to) {
        if (from >= to) {
            return;
        }
        if (!ranges.isEmpty() && ranges.getLast()[1] == from) {
            ranges.getLast()[1] = to;
        } else {
            ranges.add(new long[]{from, to});
        }
    }

    /// Order as unsigned bytes of UTF-8.
    static int compareTexts(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
