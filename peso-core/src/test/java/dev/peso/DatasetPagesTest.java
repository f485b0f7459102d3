package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.MalformedURLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.peso.io.JsonReadOptions;
import dev.peso.io.RejectedRow;
import dev.peso.io.RestOptions;
import dev.peso.io.RestOptions.Paging;

/// Pages by offset and number, of services that keep to what is asked and of those that do not.
class DatasetPagesTest {
    private static final Paging.Offset HUNDRED = new Paging.Offset("skip", "take", 100);

    private FaultyServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FaultyServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static int parameter(HttpExchange exchange, String name) {
        for (String each : exchange.getRequestURI().getQuery().split("&")) {
            if (each.startsWith(name + "=")) {
                return Integer.parseInt(each.substring(name.length() + 1));
            }
        }
        throw new IllegalArgumentException(name);
    }

    private static String items(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":" + i + "}")
                .collect(
                        Collectors.joining(",", "[", "]"));
    }

    /// A service with so many records that gives at most so many at once.
    private void serve(int records, int most) {
        serve(records, take -> Math.min(take, most), "[]");
    }

    /// @param allowed how many it gives of those asked for
    /// @param end its answer where there is nothing more, or the status of that
    private void serve(int records, IntUnaryOperator allowed, String end) {
        server.put("/items", exchange -> {
            int skip = parameter(exchange, "skip");
            String page = items(skip,
                    Math.min(records, skip + allowed.applyAsInt(parameter(exchange, "take"))));
            if (skip < records) {
                FaultyServer.json(exchange, page);
            } else if (end.matches("\\d+")) {
                exchange.sendResponseHeaders(Integer.parseInt(end), -1);
            } else {
                FaultyServer.json(exchange, end);
            }
        });
    }

    private Dataset read(Paging paging) throws MalformedURLException {
        return Dataset.read(server.url("/items"), RestOptions.DEFAULT.withPaging(paging));
    }

    private void requireAll(int records, Dataset read) {
        assertThat(read.column("id").longs()).isEqualTo(LongStream.range(0, records).toArray());
    }

    @Test
    void a_service_that_gives_smaller_pages_than_asked_for_is_read_to_its_end() throws IOException {
        for (int records : new int[]{1, 9, 10, 11, 25, 30}) {
            serve(records, 10);
            requireAll(records, read(HUNDRED));
        }
        server.requests.clear();
        serve(25, 10);
        requireAll(25, read(HUNDRED));
        assertThat(server.requests).containsExactly("/items?take=100&skip=0", "/items?take=100&skip=10",
                "/items?take=100&skip=20", "/items?take=100&skip=25");
    }

    @Test
    void a_service_that_gives_all_at_once_or_pages_of_changing_size_is_read_to_its_end() throws IOException {
        serve(250, _ -> 1_000, "[]");
        requireAll(250, read(HUNDRED));
        int[] sizes = {7, 1, 100, 3};
        int[] page = {0};
        serve(250, _ -> sizes[page[0]++ % sizes.length], "[]");
        requireAll(250, read(HUNDRED));
    }

    @Test
    void a_refusal_after_a_short_page_is_the_end() throws IOException {
        for (String end : List.of("400", "404", "416", "422", "204", "null")) {
            serve(25, take -> Math.min(take, 10), end);
            requireAll(25, read(HUNDRED));
            serve(5, take -> Math.min(take, 10), end);
            requireAll(5, read(HUNDRED));
        }
        serve(25, take -> Math.min(take, 10), "401");
        Dataset closed = read(HUNDRED);
        assertThatThrownBy(closed::collect).isInstanceOf(DataAccessException.class)
                .hasMessageContaining("the server answered 401");
    }

    @Test
    void a_refusal_after_a_whole_page_is_none() throws IOException {
        serve(20, take -> Math.min(take, 10), "400");
        Dataset refused = read(HUNDRED);
        assertThatThrownBy(refused::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + server.url("/items") + ": the server answered 400");
    }

    @Test
    void a_service_that_gives_the_same_page_again_is_refused() throws IOException {
        server.put("/items", exchange -> FaultyServer.json(exchange, items(0, 10)));
        Dataset same = read(HUNDRED);
        assertThatThrownBy(same::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + server.url("/items")
                        + ": page 2 is the same as page 1, so the service does not heed \"skip\";"
                        + " if one page has all, use Paging.None");
        Dataset numbered = read(new Paging.PageNumber("page", 1));
        assertThatThrownBy(numbered::collect).isInstanceOf(DataAccessException.class)
                .hasMessageContaining("does not heed \"page\"");
    }

    @Test
    void a_total_ends_the_pages_and_is_held_to() throws IOException {
        server.put("/items", exchange -> {
            int skip = parameter(exchange, "skip");
            FaultyServer.json(exchange,
                    "{\"meta\":{\"total\":20},\"rows\":" + items(skip, Math.min(20, skip + 10)) + "}");
        });
        RestOptions options = RestOptions.DEFAULT.withPointer("/rows")
                .withPaging(HUNDRED.withTotal("/meta/total"));
        requireAll(20, Dataset.read(server.url("/items"), options));
        assertThat(server.requests).containsExactly("/items?take=100&skip=0", "/items?take=100&skip=10");
        server.put("/items", exchange -> {
            int skip = parameter(exchange, "skip");
            FaultyServer.json(exchange,
                    "{\"meta\":{\"total\":\"30\"},\"rows\":" + items(skip, skip == 0 ? 10 : skip) + "}");
        });
        Dataset less = Dataset.read(server.url("/items"), options);
        assertThatThrownBy(less::collect).isInstanceOf(DataAccessException.class)
                .hasMessage("could not read " + server.url("/items")
                        + ": the service tells of 30 records and gave no more after 10");
        Dataset none = Dataset.read(server.url("/items"),
                options.withPaging(HUNDRED.withTotal("/meta/count")));
        assertThatThrownBy(none::collect).isInstanceOf(DataException.class)
                .hasMessage(
                        server.url("/items") + " page 1 has no total at \"/meta/count\": found nothing there,"
                                + " not a whole number of 0 or more");
        assertThatThrownBy(() -> HUNDRED.withTotal("total")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a JSON Pointer to the total starts with \"/\", got \"total\"; for example"
                        + " \"/meta/total\"");
    }

    @Test
    void records_left_out_count_as_received() throws IOException {
        server.put("/items", exchange -> {
            int skip = parameter(exchange, "skip");
            FaultyServer.json(exchange,
                    items(skip, Math.min(30, skip + 10)).replaceAll("\\b([1-3]?5|1\\d)\\b",
                            "\"x\""));
        });
        List<RejectedRow> out = new ArrayList<>();
        for (JsonReadOptions json : List.of(JsonReadOptions.DEFAULT.withOnError(dev.peso.io.OnError.SKIP),
                JsonReadOptions.DEFAULT.withQuarantine(out::add))) {
            for (Paging paging : List.of(HUNDRED, new Paging.Offset("skip", "take", 10))) {
                Dataset read = Dataset.read(server.url("/items"), RestOptions.DEFAULT.withPaging(paging)
                        .withJson(json.withType("id", DataType.INT64)));
                assertThat(read.column("id").longs()).hasSize(18)
                        .startsWith(0, 1, 2, 3, 4, 6)
                        .endsWith(26, 27, 28, 29);
            }
        }
        assertThat(out).hasSize(24);
    }
}
