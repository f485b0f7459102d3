package dev.peso;

import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.FaultyServer.Fault;
import dev.peso.io.CsvReadOptions;
import dev.peso.io.HttpOptions;
import dev.peso.io.JsonReadOptions;
import dev.peso.io.ParquetWriteOptions;
import dev.peso.io.RestOptions;
import dev.peso.io.RestOptions.Paging;

/// Files and services behind HTTP, on a server that fails in all the ways servers do.
class DatasetWebTest {
    private static final HttpOptions QUICK = HttpOptions.DEFAULT.withRetries(4, Duration.ofMillis(5))
            .withTimeout(Duration.ofMillis(400));

    @TempDir
    private Path folder;
    private FaultyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FaultyServer();
        server.put("/sales.csv", "region,qty\nn,1\ns,2\n".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    record Value(long id, double x, String text) {}

    private byte[] parquet(int rows) throws IOException {
        Path file = folder.resolve("made.parquet");
        Dataset.of(LongStream.range(0, rows)
                .mapToObj(i -> new Value(i, i * 0.37, "text " + i * 2_654_435_761L))
                .toList()).write(file, ParquetWriteOptions.DEFAULT.withRowGroupRows(20_000));
        return Files.readAllBytes(file);
    }

    @Test
    void a_file_is_read_like_one_at_hand() throws IOException {
        assertThat(rows(Dataset.read(server.url("/sales.csv")))).containsExactly(row("n", 1L), row("s", 2L));
        assertThat(rows(Dataset.read(server.url("/sales.csv").toString()))).hasSize(2);
        server.put("/data", "1;2\n".getBytes(StandardCharsets.UTF_8));
        CsvReadOptions options = CsvReadOptions.DEFAULT.withHeader(CsvReadOptions.Header.NONE);
        assertThat(rows(Dataset.read(server.url("/data"), QUICK, options))).containsExactly(row(1L, 2L));
        server.ranges = false;
        server.marks = false;
        assertThat(rows(Dataset.read(server.url("/sales.csv")))).hasSize(2);
    }

    @Test
    void of_a_parquet_file_only_what_is_needed_is_asked_for() throws IOException {
        byte[] file = parquet(200_000);
        server.put("/big.parquet", file);
        Dataset big = Dataset.read(server.url("/big.parquet"), QUICK);
        assertThat(big.filter("id = 150000").select("x").column("x").doubles())
                .containsExactly(150_000 * 0.37);
        assertThat(server.sent.get()).isLessThan(file.length / 3);
        assertThat(big.count()).isEqualTo(200_000);
        assertThat(big.agg(Expr.sum("id").as("s")).column("s").longs()).containsExactly(19_999_900_000L);
    }

    @Test
    void what_fails_for_a_moment_is_asked_for_again() throws IOException {
        for (Fault fault : Fault.values()) {
            server.fail(fault, fault);
            assertThat(rows(Dataset.read(server.url("/sales.csv"), QUICK))).as(fault.name()).hasSize(2);
        }
        byte[] file = parquet(50_000);
        server.put("/big.parquet", file);
        Dataset big = Dataset.read(server.url("/big.parquet"), QUICK);
        server.fail(Fault.CUT, Fault.RESET, Fault.ERROR, Fault.TOO_MANY, Fault.CUT);
        assertThat(big.agg(Expr.sum("id").as("s")).column("s").longs()).containsExactly(1_249_975_000L);
    }

    @Test
    void what_keeps_failing_says_so() throws IOException {
        String place = server.url("/sales.csv").toString();
        server.fail(Fault.ERROR, Fault.ERROR, Fault.ERROR);
        HttpOptions two = QUICK.withRetries(2, Duration.ofMillis(5));
        assertThatThrownBy(() -> Dataset.read(server.url("/sales.csv"), two))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + place + ": the server answered 503 (tried 3 times)");
        server.fail(Fault.SLOW);
        assertThatThrownBy(
                () -> Dataset.read(server.url("/sales.csv"), QUICK.withRetries(0, Duration.ofMillis(5))))
                .hasMessage("could not read " + place + ": nothing arrived for 400 ms");
        assertThatThrownBy(() -> Dataset.read(server.url("/none.csv?token=secret"), QUICK))
                .isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + server.url("/none.csv")
                        + ": the server answered 404 (not found)");
        server.put("/later.csv", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.sendResponseHeaders(429, -1);
        });
        assertThatThrownBy(() -> Dataset.read(server.url("/later.csv"), QUICK)).hasMessage("could not read "
                + server.url("/later.csv")
                + ": the server answered 429 and wants a pause of 3600 s; withLongestPause allows it");
    }

    @Test
    void a_file_that_changes_between_parts_is_not_mixed_up() throws IOException {
        byte[] file = parquet(200_000);
        server.put("/big.parquet", file);
        Dataset big = Dataset.read(server.url("/big.parquet"), QUICK);
        server.version = "v2";
        assertThatThrownBy(() -> big.agg(Expr.sum("x").as("s")).collect())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("changed since it was read");
    }

    @Test
    void a_cache_keeps_files_until_they_change() throws IOException {
        HttpOptions cached = QUICK.withCache(folder.resolve("cache"));
        assertThat(rows(Dataset.read(server.url("/sales.csv"), cached))).hasSize(2);
        long sent = server.sent.get();
        assertThat(rows(Dataset.read(server.url("/sales.csv"), cached))).hasSize(2);
        assertThat(server.sent.get()).isEqualTo(sent);
        server.put("/sales.csv", "region,qty\nn,1\n".getBytes(StandardCharsets.UTF_8));
        server.version = "v2";
        server.fail(Fault.CUT, Fault.RESET);
        assertThat(rows(Dataset.read(server.url("/sales.csv"), cached))).hasSize(1);
        try (Stream<Path> kept = Files.list(folder.resolve("cache"))) {
            assertThat(kept).hasSize(2);
        }
    }

    @Test
    void headers_go_to_the_server_asked_and_to_no_other() throws IOException {
        try (FaultyServer other = new FaultyServer()) {
            other.put("/sales.csv", "region,qty\nother,1\n".getBytes(StandardCharsets.UTF_8));
            String elsewhere = other.url("/sales.csv").toString();
            server.put("/moved.csv", exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
            });
            HttpOptions secret = QUICK.withBearer("s3cret").withHeader("X-Team", "a");
            assertThat(Dataset.read(server.url("/moved.csv"), secret).column("region").strings())
                    .containsExactly("other");
            assertThat(server.headers.getFirst().get("Authorization")).containsExactly("Bearer s3cret");
            assertThat(other.headers.getFirst()).doesNotContainKeys("Authorization", "X-team");
            assertThat(secret.toString()).contains("Authorization").doesNotContain("s3cret");
        }
    }

    private static int parameter(HttpExchange exchange, String name, int otherwise) {
        String query = exchange.getRequestURI().getQuery();
        for (String each : query == null ? new String[0] : query.split("&")) {
            if (each.startsWith(name + "=")) {
                return Integer.parseInt(each.substring(name.length() + 1));
            }
        }
        return otherwise;
    }

    private static String items(int from, int to) {
        return IntStream.range(from, Math.min(to, 25))
                .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"n" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void requireAll(Dataset read) {
        assertThat(read.column("id").longs()).isEqualTo(LongStream.range(0, 25).toArray());
        assertThat(read.filter("id > 22").column("name").strings()).containsExactly("n23", "n24");
    }

    @Test
    void pages_are_found_by_link_cursor_offset_and_number() throws IOException {
        server.put("/link", exchange -> {
            int page = parameter(exchange, "p", 0);
            if (page < 2) {
                exchange.getResponseHeaders()
                        .add("Link", "</link?p=" + (page - 1) + ">; rel=\"prev\", </link?p="
                                + (page + 1) + ">; rel=\"next\"");
            }
            FaultyServer.json(exchange, items(10 * page, 10 * page + 10));
        });
        requireAll(Dataset.read(server.url("/link"), RestOptions.DEFAULT.withPaging(new Paging.Link())));
        server.put("/cursor", exchange -> {
            int from = parameter(exchange, "after", 0);
            FaultyServer.json(exchange,
                    "{\"meta\":{\"next\":" + (from + 10 < 25 ? "\"" + (from + 10) + "\"" : "null")
                            + "},\"data\":{\"items\":" + items(from, from + 10) + "}}");
        });
        requireAll(Dataset.read(server.url("/cursor?after=0"), RestOptions.DEFAULT.withPointer("/data/items")
                .withPaging(new Paging.Cursor("/meta/next", "after"))));
        server.put("/offset", exchange -> FaultyServer.json(exchange, items(parameter(exchange, "skip", -1),
                parameter(exchange, "skip", -1) + parameter(exchange, "take", 100))));
        requireAll(Dataset.read(server.url("/offset"),
                RestOptions.DEFAULT.withPaging(new Paging.Offset("skip", "take", 5))));
        server.put("/number", exchange -> FaultyServer.json(exchange,
                items(7 * parameter(exchange, "page", 0) - 7, 7 * parameter(exchange, "page", 0))));
        requireAll(Dataset.read(server.url("/number"),
                RestOptions.DEFAULT.withPaging(new Paging.PageNumber("page", 1))));
    }

    @Test
    void a_limit_asks_for_no_more_pages_than_it_needs() throws IOException {
        server.put("/offset", exchange -> FaultyServer.json(exchange, items(parameter(exchange, "skip", -1),
                parameter(exchange, "skip", -1) + parameter(exchange, "take", 100))));
        Dataset read = Dataset.read(server.url("/offset"),
                RestOptions.DEFAULT.withPaging(new Paging.Offset("skip", "take", 5)));
        assertThat(read.limit(3).column("id").longs()).containsExactly(0, 1, 2);
        assertThat(server.requests).containsExactly("/offset?take=5&skip=0");
    }

    @Test
    void services_that_never_end_or_break_say_so() throws IOException {
        server.put("/loop",
                exchange -> FaultyServer.json(exchange, "{\"next\":\"/loop\",\"data\":[{\"id\":1}]}"));
        RestOptions cursor = RestOptions.DEFAULT.withPointer("/data")
                .withPaging(new Paging.Cursor("/next", "c"));
        Dataset loop = Dataset.read(server.url("/loop"), cursor);
        assertThatThrownBy(loop::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + server.url("/loop")
                        + ": the service names a page as the next one that was read already");
        server.put("/number", exchange -> FaultyServer.json(exchange,
                "[{\"id\":" + parameter(exchange, "page", 0) + "}]"));
        Dataset endless = Dataset.read(server.url("/number"),
                RestOptions.DEFAULT.withPaging(new Paging.PageNumber("page", 1)).withMostPages(3));
        assertThatThrownBy(endless::collect).hasMessage("could not read " + server.url("/number")
                + "?page=1".substring(0, 0) + ": it has more than 3 pages; withMostPages allows more");
        server.put("/html", exchange -> FaultyServer.json(exchange, "<html>sign in</html>"));
        assertThatThrownBy(() -> Dataset.read(server.url("/html"), RestOptions.DEFAULT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(" is not JSON: ");
        server.put("/changes", exchange -> FaultyServer.json(exchange,
                parameter(exchange, "page", 0) == 1 ? "[{\"id\":1}]" : "[{\"id\":\"x\"}]"));
        Dataset changes = Dataset.read(server.url("/changes"),
                RestOptions.DEFAULT.withPaging(new Paging.PageNumber("page", 1)));
        assertThatThrownBy(changes::collect).isInstanceOf(DataException.class)
                .hasMessageContaining("/changes page 2");
        Dataset texts = Dataset.read(server.url("/changes"),
                RestOptions.DEFAULT.withJson(JsonReadOptions.DEFAULT.withType("id", DataType.UTF8))
                        .withPaging(new Paging.PageNumber("page", 1)));
        assertThat(texts.limit(2).column("id").strings()).containsExactly("1", "x");
    }

    @Test
    void a_rate_of_requests_can_be_asked_for() throws IOException {
        server.put("/number", exchange -> FaultyServer.json(exchange,
                parameter(exchange, "page", 0) < 4
                        ? "[{\"id\":" + parameter(exchange, "page", 0) + "}]"
                        : "[]"));
        Dataset.read(server.url("/number"), RestOptions.DEFAULT.withHttp(QUICK.withRequestsPerSecond(1_000))
                .withPaging(new Paging.PageNumber("page", 1))).collect();
        assertThat(server.requests).hasSize(4);
    }

    @Test
    void options_are_checked() {
        assertThatThrownBy(() -> HttpOptions.DEFAULT.withHeader("A", "b\r\nHost: x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header \"A\" must have a name and a value of one line");
        assertThatThrownBy(() -> HttpOptions.DEFAULT.withTimeout(Duration.ZERO))
                .hasMessage("timeout must be positive, got PT0S");
        assertThatThrownBy(() -> new Paging.Offset("skip", "take", 0))
                .hasMessage("the size of a page must be 1 or more, got 0");
        assertThatThrownBy(() -> new Paging.Cursor("next", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThat(List.of(HttpOptions.DEFAULT.withBasic("u", "p").headers().get("authorization")))
                .containsExactly("Basic dTpw");
    }
}
