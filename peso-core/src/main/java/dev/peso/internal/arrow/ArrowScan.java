package dev.peso.internal.arrow;

import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ArrowReadOptions;
import dev.peso.spi.ByteSource;

/// The rows of an Arrow IPC file or stream.
///
/// Making one reads the schema and, of a file, where its batches lie. A read takes only the buffers of the columns it is
/// asked for and decodes the record batches side by side.
public final class ArrowScan implements ScanSource {
    private final ArrowFile file;
    private final ArrowReadOptions options;

    private ArrowScan(ArrowFile file, ArrowReadOptions options) {
        this.file = file;
        this.options = options;
    }

    /// Looks at a file.
    ///
    /// @param source the bytes
    /// @param options how much may be unpacked
    /// @throws dev.peso.DataException if the bytes are no Arrow IPC or hold a type that Peso cannot
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static ArrowScan of(ByteSource source, ArrowReadOptions options) {
        return new ArrowScan(ArrowFile.look(source), options);
    }

    @Override
    public String name() {
        return file.source().name();
    }

    @Override
    public Schema schema() {
        return file.schema().schema();
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new ArrowReading(file, columns.clone(), limit, new Budget.Total(options.maxUnpackedBytes()));
    }
}
