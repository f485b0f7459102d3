package dev.peso.internal.excel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Fuzz;
import dev.peso.SharedData;
import dev.peso.internal.codec.Mutations;
import dev.peso.io.ExcelReadOptions;
import dev.peso.io.ExcelReadOptions.EmptyRows;
import dev.peso.io.ExcelReadOptions.Errors;
import dev.peso.io.ExcelReadOptions.MergedCells;
import dev.peso.spi.ByteSource;

/// Damaged workbooks of both kinds.
class ExcelFuzzTest {
    private static final int LARGEST = 100_000;
    private static final String[] WORDS = {"0", "-1", "4294967296", "1e308", "<", ">", "/>", "A1:XFD1048576",
            "&#0;",
            "&amp;", "r=\"1048577\"", " t=\"s\"", "NaN", "<!--", "]]>", "xmlns:"};

    @Test
    void damaged_xml_ends_in_tables_or_typed_errors() throws IOException {
        Fuzz.run("fuzz.xlsx", corpus(".xlsx"), (file, random) -> random.nextInt(4) == 0
                ? Mutations.of(file, random)
                : inPart(file, random), ExcelFuzzTest::read);
    }

    @Test
    void damaged_records_end_in_tables_or_typed_errors() throws IOException {
        Fuzz.run("fuzz.xls", corpus(".xls"), Mutations::of, ExcelFuzzTest::read);
    }

    private static Dataset read(ByteSource bytes) {
        long size;
        try {
            size = bytes.length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ExcelReadOptions options = ExcelReadOptions.DEFAULT;
        return Dataset.read(bytes, size % 3 == 0
                ? options
                : options.withMergedCells(MergedCells.ALL)
                        .withEmptyRows(EmptyRows.KEPT)
                        .withErrors(Errors.TEXT)
                        .withHeaderRows((int) (size % 4)));
    }

    /// Damage to one part, packed again, which a change of packed bytes would rarely get to.
    private static byte[] inPart(byte[] file, Random random) {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream out = new ZipOutputStream(bytes)) {
                out.setLevel(1);
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] part = in.readAllBytes();
                    boolean matters = entry.getName()
                            .matches(".*(sheet\\d|sharedStrings|styles|workbook)\\.xml.*");
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(matters && random.nextInt(3) == 0 ? damaged(part, random) : part);
                }
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] damaged(byte[] part, Random random) {
        if (random.nextBoolean() || part.length == 0) {
            return Mutations.of(part, random);
        }
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(StandardCharsets.US_ASCII);
        int at = random.nextInt(part.length);
        byte[] damaged = new byte[part.length + word.length];
        System.arraycopy(part, 0, damaged, 0, at);
        System.arraycopy(word, 0, damaged, at, word.length);
        System.arraycopy(part, at, damaged, at + word.length, part.length - at);
        return damaged;
    }

    private static List<byte[]> corpus(String ending) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(SharedData.require("excel/files"))) {
            for (Path path : paths.filter(p -> p.toString().endsWith(ending)).sorted().toList()) {
                if (Files.size(path) < LARGEST
                        && !path.toString().matches(".*(bomb|clusterfuzz|issue252).*")) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }
}
