package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// Prints results as a table, and writes them as JSON lines.
final class Report implements AutoCloseable {
    private final Options options;
    private final @Nullable PrintWriter json;
    private final List<Double> ratios = new ArrayList<>();
    private int rows;
    private String versions = "";

    Report(Options options) throws IOException {
        this.options = options;
        this.json = options.json() == null
                ? null
                : new PrintWriter(Files.newBufferedWriter(options.json(), StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND), true);
    }

    void say(String line) {
        IO.println(line);
    }

    /// Begins a table: the machine, and the systems with their versions.
    void start(int size, List<Peer> peers) {
        rows = size;
        ratios.clear();
        Runtime runtime = Runtime.getRuntime();
        versions = peers.stream().map(Peer::version).collect(Collectors.joining(", "));
        String date = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        say("");
        say(text("%,d rows; %s; %d threads of %d processors, heap %d MB, Java %s, %s %s, %s", rows, versions,
                options.threads(), runtime.availableProcessors(), runtime.maxMemory() >> 20,
                Runtime.version(),
                System.getProperty("os.name"), System.getProperty("os.arch"), date));
        say("seconds: median of the rounds after warm-up; x: median of Peso's seconds over the peer's, round by round;");
        say("ratio: to the fastest peer, below 1 Peso is faster; first, second: Peso's first runs; one: asked once only");
        StringBuilder head = new StringBuilder(text("%-8s %9s", "question", "Peso"));
        for (Peer peer : peers.subList(1, peers.size())) {
            head.append(text(" %9s %6s", peer.name(), "x"));
        }
        say(head + text(" %7s %8s %8s  %s", "ratio", "first", "second", "answers"));
        line(text(
                "{\"run\": %s, \"rows\": %d, \"rounds\": %d, \"threads\": %d, \"cores\": %d, \"heapMb\": %d, "
                        + "\"jvm\": %s, \"os\": %s, \"systems\": %s}",
                quoted(date), rows, options.rounds(), options.threads(),
                runtime.availableProcessors(), runtime.maxMemory() >> 20,
                quoted(Runtime.version().toString()),
                quoted(System.getProperty("os.name") + " " + System.getProperty("os.arch")),
                quoted(versions)));
    }

    /// The systems of the table with their versions.
    String versions() {
        return versions;
    }

    void add(Race.Result result) {
        StringBuilder row = new StringBuilder(text("%-8s", result.question().name()));
        Race.Runs peso = result.runs().getFirst();
        row.append(text(" %9.3f", peso.median()));
        for (Race.Runs runs : result.runs().subList(1, result.runs().size())) {
            row.append(switch (runs.seconds().size()) {
                case 0 -> text(" %9s %6s", "cannot", "");
                case 1 -> text(" %9.3f %6s", runs.median(), "one");
                default -> text(" %9.3f %6.2f", runs.median(), runs.ratio());
            });
        }
        row.append(text(" %7.2f %8.3f %8.3f  %s", result.ratio(), peso.seconds().getFirst(), second(peso),
                verdict(result)));
        say(row.toString());
        if (!result.question().isRead() && result.ratio() > 0) {
            ratios.add(result.ratio());
        }
        for (Race.Runs runs : result.runs()) {
            line(text("{\"rows\": %d, \"question\": %s, \"system\": %s, \"median\": %s, \"ratio\": %s, "
                    + "\"verdict\": %s, \"seconds\": [%s]}", rows, quoted(result.question().name()),
                    quoted(runs.peer()), number(runs.median()), number(runs.ratio()), quoted(runs.verdict()),
                    runs.seconds().stream().map(Report::number).collect(Collectors.joining(", "))));
        }
    }

    private static double second(Race.Runs runs) {
        return runs.seconds().size() > 1 ? runs.seconds().get(1) : Double.NaN;
    }

    private static String verdict(Race.Result result) {
        String wrong = result.runs()
                .stream()
                .filter(r -> r.verdict().startsWith("DIFFERS"))
                .map(r -> r.peer() + " " + r.verdict())
                .collect(Collectors.joining("; "));
        boolean alone = result.runs().stream().skip(1).allMatch(r -> r.seconds().isEmpty());
        return wrong.isEmpty() ? text("%s%,.0f rows", alone ? "" : "agree, ", result.rows()) : wrong;
    }

    /// Ends the table.
    void finish() {
        double logs = ratios.stream().mapToDouble(Math::log).sum();
        if (!ratios.isEmpty()) {
            say(text("geometric mean of %d ratios, reads aside: %.2f", ratios.size(),
                    Math.exp(logs / ratios.size())));
        }
    }

    /// Prints a table in Markdown, and each row as a JSON line.
    ///
    /// @param name what the table is about
    void table(String name, List<String> head, List<? extends List<?>> cells) {
        say("");
        say("| " + String.join(" | ", head) + " |");
        say("|" + "---|".repeat(head.size()));
        for (List<?> row : cells) {
            say("| " + row.stream().map(Report::shown).collect(Collectors.joining(" | ")) + " |");
            List<String> pairs = new ArrayList<>(List.of("\"table\": " + quoted(name)));
            for (int c = 0; c < head.size(); c++) {
                Object cell = row.get(c);
                String value = switch (cell) {
                    case Double d -> number(d);
                    case Number n -> n.toString();
                    default -> quoted(cell.toString());
                };
                pairs.add(quoted(head.get(c)) + ": " + value);
            }
            line("{" + String.join(", ", pairs) + "}");
        }
    }

    private static String shown(Object cell) {
        return switch (cell) {
            case Double d -> text(Math.abs(d) >= 10 ? "%.1f" : "%.3f", d);
            case Number n -> text("%,d", n.longValue());
            default -> cell.toString();
        };
    }

    private void line(String text) {
        if (json != null) {
            json.println(text);
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? text("%.6g", value) : "null";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public void close() {
        if (json != null) {
            json.close();
        }
    }
}
