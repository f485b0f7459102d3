package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// Runs the db-benchmark questions on Peso and its peers, in turn, in one session. [Options] says what can be chosen.
final class Benchmarks {
    private Benchmarks() {}

    static void main(String... args) throws Exception {
        Options options = Options.parse(args);
        try (Report report = new Report(options)) {
            List<Peer> fast = new ArrayList<>();
            List<Peer> slow = new ArrayList<>();
            for (Peer peer : peers(options, report)) {
                (peer.mostRows() < options.rows() ? slow : fast).add(peer);
            }
            if (options.parts().contains(Options.Part.RACE)) {
                race(options, options.rows(), fast, report);
                if (!slow.isEmpty()) {
                    int rows = slow.stream().mapToInt(Peer::mostRows).min().orElseThrow();
                    race(options, Math.min(rows, options.rows()), slow, report);
                }
            }
            List<Peer> alone = new ArrayList<>(List.of(new Peso(options.threads())));
            alone.addAll(fast);
            if (options.parts().contains(Options.Part.COLD)) {
                Cold.run(options, alone, report);
            }
            if (options.parts().contains(Options.Part.MEMORY)) {
                new Memory(options).run(alone, report);
            }
            if (options.parts().contains(Options.Part.SCALING)) {
                new Scaling(options).sizes(report);
            }
            if (options.parts().contains(Options.Part.SHAPES)) {
                new Scaling(options).shapes(report);
            }
            for (Peer peer : fast) {
                peer.close();
            }
            for (Peer peer : slow) {
                peer.close();
            }
        }
    }

    private static List<Peer> peers(Options options, Report report) throws Exception {
        List<Peer> peers = new ArrayList<>();
        for (String name : options.peers()) {
            Peer peer = switch (name) {
                case "duckdb" -> new DuckDb(options.threads());
                case "polars" -> Polars.start(options.threads(), "in-memory");
                case "polars-streaming" -> Polars.start(options.threads(), "streaming");
                case "tablesaw" -> new Tablesaw();
                case "dflib" -> new DfLib();
                default ->
                    throw new IllegalArgumentException("no peer \"" + name + "\"; peers: " + Options.PEERS);
            };
            if (peer == null) {
                report.say(name + " is absent: no python3 that can import polars; set PESO_PYTHON to one");
            } else {
                peers.add(peer);
            }
        }
        return peers;
    }

    /// All questions at one size; the tables of the group-by questions are dropped before those of the joins are made.
    private static void race(Options options, int rows, List<Peer> peers, Report report) throws Exception {
        List<Peer> all = new ArrayList<>(List.of(new Peso(options.threads())));
        all.addAll(peers);
        report.start(rows, all);
        List<Race.Result> results = new ArrayList<>();
        for (boolean joins : new boolean[]{false, true}) {
            List<Question> questions = options.questions().stream().filter(q -> q.isJoin() == joins).toList();
            if (questions.isEmpty()) {
                continue;
            }
            try (Tables tables = joins ? Tables.joins(rows) : Tables.groups(rows)) {
                for (Peer peer : all) {
                    peer.load(tables);
                }
                for (Question question : questions) {
                    Race.Result result = new Race(options, all).run(question);
                    report.add(result);
                    results.add(result);
                }
                for (Peer peer : all) {
                    peer.unload();
                }
            }
        }
        report.finish();
        if (options.chart() != null) {
            RatioChart.save(results, rows, report.versions(),
                    RatioChart.file(options.chart(), rows, options.rows()));
        }
    }
}
