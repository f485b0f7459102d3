package dev.peso.internal.avro;

import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.spi.ByteSource;

/// The records of an Avro object container file. Blocks are unpacked and read side by side; columns that nobody asks for
/// are passed over.
public final class AvroScan implements ScanSource {
    private final AvroFile file;

    private AvroScan(AvroFile file) {
        this.file = file;
    }

    /// Looks at the head of a file.
    ///
    /// @param source the bytes
    /// @throws dev.peso.DataException if they are no such file
    /// @throws dev.peso.DataAccessException if they cannot be read
    public static AvroScan of(ByteSource source) {
        return new AvroScan(AvroFile.of(source));
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
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new AvroReading(file, columns.clone(), limit);
    }
}
