package dev.peso.internal.bytes;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import dev.peso.DataAccessException;
import dev.peso.internal.text.Addresses;
import dev.peso.spi.ByteSource;

/// Makes byte sources of what users have: paths, URLs, streams; and puts the system's refusals into words.
public final class ByteSources {
    private ByteSources() {}

    /// The bytes of a file that exists and is one.
    ///
    /// @param path a file
    /// @throws DataAccessException if there is no such file or it is a folder
    public static ByteSource of(Path path) {
        if (Files.isDirectory(path)) {
            throw new DataAccessException("could not read " + path + ": it is a folder", null);
        }
        if (!Files.exists(path)) {
            throw new DataAccessException("could not read " + path + ": " + absence(path), null);
        }
        return ByteSource.of(path);
    }

    /// Why there is nothing to read in a place.
    public static String absence(Path path) {
        if (Files.isSymbolicLink(path)) {
            return "it is a link to " + linked(path) + ", where no file is";
        }
        if (!Files.notExists(path)) {
            return "permission denied for a folder above it"; // it cannot be told whether it exists
        }
        return "no such file" + (path.isAbsolute() ? "" : " in " + Path.of("").toAbsolutePath());
    }

    private static String linked(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "a place that cannot be told"; // what it was for matters less than that it is one
        }
    }

    /// The bytes behind an URL: a file stays a file; anything else, such as an entry of a jar, is read once, now.
    ///
    /// @param url where the bytes are
    /// @throws DataAccessException if they cannot be read
    public static ByteSource of(URL url) {
        if (url.getProtocol().toLowerCase(Locale.ROOT).equals("file")) {
            try {
                return of(Path.of(url.toURI()));
            } catch (URISyntaxException | IllegalArgumentException e) {
                throw new DataAccessException("could not read " + Addresses.shown(url.toString())
                        + ": it is no path of a file", Addresses.isOpen(url.toString()) ? e : null);
            }
        }
        String address = url.toString();
        try (InputStream stream = url.openStream()) {
            return ByteSource.of(Addresses.name(address, url.getPath()), stream.readAllBytes());
        } catch (IOException e) {
            if (Addresses.isOpen(address)) {
                throw failed("read", address, e);
            }
            // what the failure says, and its causes, may hold the address
            throw new DataAccessException("could not read " + Addresses.shown(address) + ": "
                    + (e instanceof FileNotFoundException ? "no such file" : e.getClass().getSimpleName()),
                    null);
        }
    }

    /// All bytes of a stream, read now; the caller closes it.
    ///
    /// @param name the name for messages
    /// @param stream the bytes
    /// @throws DataAccessException if they cannot be read
    public static ByteSource of(String name, InputStream stream) {
        try {
            return ByteSource.of(name, stream.readAllBytes());
        } catch (IOException e) {
            throw failed("read", name, e);
        }
    }

    /// Makes sure that bytes are those that were looked at.
    ///
    /// @param source the bytes
    /// @param fingerprint theirs when they were looked at
    /// @throws DataAccessException if they are others now or cannot be read
    public static void requireUnchanged(ByteSource source, String fingerprint) {
        String now;
        try {
            now = source.fingerprint();
        } catch (IOException e) {
            throw failed("read", source.name(), e);
        }
        if (!now.equals(fingerprint)) {
            throw new DataAccessException(source.name() + " changed since it was read", null);
        }
    }

    /// `could not read sales.csv: permission denied`.
    ///
    /// @param verb what was tried
    /// @param name on what
    /// @param cause the system's exception
    public static DataAccessException failed(String verb, String name, IOException cause) {
        return new DataAccessException("could not " + verb + " " + name + ": " + reason(verb, cause), cause);
    }

    private static String reason(String verb, IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> verb.equals("write") ? "no such folder" : "no such file";
            case FileNotFoundException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException e when e.getReason() != null -> e.getReason().toLowerCase(Locale.ROOT);
            default -> cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        };
    }
}
