package dev.peso.examples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lets systems answer a question in turn, round by round; another one begins each round.
final class Race {
    private static final int WARM_UP = 3;
    /// A peer that is so many times slower than Peso in its first run has no second one.
    private static final double HOPELESS = 100;

    private final Options options;
    private final List<Peer> peers;

    /// @param peers Peso, then the others
    Race(Options options, List<Peer> peers) {
        this.options = options;
        this.peers = peers;
    }

    /// The runs of one system.
    ///
    /// @param seconds all of them, in order; empty if it cannot answer
    /// @param ratio Peso's seconds over its own: the median of the rounds that count
    /// @param verdict whether its answer is Peso's
    record Runs(String peer, List<Double> seconds, double ratio, String verdict) {
        double median() {
            return Race.median(counting(seconds));
        }
    }

    /// @param rows rows of the answer
    /// @param runs of Peso, then of each peer
    record Result(Question question, double rows, List<Runs> runs) {
        /// Peso's seconds over those of the fastest peer that was asked more than once.
        double ratio() {
            return runs.stream()
                    .skip(1)
                    .filter(r -> r.seconds().size() > 1)
                    .mapToDouble(Runs::ratio)
                    .max()
                    .orElse(Double.NaN);
        }
    }

    Result run(Question question) throws Exception {
        Map<Peer, List<Double>> seconds = new LinkedHashMap<>();
        peers.stream().filter(p -> p.can(question)).forEach(p -> seconds.put(p, new ArrayList<>()));
        List<Peer> running = new ArrayList<>(seconds.keySet());
        Map<Peer, Summary> summaries = new LinkedHashMap<>();
        long start = System.nanoTime();
        for (int round = 0; round < WARM_UP + options.rounds(); round++) {
            boolean late = (System.nanoTime() - start) / 1e9 > options.seconds();
            if (late && round > WARM_UP) {
                break;
            }
            List<Peer> turn = new ArrayList<>(running);
            Collections.rotate(turn, -round);
            for (Peer peer : turn) {
                seconds.get(peer).add(peer.time(question));
                if (round == 0) {
                    summaries.put(peer, peer.summary());
                }
            }
            if (round == 0) {
                double first = seconds.get(peers.getFirst()).getFirst();
                running.removeIf(p -> seconds.get(p).getFirst() > HOPELESS * first);
            }
        }
        return result(question, seconds, summaries);
    }

    private Result result(Question question, Map<Peer, List<Double>> seconds, Map<Peer, Summary> summaries) {
        Summary ours = summaries.get(peers.getFirst());
        List<Double> peso = counting(seconds.get(peers.getFirst()));
        List<Runs> runs = new ArrayList<>();
        for (Peer peer : peers) {
            Summary theirs = summaries.get(peer);
            if (theirs == null) {
                runs.add(new Runs(peer.name(), List.of(), Double.NaN, "cannot"));
                continue;
            }
            List<Double> all = seconds.get(peer);
            double ratio = all.size() == 1
                    ? median(peso) / all.getFirst()
                    : median(paired(peso, counting(all)));
            String verdict = ours.agrees(theirs) ? "agrees" : "DIFFERS: " + ours + " and " + theirs;
            runs.add(new Runs(peer.name(), all, ratio, verdict));
        }
        return new Result(question, ours.rows(), runs);
    }

    /// The runs after those to warm up: three, or fewer where there are few runs.
    private static List<Double> counting(List<Double> seconds) {
        return seconds.subList(Math.min(WARM_UP, seconds.size() / 3), seconds.size());
    }

    private static List<Double> paired(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return ratios;
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(d -> d).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
