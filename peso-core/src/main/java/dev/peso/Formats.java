package dev.peso;

import java.io.IOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.arrow.ArrowScan;
import dev.peso.internal.arrow.ArrowWriter;
import dev.peso.internal.arrow.NotedSchema;
import dev.peso.internal.avro.AvroScan;
import dev.peso.internal.avro.AvroWriter;
import dev.peso.internal.bytes.BinaryFiles;
import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.bytes.PackedText;
import dev.peso.internal.bytes.TextBytes;
import dev.peso.internal.csv.CsvScan;
import dev.peso.internal.csv.CsvWriter;
import dev.peso.internal.excel.ExcelScan;
import dev.peso.internal.excel.ExcelWriter;
import dev.peso.internal.fixedwidth.FixedWidthText;
import dev.peso.internal.fixedwidth.FixedWidthWriter;
import dev.peso.internal.html.HtmlTables;
import dev.peso.internal.json.JsonScan;
import dev.peso.internal.json.JsonWriter;
import dev.peso.internal.parquet.ParquetScan;
import dev.peso.internal.parquet.ParquetWriter;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.plan.ScanSource;
import dev.peso.internal.plan.TableWriter;
import dev.peso.internal.text.Suggestions;
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
import dev.peso.io.HttpOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.JsonWriteOptions;
import dev.peso.io.ParquetReadOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.ReadOptions;
import dev.peso.io.WriteOptions;
import dev.peso.spi.ByteSource;

/// Finds the door for a file: by what its bytes start and end with, else by the ending of its name.
final class Formats {
    private static final int PROBED = 8;

    private Formats() {}

    /// A way in and out for one kind of file. Texts may be packed, which a further ending says.
    private enum Door {
        CSV("", "", "csv", "tsv", "tab", "txt"), PARQUET("PAR1",
                "PAR1", "parquet"), ARROW("ARROW1", "", "arrow", "feather", "ipc"), ARROW_STREAM(
                        "\u00ff\u00ff\u00ff\u00ff", "", "arrows"), JSON("", "", "json", "ndjson",
                                "jsonl"), AVRO("Obj\u0001", "", "avro"), HTML("",
                                        "", "html", "htm"), XLSX("PK\u0003\u0004", "", "xlsx", "xlsm"), XLS(
                                                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "",
                                                "xls");

        private static final Door[] ALL = values();

        private final String head;
        private final String tail;
        private final List<String> endings;

        /// @param head what the bytes start with, empty when there is no such mark
        /// @param tail what the bytes end with, empty when there is no such mark
        /// @param endings of file names, without the dot
        Door(String head, String tail, String... endings) {
            this.head = head;
            this.tail = tail;
            this.endings = List.of(endings);
        }

        boolean knows(byte[] first, byte[] last) {
            byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
            byte[] end = tail.getBytes(StandardCharsets.ISO_8859_1);
            return start.length > 0 && first.length >= start.length && last.length >= end.length
                    && Arrays.equals(first, 0, start.length, start, 0, start.length)
                    && Arrays.equals(last, last.length - end.length, last.length, end, 0, end.length);
        }

        ScanSource open(ByteSource bytes) {
            return switch (this) {
                case CSV -> CsvScan.of(bytes, CsvReadOptions.DEFAULT);
                case PARQUET -> ParquetScan.of(bytes, ParquetReadOptions.DEFAULT, NotedSchema::of);
                case ARROW, ARROW_STREAM -> ArrowScan.of(bytes, ArrowReadOptions.DEFAULT);
                case JSON -> JsonScan.of(bytes, JsonReadOptions.DEFAULT);
                case AVRO -> AvroScan.of(bytes);
                case HTML -> html(bytes, HtmlReadOptions.DEFAULT);
                case XLSX, XLS -> ExcelScan.of(bytes, ExcelReadOptions.DEFAULT);
            };
        }

        TableWriter writer(Path path, Schema schema) {
            return switch (this) {
                case CSV -> csvWriter(path, schema);
                case PARQUET -> new ParquetWriter(path, schema, ParquetWriteOptions.DEFAULT);
                case ARROW -> new ArrowWriter(path, schema, ArrowWriteOptions.DEFAULT);
                case ARROW_STREAM -> new ArrowWriter(path, schema,
                        ArrowWriteOptions.DEFAULT.withForm(ArrowWriteOptions.Form.STREAM));
                case JSON -> jsonWriter(path, schema);
                case AVRO -> new AvroWriter(path, schema, AvroWriteOptions.DEFAULT);
                case HTML -> throw new IllegalArgumentException("cannot write \"" + path
                        + "\": web pages are only read; write .csv, .json, .parquet, .arrow or .xlsx");
                case XLSX, XLS -> excelWriter(path, schema);
            };
        }

