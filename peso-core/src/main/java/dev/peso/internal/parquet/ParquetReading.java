package dev.peso.internal.parquet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ParquetReadOptions;

/// One read of a Parquet file: row groups, or parts of them when there are few, are decoded side by side.
final class ParquetReading implements ScanSource.Reading {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int FEW_GROUPS = 4 * PROCESSORS;
    private static final long PART_ROWS = 2L * Vector.CHUNK_ROWS;

    private final ParquetFile file;
    private final int[] columns;
    private final Skipping skipping;
    private final ArrayDeque<List<Rows>> parts = new ArrayDeque<>();
    private final ArrayDeque<List<PageReader.Scratch>> spare = new ArrayDeque<>();
    private final long together;
    /// From how many rows on several row groups need no further one.
    private final long enough;
    /// Stretches that others may help with.
    private final ArrayDeque<Stretch> begun = new ArrayDeque<>();
    private int helpers;
    private volatile boolean mayCode;
    private volatile boolean mayReuse;
    private boolean ended;

    ParquetReading(ParquetFile file, int[] columns, List<CheckedExpr> predicates, long limit) {
        this.file = file;
        this.columns = columns;
        this.skipping = new Skipping(file, predicates);
        file.requireUnchanged();
        boolean flat = isFlat();
        boolean split = flat && file.options().parallel() == ParquetReadOptions.Parallel.AUTO
                && file.groups().size() < FEW_GROUPS;
        // who asks for all columns keeps them; what is dropped again soon is cheap in small arrays
        boolean whole = columns.length == file.schema().size() && predicates.isEmpty() && limit < 0;
        this.together = flat && whole ? together() : 0;
        this.enough = enough(file.rows());
        long left = limit < 0 || !predicates.isEmpty() ? Long.MAX_VALUE : limit;
        for (int g : file.groups()) {
            long rows = Math.min(left, file.meta().groups().get(g).rows());
            if (rows > 0 && skipping.mayMatch(g)) {
                add(g, rows, split);
            }
            left -= rows;
        }
        helpers = parts.stream().anyMatch(this::isStretch) ? PROCESSORS - 1 : 0;
    }

    /// Rows `from` to `to` of a row group.
    private record Rows(int group, long from, long to) {
        long count() {
            return to - from;
        }
    }

