package dev.peso.viz;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.board.Board;
import dev.peso.viz.internal.board.BoardApp;
import dev.peso.viz.internal.board.Client;

/// A dashboard for a web server of your own: requests in, responses out, of no framework. Mount it at a path, hand on what
/// comes below it, and put it behind your own login: it asks for none.
///
/// {@snippet file="dev/peso/viz/DashboardSnippets.java" region="handler"}
public final class DashboardHandler implements AutoCloseable {
    private final BoardApp app;

    DashboardHandler(Board board) {
        this.app = new BoardApp(board);
    }

    /// A request.
    ///
    /// @param method such as `GET`
    /// @param path below the dashboard: empty or `/`, `/events` or `/filters`
    /// @param query the part behind the question mark, still encoded; empty if there is none
    /// @param headers by name, in whatever case
    /// @param body may be empty
    public record Request(String method, String path, String query, Map<String, String> headers,
            byte[] body) {
        /// Checks that nothing is null.
        public Request {
            requireNonNull(method, "method");
            requireNonNull(path, "path");
            requireNonNull(query, "query");
            requireNonNull(body, "body");
            Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            all.putAll(headers);
            headers = all;
        }
    }

    /// A response.
    ///
    /// @param headers to send
    /// @param body to send before the events, if there are any
    /// @param events what follows and does not end until the page goes away, or null
    public record Response(int status, Map<String, String> headers, byte[] body, @Nullable Events events) {}

    /// Events without an end, to be written as they come.
    @FunctionalInterface
    public interface Events {
        /// Writes and flushes each event as it comes. Returns when the handler is closed.
        ///
        /// @param out where to
        /// @throws IOException when the page has gone away
        void writeTo(OutputStream out) throws IOException;
    }

    /// Answers a request. May be called by many threads at once; a choice of filters is answered when its tiles are drawn.
    ///
    /// @param request what came in
    /// @return what to send
    public Response handle(Request request) {
        BoardApp.Answer answer = app.answer(request.method(), request.path(), request.query(), request.body(),
                request.headers().containsKey("X-Peso"));
        Client client = answer.client();
        return new Response(answer.status(),
                Map.of("Content-Type", answer.type(), "Cache-Control", "no-store",
                        "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer"),
                answer.body(),
                client == null ? null : out -> app.stream(client, out));
    }

    /// Shows the dashboard over other data; pages that are open get the tiles that look different now.
    ///
    /// @param dashboard with as many tiles as before
    /// @throws IllegalArgumentException if it has another number of tiles
    public void update(Dashboard dashboard) {
        int before = app.board().tiles().size();
        if (dashboard.board().tiles().size() != before) {
            throw new IllegalArgumentException(
                    "the dashboard that is shown has " + before + " tiles, the new one "
                            + dashboard.board().tiles().size() + "; open pages have places for " + before);
        }
        app.update(dashboard.board());
    }

    /// How many pages are listening.
    ///
    /// @return their number
    public int pages() {
        return app.clients();
    }

    /// The dashboard that is shown now.
    Board board() {
        return app.board();
    }

    /// Ends the events of all pages.
    @Override
    public void close() {
        app.close();
    }
}