        /// The options under which types are inferred from texts, null when the file holds its types.
        @Nullable
        ReadOptions texts() {
            return switch (this) {
                case CSV -> CsvReadOptions.DEFAULT;
                case JSON -> JsonReadOptions.DEFAULT;
                case HTML -> HtmlReadOptions.DEFAULT;
                case XLSX, XLS -> ExcelReadOptions.DEFAULT;
                case PARQUET, ARROW, ARROW_STREAM, AVRO -> null;
            };
        }
    }

    static Plan read(String place) {
        if (Places.isUrl(place)) {
            return read(Places.url(place));
        }
        return FileSets.isPattern(place)
                ? FileSets.read(place, FilesReadOptions.DEFAULT)
                : read(Places.path(place));
    }

    static Plan read(String place, ReadOptions options) {
        if (Places.isUrl(place)) {
            return read(Web.bytes(Places.url(place), HttpOptions.DEFAULT), options);
        }
        return FileSets.isPattern(place)
                ? FileSets.read(place, FilesReadOptions.DEFAULT.withFormat(options))
                : read(Places.path(place), options);
    }

    static Plan read(Path path, ReadOptions options) {
        return Files.isDirectory(path)
                ? FileSets.read(path, FilesReadOptions.DEFAULT.withFormat(options))
                : read(ByteSources.of(path), options);
    }

    static Plan read(Path path) {
        if (Files.isDirectory(path)) {
            return FileSets.read(path, FilesReadOptions.DEFAULT);
        }
        Door named = byEnding(path.toString());
        if (named == null && !Files.exists(path) && !Files.isSymbolicLink(path)) {
            if (String.valueOf(path.getFileName()).indexOf('.') < 0) { // more likely a folder than a file
                throw new DataAccessException("could not read " + path + ": " + ByteSources.absence(path)
                        .replace("no such file", "no such file or folder"), null);
            }
            throw unknown("read", path.toString());
        }
        return read(ByteSources.of(path), path.toString());
    }

    static Plan read(URL url) {
        return read(url, HttpOptions.DEFAULT);
    }

    static Plan read(URL url, HttpOptions http) {
        ByteSource bytes = Web.bytes(url, http);
        return read(bytes, url.getPath(), bytes.name());
    }

    /// Reads bytes whose name or content tells what they are.
    static Plan read(ByteSource bytes) {
        return read(bytes, bytes.name());
    }

    private static Plan read(ByteSource bytes, String name) {
        return read(bytes, name, name);
    }

    private static Plan read(ByteSource bytes, String path, String name) {
        return scan(door(bytes, path, name).open(bytes));
    }

    private static Door door(ByteSource bytes, String path, String name) {
        Door door = byContent(bytes);
        if (door == null) {
            door = byEnding(path);
        }
        if (door == null) {
            String kind = binary(bytes);
            throw kind == null
                    ? unknown("read", name)
                    : new DataException("cannot read \"" + name + "\": it is " + kind);
        }
        return door;
    }

    static Plan read(ByteSource bytes, ReadOptions options) {
        return scan(source(bytes, options));
    }

    static ScanSource source(ByteSource bytes, ReadOptions options) {
        return switch (options) {
            case ArrowReadOptions arrow -> ArrowScan.of(bytes, arrow);
            case CsvReadOptions csv -> CsvScan.of(bytes, csv);
            case ExcelReadOptions excel -> ExcelScan.of(bytes, excel);
            case FixedWidthReadOptions fixed ->
                CsvScan.of(FixedWidthText.of(bytes, fixed), FixedWidthText.options(fixed));
            case HtmlReadOptions html -> html(bytes, html);
            case JsonReadOptions json -> JsonScan.of(bytes, json);
            case ParquetReadOptions parquet -> ParquetScan.of(bytes, parquet, NotedSchema::of);
        };
    }

