package dev.peso.internal.avro;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.column.Chunk;
import dev.peso.internal.column.VectorBuilder;
import dev.peso.internal.plan.ScanSource;

/// One read of a file: where blocks start is found one after the other, the blocks are read side by side.
final class AvroReading implements ScanSource.Reading {
    private static final int LONGEST_HEAD = 20;
    private static final int CHUNK = 100_000;

    private final AvroFile file;
    private final int[] columns;
    private final boolean[] wanted;
    private final long limit;
    private final int least;
    private final AtomicLong done = new AtomicLong();
    private long next;
    private boolean ended;

    AvroReading(AvroFile file, int[] columns, long limit) {
        this.file = file;
        this.columns = columns;
        this.limit = limit;
        this.next = file.start();
        this.wanted = new boolean[file.columns().size()];
        Arrays.stream(columns).forEach(column -> wanted[column] = true);
        this.least = file.columns().stream().mapToInt(AvroType::least).sum();
        file.requireUnchanged();
    }

    @Override
    public synchronized ScanSource.@Nullable Part next() {
        if (ended || limit >= 0 && done.get() >= limit) {
            return null;
        }
        long block = next;
        try {
            long left = file.source().length() - block;
            if (left <= 0) {
                ended = true;
                file.requireUnchanged();
                return null;
            }
            byte[] head = AvroFile.bytes(file.source(), block, (int) Math.min(LONGEST_HEAD, left));
            Input in = new Input(head, 0, head.length);
            long rows = in.number();
            long size = in.number();
            if (rows < 0 || size < 0 || size > left - in.at - AvroFile.SYNC
                    || size > Integer.MAX_VALUE - 100) {
                throw new IOException("it says it has " + rows + " records in " + size + " bytes, and " + left
                        + " bytes follow");
            }
            long start = block + in.at;
            next = start + size + AvroFile.SYNC;
            done.addAndGet(rows);
            return () -> read(block, start, (int) size, rows);
        } catch (IOException e) {
            throw AvroFile.failed(file.name(), block, e);
        }
    }

    private List<Chunk> read(long block, long start, int size, long rows) {
        try {
            byte[] sync = AvroFile.bytes(file.source(), start + size, AvroFile.SYNC);
            if (!Arrays.equals(sync, file.sync())) {
                throw new IOException("it does not end with the mark that all blocks end with");
            }
            Input in = file.unpacked(AvroFile.bytes(file.source(), start, size));
            if (rows > (least == 0 ? 10_000_000 : in.left() / least)) {
                throw new IOException("it says it has " + rows + " records in " + in.left() + " bytes");
            }
            List<Chunk> chunks = new ArrayList<>();
            for (long left = rows; left > 0; left -= CHUNK) {
                chunks.add(chunk(in, (int) Math.min(CHUNK, left)));
            }
            if (in.left() > 0) {
                throw new IOException(in.left() + " bytes are left after its last record");
            }
            return chunks;
        } catch (IOException e) {
            throw AvroFile.failed(file.name(), block, e);
        }
    }

    private Chunk chunk(Input in, int rows) throws IOException {
        Values values = new Values(in);
        VectorBuilder[] builders = new VectorBuilder[wanted.length];
        for (int c = 0; c < builders.length; c++) {
            builders[c] = VectorBuilder.of(file.columns().get(c).type(), wanted[c] ? rows : 0);
        }
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < builders.length; c++) {
                if (wanted[c]) {
                    values.read(file.columns().get(c), builders[c]);
                } else {
                    values.skip(file.columns().get(c));
                }
            }
        }
        return new Chunk(Arrays.stream(columns).mapToObj(column -> builders[column].build()).toList(), rows);
    }

    @Override
    public synchronized void close() {
        ended = true;
    }
}
