package dev.peso.internal.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.CsvRaggedRows;
import dev.peso.io.CsvReadOptions;
import dev.peso.spi.ByteSource;

/// The rows of a CSV file.
///
/// Making one looks at the start of the file: encoding, delimiter, header, types. All of it and a fingerprint of the
/// bytes are pinned; a read of bytes that have changed since fails.
public final class CsvScan implements ScanSource {
    /// Set by reads.
    private final AtomicBoolean misfit = new AtomicBoolean();
    private @Nullable CsvScan wider;
    private final CsvFile file;
    private final Set<Long> handedOver = new HashSet<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    private CsvScan(CsvFile file) {
        this.file = file;
    }

    /// Looks at a file.
    ///
    /// @param source the bytes, plain or packed with gzip or Zstandard
    /// @param options what is known of it
    /// @throws dev.peso.DataException if the bytes are no CSV or do not go with the options
    /// @throws dev.peso.DataAccessException if the bytes cannot be read
    public static CsvScan of(ByteSource source, CsvReadOptions options) {
        return new CsvScan(new Inspection(source, options).look());
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
    public boolean isTypeKnown(int column) {
        return file.columns().get(column).seen();
    }

    @Override
    public long knownRows() {
        return -1;
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new CsvReading(file, columns.clone(), limit, handedOver, new CsvReading.Listener() {
            @Override
            public void ragged(CsvRaggedRows rows) {
                tell(rows);
            }

            @Override
            public void misfit() {
                misfit.set(true);
            }
        });
    }

    @Override
    public synchronized @Nullable ScanSource widened() {
        if (wider == null && misfit.get()) {
            CsvFile found = Widening.of(file);
            misfit.set(false);
            wider = found == null ? null : new CsvScan(found);
        }
        return wider;
    }

    /// Tells who asked for it of rows that were filled or cut; else warns once if text was lost.
    private void tell(CsvRaggedRows rows) {
        Consumer<CsvRaggedRows> report = file.options().raggedReport();
        if (report != null) {
            report.accept(rows);
        } else if (rows.tooLong() > 0 && !warned.getAndSet(true)) {
            System.getLogger("dev.peso.io").log(System.Logger.Level.WARNING, rows.toString());
        }
    }
}
