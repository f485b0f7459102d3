package dev.peso.ml.internal.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.ml.internal.numeric.Mix;

/// More of what did well: a tree of Parzen estimators (Bergstra et al. 2011). Of settings drawn like the good ones, that
/// is proposed which is the most likely among the good ones and the least among the others.
final class TpeSampler extends Sampler {
    private static final int FIRST = 10;
    private static final int DRAWS = 24;
    private static final int MOST_GOOD = 25;

    private final List<Point> starts;
    private final Mix random;
    private final List<Tried> tried = new ArrayList<>();
    private int started;
    private int repeated;

    TpeSampler(List<Candidate> candidates, List<Point> starts, Mix random) {
        super(candidates);
        this.starts = List.copyOf(starts);
        this.random = random;
    }

    private record Tried(Point point, double score) {}

    @Override
    public void told(Point point, double score) {
        if (!Double.isNaN(score) && point.values().size() == parameters(point.candidate()).size()) {
            tried.add(new Tried(point, score));
            repeated = 0;
        }
    }

    private List<ParameterSpec> parameters(int candidate) {
        return candidates().get(candidate).parameters();
    }

    @Override
    @Nullable
    Point propose() {
        if (started < starts.size()) {
            return starts.get(started++);
        }
        // Proposals that were tried before are not wanted; chance finds others.
        boolean isStuck = repeated++ > 5;
        return tried.size() < FIRST || isStuck ? random(candidates(), random) : likely();
    }

    private Point likely() {
        List<Tried> order = tried.stream()
                .sorted(Comparator.comparingDouble((Tried each) -> -each.score))
                .toList();
        int good = Math.min(MOST_GOOD, Math.max(2, (int) Math.ceil(0.15 * order.size())));
        List<Point> best = order.subList(0, good).stream().map(Tried::point).toList();
        List<Point> rest = order.subList(good, order.size()).stream().map(Tried::point).toList();
        Point chosen = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int draw = 0; draw < DRAWS; draw++) {
            Point point = draw(best);
            double ratio = logDensity(point, best) - logDensity(point, rest);
            if (chosen == null || ratio > most) {
                chosen = point;
                most = ratio;
            }
        }
        return chosen == null ? random(candidates(), random) : chosen;
    }

    private Point draw(List<Point> among) {
        double[] shares = candidateShares(among);
        int candidate = Parzen.draw(shares, random);
        List<String> values = new ArrayList<>();
        List<ParameterSpec> parameters = parameters(candidate);
        for (int i = 0; i < parameters.size(); i++) {
            ParameterSpec parameter = parameters.get(i);
            double[] places = places(among, candidate, i, parameter);
            values.add(parameter.kind() == ParameterSpec.Kind.CHOICE
                    ? parameter.choices().get(Parzen.draw(Parzen.shares(places, parameter.count()), random))
                    : parameter.at(new Parzen(places).draw(random)));
        }
        return new Point(candidate, values);
    }

    private double logDensity(Point point, List<Point> among) {
        double sum = StrictMath.log(candidateShares(among)[point.candidate()]);
        List<ParameterSpec> parameters = parameters(point.candidate());
        for (int i = 0; i < parameters.size(); i++) {
            ParameterSpec parameter = parameters.get(i);
            double[] places = places(among, point.candidate(), i, parameter);
            double place = parameter.place(point.values().get(i));
            sum += StrictMath.log(parameter.kind() == ParameterSpec.Kind.CHOICE
                    ? Parzen.shares(places, parameter.count())[(int) place]
                    : new Parzen(places).density(place));
        }
        return sum;
    }

    private double[] candidateShares(List<Point> among) {
        return Parzen.shares(among.stream().mapToDouble(Point::candidate).toArray(), candidates().size());
    }

    private static double[] places(List<Point> among, int candidate, int parameter, ParameterSpec spec) {
        return among.stream()
                .filter(point -> point.candidate() == candidate)
                .mapToDouble(point -> spec.place(point.values().get(parameter)))
                .toArray();
    }
}
