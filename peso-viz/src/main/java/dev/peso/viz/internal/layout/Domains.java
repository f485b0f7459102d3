package dev.peso.viz.internal.layout;

import java.util.List;

import dev.peso.viz.internal.mark.Drawing.Axis;
import dev.peso.viz.internal.mark.Drawing.Panel;
import dev.peso.viz.internal.mark.Extent;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scale.Tick;
import dev.peso.viz.internal.scale.Ticks;

/// From what to what an axis goes.
final class Domains {
    private static final double PAD = 0.03;
    private static final double WORDED_PAD = 0.08;
    private static final double DAY = 86_400_000;

    private Domains() {}

    /// A scale from 0 to 1 that shows all marks of some panels.
    static Scale scale(Axis axis, List<Panel> panels, boolean isX) {
        if (axis.kind() == AxisKind.CATEGORY) {
            return new Scale(AxisKind.CATEGORY, -0.5, Math.max(0.5, axis.categories().size() - 0.5), 0, 1,
                    axis.categories());
        }
        Extent extent = new Extent();
        Extent other = new Extent();
        for (Panel panel : panels) {
            for (Geom geom : panel.geoms()) {
                geom.extend(isX ? extent : other, isX ? other : extent);
            }
        }
        double[] ends = axis.limits().length == 2
                ? axis.limits().clone()
                : ends(axis, extent, panels, isX);
        return new Scale(axis.kind(), ends[0], ends[1], 0, 1, List.of(), axis.whole(), axis.format());
    }

    private static double[] ends(Axis axis, Extent extent, List<Panel> panels, boolean isX) {
        if (axis.kind() == AxisKind.LOG) {
            return logarithmic(extent);
        }
        if (extent.isEmpty()) {
            return axis.kind() == AxisKind.TIME ? new double[]{0, DAY} : new double[]{0, 1};
        }
        double low = axis.zero() ? Math.min(0, extent.low()) : extent.low();
        double high = axis.zero() ? Math.max(0, extent.high()) : extent.high();
        // Half of the largest number is the most that a span can be counted in, with room for ticks and words.
        low = Math.clamp(low, -Double.MAX_VALUE / 8, Double.MAX_VALUE / 8);
        high = Math.clamp(high, -Double.MAX_VALUE / 8, Double.MAX_VALUE / 8);
        double least = Math.max(Math.abs(low), Math.abs(high)) * 1e-12;
        if (axis.zero() && high == low) {
            high = 1;
        } else if (high - low <= least) {
            double half = axis.kind().isTime() ? DAY / 2 : low == 0 ? 0.5 : Math.abs(low) * 0.1;
            low -= half;
            high += half;
        } else if (!axis.tight()) {
            double pad = (high - low) * (worded(panels) && !isX ? WORDED_PAD : PAD);
            low = axis.zero() && low == 0 ? 0 : low - pad;
            high = axis.zero() && high == 0 ? 0 : high + pad;
        }
        return axis.kind() == AxisKind.NUMBER && !axis.tight() ? round(low, high) : new double[]{low, high};
    }

    /// Words over the highest mark need room, and so do large points.
    private static boolean worded(List<Panel> panels) {
        for (Panel panel : panels) {
            for (Geom geom : panel.geoms()) {
                if (geom instanceof Geom.Words
                        || geom instanceof Geom.Points points && points.sizes().length > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double[] logarithmic(Extent extent) {
        double low = extent.lowPositive();
        double high = Math.min(extent.high(), Double.MAX_VALUE / 4);
        if (!(low <= extent.high())) {
            return new double[]{1, 10};
        }
        // Smaller ones are counted in steps that grow.
        low = Math.clamp(low, Double.MIN_NORMAL, high);
        if (high / low < 1.1) {
            return new double[]{low / 2, high * 2};
        }
        double pad = StrictMath.pow(10, PAD * (StrictMath.log10(high) - StrictMath.log10(low)));
        return new double[]{Math.max(low / pad, Double.MIN_NORMAL),
                Math.min(high * pad, Double.MAX_VALUE / 2)};
    }

    /// Ends that are ticks when not much is lost.
    private static double[] round(double low, double high) {
        Scale scale = new Scale(AxisKind.NUMBER, low, high, 0, 1, List.of());
        for (List<Tick> ticks : Ticks.choices(scale)) {
            if (ticks.size() >= 5) {
                double step = ticks.get(1).value() - ticks.get(0).value();
                double start = ticks.getFirst().value();
                double end = ticks.getLast().value();
                double roundLow = start - low > (high - low) * 1e-9 ? start - step : start;
                double roundHigh = high - end > (high - low) * 1e-9 ? end + step : end;
                return new double[]{low - roundLow < 0.6 * step ? roundLow : low,
                        roundHigh - high < 0.6 * step ? roundHigh : high};
            }
        }
        return new double[]{low, high};
    }
}
