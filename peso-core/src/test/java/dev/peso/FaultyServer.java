package dev.peso;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/// A server on this machine that serves files, with the faults a test asks for.
final class FaultyServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final ArrayDeque<Fault> faults = new ArrayDeque<>();
    /// Method, path, query and range of each request.
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    final AtomicLong sent = new AtomicLong();
    volatile String version = "v1";
    volatile boolean ranges = true;
    volatile boolean marks = true;

    /// What goes wrong with one request.
    enum Fault {
        ERROR, TOO_MANY, RESET, CUT, SLOW
    }

    /// Answers by code.
    @FunctionalInterface
    interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    FaultyServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    URL url(String path) throws MalformedURLException {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path).toURL();
    }

    void put(String path, byte[] bytes) {
        files.put(path, bytes);
    }

    void put(String path, Handler handler) {
        handlers.put(path, handler);
    }

    synchronized void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    private synchronized @Nullable Fault fault() {
        return faults.poll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            Fault fault = fault();
            if (fault != null && !survives(exchange, fault)) {
                return;
            }
            Handler handler = handlers.get(exchange.getRequestURI().getPath());
            byte[] bytes = files.get(exchange.getRequestURI().getPath());
            if (handler != null) {
                handler.answer(exchange);
            } else if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                send(exchange, bytes, range, fault == Fault.CUT);
            }
        }
    }

    private static boolean survives(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case ERROR -> exchange.sendResponseHeaders(503, -1);
            case TOO_MANY -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                exchange.sendResponseHeaders(429, -1);
            }
            case RESET -> {
                // closing the exchange without an answer breaks the connection
            }
            case SLOW -> {
                try {
                    Thread.sleep(1_500);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case CUT -> {
                return true;
            }
        }
        return false;
    }

    private void send(HttpExchange exchange, byte[] bytes, @Nullable String range, boolean cut)
            throws IOException {
        if (marks) {
            exchange.getResponseHeaders().set("ETag", "\"" + version + "\"");
            if (("\"" + version + "\"").equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
        }
        int from = 0;
        int to = bytes.length;
        if (ranges && range != null) {
            String[] ends = range.substring("bytes=".length()).split("-");
            from = Integer.parseInt(ends[0]);
            to = Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
            if (from >= bytes.length) {
                exchange.sendResponseHeaders(416, -1);
                return;
            }
            exchange.getResponseHeaders()
                    .set("Content-Range",
                            "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(ranges && range != null ? 206 : 200, to - from == 0 ? -1 : to - from);
        try (OutputStream out = exchange.getResponseBody()) {
            int count = cut ? (to - from) / 2 : to - from;
            out.write(bytes, from, count);
            sent.addAndGet(count);
        } catch (IOException e) {
            if (!cut) {
                throw e;
            }
        }
    }

    static void json(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
