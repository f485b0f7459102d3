package dev.peso.viz;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.peso.DataAccessException;
import dev.peso.Dataset;

/// A dashboard on this machine's own web server. It listens to this machine only, and answers only those who have its
/// address with the token in it; a page elsewhere that guesses the port learns nothing.
public final class DashboardServer implements AutoCloseable {
    private static final int LONGEST_BODY = 1 << 20;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final DashboardHandler handler;
    private final String token;

    DashboardServer(DashboardHandler handler, int port) {
        this.handler = handler;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.token = HexFormat.of().formatHex(random);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new DataAccessException("could not listen at port " + port + ": " + e.getMessage()
                    + "; port 0 takes any that is free", e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Where the dashboard is: open it in a browser.
    ///
    /// @return the address with the token
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?token=" + token);
    }

    /// Adds rows to every tile whose data has the same columns; open pages get the tiles that look different now.
    ///
    /// @param rows new rows
    /// @throws IllegalArgumentException if no tile has the same columns
    public void push(Dataset rows) {
        requireNonNull(rows, "rows");
        Dataset more = rows.collect();
        boolean[] found = new boolean[1];
        UnaryOperator<Dataset> longer = data -> {
            if (!data.schema().equals(more.schema())) {
                return data;
            }
            found[0] = true;
            return data.union(more).collect();
        };
        Dashboard changed;
        synchronized (this) {
            changed = new Dashboard(handler.board()).over(longer);
            if (!found[0]) {
                throw new IllegalArgumentException("no tile has the columns " + more.schema()
                        + "; rows are added to data of the same columns and types");
            }
            handler.update(changed);
        }
    }

    /// Shows the dashboard over other data.
    ///
    /// @param dashboard with as many tiles as before
    public void update(Dashboard dashboard) {
        handler.update(dashboard);
    }

    /// How many pages are listening.
    ///
    /// @return their number
    public int pages() {
        return handler.pages();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLocal(exchange)) {
                send(exchange, 421, Map.of(), "this dashboard is known as 127.0.0.1 and localhost only"
                        .getBytes(StandardCharsets.UTF_8));
                return;
            }
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            if (exchange.getRequestURI().getPath().equals("/") && query.startsWith("token=")) {
                if (same(query.substring("token=".length()))) {
                    exchange.getResponseHeaders()
                            .add("Set-Cookie",
                                    cookie() + "=" + token + "; HttpOnly; SameSite=Strict; Path=/");
                    send(exchange, 303, Map.of("Location", "/"), new byte[0]);
                } else {
                    refuse(exchange);
                }
                return;
            }
            if (!hasCookie(exchange)) {
                refuse(exchange);
                return;
            }
            handle(exchange);
        }
    }

    private void refuse(HttpExchange exchange) throws IOException {
        send(exchange, 401, Map.of(), "open the whole address that the program printed, with its token"
                .getBytes(StandardCharsets.UTF_8));
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String query = exchange.getRequestURI().getRawQuery();
        DashboardHandler.Response response = handler.handle(new DashboardHandler.Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), query == null ? "" : query,
                headers, body));
        DashboardHandler.Events events = response.events();
        if (events == null) {
            send(exchange, response.status(), response.headers(), response.body());
            return;
        }
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
            events.writeTo(out);
        } catch (IOException _) {
            // The page was closed.
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /// A page of another name that resolves to this machine gets nothing.
    private boolean isLocal(HttpExchange exchange) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host")).toLowerCase(Locale.ROOT);
        int port = server.getAddress().getPort();
        return List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port).contains(host);
    }

    private String cookie() {
        return "peso-" + server.getAddress().getPort();
    }

    private boolean hasCookie(HttpExchange exchange) {
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        for (String line : cookies) {
            for (String each : line.split(";")) {
                String[] pair = each.strip().split("=", 2);
                if (pair.length == 2 && pair[0].equals(cookie()) && same(pair[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean same(String given) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8),
                token.getBytes(StandardCharsets.UTF_8));
    }

    /// Stops listening; open pages hear no more.
    @Override
    public void close() {
        handler.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
