package dev.peso.internal.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.aggregate.Accumulator;
import dev.peso.internal.aggregate.GroupTable;
import dev.peso.internal.column.Batch;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.LongVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.spill.SpillFile;

/// The groups of one run of consecutive rows.
///
/// Rows go into a table of groups until nearly every row makes a new one; the rows after that are only sorted into
/// partitions by hash, since a table would not make them fewer. Where that happens depends on the rows alone.
final class AggregateRun implements Query.Sink {
    /// The part of the rows before a check that an early one takes.
    private static final int EARLY = 4;
    /// Rows of groups known already that tell how many groups there are, to about an eighth.
    private static final int ENOUGH_TO_TELL = 64;
    /// Memory of states while they grow: arrays are copied to larger ones.
    private static final int GROWTH = 2;
    /// Memory of rows on their way into a block: as they came, put together, sorted.
    private static final int BLOCK_COST = 3;
    /// The part of the memory that rows may take which wait in partitions.
    private static final int ROWS_PART = 3;
    /// Fewer runs are not merged together, so that two workers have one each.
    private static final int LEAST_WAVE = 2;
    /// The part of the memory that the rows of a block may take.
    private static final int BLOCK_PART = 64;
    private final AggregateShape shape;
    private final HashAggregateOperator.Sizes sizes;
    private final Expected expected;
    private final RowBlocks spare;
    private final int index;
    private final SpillMemory memory;
    private final Query query;
    private final AggregateShape.Input input;
    private final AggregateShape.Feeder feeder;
    final GroupTable table;
    final Accumulator[] accumulators;
    private final FirstRows firstRows = new FirstRows();
    private long rows;
    private int groupsAtCheck;
    private boolean scattered;
    private boolean mayStay;
    private int[] groups = new int[0];

    private final List<Vector[]> pending = new ArrayList<>();
    private int pendingRows;
    private long pendingBytes;
    final List<RowBlocks.Block> blocks = new ArrayList<>();
    private long blockBytes;

    private long reserved;
    private boolean toDisk;
    private @Nullable SpillFile file;
    private final List<int[]> onDisk = new ArrayList<>();
    private final long[] diskBytes = new long[RowBlocks.PARTITIONS];
    private int written;

