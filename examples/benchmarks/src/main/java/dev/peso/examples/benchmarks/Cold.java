package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whole processes in turn that read a CSV file and answer gb1: Peso and DuckDB in a fresh JVM, Polars in a fresh Python.
final class Cold {
    private static final int ROUNDS = 5;

    private Cold() {}

    static void run(Options options, List<Peer> peers, Report report) throws Exception {
        Question question = Question.named("csv+gb1");
        Map<String, List<Double>> seconds = new TreeMap<>();
        Map<String, Long> peak = new TreeMap<>();
        try (Tables tables = Tables.groups(options.rows())) {
            for (int round = 0; round < ROUNDS; round++) {
                for (Peer peer : peers) {
                    Alone.Outcome outcome = peer.alone(question, tables, 1);
                    if (outcome != null) {
                        seconds.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(outcome.total());
                        peak.merge(peer.name(), outcome.kilobytes(), Math::max);
                    }
                }
            }
        }
        double peso = Race.median(seconds.get("Peso"));
        List<List<Object>> rows = new ArrayList<>();
        seconds.forEach((peer, all) -> rows.add(
                List.of(peer, Race.median(all), peso / Race.median(all), peak.get(peer) >> 10)));
        report.table("cold", List.of("whole process", "seconds", "Peso's to it", "peak MB"), rows);
    }
}
