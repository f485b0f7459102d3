package dev.peso.internal.http;

import java.net.http.HttpHeaders;

/// What a server says of the version of a file.
///
/// @param tag its `ETag`, or empty
/// @param modified its `Last-Modified`, or empty
record Version(String tag, String modified) {
    static Version of(HttpHeaders headers) {
        return new Version(headers.firstValue("ETag").orElse(""),
                headers.firstValue("Last-Modified").orElse(""));
    }

    boolean isKnown() {
        return !tag.isEmpty() || !modified.isEmpty();
    }

    /// Whether two answers surely are of different versions.
    boolean differsFrom(Version other) {
        return !tag.isEmpty() && !other.tag.isEmpty()
                ? !tag.equals(other.tag)
                : !modified.isEmpty() && !other.modified.isEmpty() && !modified.equals(other.modified);
    }
}
