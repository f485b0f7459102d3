package dev.peso.viz.internal.layout;

import static dev.peso.viz.internal.layout.Measures.GAP;
import static dev.peso.viz.internal.layout.Measures.LABEL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.peso.viz.internal.font.Fonts;
import dev.peso.viz.internal.layout.AxisPlan.Label;
import dev.peso.viz.internal.scale.AxisKind;
import dev.peso.viz.internal.scale.Scale;
import dev.peso.viz.internal.scale.Tick;
import dev.peso.viz.internal.scale.Ticks;

/// Chooses ticks and places their labels so that none touches another: fewer of them for numbers and moments; for names
/// two lines, then slanting, then shortened, and only then some left out.
final class AxisPlanner {
    /// Three labels for each 200 pixels; also on a shorter vertical axis, where they fit.
    private static final double DENSITY = 3.0 / 200;
    private static final double LINE_HEIGHT = LABEL * 1.25;
    private static final double SLANT = -40;
    private static final double LONGEST_SLANTED = 110;

    private AxisPlanner() {}

    /// Labels below a horizontal axis.
    ///
    /// @param left how far labels may reach
    /// @param right how far labels may reach
    /// @param deepest how far turned labels may reach below the axis
    static AxisPlan horizontal(Scale scale, double left, double right, double deepest) {
        if (scale.kind() == AxisKind.CATEGORY) {
            return names(scale, left, deepest);
        }
        List<List<Tick>> choices = Ticks.choices(scale);
        List<Tick> chosen = densest(scale, choices, left, right);
        if (chosen.isEmpty()) {
            List<List<Tick>> inside = choices.stream().map(each -> inside(scale, each, left, right)).toList();
            chosen = densest(scale, inside, left, right);
            chosen = chosen.isEmpty() ? ends(inside, each -> apart(scale, each, left, right)) : chosen;
        }
        return lines(scale, chosen);
    }

    private static List<Tick> densest(Scale scale, List<List<Tick>> choices, double left, double right) {
        List<Tick> chosen = List.of();
        for (List<Tick> ticks : choices) {
            boolean fits = ticks.size() >= 2 && apart(scale, ticks, left, right);
            if (fits) {
                chosen = ticks;
                if (ticks.size() >= Math.floor(scale.length() * DENSITY)) {
                    break;
                }
            } else if (ticks.size() > 2) {
                break;
            }
        }
        return chosen;
    }

    /// Without the ticks whose labels would leave their place; the next one says what they would have said besides.
    private static List<Tick> inside(Scale scale, List<Tick> ticks, double left, double right) {
        List<Tick> kept = new ArrayList<>();
        String context = null;
        for (Tick tick : ticks) {
            double half = Fonts.width(tick.label(), LABEL, false) / 2;
            double at = scale.at(tick.value());
            context = tick.context() == null ? context : tick.context();
            if (at - half >= left && at + half <= right) {
                kept.add(new Tick(tick.value(), tick.label(), context));
                context = null;
            }
        }
        return kept;
    }

    /// Where there is room for two labels only: the first and the last of the coarsest ticks.
    private static List<Tick> ends(List<List<Tick>> choices, Predicate<List<Tick>> fits) {
        for (List<Tick> ticks : choices) {
            if (ticks.size() >= 2) {
                List<Tick> ends = List.of(ticks.getFirst(), last(ticks));
                return fits.test(ends) ? ends : List.of();
            }
        }
        return List.of();
    }

    /// The last tick, which says what those before it would have said besides.
    private static Tick last(List<Tick> ticks) {
        Tick last = ticks.getLast();
        String context = null;
        for (int i = ticks.size() - 1; i > 0 && context == null; i--) {
            context = ticks.get(i).context();
        }
        return new Tick(last.value(), last.label(), context);
    }

    private static boolean apart(Scale scale, List<Tick> ticks, double left, double right) {
        double end = left;
        for (Tick tick : ticks) {
            double half = Fonts.width(tick.label(), LABEL, false) / 2;
            double at = scale.at(tick.value());
            if (at - half < end || at + half > right) {
                return false;
            }
            end = at + half + GAP;
        }
        return true;
    }

    private static AxisPlan lines(Scale scale, List<Tick> ticks) {
        List<Label> labels = new ArrayList<>();
        boolean contexts = false;
        double free = Double.POSITIVE_INFINITY;
        // From the end: the context of a new year is worth more than that of the first tick.
        for (int i = ticks.size() - 1; i >= 0; i--) {
            Tick tick = ticks.get(i);
            double at = scale.at(tick.value());
            List<String> lines = new ArrayList<>(List.of(tick.label()));
            String context = tick.context();
            if (context != null) {
                contexts = true;
                double half = Fonts.width(context, LABEL, false) / 2;
                if (at + half + GAP <= free && at - half >= 0) {
                    lines.add(context);
                    free = at - half;
                } else if (i + 1 < ticks.size() && ticks.get(i + 1).context() == null
                        && labels.getFirst().at() - half >= 0
                        && labels.getFirst().at() + half + GAP <= free) {
                    // Without room at its tick it stands at the next one, where it is as true.
                    Label next = labels.removeFirst();
                    labels.addFirst(new Label(next.at(), List.of(next.lines().getFirst(), context)));
                    free = next.at() - half;
                }
            }
            labels.addFirst(new Label(at, lines));
        }
        double before = 0;
        double after = 0;
        for (Label label : labels) {
            for (String line : label.lines()) {
                double half = Fonts.width(line, LABEL, false) / 2;
                before = Math.max(before, scale.from() - (label.at() - half));
                after = Math.max(after, label.at() + half - scale.to());
            }
        }
        return new AxisPlan(labels, 0, LINE_HEIGHT * (contexts ? 2 : 1), before, after);
    }

