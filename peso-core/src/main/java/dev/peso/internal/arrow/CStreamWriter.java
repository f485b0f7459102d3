package dev.peso.internal.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.peso.DataAccessException;
import dev.peso.ResourceException;
import dev.peso.Schema;
import dev.peso.internal.arrow.CStructs.CArray;
import dev.peso.internal.arrow.CStructs.CStream;
import dev.peso.internal.column.Chunk;

/// Rows that a consumer in C pulls through an `ArrowArrayStream` struct. They are computed as it pulls.
final class CStreamWriter {
    private static final int IO_FAILED = 5;
    private static final int OUT_OF_MEMORY = 12;
    private static final int INVALID = 22;
    private static final Map<Long, CStreamWriter> OPEN = new ConcurrentHashMap<>();
    private static final AtomicLong LAST = new AtomicLong();
    private static final MethodType FILL = MethodType.methodType(int.class, long.class, long.class);
    private static final long GET_SCHEMA = CMemory.function(MethodHandles.lookup(), "getSchema", FILL);
    private static final long GET_NEXT = CMemory.function(MethodHandles.lookup(), "getNext", FILL);
    private static final long GET_LAST_ERROR = CMemory.function(MethodHandles.lookup(), "getLastError",
            MethodType.methodType(long.class, long.class));
    private static final long RELEASE = CMemory.function(MethodHandles.lookup(), "release",
            MethodType.methodType(void.class, long.class));

    private final Schema schema;
    private final Supplier<? extends Iterator<Chunk>> run;
    private final Runnable end;
    private final ArrayDeque<Chunk> parts = new ArrayDeque<>();
    private @Nullable Iterator<Chunk> chunks;
    private @Nullable CExport message;
    private long messageAt;

    private CStreamWriter(Schema schema, Supplier<? extends Iterator<Chunk>> run, Runnable end) {
        this.schema = schema;
        this.run = run;
        this.end = end;
    }

    /// Fills a struct.
    ///
    /// @param run starts to compute the rows
    /// @param end called when nobody wants more
    static void write(Schema schema, Supplier<? extends Iterator<Chunk>> run, Runnable end, long into) {
        long id = LAST.incrementAndGet();
        OPEN.put(id, new CStreamWriter(schema, run, end));
        CMemory.set(into, CStream.GET_SCHEMA, GET_SCHEMA);
        CMemory.set(into, CStream.GET_NEXT, GET_NEXT);
        CMemory.set(into, CStream.GET_LAST_ERROR, GET_LAST_ERROR);
        CMemory.set(into, CStream.RELEASE, RELEASE);
        CMemory.set(into, CStream.PRIVATE, id);
    }

    /// How many streams are not given back yet.
    static int open() {
        return OPEN.size();
    }

    private interface Step {
        void run(CStreamWriter stream);
    }

    /// Nothing may be thrown into C.
    private static int trying(long struct, Step step) {
        CStreamWriter stream = OPEN.get(CMemory.get(struct, CStream.PRIVATE));
        if (stream == null) {
            return INVALID;
        }
        try {
            synchronized (stream) {
                step.run(stream);
            }
            return 0;
        } catch (Throwable e) {
            return stream.failed(e);
        }
    }

    private synchronized int failed(Throwable e) {
        forget();
        CExport memory = new CExport();
        message = memory;
        messageAt = memory.text(String.valueOf(e.getMessage()));
        return switch (e) {
            case DataAccessException _ -> IO_FAILED;
            case ResourceException _ -> OUT_OF_MEMORY;
            case OutOfMemoryError _ -> OUT_OF_MEMORY;
            default -> INVALID;
        };
    }

    private void forget() {
        if (message != null) {
            message.discard();
            message = null;
            messageAt = 0;
        }
    }

    @SuppressWarnings("unused") // called from C
    private static int getSchema(long struct, long into) {
        return trying(struct, stream -> CSchemaWriter.write(stream.schema, into));
    }

    @SuppressWarnings("unused") // called from C
    private static int getNext(long struct, long into) {
        return trying(struct, stream -> stream.next(into));
    }

    private void next(long into) {
        Iterator<Chunk> all = chunks;
        if (all == null) {
            all = run.get();
            chunks = all;
        }
        while (parts.isEmpty() && all.hasNext()) {
            Chunk chunk = all.next();
            if (chunk.rows() > 0) {
                parts.addAll(EncodedBatch.parts(chunk));
            }
        }
        Chunk part = parts.poll();
        if (part == null) {
            CMemory.clear(into, CArray.FIELDS);
        } else {
            CArrayWriter.write(schema, part, into);
        }
    }

    @SuppressWarnings("unused") // called from C
    private static long getLastError(long struct) {
        CStreamWriter stream = OPEN.get(CMemory.get(struct, CStream.PRIVATE));
        return stream == null ? 0 : stream.messageAt;
    }

    @SuppressWarnings("unused") // called from C
    private static void release(long struct) {
        CStreamWriter stream = OPEN.remove(CMemory.get(struct, CStream.PRIVATE));
        CMemory.set(struct, CStream.RELEASE, 0);
        if (stream != null) {
            try {
                synchronized (stream) {
                    stream.forget();
                    stream.parts.clear();
                    stream.end.run();
                }
            } catch (RuntimeException _) {
                // nobody is left to be told
            }
        }
    }
}
