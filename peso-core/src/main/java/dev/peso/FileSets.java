package dev.peso;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.files.FileOpener;
import dev.peso.internal.files.FileSearch;
import dev.peso.internal.files.FilesScan;
import dev.peso.internal.files.FoundFile;
import dev.peso.internal.files.PartitionWriter;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.plan.TableWriter;
import dev.peso.io.ArrowReadOptions;
import dev.peso.io.ArrowWriteOptions;
import dev.peso.io.AvroWriteOptions;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelWriteOptions;
import dev.peso.io.FilesReadOptions;
import dev.peso.io.FixedWidthReadOptions;
import dev.peso.io.FixedWidthWriteOptions;
import dev.peso.io.HtmlReadOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.JsonWriteOptions;
import dev.peso.io.OnError;
import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.PartitionWriteOptions;
import dev.peso.io.ReadOptions;
import dev.peso.io.RejectedRow;
import dev.peso.io.WriteOptions;

/// Many files as one dataset: opens each as its format and the options say.
final class FileSets implements FileOpener {
    private final @Nullable ReadOptions format;

    private FileSets(@Nullable ReadOptions format) {
        this.format = format;
    }

    /// Whether a place is a pattern of files, rather than one file that is named so.
    static boolean isPattern(String place) {
        if (place.indexOf('\0') >= 0) {
            Places.path(place); // says why there is no such name on any system
        }
        return FileSearch.isPattern(place) && !isFile(place);
    }

    private static boolean isFile(String place) {
        try {
            return Files.exists(Path.of(place));
        } catch (InvalidPathException _) {
            return false; // names cannot hold these characters on this system
        }
    }

    static Plan read(String place, FilesReadOptions options) {
        if (Places.isUrl(place)) {
            throw new IllegalArgumentException(
                    "\"" + place + "\" is one place; patterns and folders are of files only");
        }
        return isPattern(place)
                ? plan(place, FileSearch.matching(place), options)
                : read(Places.path(place), options);
    }

    static Plan read(Path path, FilesReadOptions options) {
        if (!Files.isDirectory(path)) {
            String name = path.toString().replace(path.getFileSystem().getSeparator(), "/");
            return plan(name, List.of(new FoundFile(path, name)), options);
        }
        boolean any = options.format() != null;
        List<FoundFile> files = FileSearch.below(path, name -> any || Formats.isKnown(name));
        if (!any) {
            requireOneFormat(path, files);
        }
        return plan(path.toString(), files, options);
    }

    static Plan read(List<Path> paths, FilesReadOptions options) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no files to read: the list is empty");
        }
        List<FoundFile> files = paths.stream()
                .map(path -> new FoundFile(path,
                        path.toString().replace(path.getFileSystem().getSeparator(), "/")))
                .toList();
        return plan(files.size() == 1 ? files.getFirst().name() : files.getFirst().name() + " and others",
                files,
                options);
    }

    private static Plan plan(String name, List<FoundFile> files, FilesReadOptions options) {
        return Formats.scan(FilesScan.of(name, files, new FileSets(options.format()), options));
    }

    /// The rows of each partition together.
    static Dataset sorted(Dataset dataset, PartitionWriteOptions options) {
        for (String column : options.columns()) {
            dataset.schema().field(column); // fails by name
        }
        return dataset.sort(options.columns()
                .stream()
                .map(column -> Expr.col(column).asc())
                .toArray(Order[]::new));
    }

    static TableWriter writer(Path folder, Schema schema, PartitionWriteOptions options) {
        return new PartitionWriter(folder, schema, options, ending(options.format()),
                (path, inner) -> Formats.writer(path, inner, options.format()));
    }

    private static String ending(WriteOptions format) {
        return switch (format) {
            case ArrowWriteOptions arrow ->
                arrow.form() == ArrowWriteOptions.Form.STREAM ? "arrows" : "arrow";
            case AvroWriteOptions _ -> "avro";
            case CsvWriteOptions _ -> "csv";
            case ExcelWriteOptions _ -> "xlsx";
            case FixedWidthWriteOptions _ -> "txt";
            case JsonWriteOptions json -> json.form() == JsonWriteOptions.Form.LINES ? "ndjson" : "json";
            case ParquetWriteOptions _ -> "parquet";
        };
    }

    private static void requireOneFormat(Path folder, List<FoundFile> files) {
        Map<String, Integer> formats = new TreeMap<>();
        for (FoundFile file : files) {
            formats.merge(Formats.format(file.name()), 1, Integer::sum);
        }
        if (formats.size() > 1) {
            throw new DataException("the folder \"" + folder + "\" holds files of several formats: " + formats
                    + "; say which by a pattern, for example \"" + folder + "/**/*."
                    + formats.keySet().iterator().next() + "\"");
        }
    }

    @Override
    public ScanSource open(FoundFile file, Map<String, DataType> types, Consumer<RejectedRow> rejected) {
        ReadOptions options = format != null
                ? format
                : types.isEmpty() ? null : Formats.textOptions(file.name());
        return switch (options) {
            case null -> Formats.source(file.bytes());
            case CsvReadOptions csv -> {
                CsvReadOptions typed = csv.withTypes(types);
                yield Formats.source(file.bytes(),
                        csv.onError() == OnError.QUARANTINE ? typed.withQuarantine(rejected) : typed);
            }
            case ExcelReadOptions excel -> Formats.source(file.bytes(), excel.withTypes(types));
            case FixedWidthReadOptions fixed -> Formats.source(file.bytes(),
                    fixed.withText(fixed.text().withTypes(types)));
            case HtmlReadOptions html -> Formats.source(file.bytes(),
                    html.withText(html.text().withTypes(types)));
            case JsonReadOptions json -> {
                JsonReadOptions typed = json.withTypes(types);
                yield Formats.source(file.bytes(),
                        json.onError() == OnError.QUARANTINE ? typed.withQuarantine(rejected) : typed);
            }
            case ArrowReadOptions arrow -> Formats.source(file.bytes(), arrow);
            case ParquetReadOptions parquet -> Formats.source(file.bytes(), parquet);
        };
    }

    @Override
    public boolean infersTypes(FoundFile file) {
        ReadOptions options = format != null ? format : Formats.textOptions(file.name());
        return switch (options) {
            case null -> false;
            case CsvReadOptions csv -> csv.schema() == null;
            case ExcelReadOptions _ -> true;
            case FixedWidthReadOptions fixed -> fixed.text().schema() == null;
            case HtmlReadOptions html -> html.text().schema() == null;
            case JsonReadOptions json -> json.schema() == null;
            case ArrowReadOptions _,ParquetReadOptions _ -> false;
        };
    }

    @Override
    public Map<String, DataType> givenTypes() {
        return switch (format) {
            case null -> Map.of();
            case CsvReadOptions csv -> new HashMap<>(csv.types());
            case ExcelReadOptions excel -> new HashMap<>(excel.types());
            case FixedWidthReadOptions fixed -> new HashMap<>(fixed.text().types());
            case HtmlReadOptions html -> new HashMap<>(html.text().types());
            case JsonReadOptions json -> new HashMap<>(json.types());
            case ArrowReadOptions _,ParquetReadOptions _ -> Map.of();
        };
    }

    @Override
    public @Nullable Consumer<RejectedRow> quarantine() {
        return format instanceof CsvReadOptions csv
                ? csv.quarantine()
                : format instanceof JsonReadOptions json ? json.quarantine() : null;
    }
}
