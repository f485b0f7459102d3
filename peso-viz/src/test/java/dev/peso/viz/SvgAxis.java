package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// An axis as a person with a ruler reads it: its ticks are where its labels say, and everything else lies in between.
final class SvgAxis {
    /// What the labels are.
    enum Kind {
        NUMBERS, POWERS, DATES, NAMES
    }

    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
            "Sep", "Oct", "Nov", "Dec");

    /// A date that says all of itself: 1 Mar '23.
    private static final String WHOLE = "\\d{1,2} [A-Z][a-z]{2} '\\d{2}";

    private record Tick(double at, List<String> lines) {
        String label() {
            return String.join(" ", lines);
        }
    }

    private final Kind kind;
    private final List<Tick> ticks;
    /// By what the labels say.
    private final TreeMap<Double, Double> places = new TreeMap<>();

    private SvgAxis(Kind kind, List<Tick> ticks) {
        this.kind = kind;
        this.ticks = ticks;
    }

    /// Reads an axis.
    ///
    /// @param labelled the axis that its labels stand at: another one where panels share them
    static SvgAxis read(Element axis, Element labelled, boolean x, Kind kind) {
        List<Tick> own = ticks(axis, x);
        List<Tick> words = ticks(labelled, x);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ticks.add(new Tick(own.get(i).at, words.get(i).lines));
        }
        SvgAxis made = new SvgAxis(kind, ticks);
        made.measure();
        return made;
    }

    private static List<Tick> ticks(Element axis, boolean x) {
        List<Tick> ticks = new ArrayList<>();
        for (Node node = axis.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (!(node instanceof Element element)) {
                continue;
            }
            if (element.getTagName().equals("line") && SvgReading.length(element) < 6) {
                ticks.add(new Tick(SvgReading.number(element, x ? "x1" : "y1"), new ArrayList<>()));
            } else if (element.getTagName().equals("text")) {
                Tick last = ticks.getLast();
                assertThat(SvgReading.number(element, x ? "x" : "y")).as("the label at a tick")
                        .isCloseTo(last.at, within(4.5));
                last.lines.add(element.getTextContent());
            }
        }
        return ticks;
    }

    static boolean isLabelled(Element axis) {
        return !SvgReading.all(axis, "text").isEmpty();
    }

    static int count(Element axis, boolean x) {
        return ticks(axis, x).size();
    }

    private void measure() {
        double[] values = switch (kind) {
            case NUMBERS -> ticks.stream().mapToDouble(each -> SvgReading.parse(each.label())).toArray();
            case POWERS ->
                ticks.stream().mapToDouble(each -> Math.log10(SvgReading.parse(each.label()))).toArray();
            case DATES -> dates();
            case NAMES -> new double[0];
        };
        for (int i = 0; i < values.length; i++) {
            places.put(values[i], ticks.get(i).at);
        }
        if (kind != Kind.NAMES) {
            assertThat(places.size()).as("labels that make a scale").isGreaterThan(1);
            places.forEach((value, at) -> assertThat(onLine(value)).as("tick %s", value)
                    .isCloseTo(at, within(0.5)));
        }
    }

    /// Months and days say their year where it begins; the others follow from it.
    private double[] dates() {
        if (ticks.stream().allMatch(tick -> tick.label().matches(WHOLE))) {
            return ticks.stream().mapToDouble(tick -> {
                String[] words = tick.label().split(" '?");
                return millis(2000 + Integer.parseInt(words[2]),
                        MonthDay.of(MONTHS.indexOf(words[1]) + 1, Integer.parseInt(words[0])));
            }).toArray();
        }
        int known = 0;
        while (known < ticks.size() && year(ticks.get(known)) < 0) {
            known++;
        }
        double[] values = new double[ticks.size()];
        int year = year(ticks.get(known));
        for (int i = known; i < values.length; i++) {
            int said = year(ticks.get(i));
            boolean next = i > known && day(ticks.get(i)).compareTo(day(ticks.get(i - 1))) <= 0;
            year = said >= 0 ? said : next ? year + 1 : year;
            values[i] = millis(year, day(ticks.get(i)));
        }
        year = year(ticks.get(known));
        for (int i = known - 1; i >= 0; i--) {
            year -= day(ticks.get(i)).compareTo(day(ticks.get(i + 1))) >= 0 ? 1 : 0;
            values[i] = millis(year, day(ticks.get(i)));
        }
        return values;
    }

    private static double millis(int year, MonthDay day) {
        LocalDate date = day.atYear(year);
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private static int year(Tick tick) {
        String last = tick.lines.getLast();
        return last.matches("\\d{4}") ? Integer.parseInt(last) : -1;
    }

    private static MonthDay day(Tick tick) {
        String[] words = tick.lines.getFirst().split(" ");
        int month = MONTHS.indexOf(words[0]) + 1;
        return month == 0
                ? MonthDay.of(1, 1)
                : MonthDay.of(month, words.length == 1 ? 1 : Integer.parseInt(words[1]));
    }

    private double onLine(double value) {
        Map.Entry<Double, Double> first = places.firstEntry();
        Map.Entry<Double, Double> last = places.lastEntry();
        return first.getValue() + (value - first.getKey()) * (last.getValue() - first.getValue())
                / (last.getKey() - first.getKey());
    }

    /// Where a value stands.
    double at(double value) {
        return onLine(kind == Kind.POWERS ? Math.log10(value) : value);
    }

    /// What stands at a pixel.
    double value(double pixel) {
        double low = places.firstKey();
        double zero = onLine(low);
        double value = low + (pixel - zero) / (onLine(low + 1) - zero);
        return kind == Kind.POWERS ? Math.pow(10, value) : value;
    }

    /// What half a pixel is worth on a straight axis.
    double half() {
        return Math.abs(value(0.5) - value(0)) + 1e-9;
    }

    /// Where a name stands; it may be shortened. NaN for one that has no room.
    double at(String name) {
        List<Double> found = new ArrayList<>();
        for (Tick tick : ticks) {
            String label = tick.label();
            boolean cut = label.endsWith("…")
                    && name.startsWith(label.substring(0, label.length() - 1).strip());
            if (label.equals(name)
                    || tick.lines.size() > 1 && label.replace(" ", "").equals(name.replace(" ", ""))) {
                return tick.at;
            }
            if (cut) {
                found.add(tick.at);
            }
        }
        return found.size() == 1 ? found.getFirst() : Double.NaN;
    }

    /// How far apart names are.
    double step() {
        double step = Double.POSITIVE_INFINITY;
        for (int i = 1; i < ticks.size(); i++) {
            step = Math.min(step, Math.abs(ticks.get(i).at - ticks.get(i - 1).at));
        }
        return step;
    }

    List<String> labels() {
        return ticks.stream().map(Tick::label).toList();
    }
}
