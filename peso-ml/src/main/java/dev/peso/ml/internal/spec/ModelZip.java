package dev.peso.ml.internal.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import dev.peso.DataAccessException;
import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.MemoryLimitException;
import dev.peso.io.ArrowReadOptions;
import dev.peso.spi.ByteSource;

/// A document and its arrays in one file: a zip with `model.json`, `tensors.arrow` and `SHA256SUMS`. Entries are stored
/// without compression, so nothing in it is larger than the file.
///
/// @param json the document
/// @param tensors its arrays
public record ModelZip(String json, Tensors tensors) {
    private static final String JSON = "model.json";
    private static final String TENSORS = "tensors.arrow";
    private static final String SUMS = "SHA256SUMS";
    private static final long MOST_JSON = 256L << 20;
    private static final long MOST_TENSORS = 2_000_000_000L;
    /// Arrays take no more memory than their bytes in the file.
    private static final ArrowReadOptions PLAIN = ArrowReadOptions.DEFAULT.withMaxUnpackedBytes(0);

    /// Writes the file; it appears when it is complete. The same content gives the same bytes.
    public void write(Path path) {
        WholeFile.write(path, part -> {
            byte[] document = json.getBytes(StandardCharsets.UTF_8);
            byte[] arrow = arrow(part);
            String sums = line(document, JSON) + line(arrow, TENSORS);
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out)) {
                add(zip, JSON, document);
                add(zip, TENSORS, arrow);
                add(zip, SUMS, sums.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private byte[] arrow(Path near) throws IOException {
        Path file = near.resolveSibling(near.getFileName() + ".arrow");
        try {
            TensorTable.of(tensors.all()).write(file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static String line(byte[] bytes, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest) + "  " + name + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }

    /// Reads the file.
    ///
    /// @throws DataException if it is damaged, or holds anything else
    /// @throws DataAccessException if there is no such file, or it cannot be read
    public static ModelZip read(Path path) {
        WholeFile.requireThere(path);
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<String> names = Collections.list(zip.entries())
                    .stream()
                    .map(ZipEntry::getName)
                    .sorted()
                    .toList();
            if (!names.equals(List.of(SUMS, JSON, TENSORS))) {
                throw new DataException(path + " is no model file: it holds " + names);
            }
            long size = Files.size(path);
            byte[] json = bytes(zip, JSON, Math.min(size, MOST_JSON), path);
            byte[] arrow = bytes(zip, TENSORS, Math.min(size, MOST_TENSORS), path);
            byte[] sums = bytes(zip, SUMS, 1_000, path);
            if (!Arrays.equals(sums,
                    (line(json, JSON) + line(arrow, TENSORS)).getBytes(StandardCharsets.UTF_8))) {
                throw new DataException(path + " is damaged: its checksums do not agree");
            }
            Dataset table = Dataset.read(ByteSource.of(TENSORS, arrow), PLAIN);
            return new ModelZip(new String(json, StandardCharsets.UTF_8),
                    new Tensors(TensorTable.read(table)));
        } catch (MemoryLimitException e) {
            throw new DataException(
                    path + " is no model file: its arrays are packed (" + e.getMessage() + ")", null, -1, e);
        } catch (ZipException | IllegalArgumentException e) {
            throw new DataException(path + " is no model file: " + e.getMessage(), null, -1, e);
        } catch (IOException e) {
            throw new DataAccessException("could not read " + path + ": " + e, e);
        }
    }

    private static byte[] bytes(ZipFile zip, String name, long most, Path path) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || entry.getMethod() != ZipEntry.STORED || entry.getSize() < 0
                || entry.getSize() > most) {
            throw new DataException(path + " is no model file: \"" + name
                    + "\" is packed or larger than " + most + " bytes");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize());
            if (bytes.length != entry.getSize()) {
                throw new DataException(path + " is damaged: \"" + name + "\" ends too early");
            }
            return bytes;
        }
    }
}
