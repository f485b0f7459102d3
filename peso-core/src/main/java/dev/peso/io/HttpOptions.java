package dev.peso.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/// How a server is asked. Values, with a `with` method for each option.
///
/// A request that fails by a broken connection, a time-out, or an answer that says to try later (408, 429, 500, 502, 503,
/// 504) is sent again after a pause that doubles each time and is drawn at random below that, or as long as the answer's
/// `Retry-After` says.
///
/// @param headers sent with each request to the server asked, and to no other it may point to
/// @param timeout how long nothing may arrive
/// @param retries how often a request is sent again
/// @param backoff the longest pause before the second try
/// @param longestPause the longest pause at all; a server that wants more fails the read
/// @param requestsPerSecond at most, or 0 for no limit
/// @param cache a folder that keeps files whole, by the server's marks of their versions; null for none, which reads only
///   the parts of a file that are needed where the server can send parts
public record HttpOptions(Map<String, String> headers, Duration timeout, int retries, Duration backoff,
        Duration longestPause, double requestsPerSecond, @Nullable Path cache) {

    /// No headers, 30 seconds, 4 retries from half a second up to a minute, no limit, no cache.
    public static final HttpOptions DEFAULT = new HttpOptions(Map.of(), Duration.ofSeconds(30), 4,
            Duration.ofMillis(500), Duration.ofMinutes(1), 0, null);

    public HttpOptions {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> copy.put(name, requireOneLine(name, value)));
        headers = Collections.unmodifiableMap(copy);
        requirePositive("timeout", timeout);
        requirePositive("backoff", backoff);
        requirePositive("longest pause", longestPause);
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, got " + retries);
        }
        if (!(requestsPerSecond >= 0 && requestsPerSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "requests per second must be 0 (no limit) or more, got " + requestsPerSecond);
        }
    }

    private static String requireOneLine(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t') || name.isBlank()) {
            throw new IllegalArgumentException(
                    "header \"" + name + "\" must have a name and a value of one line");
        }
        return value;
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive, got " + duration);
        }
    }

    /// One more header.
    ///
    /// @param name for example `Accept`
    /// @param value one line
    /// @return new options
    public HttpOptions withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new HttpOptions(more, timeout, retries, backoff, longestPause, requestsPerSecond, cache);
    }

    /// A token that proves who asks (`Authorization: Bearer`).
    ///
    /// @param token as the server gave it
    /// @return new options
    public HttpOptions withBearer(String token) {
        return withHeader("Authorization", "Bearer " + Objects.requireNonNull(token, "token"));
    }

    /// A name and password (`Authorization: Basic`).
    ///
    /// @param user the name
    /// @param password the password
    /// @return new options
    public HttpOptions withBasic(String user, String password) {
        byte[] both = (Objects.requireNonNull(user, "user") + ":"
                + Objects.requireNonNull(password, "password"))
                .getBytes(StandardCharsets.UTF_8);
        return withHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /// Another time in which something must arrive.
    ///
    /// @param newTimeout positive
    /// @return new options
    public HttpOptions withTimeout(Duration newTimeout) {
        return new HttpOptions(headers, newTimeout, retries, backoff, longestPause, requestsPerSecond, cache);
    }

    /// Other retries.
    ///
    /// @param newRetries how often a request is sent again, 0 or more
    /// @param newBackoff the longest pause before the second try
    /// @return new options
    public HttpOptions withRetries(int newRetries, Duration newBackoff) {
        return new HttpOptions(headers, timeout, newRetries, newBackoff, longestPause, requestsPerSecond,
                cache);
    }

    /// Another longest pause between tries.
    ///
    /// @param newLongestPause positive
    /// @return new options
    public HttpOptions withLongestPause(Duration newLongestPause) {
        return new HttpOptions(headers, timeout, retries, backoff, newLongestPause, requestsPerSecond, cache);
    }

    /// A limit for how often the server is asked.
    ///
    /// @param newRequestsPerSecond 0 for no limit
    /// @return new options
    public HttpOptions withRequestsPerSecond(double newRequestsPerSecond) {
        return new HttpOptions(headers, timeout, retries, backoff, longestPause, newRequestsPerSecond, cache);
    }

    /// A folder that keeps files whole. It is asked for a new version at each read, which a server that marks versions
    /// (`ETag`, `Last-Modified`) answers without sending the file again.
    ///
    /// @param folder made if it is missing
    /// @return new options
    public HttpOptions withCache(Path folder) {
        return new HttpOptions(headers, timeout, retries, backoff, longestPause, requestsPerSecond,
                Objects.requireNonNull(folder, "folder"));
    }

    /// All but the values of headers, which may be secret.
    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "HttpOptions[headers=%s, timeout=%s, retries=%d, backoff=%s, longestPause=%s, requestsPerSecond=%s, cache=%s]",
                headers.keySet(), timeout, retries, backoff, longestPause, requestsPerSecond, cache);
    }
}
