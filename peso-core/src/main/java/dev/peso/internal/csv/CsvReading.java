package dev.peso.internal.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.Utf8;
import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.Vectors;
import dev.peso.internal.column.ViewVector;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.OnError;
import dev.peso.io.RejectedRow;

/// One read of a CSV file: blocks are cut one after the other and converted side by side.
final class CsvReading implements ScanSource.Reading {
    private static final int FIRST_BLOCK_OF_FEW_ROWS = 30_000;
    private static final int SPARES = 8;

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
    private boolean ended;
    private boolean closed;

    /// @param handedOver the places of the rows that earlier reads gave to the quarantine
    CsvReading(CsvFile file, int[] columns, long limit, Set<Long> handedOver) {
        this.file = file;
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
        try {
            Blocks.Block block = blocks.next(spares.poll());
            if (block == null) {
                ended = true;
                file.requireUnchanged();
                return null;
            }
            return () -> read(block);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Iterable<Chunk> read(Blocks.Block block) {
        RowErrors errors = new RowErrors(file, block);
        FieldIndex fields = new FieldIndex(file.dialect(), file.schema().size(), errors);
        fields.index(block.bytes(), 0, block.length());
        if (fields.unfinished >= 0) {
            throw file.unclosedQuote(block.offset() + fields.unfinished);
        }
        if (needsText) {
            int invalid = Utf8.firstInvalid(block.bytes(), 0, block.length());
            if (invalid >= 0) {
                throw file.notUtf8(block.offset() + invalid);
            }
        }
        Chunk chunk = chunk(fields, errors);
        rejections.addAll(errors.rejections());
        rowsDone.addAndGet(chunk.rows());
        if (!refersToBlock(chunk) && spares.size() < SPARES) {
            spares.add(block.bytes());
        }
        return slices(chunk);
    }

    private Chunk chunk(FieldIndex fields, RowErrors errors) {
        ColumnParser.Context context = new ColumnParser.Context(fields, file.dialect(), nulls,
                file.decimal(), file.columns(), errors);
        Vector[] vectors = new Vector[columns.length];
        boolean dropsRows = file.options().onError() == OnError.SKIP
                || file.options().onError() == OnError.QUARANTINE;
        if (dropsRows) {
            checkOthers(context); // which rows stay must not depend on the columns somebody asks for
        }
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = ColumnParser.parse(context, columns[i], file.schema().field(columns[i]).type());
        }
        int[] kept = errors.kept(fields.rows);
        if (kept != null) {
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = Vectors.gather(vectors[i], kept, kept.length);
            }
        }
        return new Chunk(Arrays.asList(vectors), kept == null ? fields.rows : kept.length);
    }

    private void checkOthers(ColumnParser.Context context) {
        for (int c = 0; c < file.schema().size(); c++) {
            DataType type = file.schema().field(c).type();
            int column = c;
            if (!type.isText() && Arrays.stream(columns).noneMatch(wanted -> wanted == column)) {
                ColumnParser.parse(context, c, type);
            }
        }
    }

    private static boolean refersToBlock(Chunk chunk) {
        return chunk.columns()
                .stream()
                .anyMatch(v -> v instanceof ViewVector views && views.buffers.length > 0);
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
    }

    private void handOver(Consumer<RejectedRow> quarantine) {
        List<RowErrors.Rejection> inOrder = rejections.stream()
                .filter(rejection -> handedOver.add(rejection.offset()))
                .sorted(Comparator.comparingLong(RowErrors.Rejection::offset))
                .toList();
        try (LineCounter lines = new LineCounter(file.open(), file.dialect().newline())) {
            for (RowErrors.Rejection rejection : inOrder) {
                quarantine.accept(rejection.at(file.name(), lines.at(rejection.offset())));
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
