package dev.peso.viz.internal.data;

import java.util.List;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Geom.Words.Stand;

/// Lines that stick out of upright bars, as those of errors do: labels stand beyond them.
final class Whiskers {
    private Whiskers() {}

    /// The marks of a panel with labels of bars beyond the lines that stick out of the same bars.
    static List<Geom> cleared(List<Geom> geoms) {
        List<Geom.Segments> lines = geoms.stream()
                .filter(Geom.Segments.class::isInstance)
                .map(Geom.Segments.class::cast)
                .toList();
        return lines.isEmpty()
                ? geoms
                : geoms.stream()
                        .map(each -> each instanceof Geom.Words words && words.bars() != null
                                ? cleared(words, words.bars(), lines)
                                : each)
                        .toList();
    }

    private static Geom.Words cleared(Geom.Words words, Geom.Bars bars, List<Geom.Segments> lines) {
        if (words.stand() != Stand.UPRIGHT_END) {
            return words;
        }
        double[] ends = words.y().clone();
        for (Geom.Segments line : lines) {
            for (int k = 0; k < line.size(); k++) {
                double at = line.x1()[k];
                double low = Math.min(line.y1()[k], line.y2()[k]);
                double high = Math.max(line.y1()[k], line.y2()[k]);
                for (int i = 0; at == line.x2()[k] && Double.isFinite(low + high) && i < ends.length; i++) {
                    boolean inside = at > bars.x1()[i] && at < bars.x2()[i];
                    ends[i] = !inside
                            ? ends[i]
                            : ends[i] < 0 ? Math.min(ends[i], low) : Math.max(ends[i], high);
                }
            }
        }
        return new Geom.Words(words.x(), ends, words.words(), words.stand(), words.away(), bars,
                words.look());
    }
}
