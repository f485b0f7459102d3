package dev.peso.internal.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Field;
import dev.peso.Schema;
import dev.peso.internal.expr.CheckedExpr;
import dev.peso.internal.plan.ScanSource;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.FilesReport;
import dev.peso.io.RejectedRow;
import dev.peso.spi.Parallel;

/// The rows of many files, one file after the other in the order given.
///
/// Making one looks at the files, or at the first only, and unites their columns. A read opens only files that may hold
/// rows a query wants, and of each only what its format can bring alone.
public final class FilesScan implements ScanSource.OfParquet {
    private final String name;
    private final List<FoundFile> files;
    private final FileOpener opener;
    private final FilesReadOptions options;
    private final Partitions partitions;
    private final Rejections rejections;
    private final AtomicReferenceArray<@Nullable OneFile> opened;
    private final Schema schema;
    /// How many columns come from inside the files; partitions and the file's name follow.
    private final int ownColumns;
    private final long knownRows;

    private FilesScan(String name, List<FoundFile> files, FileOpener opener, FilesReadOptions options) {
        this.name = name;
        this.files = files;
        this.opener = opener;
        this.options = options;
        this.partitions = options.partitions() == FilesReadOptions.Partitions.NONE
                ? Partitions.NONE
                : Partitions.of(files, options.partitionTypes());
        this.rejections = new Rejections(opener.quarantine());
        this.opened = new AtomicReferenceArray<>(files.size());
        int looked = options.columns() == FilesReadOptions.Columns.OF_FIRST ? 1 : files.size();
        List<ScanSource> scans = Parallel.map(looked, i -> open(i, Map.of()));
        if (options.columns() == FilesReadOptions.Columns.SAME) {
            for (int i = 1; i < looked; i++) {
                ColumnUnion.requireSame(name(0), scans.getFirst(), name(i), scans.get(i));
            }
        }
        ColumnUnion union = new ColumnUnion(opener.givenTypes());
        for (int i = 0; i < looked; i++) {
            union.add(name(i), scans.get(i), opener.infersTypes(files.get(i)));
        }
        union.requireGiven(name);
        List<Field> own = union.fields(partitions.types());
        this.ownColumns = own.size();
        this.schema = schema(own, options.fileColumn());
        Parallel.forEach(looked, i -> opened.set(i, fitted(i, scans.get(i))));
        this.knownRows = looked < files.size() ? -1 : knownRows(scans);
        Consumer<FilesReport> report = options.report();
        if (report != null) {
            List<String> names = files.stream().map(FoundFile::name).toList();
            report.accept(new FilesReport(names, union.notes(partitions.types(), names.subList(0, looked),
                    scans.stream().map(ScanSource::schema).toList())));
        }
    }

    /// Looks at files.
    ///
    /// @param name for messages, such as the pattern that found them
    /// @param files at least one
    /// @throws dev.peso.DataException if they do not go together, or with the options
    public static FilesScan of(String name, List<FoundFile> files, FileOpener opener,
            FilesReadOptions options) {
        return new FilesScan(name, List.copyOf(files), opener, options);
    }

    private String name(int file) {
        return files.get(file).name();
    }

    private ScanSource open(int file, Map<String, DataType> types) {
        return opener.open(files.get(file), types, rejections.of(file));
    }

    private Schema schema(List<Field> own, @Nullable String fileColumn) {
        List<Field> fields = new ArrayList<>(own);
        partitions.types().forEach((column, type) -> fields.add(Field.of(column, type)));
        if (fileColumn != null) {
            if (fields.stream().anyMatch(field -> field.name().equals(fileColumn))) {
                throw new IllegalArgumentException(
                        "the files have a column \"" + fileColumn + "\"; give the file column another name");
            }
            fields.add(Field.of(fileColumn, DataType.UTF8).withNullable(false));
        }
        return Schema.of(fields);
    }

    /// The file with its columns in their places; looked at once more where its texts are to be read as other types.
    private OneFile fitted(int file, ScanSource scan) {
        ScanSource fitting = scan;
        if (opener.infersTypes(files.get(file))) {
            Map<String, DataType> others = new HashMap<>();
            for (Field field : scan.schema()) {
                DataType wanted = schema.contains(field.name()) ? schema.type(field.name()) : field.type();
                if (!wanted.equals(field.type()) && wanted != DataType.NULL
                        && !partitions.types().containsKey(field.name())) {
                    others.put(field.name(), wanted);
                }
            }
            fitting = others.isEmpty() ? scan : open(file, others);
        }
        int[] positions = new int[schema.size()];
        int[] hidden = new int[schema.size()];
        for (int c = 0; c < positions.length; c++) {
            String column = schema.field(c).name();
            int there = fitting.schema().contains(column) ? fitting.schema().indexOf(column) : -1;
            positions[c] = c < ownColumns ? there : -1;
            hidden[c] = c >= ownColumns && partitions.types().containsKey(column) ? there : -1;
        }
        return new OneFile(name(file), fitting, schema, positions, hidden, constants(file));
    }

