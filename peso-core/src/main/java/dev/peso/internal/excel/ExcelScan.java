package dev.peso.internal.excel;

import java.io.IOException;
import java.util.List;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.ExcelReadOptions;
import dev.peso.spi.ByteSource;

/// The rows of a sheet of an Excel workbook.
///
/// Making one reads the sheet once and keeps none of it: header and types, which are pinned with a fingerprint of the
/// bytes; a read of bytes that have changed since fails.
public final class ExcelScan implements ScanSource {
    private final ExcelFile file;

    private ExcelScan(ExcelFile file) {
        this.file = file;
    }

    /// Looks at a sheet.
    ///
    /// @param source the bytes of the workbook
    /// @param options what is known of it
    /// @throws dev.peso.DataException if the bytes are no workbook or do not go with the options
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static ExcelScan of(ByteSource source, ExcelReadOptions options) {
        return new ExcelScan(new Inspection(source, options).look());
    }

    /// The names of a workbook's sheets in their order.
    ///
    /// @param source the bytes of the workbook
    /// @throws dev.peso.DataException if the bytes are no workbook
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static List<String> sheets(ByteSource source) {
        try {
            return List.copyOf(ExcelFile.open(source).sheets());
        } catch (IOException e) {
            throw ExcelFile.failed(source.name(), e);
        }
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
        return new ExcelReading(file, columns.clone(), limit);
    }
}
