package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whole processes in turn, from start to exit, that read a CSV file and answer gb1: Peso and DuckDB in a fresh JVM, Polars
/// in a fresh Python.
final class Cold {
    private final Options options;

    Cold(Options options) {
        this.options = options;
    }

    void run(List<Peer> peers, Report report) throws Exception {
        List<Peer> all = new ArrayList<>(List.of(new Peso(options.threads())));
        all.addAll(peers);
        try (Tables tables = Tables.groups(options.rows())) {
            String csv = tables.csv("g").toString();
            Map<String, List<Double>> seconds = new LinkedHashMap<>();
            Map<String, Long> peak = new LinkedHashMap<>();
            for (int round = 0; round < 5; round++) {
                for (Peer peer : all) {
                    List<String> command = peer.alone(csv);
                    if (!command.isEmpty()) {
                        long before = System.nanoTime();
                        long kilobytes = run(command);
                        double took = (System.nanoTime() - before) / 1e9;
                        seconds.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(took);
                        peak.merge(peer.name(), kilobytes, Math::max);
                    }
                }
            }
            double peso = Race.median(seconds.get("Peso"));
            seconds.forEach(
                    (peer, all2) -> report.addCold(peer, all2, peso / Race.median(all2), peak.get(peer)));
        }
    }

    private long run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("POLARS_MAX_THREADS", Integer.toString(options.threads()));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + command);
        }
        return Long.parseLong(out.strip());
    }

    /// The command of a fresh JVM like this one.
    static List<String> java(Class<?> main, String argument) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                main.getName(),
                argument);
    }

    /// The most memory that this process has held, or 0 where the system does not tell.
    static long peakKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status)
                .stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
