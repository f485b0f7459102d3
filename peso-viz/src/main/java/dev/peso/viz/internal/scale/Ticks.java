package dev.peso.viz.internal.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// The ticks a scale offers.
public final class Ticks {
    private Ticks() {}

    /// Sets of ticks from few to many; for categories there is one, with all.
    public static List<List<Tick>> choices(Scale scale) {
        ValueFormat format = scale.format();
        List<List<Tick>> choices = plain(scale);
        return format == null || scale.kind() == AxisKind.CATEGORY ? choices : formatted(choices, format);
    }

    /// Ticks with labels of the reader's choice; those that would say the same twice are no choice, if there are others.
    private static List<List<Tick>> formatted(List<List<Tick>> choices, ValueFormat format) {
        List<List<Tick>> all = choices.stream()
                .map(ticks -> ticks.stream()
                        .map(each -> new Tick(each.value(), format.text(each.value()), null))
                        .toList())
                .toList();
        List<List<Tick>> clear = all.stream()
                .filter(ticks -> ticks.stream().map(Tick::label).distinct().count() == ticks.size())
                .toList();
        return clear.stream().anyMatch(each -> each.size() > 1) ? clear : all;
    }

    private static List<List<Tick>> plain(Scale scale) {
        double low = scale.low();
        double high = scale.high();
        return switch (scale.kind()) {
            case CATEGORY -> List.of(categories(scale));
            case LOG -> dense(NumberTicks.logarithmic(low, high), scale);
            case NUMBER -> numbers(scale);
            case TIME, CLOCK -> {
                var steps = TimeTicks.steps(high - low, most(scale));
                boolean clock = scale.kind() == AxisKind.CLOCK;
                yield steps.isEmpty()
                        ? List.of(ends(low, high))
                        : steps.stream().map(each -> TimeTicks.at(low, high, each, clock)).toList();
            }
        };
    }

    private static List<List<Tick>> numbers(Scale scale) {
        // Counts have whole ticks, if two of them are in sight.
        boolean whole = scale.whole() && Math.floor(scale.high()) > Math.ceil(scale.low());
        List<List<Tick>> choices = new ArrayList<>();
        for (double step : NumberTicks.steps(scale.low(), scale.high(), most(scale))) {
            if (step >= 1 || !whole) {
                choices.add(NumberTicks.at(scale.low(), scale.high(), step));
            }
        }
        return choices;
    }

    /// Labels are at least 15 pixels apart, whichever way they run.
    private static double most(Scale scale) {
        return Math.max(12, scale.length() / 15);
    }

    /// Powers of ten say nothing about a span within one of them.
    private static List<List<Tick>> dense(List<List<Tick>> choices, Scale scale) {
        double low = scale.low();
        double high = scale.high();
        if (high / low > 12) {
            return choices;
        }
        List<List<Tick>> all = new ArrayList<>(choices);
        all.addAll(numbers(scale));
        return all;
    }

    private static List<Tick> ends(double low, double high) {
        return List.of(new Tick(low, TimeTicks.text(low, high - low), null),
                new Tick(high, TimeTicks.text(high, high - low), null));
    }

    private static List<Tick> categories(Scale scale) {
        return IntStream.range(0, scale.categories().size())
                .mapToObj(i -> new Tick(i, scale.categories().get(i), null))
                .toList();
    }

    /// A value of an axis as text.
    ///
    /// @param format of the reader's choice, or null
    public static String text(AxisKind kind, double value, double span, List<String> categories,
            @Nullable ValueFormat format) {
        return format == null || kind == AxisKind.CATEGORY
                ? text(kind, value, span, categories)
                : format.text(value);
    }

    /// A value of an axis as text that suits it.
    public static String text(AxisKind kind, double value, double span, List<String> categories) {
        return switch (kind) {
            case NUMBER, LOG -> NumberText.brief(value);
            case TIME -> TimeTicks.text(value, span);
            case CLOCK -> {
                String text = TimeTicks.text(value, Math.min(span, 600_000));
                yield text.substring(text.lastIndexOf(' ') + 1);
            }
            case CATEGORY -> {
                int i = (int) StrictMath.rint(value);
                yield i >= 0 && i < categories.size() ? categories.get(i) : "";
            }
        };
    }
}
