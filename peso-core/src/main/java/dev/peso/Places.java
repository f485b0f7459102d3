package dev.peso;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import dev.peso.internal.jdbc.Drivers;
import dev.peso.internal.text.Addresses;

/// Places as users write them: paths and addresses, and addresses that lead nowhere from here.
final class Places {
    /// Stores with an interface of their own.
    private static final Set<String> STORES = Set.of("s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "adl",
            "az",
            "azure", "wasb", "wasbs", "oss", "r2", "hdfs", "webhdfs", "viewfs", "dbfs", "ftp", "ftps", "sftp",
            "scp",
            "ssh", "hf", "lakefs", "minio");

    private Places() {}

    static boolean isUrl(String place) {
        return place.indexOf(':') > 1 && place.matches("(?is)[a-z][a-z0-9+.-]+:.*");
    }

    /// What a place to read is as an address.
    static URL url(String place) {
        String scheme = scheme(place);
        if (scheme.equals("jdbc")) {
            throw new IllegalArgumentException("cannot read " + Drivers.shown(place)
                    + " as a file: it is a database; read a table of it with Jdbc.table(dataSource, name), with "
                    + Drivers.needed(place) + " on the class path");
        }
        if (STORES.contains(scheme)) {
            throw new IllegalArgumentException("cannot read \"" + shown(place) + "\": there is no reader of "
                    + scheme
                    + ":// here; give an https:// address of it, a ByteSource of your own, or a local copy");
        }
        try {
            return URI.create(place).toURL();
        } catch (IllegalArgumentException | MalformedURLException e) {
            throw new IllegalArgumentException(
                    "\"" + shown(place) + "\" is neither a path nor a URL" + reason(e));
        }
    }

    /// A path to read.
    static Path path(String place) {
        return path("read", place);
    }

    /// A path to write to.
    static Path target(String place) {
        if (!isUrl(place)) {
            return path("write", place);
        }
        String scheme = scheme(place);
        if (scheme.equals("file")) {
            return fileOf(place);
        }
        if (scheme.equals("jdbc")) {
            throw new IllegalArgumentException("cannot write " + Drivers.shown(place)
                    + " as a file: it is a database; write to Jdbc.table(dataSource, name), with "
                    + Drivers.needed(place) + " on the class path");
        }
        boolean isAddress = place.startsWith("://", scheme.length()) || scheme.startsWith("http")
                || STORES.contains(scheme);
        if (isAddress) {
            throw new IllegalArgumentException("cannot write \"" + shown(place)
                    + "\": only files are written, not "
                    + scheme
                    + ":// addresses; write a local file and send it, or write(Sink) to one of your own");
        }
        return path("write", place); // a name with a colon
    }

    private static Path fileOf(String place) {
        try {
            return Path.of(URI.create(place));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "cannot write \"" + shown(place) + "\": it is no path of a file" + reason(e));
        }
    }

    /// Why a place is no address. The failure itself holds the whole of it and is no cause for others to see.
    private static String reason(Exception e) {
        return e.getCause() instanceof URISyntaxException syntax
                ? ": " + syntax.getReason().toLowerCase(Locale.ROOT)
                : "";
    }

    private static Path path(String verb, String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("cannot " + verb + " \"" + shown(place) + "\": it is no path: "
                    + e.getReason().toLowerCase(Locale.ROOT), e);
        }
    }

    private static String scheme(String place) {
        return place.substring(0, place.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    /// Without what may be a secret, and in one line.
    private static String shown(String place) {
        return isUrl(place) ? Addresses.shown(place) : place.replaceAll("\\p{Cntrl}", "?");
    }
}
