package dev.peso.viz.internal.spec;

import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.peso.Expr;
import dev.peso.viz.Theme;
import dev.peso.viz.internal.scale.ValueFormat;

/// What is said about the whole chart: texts, size, axes, facets.
///
/// @param alt the description for those who do not see it, or null for one made from the data
/// @param xTitle of the axis, or null for that of the data
/// @param xLimits low and high end, or empty for what the data need
/// @param facet what each panel has one value of, or null
/// @param columns panels beside each other, 0 for what suits
/// @param independent whether each panel has axes of its own
/// @param slider whether an overview below the panel shows all of the x axis
/// @param xFormat of the values of the axis, or null for what suits them
/// @param yFormat likewise
/// @param colorFormat of numbers or moments that are colours
public record Frame(@Nullable String title, @Nullable String subtitle, @Nullable String caption,
        @Nullable String alt, @Nullable String xTitle, @Nullable String yTitle, boolean xLog, boolean yLog,
        List<Double> xLimits, List<Double> yLimits, int width, int height, Theme theme, @Nullable Expr facet,
        int columns, boolean independent, boolean legend, boolean slider, @Nullable ValueFormat xFormat,
        @Nullable ValueFormat yFormat, @Nullable ValueFormat colorFormat) {
    /// Nothing said.
    public static final Frame NONE = new Frame(null, null, null, null, null, null, false, false, List.of(),
            List.of(),
            720, 420, Theme.light(), null, 0, false, true, false, null, null, null);

    public Frame {
        xLimits = List.copyOf(xLimits);
        yLimits = List.copyOf(yLimits);
    }

    /// The frame after some changes.
    public Frame with(Consumer<Edit> change) {
        Edit e = new Edit(this);
        change.accept(e);
        return new Frame(e.title, e.subtitle, e.caption, e.alt, e.xTitle, e.yTitle, e.xLog, e.yLog, e.xLimits,
                e.yLimits, e.width, e.height, e.theme, e.facet, e.columns, e.independent, e.legend,
                e.slider, e.xFormat, e.yFormat, e.colorFormat);
    }

    /// A frame in the making.
    public static final class Edit {
        public @Nullable String title;
        public @Nullable String subtitle;
        public @Nullable String caption;
        public @Nullable String alt;
        public @Nullable String xTitle;
        public @Nullable String yTitle;
        public boolean xLog;
        public boolean yLog;
        public List<Double> xLimits;
        public List<Double> yLimits;
        public int width;
        public int height;
        public Theme theme;
        public @Nullable Expr facet;
        public int columns;
        public boolean independent;
        public boolean legend;
        public boolean slider;
        public @Nullable ValueFormat xFormat;
        public @Nullable ValueFormat yFormat;
        public @Nullable ValueFormat colorFormat;

        private Edit(Frame from) {
            title = from.title;
            subtitle = from.subtitle;
            caption = from.caption;
            alt = from.alt;
            xTitle = from.xTitle;
            yTitle = from.yTitle;
            xLog = from.xLog;
            yLog = from.yLog;
            xLimits = from.xLimits;
            yLimits = from.yLimits;
            width = from.width;
            height = from.height;
            theme = from.theme;
            facet = from.facet;
            columns = from.columns;
            independent = from.independent;
            legend = from.legend;
            slider = from.slider;
            xFormat = from.xFormat;
            yFormat = from.yFormat;
            colorFormat = from.colorFormat;
        }
    }
}