    /// Rows of flat columns can be passed over without decoding them, and decoded into any place of an array.
    private boolean isFlat() {
        for (int column : columns) {
            Node node = file.nodes().get(column);
            if (!(node instanceof Node.Leaf leaf) || leaf.repetition() > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isStretch(List<Rows> part) {
        Rows first = part.getFirst();
        return part.size() > 1 || first.count() == rows(first.group) && first.count() > Vector.CHUNK_ROWS
                && first.count() <= together;
    }

    /// Up to how many rows of several row groups are decoded in one go.
    private long together() {
        return Stretch.mostRows(Arrays.stream(columns)
                .mapToObj(column -> file.schema().field(column).type())
                .toList());
    }

    /// As many stretches as their greatest size asks for, and at least one for each processor.
    private long enough(long rows) {
        long stretches = Math.max(PROCESSORS, Math.ceilDiv(rows, Math.max(1, together)));
        return Math.ceilDiv(rows, stretches);
    }

    private void add(int group, long rows, boolean split) {
        long step = split && rows > 2 * PART_ROWS ? PART_ROWS : rows;
        List<Rows> last = parts.peekLast();
        if (step == rows && last != null && rows(last) < enough && rows(last) + rows <= together) {
            last.add(new Rows(group, 0, rows));
            return;
        }
        for (long from = 0; from < rows; from += step) {
            parts.add(new ArrayList<>(List.of(new Rows(group, from, Math.min(rows, from + step)))));
        }
    }

    @Override
    public void allowCodes() {
        mayCode = true;
    }

    @Override
    public void allowReuse() {
        mayReuse = true;
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        List<Rows> part = parts.poll();
        if (part == null) {
            if (helpers > 0) {
                helpers--;
                return () -> this::help;
            }
            if (!ended) {
                ended = true;
                file.requireUnchanged();
            }
            return null;
        }
        if (file.options().parallel() == ParquetReadOptions.Parallel.NONE) {
            ArrayDeque<Rows> all = new ArrayDeque<>(part);
            parts.forEach(all::addAll);
            parts.clear();
            return () -> () -> new OneByOne(new ArrayDeque<>(all));
        }
        if (!isStretch(part)) {
            return () -> () -> new Chunks(part.getFirst());
        }
        Stretch stretch = new Stretch(this, part.stream().map(Rows::group).toList());
        begun.add(stretch);
        return () -> () -> stretch;
    }

    /// Decodes columns of stretches that others are still at. There are as many such parts at the end as processors but one,
    /// whatever is left to do, so that the number of parts does not depend on time.
    private Iterator<Chunk> help() {
        for (Stretch stretch = unfinished(); stretch != null; stretch = unfinished()) {
            stretch.work();
        }
        return Collections.emptyIterator();
    }

    private synchronized @Nullable Stretch unfinished() {
        for (Stretch stretch : begun) {
            if (stretch.hasWork()) {
                return stretch;
            }
        }
        return null;
    }

    synchronized void ended(Stretch stretch) {
        begun.remove(stretch);
    }

    /// The wanted columns, those with the most bytes in the file first.
    int[] bySize(int group) {
        long[] keys = new long[columns.length];
        for (int i = 0; i < keys.length; i++) {
            int bytes = Math.clamp(chunk(i, group).compressedSize(), 0, Integer.MAX_VALUE);
            keys[i] = (long) (Integer.MAX_VALUE - bytes) << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) keys[i];
        }
        return order;
    }

    private Meta.Column chunk(int i, int group) {
        return file.meta().groups().get(group).columns().get(((Node.Leaf) node(i)).index());
    }

    /// The chunks of parts, each opened when those before are through.
    private final class OneByOne implements Iterator<Chunk> {
        private final ArrayDeque<Rows> left;
        private Iterator<Chunk> current = Collections.emptyIterator();

        OneByOne(ArrayDeque<Rows> left) {
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && !left.isEmpty()) {
                current = new Chunks(left.remove());
            }
            return current.hasNext();
        }

        @Override
        public Chunk next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return current.next();
        }
    }

    private static long rows(List<Rows> part) {
        long count = 0;
        for (Rows rows : part) {
            count += rows.count();
        }
        return count;
    }

    long rows(int group) {
        return file.meta().groups().get(group).rows();
    }

    /// The name of a wanted column.
    String name(int i) {
        return file.schema().field(columns[i]).name();
    }

    Node node(int i) {
        return file.nodes().get(columns[i]);
    }

    Vector restored(int i, Vector stored) {
        return KeptTypes.restore(stored, file.schema().field(columns[i]).type());
    }

    FlatReader flat(int i, int group, PageReader.Scratch scratch, Lane lane) {
        return new FlatReader(file.bytes(), (Node.Leaf) node(i), chunk(i, group), scratch, lane);
    }

    /// What to read the columns of a part through.
    synchronized List<PageReader.Scratch> takeScratch() {
        List<PageReader.Scratch> known = spare.poll();
        return known != null
                ? known
                : newScratch();
    }

    private List<PageReader.Scratch> newScratch() {
        List<PageReader.Scratch> each = new ArrayList<>(columns.length);
        for (int i = 0; i < columns.length; i++) {
            each.add(new PageReader.Scratch(mayReuse));
        }
        return each;
    }

    synchronized void giveBack(List<PageReader.Scratch> scratch) {
        spare.add(scratch);
    }

    @Override
    public synchronized void close() {
        spare.clear();
        parts.clear();
        begun.clear();
        helpers = 0;
        ended = true;
    }

    interface Step<T> {
        T run();
    }

