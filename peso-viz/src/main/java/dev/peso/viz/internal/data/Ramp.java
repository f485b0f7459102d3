package dev.peso.viz.internal.data;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.scale.AxisKind;

/// From what to what the numbers go that marks show by colour.
final class Ramp {
    private AxisKind kind = AxisKind.NUMBER;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private boolean alone;

    /// Takes the colours of marks.
    void add(Panel panel) {
        for (Geom geom : panel.geoms()) {
            if (geom.look().ink() instanceof Ink.Ramp(double[] values)) {
                alone |= !(geom instanceof Geom.Bars || geom instanceof Geom.Areas);
                for (double value : values) {
                    if (Double.isFinite(value)) {
                        add(value);
                    }
                }
            } else if (geom instanceof Geom.Cells cells) {
                // Most cells are empty, and a few points are a cell of their own.
                alone = true;
                add(1);
                add(Arrays.stream(cells.counts()).max().orElse(1));
            }
        }
    }

    /// Takes the kind of numbers that colours stand for; names are none.
    void add(@Nullable Values values) {
        if (values instanceof Values.Numbers numbers) {
            kind = numbers.kind();
        }
    }

    private void add(double value) {
        low = Math.min(low, value);
        high = Math.max(high, value);
    }

    boolean isEmpty() {
        return low > high;
    }

    /// The lowest and the highest, or nothing.
    double[] ends() {
        return isEmpty() ? new double[0] : new double[]{low, high};
    }

    /// Whether zero lies between the ends.
    boolean isDiverging() {
        return low < 0 && high > 0;
    }

    /// Whether any of the marks stand on the background.
    boolean isAlone() {
        return alone;
    }

    AxisKind kind() {
        return kind;
    }
}
