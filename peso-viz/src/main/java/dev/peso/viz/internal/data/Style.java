package dev.peso.viz.internal.data;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.peso.viz.Theme;
import dev.peso.viz.internal.mark.Contrast;
import dev.peso.viz.internal.mark.Ink;
import dev.peso.viz.internal.mark.Look;
import dev.peso.viz.internal.scale.NumberText;
import dev.peso.viz.internal.scale.ValueFormat;
import dev.peso.viz.internal.spec.Layer;

/// How the marks of a layer look: by series, by a colour of the user's choice, quiet or loud.
///
/// @param groups how many series the layer has
/// @param first number of the first one among all series of the chart
/// @param patterned whether series differ by dash or shape too
/// @param width of the chart in pixels
/// @param theme of the chart
/// @param chosen colours of all series, as [dev.peso.viz.internal.mark.Drawing.Legend#colors]
/// @param lengths how values are written, or null for what suits them
/// @param colors how colours that are numbers are written, or null for what suits them
record Style(Layer layer, int groups, int first, List<String> names, boolean patterned, int width,
        Theme theme, List<Integer> chosen,
        @Nullable ValueFormat lengths, @Nullable ValueFormat colors) {
    /// A value at a mark.
    String length(double value) {
        return lengths == null ? NumberText.brief(value) : lengths.text(value);
    }

    /// The look of a series.
    ///
    /// @param opacity of the mark, if the user did not say
    /// @param size of the mark, if the user did not say
    Look look(int group, double opacity, double size) {
        Integer chosen = layer.settings().color();
        Ink ink = chosen == null ? new Ink.Series(first + group) : new Ink.Fixed(chosen);
        double wanted = layer.settings().opacity();
        double wantedSize = layer.settings().size();
        return new Look(ink, wanted < 0 ? opacity : wanted, wantedSize < 0 ? size : wantedSize,
                patterned ? first + group : 0, names.get(first + group), "");
    }

    /// The look of points that may lie on one another: so opaque that one can be seen alone.
    Look crowd(int group, double opacity, double size) {
        Integer own = layer.settings().color();
        int color = own == null ? new Ink.Series(first + group).color(theme, chosen) : own;
        return look(group, Math.max(opacity, Contrast.leastOpacity(theme, color)), size);
    }

    /// The look of what belongs to no series.
    Look look(Ink ink, double opacity, double size, String name) {
        Integer chosen = layer.settings().color();
        double wanted = layer.settings().opacity();
        double wantedSize = layer.settings().size();
        return new Look(chosen == null ? ink : new Ink.Fixed(chosen), wanted < 0 ? opacity : wanted,
                wantedSize < 0 ? size : wantedSize, 0, name, "");
    }
}
