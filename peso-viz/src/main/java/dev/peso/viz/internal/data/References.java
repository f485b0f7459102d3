package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.WORD;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.Arrays;
import java.util.List;

import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.Mark;

/// Lines across the panel and words at points: what explains other marks.
record References(Style style) implements Maker {
    @Override
    public List<Geom> make(Rows panel) {
        return style.layer().mark() == Mark.RULE ? List.of(rules(panel)) : List.of(words(panel));
    }

    private Geom rules(Rows rows) {
        Look look = style.first() < 0
                ? style.look(new Ink.Muted(), 1, 1.5, "reference")
                : style.look(0, 1, 1.5);
        double[] low = new double[rows.count()];
        double[] high = new double[rows.count()];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        return rows.has(X)
                ? new Geom.Segments(rows.at(X), low, rows.at(X), high, look)
                : new Geom.Segments(low, rows.at(Y), high, rows.at(Y), look);
    }

    private Geom words(Rows rows) {
        String[] words = new String[rows.count()];
        Values values = rows.get(WORD);
        for (int i = 0; i < words.length; i++) {
            words[i] = switch (values) {
                case Values.Names(int[] codes, List<String> names) -> codes[i] < 0 ? "" : names.get(codes[i]);
                case Values.Numbers(double[] numbers, var _) ->
                    Double.isNaN(numbers[i]) ? "" : NumberText.brief(numbers[i]);
                case null -> "";
            };
        }
        Look look = rows.has(COLOR)
                ? style.look(new Ink.Each(rows.codes(COLOR)), 1, 11, "labels")
                : style.first() >= 0 ? style.look(0, 1, 11) : style.look(new Ink.Neutral(), 1, 11, "labels");
        return new Geom.Words(rows.at(X), rows.at(Y), words, Geom.Words.Stand.OVER, Columns.AWAY, null,
                look.withSize(11));
    }
}
