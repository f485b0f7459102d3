package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.io.CsvReadOptions;
import dev.peso.io.HttpOptions;
import dev.peso.io.RestOptions;
import dev.peso.io.RestOptions.Paging;

/// No password and no token of an address is shown: not in messages, not in causes, not in what was suppressed.
class SecretsTest {
    private static final String SECRET = "s3cr3t";
    private static final HttpOptions ONCE = HttpOptions.DEFAULT.withRetries(0, Duration.ofMillis(1))
            .withTimeout(Duration.ofSeconds(5));

    @TempDir
    private Path folder;

    /// The failure with everything that belongs to it, as a log shows it.
    private static String logged(ThrowingCallable code) {
        Throwable failure = catchThrowable(code);
        assertThat(failure).isNotNull();
        assertThat(failure instanceof PesoException || failure instanceof IllegalArgumentException)
                .as(failure.toString())
                .isTrue();
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://ann:s3cr3t word@host/x.csv", "https://ann:a/s3cr3t@host/x^.csv",
            "https://ann:a@s3cr3t@host/x^.csv", "https://ann:a:s3cr3t@host/x^.csv",
            "https://ann:a?s3cr3t@host/x^.csv",
            "https://ann:a#s3cr3t@host/x^.csv", "https://ann:%2Fs3cr3t@host/x^.csv",
            "https://ann:1/s3cr3t@host/x^.csv",
            "https://a/s3cr3t@host.example/x^.csv", "https://s3cr3t@host.example/x^.csv",
            "https://ann:a\ns3cr3t@host/x.csv", "https://host.example/x^.csv?token=s3cr3t",
            "https://host/x^.csv?a=1&key=s3cr3t", "https://host/x^.csv#sig=s3cr3t",
            "https://host/x^.csv?mail=a@b.example&password=s3cr3t", "https://host:80/x^.csv?token=a@s3cr3t",
            "https://host/x^.csv;token=s3cr3t", "s3://ann:s3cr3t@bucket/x.csv",
            "s3://ann:a/s3cr3t@bucket/x.csv",
            "s3://bucket/x.csv?X-Amz-Signature=s3cr3t", "jar:https://ann:s3cr3t@host^/a.jar!/x.csv",
            "jar:https://ann:a/s3cr3t@host/a.jar!/x.csv?token=s3cr3t", "acme://ann:s3cr3t@host/x.csv",
            "file://ann:s3cr3t@host/x y.csv", "file:///x y.csv?token=s3cr3t", "jdbc:h2:mem:x;PASSWORD=s3cr3t",
            "https://ann:s3cr3t@/x.csv", "https:ann:s3cr3t@host", "https://[s3cr3t@host/x.csv"})
    void an_address_that_is_refused_shows_none(String place) {
        Dataset data = Dataset.of(Map.of("a", new long[]{1}));
        assertThat(logged(() -> Dataset.read(place))).doesNotContain(SECRET);
        assertThat(logged(() -> Dataset.read(place, CsvReadOptions.DEFAULT))).doesNotContain(SECRET);
        if (!place.startsWith("jar:")) { // that is the name of a file
            assertThat(logged(() -> data.write(place))).doesNotContain(SECRET);
        }
    }

    /// An address of a protocol that fails to connect, with the address in its failure and what belongs to that.
    private static URL failing(String address, boolean missing) throws MalformedURLException {
        return URL.of(URI.create(address), new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) throws IOException {
                IOException failure = missing
                        ? new FileNotFoundException(url.toString())
                        : new IOException("no answer from " + url, new IllegalStateException(url.toString()));
                failure.addSuppressed(new IOException("closed " + url));
                throw failure;
            }
        });
    }

    @Test
    void a_protocol_that_fails_shows_none() throws MalformedURLException {
        for (String address : List.of("acme://ann:s3cr3t@host/x.csv", "acme://host/x.csv?token=s3cr3t",
                "acme://ann:1/s3cr3t@host/x.csv", "acme://host/x.csv#s3cr3t", "acme://ann:s3cr3t@host",
                "acme://ann:s3cr3t@host/x.csv/?sig=s3cr3t")) {
            for (boolean missing : List.of(true, false)) {
                URL url = failing(address, missing);
                assertThat(logged(() -> Dataset.read(url))).doesNotContain(SECRET)
                        .startsWith("dev.peso.DataAccessException: could not read acme://")
                        .contains(missing ? ": no such file" : ": IOException");
            }
        }
        URL plain = failing("acme://host/x.csv", false);
        assertThat(logged(() -> Dataset.read(plain)))
                .contains("could not read acme://host/x.csv: no answer from acme://host/x.csv", "Caused by",
                        "Suppressed");
    }

    @Test
    @SuppressWarnings("deprecation") // the one way to an address that is not valid
    void an_address_that_is_not_valid_shows_none() throws MalformedURLException {
        for (String address : List.of("https://ann:s3cr3t w@host/x.csv", "https://host/x y.csv?token=s3cr3t",
                "file://ann:s3cr3t@host/x y.csv", "https:///x.csv?token=s3cr3t", "file:/x y.csv#s3cr3t")) {
            URL url = new URL(address);
            assertThat(logged(() -> Dataset.read(url))).doesNotContain(SECRET);
            assertThat(logged(() -> Dataset.read(url, RestOptions.DEFAULT))).doesNotContain(SECRET);
        }
    }

    @Test
    void a_server_that_fails_shows_none() throws IOException {
        HttpOptions cached = ONCE.withCache(folder);
        try (FaultyServer server = new FaultyServer()) {
            server.put("/broken.csv", exchange -> exchange.close());
            server.put("/denied.csv", exchange -> exchange.sendResponseHeaders(401, -1));
            for (String target : List.of("http://[s3cr3t", "/a b?token=s3cr3t", "ftp://ann:s3cr3t@host/x",
                    "http:s3cr3t", "http:///x?s3cr3t", "http://a_b:99999999/x?s3cr3t",
                    "/none.csv?token=s3cr3t")) {
                server.put("/moved.csv", exchange -> {
                    exchange.getResponseHeaders().set("Location", target);
                    exchange.sendResponseHeaders(302, -1);
                });
                for (String path : List.of("/none.csv", "/broken.csv", "/denied.csv", "/moved.csv")) {
                    String place = server.url(path).toString();
                    URL url = URI.create(place.replace("//", "//ann:s3cr3t@") + "?token=s3cr3t#s3cr3t")
                            .toURL();
                    for (HttpOptions options : List.of(ONCE, cached)) {
                        assertThat(logged(() -> Dataset.read(url, options))).doesNotContain(SECRET)
                                .startsWith("dev.peso.DataAccessException: could not read " + place + ": ");
                    }
                }
            }
        }
    }

    @Test
    void a_service_that_names_no_next_page_shows_none() throws IOException {
        try (FaultyServer server = new FaultyServer()) {
            for (String next : List.of("http://[s3cr3t", "/a b?token=s3cr3t", "ftp://ann:s3cr3t@host/x",
                    "/none?token=s3cr3t", "http:///x?s3cr3t")) {
                server.put("/page", exchange -> {
                    exchange.getResponseHeaders().set("Link", "<" + next + ">; rel=\"next\"");
                    byte[] body = "[{\"a\": 1}]".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                });
                URL url = server.url("/page?token=s3cr3t");
                RestOptions options = RestOptions.DEFAULT.withPaging(new Paging.Link()).withHttp(ONCE);
                Dataset pages = Dataset.read(url, options);
                assertThat(pages.explain().toString() + pages).doesNotContain(SECRET);
                assertThat(logged(pages::collect)).doesNotContain(SECRET)
                        .startsWith("dev.peso.DataAccessException: could not read http://localhost:");
            }
        }
    }

    @Test
    void a_host_that_is_not_there_shows_none() throws IOException {
        for (String address : List.of("http://1/s3cr3t@host/x.csv", "http://localhost:1/s3cr3t@host/x.csv",
                "http://ann:s3cr3t@localhost:1/x.csv?token=s3cr3t",
                "http://localhost:1/x.csv;token=s3cr3t")) {
            URL url = URI.create(address).toURL();
            assertThat(logged(() -> Dataset.read(url, ONCE))).doesNotContain(SECRET);
        }
    }
}
