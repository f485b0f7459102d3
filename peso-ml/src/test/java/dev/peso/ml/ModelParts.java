package dev.peso.ml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Takes model files apart, and makes others with checksums that are right.
final class ModelParts {
    static final String JSON = "model.json";
    static final String ARROW = "tensors.arrow";
    private static final String SUMS = "SHA256SUMS";

    private ModelParts() {}

    static Map<String, byte[]> of(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : new String[]{JSON, ARROW, SUMS}) {
                try (InputStream in = zip.getInputStream(Objects.requireNonNull(zip.getEntry(name)))) {
                    parts.put(name, in.readAllBytes());
                }
            }
        }
        return parts;
    }

    static String json(Map<String, byte[]> parts) {
        return new String(Objects.requireNonNull(parts.get(JSON)), StandardCharsets.UTF_8);
    }

    static Map<String, byte[]> with(Map<String, byte[]> parts, String name, byte[] other) {
        Map<String, byte[]> forged = new LinkedHashMap<>(parts);
        forged.put(name, other);
        return forged;
    }

    /// Writes a file of these parts.
    static Path write(Map<String, byte[]> parts, Path file) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (String name : new String[]{JSON, ARROW}) {
            sums.append(digest(Objects.requireNonNull(parts.get(name))))
                    .append("  ")
                    .append(name)
                    .append('\n');
        }
        Map<String, byte[]> all = with(parts, SUMS, sums.toString().getBytes(StandardCharsets.UTF_8));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> part : all.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                CRC32 crc = new CRC32();
                crc.update(part.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new LinkageError("every JDK has SHA-256", e);
        }
    }
}
