package dev.peso.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.peso.io.HttpOptions;

/// How long requests wait, by a clock that only moves when somebody sleeps.
class HttpCallsTest {
    private final Queue<String> retryAfter = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Long> slept = new ArrayDeque<>();
    private HttpServer server;
    private URI address;

    private final Pauses clock = new Pauses() {
        private long now = Long.MAX_VALUE - 100; // it may overflow at any time

        @Override
        public long now() {
            return now;
        }

        @Override
        public void sleep(long nanos) {
            assertThat(nanos).isNotNegative();
            now += nanos;
            if (nanos > 0) {
                slept.add(nanos);
            }
        }
    };

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String pause = retryAfter.poll();
            if (pause != null && !pause.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", pause);
            }
            exchange.sendResponseHeaders(pause == null ? 204 : 503, -1);
            exchange.close();
        });
        server.start();
        address = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void ask(HttpCalls calls) throws IOException {
        calls.ask("GET", address, Map.of(), BodyHandlers.discarding());
    }

    private HttpCalls calls(HttpOptions options) {
        return new HttpCalls(address, options, clock);
    }

    @Test
    void requests_keep_the_distance_that_the_rate_demands() throws IOException {
        HttpCalls calls = calls(HttpOptions.DEFAULT.withRequestsPerSecond(20));
        for (int i = 0; i < 4; i++) {
            ask(calls);
        }
        assertThat(slept).containsExactly(50_000_000L, 50_000_000L, 50_000_000L);
    }

    @Test
    void time_that_passes_anyway_counts() throws IOException, InterruptedException {
        HttpCalls calls = calls(HttpOptions.DEFAULT.withRequestsPerSecond(10));
        ask(calls);
        clock.sleep(30_000_000);
        ask(calls);
        clock.sleep(500_000_000);
        ask(calls);
        ask(calls);
        assertThat(slept).containsExactly(30_000_000L, 70_000_000L, 500_000_000L, 100_000_000L);
    }

    @Test
    void without_a_rate_nothing_waits() throws IOException {
        HttpCalls calls = calls(HttpOptions.DEFAULT);
        ask(calls);
        ask(calls);
        assertThat(slept).isEmpty();
    }

    @Test
    void pauses_before_another_try_are_random_below_one_that_doubles_up_to_the_longest() throws IOException {
        List<Long> longest = List.of(1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            slept.clear();
            retryAfter.addAll(List.of("", "", "", "", ""));
            ask(calls(HttpOptions.DEFAULT.withRetries(5, Duration.ofSeconds(1))
                    .withLongestPause(Duration.ofSeconds(5))));
            assertThat(slept).hasSize(5);
            all.add(List.copyOf(slept));
        }
        for (int i = 0; i < longest.size(); i++) {
            int at = i;
            long most = all.stream().mapToLong(pauses -> pauses.get(at)).max().orElseThrow();
            assertThat(most).isLessThanOrEqualTo(longest.get(i) * 1_000_000)
                    .isGreaterThan(longest.get(i) * 500_000);
        }
    }

    @Test
    void a_server_that_says_when_to_come_back_is_taken_at_its_word() throws IOException {
        retryAfter.addAll(List.of("7", "0", "Mon, 01 Jan 2001 00:00:00 GMT"));
        ask(calls(HttpOptions.DEFAULT));
        assertThat(slept).containsExactly(7_000_000_000L);
        retryAfter.add("61");
        assertThatThrownBy(() -> ask(calls(HttpOptions.DEFAULT)))
                .hasMessage("the server answered 503 and wants a pause of 61 s; withLongestPause allows it");
    }
}