    /// The values that stand for a whole file.
    private List<@Nullable Object> constants(int file) {
        List<@Nullable Object> constants = new ArrayList<>();
        for (int c = 0; c < schema.size(); c++) {
            int partition = c - ownColumns;
            constants.add(partition < 0
                    ? null
                    : partition < partitions.types().size()
                            ? partitions.values().get(file).get(partition)
                            : name(file));
        }
        return constants;
    }

    private static long knownRows(List<ScanSource> scans) {
        boolean known = scans.stream().allMatch(scan -> scan.knownRows() >= 0);
        return known ? scans.stream().mapToLong(ScanSource::knownRows).reduce(0, Math::addExact) : -1;
    }

    /// The file, looked at now if it was not before; null if none of its rows can meet the conditions.
    @Nullable
    OneFile file(int file, List<CheckedExpr> predicates) {
        OneFile known = opened.get(file);
        if (known == null) {
            if (!mayMatch(file, predicates)) {
                return null;
            }
            known = fitted(file, open(file, Map.of()));
            opened.set(file, known);
        }
        return known;
    }

    /// Whether a file may hold rows that meet the conditions, as far as can be told without opening it.
    boolean mayMatch(int file, List<CheckedExpr> predicates) {
        OneFile known = opened.get(file);
        int[] positions = known != null ? known.positions() : unopened();
        return OneFile.conditions(predicates, schema, positions, constants(file), null) != null;
    }

    /// Of a file that was not looked at: any column may be anywhere.
    private int[] unopened() {
        return IntStream.range(0, schema.size()).map(c -> c < ownColumns ? c : -1).toArray();
    }

    int fileCount() {
        return files.size();
    }

    void ended() {
        rejections.handOver();
    }

    /// Those that were looked at, when that is all and all are of Parquet.
    private List<OneFile> parquet() {
        List<OneFile> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            OneFile file = opened.get(i);
            if (file == null || !(file.scan() instanceof OfParquet scan) || scan.files().size() != 1) {
                return List.of();
            }
            all.add(file);
        }
        return all;
    }

    @Override
    public List<Path> files() {
        return parquet().stream().flatMap(file -> ((OfParquet) file.scan()).files().stream()).toList();
    }

    /// A column from inside the files that has its type in each that has it.
    @Override
    public boolean isPlain(int column) {
        return column < ownColumns && parquet().stream().allMatch(file -> {
            int there = file.positions()[column];
            return there < 0 || ((OfParquet) file.scan()).isPlain(there)
                    && file.scan().schema().field(there).type().equals(schema.field(column).type());
        });
    }

    @Override
    public void requireUnchanged() {
        parquet().forEach(file -> ((OfParquet) file.scan()).requireUnchanged());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public long knownRows() {
        return knownRows;
    }

    @Override
    public @Nullable ScanSource widened() {
        Map<FoundFile, ScanSource> wider = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            OneFile known = opened.get(i);
            ScanSource scan = known == null ? null : known.scan().widened();
            if (scan != null) {
                wider.put(files.get(i), scan);
            }
        }
        return wider.isEmpty() ? null : new FilesScan(name, files, new Reopener(opener, wider), options);
    }

    /// Opens some files under types that are known to hold all their values.
    private record Reopener(FileOpener opener, Map<FoundFile, ScanSource> wider) implements FileOpener {
        @Override
        public ScanSource open(FoundFile file, Map<String, DataType> types, Consumer<RejectedRow> rejected) {
            ScanSource known = wider.get(file);
            return known != null && types.isEmpty() ? known : opener.open(file, types, rejected);
        }

        @Override
        public boolean infersTypes(FoundFile file) {
            return opener.infersTypes(file);
        }

        @Override
        public Map<String, DataType> givenTypes() {
            return opener.givenTypes();
        }

        @Override
        public @Nullable Consumer<RejectedRow> quarantine() {
            return opener.quarantine();
        }
    }

    @Override
    public String describe(List<CheckedExpr> predicates) {
        long wanted = IntStream.range(0, files.size()).filter(i -> mayMatch(i, predicates)).count();
        return wanted + " of " + files.size() + " files";
    }

    @Override
    public Reading open(int[] columns, List<CheckedExpr> predicates, long limit) {
        return new FilesReading(this, columns, predicates, limit);
    }
}