    private static AxisPlan names(Scale scale, double left, double deepest) {
        List<String> names = scale.categories();
        double step = scale.length() / Math.max(1, names.size());
        List<List<String>> wrapped = new ArrayList<>();
        for (String name : names) {
            wrapped.add(wrap(name, step - GAP));
        }
        if (wrapped.stream().noneMatch(List::isEmpty)) {
            int most = wrapped.stream().mapToInt(List::size).max().orElse(1);
            List<Label> labels = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                labels.add(new Label(scale.at(i), wrapped.get(i)));
            }
            return new AxisPlan(labels, 0, LINE_HEIGHT * most, 0, 0);
        }
        return step >= LINE_HEIGHT / -Math.sin(Math.toRadians(SLANT))
                ? slanted(scale, left, deepest)
                : upright(scale, step, deepest);
    }

    private static AxisPlan slanted(Scale scale, double left, double deepest) {
        double sin = -Math.sin(Math.toRadians(SLANT));
        double cos = Math.cos(Math.toRadians(SLANT));
        List<Label> labels = new ArrayList<>();
        double depth = 0;
        double longest = Math.min(LONGEST_SLANTED, (deepest - LINE_HEIGHT) / sin);
        for (int i = 0; i < scale.categories().size(); i++) {
            double at = scale.at(i);
            double room = Math.min(longest, (at - left) / cos - LABEL);
            String text = Fonts.fit(scale.categories().get(i), LABEL, false, room);
            labels.add(new Label(at, List.of(text)));
            depth = Math.max(depth, Fonts.width(text, LABEL, false) * sin + LINE_HEIGHT * cos);
        }
        return new AxisPlan(labels, SLANT, depth, 0, 0);
    }

    private static AxisPlan upright(Scale scale, double step, double deepest) {
        int every = (int) Math.ceil(LINE_HEIGHT / step);
        List<Label> labels = new ArrayList<>();
        double depth = 0;
        for (int i = 0; i < scale.categories().size(); i += every) {
            String text = Fonts.fit(scale.categories().get(i), LABEL, false,
                    Math.min(LONGEST_SLANTED * 0.75, deepest - GAP));
            labels.add(new Label(scale.at(i), List.of(text)));
            depth = Math.max(depth, Fonts.width(text, LABEL, false));
        }
        return new AxisPlan(labels, -90, depth + GAP, 0, 0);
    }

    /// The name in one or two lines, or nothing if it needs more.
    private static List<String> wrap(String name, double width) {
        if (Fonts.width(name, LABEL, false) <= width) {
            return List.of(name);
        }
        if (Fonts.width(name, LABEL, false) > 2 * width + LABEL) {
            return List.of();
        }
        List<String> best = List.of();
        double narrowest = width;
        for (int space = name.indexOf(' '); space > 0; space = name.indexOf(' ', space + 1)) {
            String first = name.substring(0, space);
            String second = name.substring(space + 1);
            double needed = Math.max(Fonts.width(first, LABEL, false), Fonts.width(second, LABEL, false));
            if (needed <= narrowest) {
                narrowest = needed;
                best = List.of(first, second);
            }
        }
        return best;
    }

    /// Labels left of a vertical axis, which are at most `room` wide.
    static AxisPlan vertical(Scale scale, double room) {
        return scale.kind() == AxisKind.CATEGORY ? rows(scale, room) : levels(scale, room);
    }

    private static AxisPlan rows(Scale scale, double room) {
        double step = scale.length() / Math.max(1, scale.categories().size());
        int every = (int) Math.ceil(LINE_HEIGHT / step);
        List<Label> labels = new ArrayList<>();
        double depth = 0;
        for (int i = 0; i < scale.categories().size(); i += every) {
            String text = Fonts.fit(scale.categories().get(i), LABEL, false, room);
            labels.add(new Label(scale.at(i), List.of(text)));
            depth = Math.max(depth, Fonts.width(text, LABEL, false));
        }
        return new AxisPlan(labels, 0, depth, 0, 0);
    }

    private static AxisPlan levels(Scale scale, double room) {
        List<List<Tick>> choices = Ticks.choices(scale);
        List<Tick> chosen = List.of();
        for (List<Tick> ticks : choices) {
            if (ticks.size() < 2) {
                continue;
            }
            if (!levelsApart(scale, ticks)) {
                chosen = chosen.isEmpty() ? ends(choices, each -> levelsApart(scale, each)) : chosen;
                break;
            }
            chosen = ticks;
            if (ticks.size() >= Math.max(3, Math.floor(scale.length() * DENSITY))) {
                break;
            }
        }
        List<Label> labels = new ArrayList<>();
        double depth = 0;
        for (Tick tick : chosen) {
            String context = tick.context();
            String text = context == null ? tick.label() : tick.label() + " " + context;
            String shown = Fonts.fit(text, LABEL, false, room);
            labels.add(new Label(scale.at(tick.value()), List.of(shown)));
            depth = Math.max(depth, Fonts.width(shown, LABEL, false));
        }
        return new AxisPlan(labels, 0, depth, 0, 0);
    }

    private static boolean levelsApart(Scale scale, List<Tick> ticks) {
        for (int i = 1; i < ticks.size(); i++) {
            if (Math.abs(scale.at(ticks.get(i).value()) - scale.at(ticks.get(i - 1).value())) < LINE_HEIGHT
                    + 2) {
                return false;
            }
        }
        return true;
    }
}
