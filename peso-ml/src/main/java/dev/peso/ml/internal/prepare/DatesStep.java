package dev.peso.ml.internal.prepare;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;

/// Adds to dates their year, month, day of the month, of the week and of the year, and to times of day the hour.
///
/// @param columns which, all dates and timestamps if empty
public record DatesStep(List<String> columns) implements Step {
    public DatesStep {
        columns = List.copyOf(columns);
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Frame frame = training.frame();
        Step.requireAll(frame, columns);
        for (Feature column : frame.columns()) {
            boolean isTime = column instanceof Feature.Numbers numbers && numbers.isTime();
            if (columns.contains(column.name()) && !isTime) {
                throw new QueryException(
                        "column \"" + column.name() + "\" holds no dates; cast it to date or timestamp");
            }
        }
        return new Fitted(frame.columns()
                .stream()
                .filter(c -> c instanceof Feature.Numbers n && n.isTime() && Step.covers(columns, c))
                .map(c -> new Dates(c.name(), hasHours((Feature.Numbers) c)))
                .toList());
    }

    private static boolean hasHours(Feature.Numbers column) {
        for (double day : column.values()) {
            if (!Double.isNaN(day) && day != Math.rint(day)) {
                return true;
            }
        }
        return false;
    }

    /// A column of dates.
    ///
    /// @param column its name
    /// @param hasHours whether the time of day differs
    public record Dates(String column, boolean hasHours) {}

    /// The columns that hold dates.
    ///
    /// @param dates the columns
    public record Fitted(List<Dates> dates) implements FittedStep {
        public Fitted {
            dates = List.copyOf(dates);
        }

        @Override
        public Frame apply(Frame frame) {
            return frame.replace(column -> {
                for (Dates each : dates) {
                    if (each.column.equals(column.name()) && column instanceof Feature.Numbers numbers) {
                        return parts(numbers, each.hasHours);
                    }
                }
                return List.of(column);
            });
        }

        private static List<Feature> parts(Feature.Numbers column, boolean hasHours) {
            List<Feature> parts = new ArrayList<>(List.of(
                    new Feature.Numbers(column.name(), column.values()),
                    part(column, "year", LocalDate::getYear),
                    part(column, "month", LocalDate::getMonthValue),
                    part(column, "day", LocalDate::getDayOfMonth),
                    part(column, "weekday", date -> date.getDayOfWeek().getValue()),
                    part(column, "day of year", LocalDate::getDayOfYear)));
            if (hasHours) {
                double[] hours = new double[column.rows()];
                for (int i = 0; i < hours.length; i++) {
                    double day = column.values()[i];
                    hours[i] = Math.floor((day - Math.floor(day)) * 24 + 1e-9);
                }
                parts.add(new Feature.Numbers(column.name() + " hour", hours));
            }
            return parts;
        }

        private static Feature part(Feature.Numbers column, String name, ToIntFunction<LocalDate> part) {
            double[] values = new double[column.rows()];
            for (int i = 0; i < values.length; i++) {
                double day = column.values()[i];
                values[i] = Double.isNaN(day)
                        ? Double.NaN
                        : part.applyAsInt(LocalDate.ofEpochDay((long) Math.floor(day)));
            }
            return new Feature.Numbers(column.name() + " " + name, values);
        }
    }
}
