package dev.peso.internal.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Fuzz;
import dev.peso.SharedData;
import dev.peso.internal.codec.Mutations;
import dev.peso.internal.codec.ZstdOutput;
import dev.peso.io.CsvReadOptions;

/// Damaged CSV files, plain, in other encodings and packed, through the front door.
class CsvFuzzTest {
    private static final CsvReadOptions OPTIONS = CsvReadOptions.DEFAULT.withRaggedReport(_ -> {});

    private static List<byte[]> corpus() throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(SharedData.require("duckdb-csv/files"))) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (Files.size(path) < 20_000) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    @Test
    void damaged_texts_end_in_tables_or_typed_errors() throws IOException {
        List<byte[]> all = corpus();
        List<Charset> charsets = List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_32LE,
                StandardCharsets.UTF_32BE);
        for (int i = 0; i < 40; i++) {
            String text = new String(all.get(i * 7 % all.size()), StandardCharsets.UTF_8);
            all.add(((i & 4) == 0 ? "\uFEFF" + text : text).getBytes(charsets.get(i % 4)));
        }
        Fuzz.run("fuzz.csv", all, Mutations::of, bytes -> Dataset.read(bytes, OPTIONS));
    }

    private interface Packer {
        OutputStream over(OutputStream stream) throws IOException;
    }

    @Test
    void damaged_packed_texts_end_in_tables_or_typed_errors() throws IOException {
        List<byte[]> packed = new ArrayList<>();
        for (byte[] file : corpus()) {
            Packer packer = packed.size() % 2 == 0 ? GZIPOutputStream::new : ZstdOutput::new;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream stream = packer.over(bytes)) {
                stream.write(file);
            }
            packed.add(bytes.toByteArray());
        }
        Fuzz.run("fuzz.csv.gz", packed, Mutations::of, bytes -> Dataset.read(bytes, OPTIONS));
    }
}
