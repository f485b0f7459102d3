package dev.peso.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.peso.internal.text.Addresses;
import dev.peso.io.HttpOptions;

/// Asks a server, again where that may help, and not more often than allowed.
///
/// Redirections are followed here rather than by the JDK, so that headers that prove who asks go to the server they are
/// meant for and to no other.
final class HttpCalls {
    private static final Set<Integer> AGAIN = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTIONS = 8;
    private static final int LAST_PORT = 65_535;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI home;
    private final HttpOptions options;
    private final Pauses pauses;
    private long nextAt;

    /// @param home where the headers of the options go
    HttpCalls(URI home, HttpOptions options) {
        this(home, options, Pauses.REAL);
    }

    HttpCalls(URI home, HttpOptions options, Pauses pauses) {
        this.home = home;
        this.options = options;
        this.pauses = pauses;
        this.nextAt = pauses.now();
    }

    HttpOptions options() {
        return options;
    }

    /// A server's refusal.
    static final class StatusException extends IOException {
        private static final long serialVersionUID = 1L;
        final int status;

        StatusException(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /// Asks until there is an answer of the 200s, or 304.
    ///
    /// @param method `GET` or `HEAD`
    /// @param headers besides those of the options
    /// @throws IOException if there is none; the message tells why, and after how many tries
    <T> HttpResponse<T> ask(String method, URI address, Map<String, String> headers, BodyHandler<T> body)
            throws IOException {
        for (int tries = 1;; tries++) {
            Duration pause;
            String problem;
            IOException cause = null;
            try {
                HttpResponse<T> answer = follow(method, address, headers, body);
                int status = answer.statusCode();
                if (status / 100 == 2 || status == 304) {
                    return answer;
                }
                problem = "the server answered " + status;
                if (!AGAIN.contains(status)) {
                    throw new StatusException(status, problem + hint(status));
                }
                pause = pause(tries, answer.headers().firstValue("Retry-After").orElse(null));
            } catch (StatusException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                cause = e;
                problem = e.getMessage() != null
                        ? e.getMessage()
                        : e instanceof ConnectException
                                ? "there is no connection to the server"
                                : e.getClass().getSimpleName();
                pause = pause(tries, null);
            }
            if (tries > options.retries()) {
                throw new IOException(problem + tried(tries), cause);
            }
            if (pause.compareTo(options.longestPause()) > 0) {
                throw new IOException(problem + " and wants a pause of " + pause.toSeconds()
                        + " s; withLongestPause allows it", cause);
            }
            sleep(pause.toNanos());
        }
    }

    private static String tried(int tries) {
        return tries == 1 ? "" : " (tried " + tries + " times)";
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> " (not allowed); give credentials by withBearer, withBasic or withHeader";
            case 404, 410 -> " (not found)";
            default -> "";
        };
    }

    private Duration pause(int tries, @Nullable String retryAfter) {
        Duration wanted = retryAfter == null ? null : retryAfter(retryAfter.strip());
        if (wanted != null) {
            return wanted;
        }
        double longest = Math.min((double) options.longestPause().toNanos(),
                options.backoff().toNanos() * Math.pow(2, Math.min(tries - 1, 60)));
        return Duration.ofNanos((long) (longest * ThreadLocalRandom.current().nextDouble()));
    }

    /// Seconds, or the time of day after which to come back.
    private static @Nullable Duration retryAfter(String text) {
        try {
            Duration wait = text.chars().allMatch(Character::isDigit) && !text.isEmpty()
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(Instant.now(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }

    private <T> HttpResponse<T> follow(String method, URI address, Map<String, String> headers,
            BodyHandler<T> body)
            throws IOException {
        URI at = address;
        for (int i = 0; i < MOST_REDIRECTIONS; i++) {
            HttpResponse<T> answer = once(request(method, at, headers), body);
            String location = answer.headers().firstValue("Location").orElse(null);
            if (!ELSEWHERE.contains(answer.statusCode()) || location == null) {
                return answer;
            }
            URI next = next(at, location);
            if (next == null) {
                throw new StatusException(answer.statusCode(),
                        "the server points to a place that is no HTTP address");
            }
            if ("https".equalsIgnoreCase(at.getScheme()) && !"https".equalsIgnoreCase(next.getScheme())) {
                throw new StatusException(answer.statusCode(), "the server points to " + shown(next)
                        + ", which is less safe");
            }
            at = next;
        }
        throw new StatusException(310, "the server points elsewhere over and over");
    }

    /// Where an address leads that a server wrote, or null where it is none for HTTP.
    static @Nullable URI next(URI at, String written) {
        try {
            URI next = at.resolve(written);
            String scheme = String.valueOf(next.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            return http && next.getHost() != null && next.getPort() <= LAST_PORT ? next : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private HttpRequest request(String method, URI address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (isHome(address)) {
            options.headers().forEach(request::setHeader);
        }
        headers.forEach(request::setHeader);
        return request.build();
    }

    private boolean isHome(URI address) {
        return String.valueOf(address.getScheme()).equalsIgnoreCase(home.getScheme())
                && String.valueOf(address.getAuthority()).equalsIgnoreCase(home.getAuthority());
    }

    private <T> HttpResponse<T> once(HttpRequest request, BodyHandler<T> body) throws IOException {
        awaitTurn();
        Watched<T> watched = new Watched<>(body);
        CompletableFuture<HttpResponse<T>> answer = CLIENT.sendAsync(request, watched);
        try {
            while (true) {
                try {
                    return answer.get(20, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    if (watched.silence() > options.timeout().toNanos()) {
                        throw new IOException("nothing arrived for " + options.timeout().toMillis() + " ms");
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            answer.cancel(true);
        }
    }

    /// Waits until another request is allowed.
    private void awaitTurn() throws IOException {
        if (options.requestsPerSecond() <= 0) {
            return;
        }
        long wait;
        synchronized (this) {
            long now = pauses.now();
            wait = Math.max(0, nextAt - now); // the difference is right also when the clock overflows
            nextAt = now + wait + (long) (1e9 / options.requestsPerSecond());
        }
        sleep(wait);
    }

    private void sleep(long nanos) throws IOException {
        try {
            pauses.sleep(nanos);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the thread was interrupted");
    }

    /// An address without what may be secret in it.
    static String shown(URI address) {
        return Addresses.shown(address.toString());
    }
}
