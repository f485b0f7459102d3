package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.CsvRaggedRows;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;

/// One read of a CSV file: blocks are cut one after the other and converted side by side.
final class CsvReading implements ScanSource.Reading {
    private static final int FIRST_BLOCK_OF_FEW_ROWS = 30_000;
    /// Whether parts of many blocks would take much of the heap.
    private static final boolean SMALL_HEAP = Runtime.getRuntime().maxMemory() < 512L << 20;
    private static final int SPARES = SMALL_HEAP ? 8 : 24;
    /// More than half of [Vector#CHUNK_ROWS].
    private static final int PART_ROWS = 65_000;
    private static final int MOST_BLOCKS = SMALL_HEAP ? 1 : 20;
    /// How many parts are small before they grow by a block.
    private static final int SMALL_PARTS = 4;

    private final CsvFile file;
    private final int[] columns;
    private final long limit;
    private final NullTexts nulls;
    private final boolean needsText;
    private final InputStream stream;
    private final Blocks blocks;
    private final AtomicLong rowsDone = new AtomicLong();
    private final ConcurrentLinkedQueue<byte[]> spares = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RowErrors.Rejection> rejections = new ConcurrentLinkedQueue<>();
    private final Set<Long> handedOver;
    private final Listener listener;
    private final RaggedRows ragged = new RaggedRows();
    private int parts;
    private boolean ended;
    private boolean closed;

    /// Hears what a read meets.
    interface Listener {
        /// Rows were filled or cut; told at the end.
        void ragged(CsvRaggedRows rows);

        /// A value does not fit its column's type, which was inferred.
        void misfit();
    }

    /// @param handedOver the places of the rows that earlier reads gave to the quarantine
    CsvReading(CsvFile file, int[] columns, long limit, Set<Long> handedOver, Listener listener) {
        this.file = file;
        this.listener = listener;
        this.handedOver = handedOver;
        this.columns = columns;
        this.limit = limit;
        this.nulls = new NullTexts(file.options().nulls());
        this.needsText = Arrays.stream(columns).anyMatch(c -> file.schema().field(c).type().isText());
        file.requireUnchanged();
        try {
            stream = file.open();
            stream.skipNBytes(file.dataStart());
        } catch (IOException e) {
            throw failed(e);
        }
        int blockBytes = limit >= 0 && limit < 1_000 ? FIRST_BLOCK_OF_FEW_ROWS : Blocks.BLOCK_BYTES;
        blocks = new Blocks(stream, file.dialect(), blockBytes, file.dataStart());
    }