    private static ScanSource html(ByteSource bytes, HtmlReadOptions options) {
        try {
            HtmlTables table = HtmlTables.of(bytes, options);
            return CsvScan.of(table.bytes(), table.options(options));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "reading tables of web pages needs jsoup; add org.jsoup:jsoup:1.24.1", e);
        }
    }

    /// Opens bytes as what their content or their name says.
    static ScanSource source(ByteSource bytes) {
        return door(bytes, bytes.name(), bytes.name()).open(bytes);
    }

    /// The options of text formats that a file's name stands for; null for formats that hold their types.
    static @Nullable ReadOptions textOptions(String name) {
        Door door = byEnding(name);
        return door == null ? null : door.texts();
    }

    static boolean isKnown(String name) {
        return byEnding(name) != null;
    }

    /// What the ending of a name says, packed or not.
    static String format(String name) {
        Door door = byEnding(name);
        return door == null ? "" : door.endings.getFirst();
    }

    static Plan scan(ScanSource source) {
        return new Plan.Scan(source);
    }

    static TableWriter writer(Path path, Schema schema) {
        Door door = byEnding(path.toString());
        if (door == null) {
            throw unknown("write", path.toString());
        }
        return door.writer(path, schema);
    }

    static TableWriter writer(Path path, Schema schema, WriteOptions options) {
        return switch (options) {
            case ArrowWriteOptions arrow -> new ArrowWriter(path, schema, arrow);
            case AvroWriteOptions avro -> new AvroWriter(path, schema, avro);
            case CsvWriteOptions csv -> new CsvWriter(path, schema, csv);
            case ExcelWriteOptions excel -> new ExcelWriter(path, schema, excel);
            case FixedWidthWriteOptions fixed -> new FixedWidthWriter(path, schema, fixed);
            case JsonWriteOptions json -> new JsonWriter(path, schema, json);
            case ParquetWriteOptions parquet -> new ParquetWriter(path, schema, parquet);
        };
    }

    private static TableWriter csvWriter(Path path, Schema schema) {
        String ending = ending(path.toString());
        boolean tabs = ending.equals("tsv") || ending.equals("tab");
        CsvWriteOptions options = CsvWriteOptions.DEFAULT;
        return new CsvWriter(path, schema, tabs ? options.withDelimiter('\t') : options);
    }

    private static TableWriter jsonWriter(Path path, Schema schema) {
        return new JsonWriter(path, schema, ending(path.toString()).equals("json")
                ? JsonWriteOptions.DEFAULT
                : JsonWriteOptions.DEFAULT.withForm(JsonWriteOptions.Form.LINES));
    }

    private static TableWriter excelWriter(Path path, Schema schema) {
        if (!ending(path.toString()).equals("xlsx")) {
            throw new IllegalArgumentException("cannot write \"" + path
                    + "\": workbooks of before 2007 and with macros are only read; write .xlsx");
        }
        return new ExcelWriter(path, schema, ExcelWriteOptions.DEFAULT);
    }

    static List<String> sheets(ByteSource bytes) {
        return ExcelScan.sheets(bytes);
    }

    private static @Nullable Door byContent(ByteSource bytes) {
        try {
            long length = bytes.length();
            byte[] first = probe(bytes, 0);
            byte[] last = probe(bytes, Math.max(0, length - PROBED));
            for (Door door : Door.ALL) {
                if (door.knows(first, last)) {
                    return door;
                }
            }
            return null;
        } catch (IOException e) {
            throw ByteSources.failed("read", bytes.name(), e);
        }
    }

    /// What a file that holds no text is, if its first bytes tell.
    private static @Nullable String binary(ByteSource bytes) {
        try {
            return BinaryFiles.kind(TextBytes.head(bytes, BinaryFiles.HEAD));
        } catch (IOException e) {
            throw ByteSources.failed("read", bytes.name(), e);
        }
    }

    private static byte[] probe(ByteSource bytes, long position) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PROBED);
        int count = bytes.read(position, buffer);
        return Arrays.copyOf(buffer.array(), Math.max(0, count));
    }

    private static @Nullable Door byEnding(String name) {
        String ending = ending(name);
        boolean packed = PackedText.isPacked(name);
        for (Door door : Door.ALL) {
            if (door.endings.contains(ending) && (!packed || door == Door.CSV || door == Door.JSON)) {
                return door;
            }
        }
        return null;
    }

    /// What follows the last dot, in lower case; of a packed file what follows the last but one.
    private static String ending(String name) {
        String plain = PackedText.plainName(name);
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    private static IllegalArgumentException unknown(String verb, String name) {
        String ending = ending(name);
        List<String> plain = Arrays.stream(Door.ALL).flatMap(door -> door.endings.stream()).toList();
        String known = plain.stream().map(each -> "." + each).collect(Collectors.joining(", "));
        String meant = Suggestions.didYouMean(ending, plain);
        return new IllegalArgumentException(
                "cannot " + verb + " \"" + name + "\": its ending tells no known format"
                        + (meant.isEmpty() ? ";" : meant) + " known: " + known
                        + "; text files also with .gz or .zst; "
                        + "for other names pass CsvReadOptions or CsvWriteOptions");
    }
}
