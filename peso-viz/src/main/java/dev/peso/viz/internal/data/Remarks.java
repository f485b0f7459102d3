package dev.peso.viz.internal.data;

import static dev.peso.viz.internal.spec.Channel.COLOR;
import static dev.peso.viz.internal.spec.Channel.X;
import static dev.peso.viz.internal.spec.Channel.Y;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.spec.Channel;
import dev.peso.viz.internal.spec.Mark;

/// What a chart does not show of its rows, and says so below its title.
final class Remarks {
    private final int width;
    private final Set<String> notes = new LinkedHashSet<>();

    /// @param width of the picture in pixels
    Remarks(int width) {
        this.width = width;
    }

    void add(Collection<String> said) {
        notes.addAll(said);
    }

    /// Each once, in the order they were made.
    List<String> all() {
        return List.copyOf(notes);
    }

    /// Drops rows that cannot be shown, and says so.
    LayerReader.Read complete(LayerReader.Read read) {
        Rows rows = read.rows();
        CellReader.Tally tally = read.tally();
        long hidden = tally == null ? 0 : tally.hidden();
        int[] kept = new int[rows.count()];
        int size = 0;
        double[] x = rows.at(X);
        double[] y = rows.at(Y);
        int[] color = rows.codes(COLOR);
        boolean line = read.layer().mark() == Mark.LINE;
        for (int i = 0; i < kept.length; i++) {
            boolean xKnown = !rows.has(X) || Double.isFinite(x[i]);
            boolean yKnown = !rows.has(Y) || Double.isFinite(y[i]);
            boolean named = rows.get(X) instanceof Values.Names || rows.get(Y) instanceof Values.Names;
            if (!(xKnown && yKnown) && !(named && color[i] < 0)) {
                hidden++;
            }
            // A line shows a gap where a value is missing.
            if (xKnown && (yKnown || line && Double.isNaN(y[i])) && color[i] >= 0) {
                kept[size++] = i;
            }
        }
        if (hidden > 0 && notes.stream().noneMatch(each -> each.contains("largest"))) {
            notes.add(NumberText.fixed((double) hidden, 0) + (hidden == 1 ? " row" : " rows")
                    + " without a finite value " + (hidden == 1 ? "is" : "are") + " not shown");
        }
        reduced(read);
        return size == rows.count()
                ? read
                : read.with(rows.subset(Arrays.copyOf(kept, size)));
    }

    /// Says what is drawn instead of the rows.
    private void reduced(LayerReader.Read read) {
        CellReader.Tally tally = read.tally();
        int drawn = read.rows().count();
        boolean thinned = drawn > 0 && read.rows().has(Channel.ROW);
        double rows = tally != null
                ? (double) tally.rows()
                : thinned ? read.rows().at(Channel.ROW)[drawn - 1] + 1 : drawn;
        Mark mark = read.layer().mark();
        if ((mark == Mark.POINT || mark == Mark.PLACES) && rows > Dots.MOST) {
            notes.add(NumberText.fixed(rows, 0) + " rows, shown as density");
        } else if (mark == Mark.LINE && (thinned || Reduction.worth(drawn, width))) {
            notes.add(NumberText.fixed(rows, 0) + " rows, drawn by the extremes of each pixel");
        } else if (mark == Mark.SMOOTH && rows > Smooths.MOST) {
            notes.add(NumberText.fixed(rows, 0) + " rows, smoothed by the means of neighbours");
        }
    }
}
