package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// The memory that questions take, each in a fresh process that loads its tables and answers twelve times: the most that
/// each system holds at default settings, and the smallest heap with which Peso's best time is at most 1.3 times the one
/// at default settings.
final class Memory {
    private static final int TIMES = 12;
    private static final double SLOWER = 1.3;
    /// The heap is found to so much of itself.
    private static final double STEP = 1.08;
    private static final int LEAST_MB = 64;

    private final Options options;

    Memory(Options options) {
        this.options = options;
    }

    void run(List<Peer> peers, Report report) throws Exception {
        List<String> head = new ArrayList<>(List.of("question"));
        peers.forEach(peer -> head.add(peer.name() + " peak MB"));
        head.addAll(List.of("Peso's to the least", "smallest heap MB", "best seconds"));
        List<List<Object>> rows = new ArrayList<>();
        for (boolean joins : new boolean[]{false, true}) {
            List<Question> questions = options.questions().stream().filter(q -> q.isJoin() == joins).toList();
            if (!questions.isEmpty()) {
                try (Tables tables = joins ? Tables.joins(options.rows()) : Tables.groups(options.rows())) {
                    for (Question question : questions) {
                        rows.add(row(question, tables, peers));
                    }
                }
            }
        }
        report.table("memory", head, rows);
    }

    private List<Object> row(Question question, Tables tables, List<Peer> peers) throws Exception {
        List<Object> row = new ArrayList<>(List.of(question.name()));
        double best = Double.NaN;
        long own = 0;
        long least = Long.MAX_VALUE;
        for (Peer peer : peers) {
            Alone.Outcome outcome = peer.alone(question, tables, TIMES);
            row.add(outcome == null ? "" : outcome.kilobytes() >> 10);
            if (peer instanceof Peso && outcome != null) {
                best = outcome.seconds();
                own = outcome.kilobytes();
            } else if (outcome != null && outcome.kilobytes() > 0) {
                least = Math.min(least, outcome.kilobytes());
            }
        }
        row.add(least == Long.MAX_VALUE ? "" : (double) own / least);
        row.add(smallestHeap(question, tables, SLOWER * best, least));
        row.add(best);
        System.err.println("memory: " + row);
        return row;
    }

    /// Tries first as much as the goal allows, then halves, from a quarter of what the most modest peer holds on.
    ///
    /// @param least kilobytes that the most modest peer holds
    private Object smallestHeap(Question question, Tables tables, double seconds, long least)
            throws Exception {
        double tooSmall = least == Long.MAX_VALUE ? LEAST_MB : Math.max(LEAST_MB, (least >> 10) / 4.0);
        double enough = Runtime.getRuntime().maxMemory() >> 20;
        double first = least == Long.MAX_VALUE ? 0 : SLOWER * (least >> 10);
        for (int i = 0; enough / tooSmall > STEP; i++) {
            double middle = i == 0 && first > tooSmall && first < enough
                    ? first
                    : Math.sqrt(tooSmall * enough);
            Alone.Outcome outcome = Alone.run("Peso", options.threads(), question, tables, TIMES,
                    List.of("-Xmx" + (int) middle + "m"));
            if (outcome.seconds() <= seconds) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return (long) enough;
    }
}
