package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.numeric.Mix;

/// Proposes settings one after another, each only once.
public abstract sealed class Sampler permits GridSampler, RandomSampler, TpeSampler {
    private static final int MOST_TRIES = 200;

    private final List<Candidate> candidates;
    private final Set<Point> proposed = new HashSet<>();

    Sampler(List<Candidate> candidates) {
        this.candidates = candidates;
    }

    /// @param starts what is proposed first
    /// @param seed where random numbers start
    public static Sampler of(SearchSpec.How how, List<Candidate> candidates, List<Point> starts, long seed) {
        return switch (how) {
            case GRID -> new GridSampler(candidates);
            case RANDOM, HALVING -> new RandomSampler(candidates, new Mix(seed));
            case TPE, AUTOMATIC -> new TpeSampler(candidates, starts, new Mix(seed));
            case RECORDED -> throw new IllegalArgumentException("recorded trials are not proposed");
        };
    }

    List<Candidate> candidates() {
        return candidates;
    }

    /// The next settings, or null when there are no others, or none were found.
    public final @Nullable Point next() {
        for (int i = 0; i < MOST_TRIES; i++) {
            Point point = propose();
            if (point == null || proposed.add(point)) {
                return point;
            }
        }
        return null;
    }

    abstract @Nullable Point propose();

    /// Hears how well settings did.
    ///
    /// @param score the more, the better; NaN if they could not be tried
    public void told(Point point, double score) {}

    /// Settings by chance.
    static Point random(List<Candidate> candidates, Mix random) {
        int candidate = random.nextInt(candidates.size());
        List<String> values = new ArrayList<>();
        for (ParameterSpec parameter : candidates.get(candidate).parameters()) {
            values.add(parameter.at(random.nextDouble()));
        }
        return new Point(candidate, values);
    }
}
