package dev.peso.viz.internal.scale;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Round moments: full hours, first days of months, years.
final class TimeTicks {
    private static final List<String> MONTHS = List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
            "Sep",
            "Oct", "Nov", "Dec");

    private TimeTicks() {}

    /// A distance between ticks.
    record Step(ChronoUnit unit, int count) {
        double millis() {
            return (double) unit.getDuration().toMillis() * count;
        }
    }

    /// From coarse to fine.
    ///
    /// @param most how many ticks there may be
    static List<Step> steps(double span, double most) {
        List<Step> steps = new ArrayList<>();
        for (int years = 100_000; years >= 10; years /= 10) {
            steps.add(new Step(ChronoUnit.YEARS, years));
            steps.add(new Step(ChronoUnit.YEARS, years / 2));
            steps.add(new Step(ChronoUnit.YEARS, years / 5));
        }
        add(steps, ChronoUnit.YEARS, 1);
        add(steps, ChronoUnit.MONTHS, 6, 3, 2, 1);
        add(steps, ChronoUnit.DAYS, 14, 7, 2, 1);
        add(steps, ChronoUnit.HOURS, 12, 6, 3, 2, 1);
        add(steps, ChronoUnit.MINUTES, 30, 15, 10, 5, 2, 1);
        add(steps, ChronoUnit.SECONDS, 30, 15, 10, 5, 2, 1);
        add(steps, ChronoUnit.MILLIS, 500, 200, 100, 50, 20, 10, 5, 2, 1);
        return steps.stream().filter(each -> each.millis() <= span && span / each.millis() <= most).toList();
    }

    private static void add(List<Step> steps, ChronoUnit unit, int... counts) {
        for (int count : counts) {
            steps.add(new Step(unit, count));
        }
    }

    static List<Tick> at(double low, double high, Step step, boolean clock) {
        List<Tick> ticks = new ArrayList<>();
        LocalDateTime moment = floor(time(low), step);
        String last = null;
        while (millis(moment) <= high) {
            if (millis(moment) >= low) {
                String context = clock ? null : context(moment, step.unit());
                ticks.add(new Tick(millis(moment), label(moment, step.unit()),
                        sameAs(context, last) ? null : context));
                last = context;
            }
            moment = next(moment, step);
        }
        return ticks;
    }

    private static boolean sameAs(@Nullable String context, @Nullable String last) {
        return context == null || context.equals(last);
    }

    /// A moment in full, as precise as `span` asks for.
    static String text(double millis, double span) {
        LocalDateTime time = time(millis);
        String day = MONTHS.get(time.getMonthValue() - 1) + " " + time.getDayOfMonth() + ", "
                + time.getYear();
        boolean wholeDay = time.toLocalTime().toNanoOfDay() == 0;
        return wholeDay || span > 400L * 86_400_000
                ? day
                : day + " " + label(time,
                        time.getSecond() == 0 && span > 600_000
                                ? ChronoUnit.MINUTES
                                : span > 10_000 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
    }

    private static LocalDateTime next(LocalDateTime moment, Step step) {
        return moment.plus(step.count(), step.unit());
    }

    private static LocalDateTime floor(LocalDateTime moment, Step step) {
        int count = step.count();
        return switch (step.unit()) {
            case YEARS -> LocalDateTime.of(Math.floorDiv(moment.getYear(), count) * count, 1, 1, 0, 0);
            case MONTHS ->
                LocalDateTime.of(moment.getYear(), (moment.getMonthValue() - 1) / count * count + 1, 1, 0,
                        0);
            case DAYS -> {
                LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
                // Weeks begin on Monday; day 4 of the epoch was one.
                yield day.minusDays(Math.floorMod(day.getLong(ChronoField.EPOCH_DAY) - 4, (long) count));
            }
            default -> {
                long unit = (long) step.millis();
                long start = (long) millis(moment);
                yield time(Math.floorDiv(start, unit) * (double) unit);
            }
        };
    }

    private static String label(LocalDateTime time, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> Integer.toString(time.getYear());
            case MONTHS -> MONTHS.get(time.getMonthValue() - 1);
            case DAYS -> MONTHS.get(time.getMonthValue() - 1) + " " + time.getDayOfMonth();
            case HOURS, MINUTES -> two(time.getHour()) + ":" + two(time.getMinute());
            case SECONDS -> two(time.getHour()) + ":" + two(time.getMinute()) + ":" + two(time.getSecond());
            default -> two(time.getMinute()) + ":" + two(time.getSecond()) + "."
                    + two(time.getNano() / 1_000_000 / 10) + time.getNano() / 1_000_000 % 10;
        };
    }

    private static @Nullable String context(LocalDateTime time, ChronoUnit unit) {
        return switch (unit) {
            case YEARS -> null;
            case MONTHS, DAYS -> Integer.toString(time.getYear());
            default ->
                MONTHS.get(time.getMonthValue() - 1) + " " + time.getDayOfMonth() + ", " + time.getYear();
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    static LocalDateTime time(double millis) {
        double bounded = Math.clamp(millis, -6.2e13, 2.5e14);
        return LocalDateTime.ofInstant(Instant.ofEpochMilli((long) StrictMath.floor(bounded)),
                ZoneOffset.UTC);
    }

    private static double millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
