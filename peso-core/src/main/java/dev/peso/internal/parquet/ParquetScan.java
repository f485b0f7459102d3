package dev.peso.internal.parquet;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ParquetReadOptions;
import dev.peso.spi.ByteSource;

/// The rows of a Parquet file.
///
/// Making one reads the footer: types, the number of rows, where everything is. That and a fingerprint of the bytes are
/// pinned; a read of bytes that have changed since fails.
public final class ParquetScan implements ScanSource.OfParquet {
    private final ParquetFile file;

    private ParquetScan(ParquetFile file) {
        this.file = file;
    }

    /// Reads a footer.
    ///
    /// @param source the bytes
    /// @param options what of them is read, and how
    /// @param arrow reads the schema that Arrow's writers note in the metadata; null for one that cannot be read
    /// @throws dev.peso.DataException if the bytes are no Parquet file, or one that Peso cannot read
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static ParquetScan of(ByteSource source, ParquetReadOptions options,
            Function<String, @Nullable Schema> arrow) {
        return new ParquetScan(ParquetFile.open(source, options, arrow));
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
        return file.rows();
    }

    @Override
    public List<Path> files() {
        Path path = file.bytes().source().file();
        return path == null ? List.of() : List.of(path);
    }

    /// Not so for nested ones, of which there are several layouts, nor for what was added to the format or left it.
    @Override
    public boolean isPlain(int column) {
        return file.nodes().get(column) instanceof Node.Leaf leaf && leaf.repetition() == 0
                && switch (leaf.stored().meaning()) {
                    case PLAIN -> leaf.stored().physical() != Stored.INT96;
                    case UNSIGNED, DECIMAL -> true;
                    case UUID, FLOAT16 -> false;
                };
    }

    @Override
    public void requireUnchanged() {
        file.requireUnchanged();
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new ParquetReading(file, columns.clone(), predicates, limit);
    }
}
