package dev.peso;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.peso.internal.bytes.ByteSources;
import dev.peso.internal.csv.CsvScan;
import dev.peso.internal.csv.CsvWriter;
import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.plan.Plan;
import dev.peso.internal.text.Suggestions;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.CsvWriteOptions;
import dev.peso.spi.ByteSource;

/// Finds the door for a file by its name.
final class Formats {
    private static final List<String> CSV = List.of("csv", "tsv", "tab", "txt");

    private Formats() {}

    static Plan read(String place) {
        return place.matches("[a-z][a-z0-9+.-]+:.*") ? read(url(place)) : read(Path.of(place));
    }

    private static URL url(String place) {
        try {
            return URI.create(place).toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new IllegalArgumentException("\"" + place + "\" is neither a path nor a URL", e);
        }
    }

    static Plan read(Path path) {
        requireCsv("read", path.toString());
        return csv(ByteSources.of(path), CsvReadOptions.DEFAULT);
    }

    static Plan read(URL url) {
        requireCsv("read", url.getPath());
        return csv(ByteSources.of(url), CsvReadOptions.DEFAULT);
    }

    static Plan csv(ByteSource bytes, CsvReadOptions options) {
        return new Plan.Scan(CsvScan.of(bytes, options));
    }

    static void write(Dataset dataset, Path path) {
        String extension = requireCsv("write", path.toString());
        CsvWriteOptions options = CsvWriteOptions.DEFAULT;
        write(dataset, path,
                extension.startsWith("t") && !extension.equals("txt")
                        ? options.withDelimiter('\t')
                        : options);
    }

    static void write(Dataset dataset, Path path, CsvWriteOptions options) {
        try (CsvWriter writer = new CsvWriter(path, dataset.schema(), options)) {
            LocalEngine.forEachChunk(dataset.checked(), dataset.options(), writer::write);
            writer.commit();
        }
    }

    private static String requireCsv(String verb, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        if (!CSV.contains(extension)) {
            throw new IllegalArgumentException(
                    "cannot " + verb + " \"" + name + "\": its ending tells no known format"
                            + Suggestions.didYouMean(extension, CSV)
                            + "; known: .csv, .tsv, .tab, .txt, each also with .gz; "
                            + "for other names pass CsvReadOptions or CsvWriteOptions");
        }
        return extension;
    }
}