    private RuntimeException failed(IOException e) {
        return CsvFile.failed(file.text(), file.dialect(), e);
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || closed || limit >= 0 && rowsDone.get() >= limit) {
            return null;
        }
        List<Blocks.Block> part = new ArrayList<>();
        try {
            int wanted = blocksOfNextPart();
            while (part.size() < wanted) {
                Blocks.Block block = blocks.next(spares.poll());
                if (block == null) {
                    ended = true;
                    file.requireUnchanged();
                    break;
                }
                part.add(block);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        parts++;
        return part.isEmpty() ? null : () -> read(part);
    }

    /// A part of a large file has about [#PART_ROWS] rows, so that its arrays can stay as they are when rows are kept; but the
    /// first ones are smaller, so that a small file has work for all.
    private int blocksOfNextPart() {
        if (limit >= 0) {
            return 1;
        }
        long whole = ((long) PART_ROWS * file.rowBytes() + Blocks.BLOCK_BYTES - 1) / Blocks.BLOCK_BYTES;
        return (int) Math.min(Math.min(whole, MOST_BLOCKS), 1 + parts / SMALL_PARTS);
    }

    private List<Chunk> read(List<Blocks.Block> part) {
        RowErrors errors = new RowErrors(file, part.getFirst(), listener);
        FieldIndex fields = new FieldIndex(file.dialect(), file.schema().size(), errors);
        List<ColumnParser> parsers = List.of();
        List<ColumnParser> checks = List.of();
        int rows = 0;
        for (Blocks.Block block : part) {
            errors.start(block, rows);
            index(fields, block);
            if (parsers.isEmpty() && checks.isEmpty()) {
                int expected = part.size() == 1
                        ? fields.rows
                        : fields.rows * part.size() + fields.rows / 4;
                ColumnParser.Context context = new ColumnParser.Context(fields, file.dialect(), nulls,
                        file.decimal(), file.columns(), errors, expected);
                parsers = Arrays.stream(columns).mapToObj(c -> parser(context, c)).toList();
                checks = checks(context);
            }
            checks.forEach(ColumnParser::add);
            parsers.forEach(ColumnParser::add);
            rows += fields.rows;
        }
        Chunk chunk = chunk(parsers, errors, rows);
        rejections.addAll(errors.rejections());
        ragged.addAll(errors.ragged());
        rowsDone.addAndGet(chunk.rows());
        giveBack(part, chunk);
        return slices(chunk);
    }

    private void index(FieldIndex fields, Blocks.Block block) {
        fields.index(block);
        if (fields.unfinished >= 0) {
            throw file.unclosedQuote(block.offset() + fields.unfinished);
        }
        if (needsText) {
            int invalid = Utf8.firstInvalid(block.bytes(), 0, block.length());
            if (invalid >= 0) {
                throw file.notUtf8(block.offset() + invalid);
            }
        }
    }

    private ColumnParser parser(ColumnParser.Context context, int column) {
        return ColumnParser.of(context, column, file.schema().field(column).type());
    }

    /// Of columns that nobody asked for, where rows are left out: which rows stay must not depend on what somebody asks for.
    private List<ColumnParser> checks(ColumnParser.Context context) {
        OnError policy = file.options().onError();
        return policy != OnError.SKIP && policy != OnError.QUARANTINE
                ? List.of()
                : IntStream.range(0, file.schema().size())
                        .filter(c -> !file.schema().field(c).type().isText())
                        .filter(c -> Arrays.stream(columns).noneMatch(wanted -> wanted == c))
                        .mapToObj(c -> parser(context, c))
                        .toList();
    }

    private static Chunk chunk(List<ColumnParser> parsers, RowErrors errors, int rows) {
        int[] kept = errors.kept(rows);
        List<Vector> vectors = new ArrayList<>();
        for (ColumnParser parser : parsers) {
            Vector vector = parser.vector();
            vectors.add(kept == null ? vector : Vectors.gather(vector, kept, kept.length));
        }
        return new Chunk(vectors, kept == null ? rows : kept.length);
    }

    /// Keeps the arrays of blocks for others, unless texts of the chunk lie in them.
    private void giveBack(List<Blocks.Block> part, Chunk chunk) {
        Set<byte[]> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Vector vector : chunk.columns()) {
            if (vector instanceof ViewVector views) {
                used.addAll(Arrays.asList(views.buffers));
            }
        }
        for (Blocks.Block block : part) {
            if (!used.contains(block.bytes()) && spares.size() < SPARES) {
                spares.add(block.bytes());
            }
        }
    }

    private static List<Chunk> slices(Chunk chunk) {
        if (chunk.rows() <= Vector.CHUNK_ROWS) {
            return List.of(chunk);
        }
        List<Chunk> slices = new ArrayList<>();
        for (int from = 0; from < chunk.rows(); from += Vector.CHUNK_ROWS) {
            slices.add(chunk.slice(from, Math.min(Vector.CHUNK_ROWS, chunk.rows() - from)));
        }
        return slices;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stream.close();
        } catch (IOException e) {
            throw ByteSources.failed("read", file.name(), e);
        }
        Consumer<RejectedRow> quarantine = file.options().quarantine();
        if (quarantine != null && !rejections.isEmpty()) {
            synchronized (handedOver) {
                handOver(quarantine);
            }
        }
        CsvRaggedRows report = ragged.report(file);
        if (report != null) {
            listener.ragged(report);
        }
    }

    private void handOver(Consumer<RejectedRow> quarantine) {
        List<RowErrors.Rejection> inOrder = rejections.stream()
                .filter(rejection -> handedOver.add(rejection.offset()))
                .sorted(Comparator.comparingLong(RowErrors.Rejection::offset))
                .toList();
        file.forLines(inOrder.stream().map(RowErrors.Rejection::offset).toList(),
                (i, line) -> quarantine.accept(inOrder.get(i).at(file.name(), line)));
    }
}
