package dev.peso.internal.json;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.JsonReadOptions;
import dev.peso.spi.ByteSource;

/// The records of a JSON file.
///
/// Making one looks at the first records: form, columns, types. All of it and a fingerprint of the bytes are pinned; a read
/// of bytes that have changed since fails.
public final class JsonScan implements ScanSource {
    private final JsonFile file;
    /// Set by reads.
    private final AtomicBoolean misfit = new AtomicBoolean();
    private @Nullable JsonScan wider;
    private final Set<Long> handedOver = new HashSet<>();

    private JsonScan(JsonFile file) {
        this.file = file;
    }

    /// Looks at a file.
    ///
    /// @param source the bytes, plain or packed with gzip or Zstandard
    /// @param options what is known of it
    /// @throws dev.peso.DataException if the bytes are no JSON or do not go with the options
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static JsonScan of(ByteSource source, JsonReadOptions options) {
        return new JsonScan(new Inspection(source, options).look());
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public Schema schema() {
        return file.schema();
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public synchronized @Nullable ScanSource widened() {
        if (wider == null && misfit.getAndSet(false)) {
            JsonScan all = of(file.source(), file.options().withSampleRows(Integer.MAX_VALUE));
            wider = all.schema().equals(schema()) ? null : all;
        }
        return wider;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        Rejects rejects = new Rejects(file, handedOver, () -> misfit.set(true));
        return file.lines()
                ? new LinesReading(file, columns.clone(), limit, rejects)
                : new DocumentReading(file, columns.clone(), limit, rejects);
    }
}