    /// @param index the number of the run
    AggregateRun(AggregateShape shape, HashAggregateOperator.Sizes sizes, Expected expected, RowBlocks spare,
            int index, SpillMemory memory, Query query) {
        this.shape = shape;
        this.sizes = sizes;
        this.expected = expected;
        this.spare = spare;
        this.index = index;
        this.memory = memory;
        this.query = query;
        this.input = shape.new Input();
        this.feeder = shape.new Feeder();
        this.table = new GroupTable(shape.keyTypes(), true);
        this.accumulators = shape.newAccumulators();
        if (expected.groups > 0 && memory.tryReserve(GROWTH * expected.bytes)) {
            reserved = GROWTH * expected.bytes;
            table.reserve(expected.groups);
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(expected.groups);
            }
        } else if (expected.refused && !shape.keys.isEmpty()) {
            toDisk = true;
            scattered = true;
        }
    }

    /// How many groups runs have had so far, to make room at once, whether memory was refused to one, and whether rows are
    /// scattered that have few groups.
    static final class Expected {
        private volatile int groups;
        private volatile long bytes;
        private volatile boolean refused;
        private volatile int wave;
        private volatile boolean withoutWaves;

        synchronized void saw(int count, long size) {
            if (count > groups) {
                groups = count;
                bytes = Math.max(bytes, size);
            }
        }

        boolean hasFewGroups() {
            return wave > 0 && !withoutWaves && !refused;
        }

        /// How many runs to merge together where there are few groups.
        int wave() {
            return wave;
        }

        void stopWaves() {
            withoutWaves = true;
        }
    }

    @Override
    public boolean accept(Batch batch) {
        Vector[] keys = input.keys(batch);
        Vector[] columns = input.columns(batch);
        int count = batch.rows();
        if (shape.keys.isEmpty()) {
            addAll(columns, count);
            account();
            return true;
        }
        int from = 0;
        while (from < count && !scattered) {
            long check = nextCheck();
            int take = (int) Math.min(check - rows, count - from);
            add(slices(keys, from, take), slices(columns, from, take), take);
            from += take;
            if (rows == check) {
                long runBytes = runBytes(keys, columns, count);
                scattered = newRows(check) > sizes.checkRows() / 100.0 * newRowsToScatter(runBytes);
                if (scattered && mayHaveFewGroups()) {
                    waves(runBytes);
                } else {
                    mayStay = scattered && spare.mayHaveToStay(runBytes, runRows());
                }
            }
        }
        if (from < count) {
            scatter(slices(keys, from, count - from), slices(columns, from, count - from), count - from);
        }
        account();
        return true;
    }

    /// The row before which to look whether nearly all rows make new groups: the first time early, as groups that are in the
    /// table by then have to be merged one by one.
    private long nextCheck() {
        int early = sizes.checkRows() / EARLY;
        return rows < early ? early : (rows / sizes.checkRows() + 1) * sizes.checkRows();
    }

    /// How many of the last [HashAggregateOperator.Sizes#checkRows] rows have made new groups. Early on, how many of the
    /// first ones probably will, if those that came back are enough to tell.
    private double newRows(long check) {
        if (check < sizes.checkRows()) {
            if (rows - table.size() < ENOUGH_TO_TELL) {
                return 0;
            }
            double groups = likelyGroups();
            return groups * -Math.expm1(-sizes.checkRows() / groups);
        }
        int more = table.size() - groupsAtCheck;
        groupsAtCheck = table.size();
        return more;
    }

    /// Bytes of all rows of a run when they are scattered, from those of a batch.
    private long runBytes(Vector[] keys, Vector[] columns, int count) {
        long bytes = (Integer.BYTES + Long.BYTES) * (long) count;
        for (Vector key : keys) {
            bytes += key.bytes();
        }
        for (Vector column : columns) {
            bytes += column.bytes();
        }
        return Math.max(1, bytes / count * runRows());
    }

    private long runRows() {
        return (long) sizes.run() * Vector.CHUNK_ROWS;
    }

    /// How many of a hundred rows must be new groups for the rest to be scattered.
    ///
    /// A hash table that leaves the cache is slower than sorting rows into partitions first, but that takes the memory
    /// of the rows; so only as many runs do it as a part of the query's memory holds: early ones, or those of a wave.
    private double newRowsToScatter(long runBytes) {
        long waiting = mayHaveFewGroups() ? Math.min(index + 1L, leastWave()) : index + 1L;
        return table.isHashed() && waiting * runBytes <= roomForRows() ? 75 : 95;
    }

    /// The part of the memory that rows may take which wait in partitions.
    private long roomForRows() {
        return query.ledger().room() / ROWS_PART;
    }

    /// The fewest runs that are worth merging together where there are few groups.
    private int leastWave() {
        long enough = (long) (AggregateWaves.FEW_GROUPS * likelyGroups() / runRows()) + 1;
        return (int) Math.min(Math.max(enough, LEAST_WAVE), sizes.wave());
    }

    /// Has runs merged wave by wave: as many together as usual, or fewer where memory is scarce.
    private void waves(long runBytes) {
        int wave = Math.clamp(roomForRows() / runBytes, leastWave(), sizes.wave());
        expected.wave = wave;
        if (wave < sizes.wave()) {
            spare.reuse();
        }
    }

    /// How many groups there are, as those that come back suggest: `n` rows of `g` groups have `n * n / 2 / g` that are not
    /// the first of theirs, while these are few.
    private double likelyGroups() {
        return (double) rows * rows / 2 / (rows - table.size() + 1);
    }

    /// Whether there seem to be several times fewer groups than rows of a wave.
    private boolean mayHaveFewGroups() {
        return AggregateWaves.FEW_GROUPS * likelyGroups() < (double) sizes.wave() * runRows();
    }

    /// Bytes of the table, the accumulators and the rows in memory.
    long bytes() {
        return states() + blockBytes;
    }

    /// Bytes of the table, the accumulators and all rows: about what they take when they have been merged.
    long mergedBytes() {
        return states() + blocks.stream().mapToLong(RowBlocks.Block::sortedBytes).sum();
    }

    private long states() {
        long total = table.bytes() + 8L * firstRows.size();
        for (Accumulator accumulator : accumulators) {
            total += accumulator.bytes();
        }
        return total;
    }

    /// Reserves what has grown; sends all further rows to disk when that is refused.
    private void account() {
        long now = GROWTH * states() + blockBytes + BLOCK_COST * pendingBytes;
        if (now <= reserved) {
            return;
        }
        long more = now - reserved;
        if (memory.tryReserve(more + now / 4)) {
            reserved = now + now / 4;
        } else if (memory.tryReserve(more)) {
            reserved = now;
        } else if (shape.keys.isEmpty()) {
            throw shape.tooLarge(Math.max(now, memory.used() + now), "all rows together", query);
        } else {
            memory.take(more);
            reserved = now;
            if (!toDisk) {
                spill();
            }
        }
    }

    /// Moves the rows in memory to disk; further rows go there too.
    private void spill() {
        toDisk = true;
        scattered = true;
        expected.refused = true;
        blocks.forEach(this::write);
        blocks.clear();
        spare.forget();
        memory.release(blockBytes);
        reserved -= blockBytes;
        blockBytes = 0;
    }

    private void write(RowBlocks.Block block) {
        query.check();
        SpillFile out = file;
        if (out == null) {
            out = query.spill().newFile("aggregate");
            file = out;
        }
        long[] positions = new long[block.rows()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = FirstRows.position(index, block.firstRow() + block.picked()[i]);
        }
        List<Vector> columns = new ArrayList<>(List.of(block.rows(0, positions.length)));
        columns.add(LongVector.of(DataType.INT64, positions));
        Chunk all = new Chunk(columns, positions.length);
        int[] chunks = new int[RowBlocks.PARTITIONS];
        for (int p = 0; p < RowBlocks.PARTITIONS; p++) {
            int count = block.starts()[p + 1] - block.starts()[p];
            chunks[p] = count == 0 ? -1 : written++;
            if (count > 0) {
                long before = out.bytes();
                out.write(all.slice(block.starts()[p], count));
                diskBytes[p] += out.bytes() - before;
            }
        }
        onDisk.add(chunks);
    }

    /// Gives the rows of a partition that are on disk, in row order: keys, columns, positions.
    void readSpilled(int partition, Consumer<Chunk> consumer) {
        if (file == null) {
            return;
        }
        List<DataType> types = new ArrayList<>(shape.types());
        types.add(DataType.INT64);
        try (SpillFile.Reader reader = file.read(types)) {
            for (int[] chunks : onDisk) {
                Chunk chunk = chunks[partition] < 0 ? null : reader.read(chunks[partition]);
                if (chunk != null) {
                    consumer.accept(chunk);
                }
            }
        }
    }

    /// Bytes on disk of a partition's rows.
    long diskBytes(int partition) {
        return diskBytes[partition];
    }

    boolean isSpilled() {
        return toDisk;
    }

    /// Deletes what was spilled.
    void close() {
        if (file != null) {
            file.close();
        }
    }

    private static Vector[] slices(Vector[] vectors, int from, int count) {
        Vector[] slices = new Vector[vectors.length];
        for (int v = 0; v < slices.length; v++) {
            slices[v] = vectors[v].length == count ? vectors[v] : vectors[v].slice(from, count);
        }
        return slices;
    }

    /// Adds rows to the only group.
    private void addAll(Vector[] columns, int count) {
        if (groups.length < count) {
            groups = new int[count];
        }
        for (Accumulator accumulator : accumulators) {
            accumulator.resize(1);
        }
        feeder.add(accumulators, groups, columns, count);
        rows += count;
    }

    private void add(Vector[] keys, Vector[] columns, int count) {
        if (groups.length < count) {
            groups = new int[count];
        }
        table.find(keys, count, groups);
        if (table.newCount() > 0) {
            firstRows.add(table.newRows(), rows);
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(table.size());
            }
        }
        feeder.add(accumulators, groups, columns, count);
        rows += count;
    }

    private void scatter(Vector[] keys, Vector[] columns, int count) {
        Vector[] all = Arrays.copyOf(keys, keys.length + columns.length);
        for (int k = 0; k < keys.length; k++) {
            all[k] = keys[k];
            if (keys[k] instanceof CodeVector coded && coded.type == DataType.UTF8) {
                all[k] = coded.decode();
                mayStay = false;
            }
        }
        System.arraycopy(columns, 0, all, keys.length, columns.length);
        if (mayStay && pendingRows > sizes.blockRows() / 4 && spare.isApart(pending.getLast(), all)) {
            flush();
        }
        if (shape.arePassing) {
            int[] each = Batches.range(0, count);
            for (int v = 0; v < all.length; v++) {
                all[v] = Vectors.gather(all[v], each, count);
            }
        }
        pending.add(all);
        pendingRows += count;
        rows += count;
        for (Vector v : all) {
            pendingBytes += v.bytes();
        }
        if (pendingRows >= sizes.blockRows()
                || toDisk && pendingBytes > query.ledger().room() / BLOCK_PART) {
            flush();
        }
    }

    private void flush() {
        if (pendingRows == 0) {
            return;
        }
        Vector[] all = new Vector[pending.getFirst().length];
        for (int c = 0; c < all.length; c++) {
            List<Vector> parts = new ArrayList<>(pending.size());
            for (Vector[] batch : pending) {
                parts.add(batch[c]);
            }
            all[c] = Tables.concat(parts.getFirst().type, parts);
        }
        boolean stays = mayStay && !toDisk && spare.isShared(pending.getFirst(), all);
        pending.clear();
        long[] hashes = table.hashes(Arrays.copyOf(all, shape.keys.size()), pendingRows);
        RowBlocks.Block block = spare.sorted(rows - pendingRows, all, hashes, pendingRows, stays);
        if (toDisk) {
            write(block);
        } else {
            blocks.add(block);
            blockBytes += block.bytes();
        }
        pendingRows = 0;
        pendingBytes = 0;
    }

    @Override
    public void finish() {
        flush();
        expected.saw(table.size(), bytes());
        if (file != null) {
            file.finish();
        }
        if (shape.keys.isEmpty()) {
            for (Accumulator accumulator : accumulators) {
                accumulator.resize(1);
            }
        }
        table.seal();
        for (Accumulator accumulator : accumulators) {
            accumulator.seal();
        }
        groups = new int[0];
        long now = bytes();
        if (now < reserved) {
            memory.release(reserved - now);
            reserved = now;
        }
    }

    /// The position in the run of the first row of a group of the table.
    long firstRow(int group) {
        return firstRows.get(group);
    }

    /// How many rows the run has.
    long rows() {
        return rows;
    }

    /// How many rows of a partition are in memory.
    long blockRows(int partition) {
        long count = 0;
        for (RowBlocks.Block block : blocks) {
            count += block.starts()[partition + 1] - block.starts()[partition];
        }
        return count;
    }

    /// Whether the table has few groups and nothing heavy, so that merging it is not worth several workers.
    boolean isLight() {
        boolean heavy = scattered;
        for (Accumulator accumulator : accumulators) {
            heavy |= table.size() >= 64 && accumulator.isHeavy();
        }
        return !heavy;
    }

    boolean isScattered() {
        return scattered;
    }
}
