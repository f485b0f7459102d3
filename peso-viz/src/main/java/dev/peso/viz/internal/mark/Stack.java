package dev.peso.viz.internal.mark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Marks of a panel that stand on one another, so that those above come down when one is hidden.
///
/// @param first position of the first of them among the marks of the panel
/// @param count how many follow one another: bars or ribbons, words after the bars they belong to
/// @param shares whether the heights are shares of the sum at each place
/// @param upright whether they grow along y
public record Stack(int first, int count, boolean shares, boolean upright) {
    /// The marks of a panel without some series, those left brought together. Hidden marks stay in the list, unchanged.
    ///
    /// @param hidden names of series
    public static List<Geom> without(Drawing.Panel panel, Set<String> hidden) {
        List<Geom> geoms = new ArrayList<>(panel.geoms());
        for (Stack stack : panel.stacks()) {
            if (geoms.subList(stack.first, stack.first + stack.count)
                    .stream()
                    .anyMatch(each -> hidden.contains(each.look().name()))) {
                stack.settle(geoms, hidden);
            }
        }
        return geoms;
    }

    private void settle(List<Geom> geoms, Set<String> hidden) {
        Map<Double, double[]> sums = new HashMap<>();
        if (shares) {
            for (Geom geom : shown(geoms, hidden)) {
                Lengths lengths = lengths(geom);
                for (int i = 0; lengths != null && i < lengths.size(); i++) {
                    sums.computeIfAbsent(lengths.place(i), _ -> new double[1])[0] += Math
                            .abs(lengths.value(i));
                }
            }
        }
        Map<Double, double[]> bases = new HashMap<>();
        Geom under = null;
        for (int g = first; g < first + count; g++) {
            Geom geom = geoms.get(g);
            Lengths lengths = lengths(geom);
            if (hidden.contains(geom.look().name())) {
                continue;
            }
            if (lengths != null) {
                double[] low = new double[lengths.size()];
                double[] high = new double[lengths.size()];
                for (int i = 0; i < low.length; i++) {
                    double value = lengths.value(i);
                    double place = lengths.place(i);
                    double[] sum = sums.get(place);
                    value = sum == null ? value : sum[0] == 0 ? 0 : value / sum[0];
                    double[] base = bases.computeIfAbsent(place, _ -> new double[2]);
                    int side = value < 0 && geom instanceof Geom.Bars ? 1 : 0;
                    low[i] = base[side];
                    base[side] += Double.isFinite(value) ? value : 0;
                    high[i] = low[i] + value;
                }
                under = moved(geom, low, high);
                geoms.set(g, under);
            } else if (geom instanceof Geom.Words words && under instanceof Geom.Bars bars) {
                geoms.set(g, Geom.Words.within(bars, words.words(), words.look()));
            }
        }
    }

    private List<Geom> shown(List<Geom> geoms, Set<String> hidden) {
        return geoms.subList(first, first + count)
                .stream()
                .filter(each -> !hidden.contains(each.look().name()))
                .toList();
    }

    /// Values at places.
    private record Lengths(double[] start, double[] end, double[] low, double[] high) {
        int size() {
            return low.length;
        }

        double place(int i) {
            return (start[i] + end[i]) / 2;
        }

        double value(int i) {
            return high[i] - low[i];
        }
    }

    private @Nullable Lengths lengths(Geom geom) {
        return switch (geom) {
            case Geom.Bars bars when upright -> new Lengths(bars.x1(), bars.x2(), bars.y1(), bars.y2());
            case Geom.Bars bars -> new Lengths(bars.y1(), bars.y2(), bars.x1(), bars.x2());
            case Geom.Ribbon ribbon ->
                new Lengths(ribbon.along(), ribbon.along(), ribbon.low(), ribbon.high());
            default -> null;
        };
    }

    private Geom moved(Geom geom, double[] low, double[] high) {
        return switch (geom) {
            case Geom.Bars b when upright -> new Geom.Bars(b.x1(), b.x2(), low, high, b.gap(), b.look());
            case Geom.Bars b -> new Geom.Bars(low, high, b.y1(), b.y2(), b.gap(), b.look());
            case Geom.Ribbon r -> new Geom.Ribbon(r.along(), low, high, r.upright(), r.look());
            default -> geom;
        };
    }
}