    /// Puts the place in front of what went wrong.
    <T> T at(int group, @Nullable String column, Step<T> step) {
        try {
            return step.run();
        } catch (RuntimeException e) {
            throw at(group, column, e);
        }
    }

    /// What went wrong with its place in front, or as it is where the data are not to blame.
    private RuntimeException at(int group, @Nullable String column, RuntimeException e) {
        return switch (e) {
            case DataException data ->
                new DataException(place(group, column) + ": " + data.getMessage(), column, -1, data);
            case IndexOutOfBoundsException _,NegativeArraySizeException _,ArithmeticException _ ->
                new DataException(place(group, column) + ": the data is damaged", column, -1, e);
            default -> e;
        };
    }

    private String place(int group, @Nullable String column) {
        String of = file.meta().groups().size() == 1 ? "" : " row group " + group;
        return file.name() + of + (column == null ? "" : ", column \"" + column + "\"");
    }

    /// The chunks of a part, decoded one at a time.
    private final class Chunks implements Iterator<Chunk> {
        private final Rows rows;
        private final Meta.RowGroup group;
        private final ColumnReader[] readers = new ColumnReader[columns.length];
        private final ArrayDeque<long[]> ranges;
        private long row;
        private final List<PageReader.Scratch> scratch = takeScratch();
        private boolean whole;
        private boolean through;

        Chunks(Rows rows) {
            this.rows = rows;
            this.group = file.meta().groups().get(rows.group);
            PageIndex index = new PageIndex(file.bytes(), group);
            try {
                this.ranges = new ArrayDeque<>();
                for (long[] range : skipping.ranges(rows.group, index, rows.from, rows.to)) {
                    ranges.add(range);
                }
            } catch (RuntimeException e) {
                throw at(rows.group, null, e);
            }
            this.whole = ranges.size() == 1 && ranges.getFirst()[0] == 0
                    && ranges.getFirst()[1] == group.rows();
            if (!ranges.isEmpty()) {
                open(index);
            }
        }

        private void open(PageIndex index) {
            for (int i = 0; i < readers.length; i++) {
                try {
                    readers[i] = reader(i, index);
                } catch (RuntimeException e) {
                    throw at(rows.group, name(i), e);
                }
            }
        }

        private ColumnReader reader(int i, PageIndex index) {
            Node node = node(i);
            if (!whole) {
                for (Node.Leaf leaf : node.leaves()) {
                    index.load(leaf.index());
                }
            }
            boolean codes = mayCode && file.schema().field(columns[i]).type() == DataType.UTF8;
            return ColumnReader.of(file.bytes(), node, group, index, scratch.get(i), codes);
        }

        @Override
        public boolean hasNext() {
            if (ranges.isEmpty() && !through) {
                through = true;
                giveBack(scratch);
            }
            return !through;
        }

        @Override
        public Chunk next() {
            long[] range = ranges.peek();
            if (range == null) {
                throw new NoSuchElementException();
            }
            long pass = range[0] - row;
            int count = (int) Math.min(Vector.CHUNK_ROWS, range[1] - range[0]);
            range[0] += count;
            if (range[0] == range[1]) {
                ranges.poll();
            }
            boolean last = whole && ranges.isEmpty();
            List<Vector> vectors = new ArrayList<>();
            for (int i = 0; i < readers.length; i++) {
                try {
                    vectors.add(read(i, pass, count, last));
                } catch (RuntimeException e) {
                    throw at(rows.group, name(i), e);
                }
            }
            row += pass + count;
            if (ranges.isEmpty()) {
                for (ColumnReader reader : readers) {
                    reader.letGo();
                }
            }
            return new Chunk(vectors, count);
        }

        private Vector read(int i, long pass, int count, boolean last) {
            ColumnReader reader = readers[i];
            if (pass > 0) {
                reader.skip(pass);
            }
            Vector read = reader.read(count);
            if (last) {
                reader.finish();
            }
            return restored(i, read);
        }
    }
}
