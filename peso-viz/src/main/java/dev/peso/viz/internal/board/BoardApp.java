package dev.peso.viz.internal.board;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import dev.peso.PesoException;
import dev.peso.viz.internal.svg.Escape;

/// Answers the requests of the pages of a dashboard: the page, what they choose, and a stream of the tiles that change.
/// Each page has filters of its own; a slow one holds nobody up.
public final class BoardApp implements AutoCloseable {
    private static final int MOST_CLIENTS = 10_000;
    private static final int LONGEST_BODY = 1 << 20;

    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private volatile Shown shown;
    private volatile boolean closed;

    /// A board and what its filters offer.
    private record Shown(Board board, List<Control> controls, long version) {}

    public BoardApp(Board board) {
        this.shown = new Shown(board, Control.of(board), 0);
    }

    /// An answer.
    ///
    /// @param type of the body
    /// @param client whose events follow, or null for an answer that ends with its body
    public record Answer(int status, String type, byte[] body, @Nullable Client client) {
        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8),
                    null);
        }
    }

    /// Answers a request.
    ///
    /// @param path after that of the dashboard: empty or `/`, `/events`, `/filters`
    /// @param query the part behind the question mark, or empty
    /// @param marked whether the request has the header `X-Peso`, which no form of another site can send
    public Answer answer(String method, String path, String query, byte[] body, boolean marked) {
        Map<String, List<String>> asked = fields(query);
        return switch (method + " " + (path.isEmpty() ? "/" : path)) {
            case "GET /" -> {
                Shown now = shown;
                yield new Answer(200, "text/html; charset=utf-8",
                        BoardPage.write(now.board, now.controls, true).getBytes(StandardCharsets.UTF_8),
                        null);
            }
            case "GET /events" -> {
                String id = one(asked, "client");
                if (id.isEmpty() || id.length() > 100 || clients.size() >= MOST_CLIENTS) {
                    yield Answer.text(id.isEmpty() || id.length() > 100 ? 400 : 503,
                            "no place for this page");
                }
                yield new Answer(200, "text/event-stream", new byte[0],
                        clients.computeIfAbsent(id, _ -> new Client(shown.board.filters())));
            }
            case "POST /filters" -> {
                if (!marked) {
                    yield Answer.text(403, "filters are chosen by the page itself");
                }
                yield body.length > LONGEST_BODY
                        ? Answer.text(413, "too much was chosen")
                        : choose(fields(new String(body, StandardCharsets.UTF_8)));
            }
            default ->
                Answer.text(path.equals("/") || path.equals("/events") || path.equals("/filters") ? 405 : 404,
                        "a dashboard has /, /events and /filters");
        };
    }

    private Answer choose(Map<String, List<String>> fields) {
        Client client = clients.get(one(fields, "client"));
        if (client == null) {
            return Answer.text(410, "this page is not connected; load it again");
        }
        Shown now = shown;
        Filters filters;
        try {
            filters = filters(fields, now.controls);
        } catch (NumberFormatException _) {
            return Answer.text(400, "a range is two numbers");
        }
        Map<Integer, List<String>> own = new HashMap<>();
        for (int i = 0; i < now.board.tiles().size(); i++) {
            own.put(i, fields.getOrDefault("own." + i, List.of()));
        }
        client.choose(filters, own);
        send(now, List.of(client));
        return new Answer(204, "text/plain", new byte[0], null);
    }

    /// What a page has chosen; what it may not choose is ignored.
    private static Filters filters(Map<String, List<String>> fields, List<Control> controls) {
        Filters filters = Filters.NONE;
        for (Control control : controls) {
            String column = control.column();
            if (control instanceof Control.Names
                    && fields.getOrDefault("names", List.of()).contains(column)) {
                filters = filters.with(column,
                        new Filters.Names(fields.getOrDefault("name." + column, List.of())));
            } else if (control instanceof Control.Range && fields.containsKey("range." + column)) {
                String[] ends = one(fields, "range." + column).split(" ");
                if (ends.length != 2) {
                    throw new NumberFormatException();
                }
                filters = filters.with(column,
                        new Filters.Range(Double.parseDouble(ends[0]), Double.parseDouble(ends[1])));
            }
        }
        return filters;
    }

    /// Shows another board of the same tiles: their data has changed. Every page gets the tiles that look different.
    public void update(Board board) {
        Shown now;
        synchronized (this) {
            now = new Shown(board, Control.of(board), shown.version + 1);
            shown = now;
        }
        send(now, List.copyOf(clients.values()));
    }

    /// The board that is shown now.
    public Board board() {
        return shown.board;
    }

    /// A tile as a page wants it.
    private record Asked(int tile, Filters filters) {}

    /// Pages that have chosen the same share the work.
    private static void send(Shown now, List<Client> to) {
        Map<Asked, String> made = new HashMap<>();
        for (Client client : to) {
            List<String> tiles = new ArrayList<>();
            for (int i = 0; i < now.board.tiles().size(); i++) {
                tiles.add(
                        made.computeIfAbsent(new Asked(i, client.filters(i)), each -> tile(now.board, each)));
            }
            client.show(tiles, now.version);
        }
    }

    /// A tile that fails says so, and the others go on.
    private static String tile(Board board, Asked asked) {
        try {
            return BoardPage.tile(board, asked.tile, asked.filters);
        } catch (PesoException e) {
            StringBuilder said = new StringBuilder("<p class=\"note\">");
            Escape.append(said, String.valueOf(e.getMessage()));
            return said.append("</p>\n").toString();
        }
    }

    /// Writes the events of a client until it goes away or the app is closed.
    public void stream(Client client, OutputStream out) throws IOException {
        try {
            // Without a first word the headers would wait for the first event.
            write(": connected\n\n", out);
            while (!closed) {
                String event = client.next();
                write(event.isEmpty() ? ": still here\n\n" : "event: tile\ndata: " + event + "\n\n", out);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            clients.values().remove(client);
        }
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// How many pages are connected.
    public int clients() {
        return clients.size();
    }

    @Override
    public void close() {
        closed = true;
        clients.values().forEach(Client::wake);
    }

    private static String one(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static Map<String, List<String>> fields(String form) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.computeIfAbsent(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            _ -> new ArrayList<>())
                            .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException _) {
                    // A broken escape: nobody's page sends that, and there is nothing to choose in it.
                }
            }
        }
        return fields;
    }
}
