package dev.peso.viz.internal.scale;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// Dates and times as a pattern says, such as `d MMM yyyy, HH:mm`; names of months and days are English.
///
/// @param pattern as it was given
/// @param parts fields of the date; what stands between them begins with an apostrophe
public record MomentFormat(String pattern, List<String> parts) implements ValueFormat {
    private static final List<String> MONTHS = List.of("January", "February", "March", "April", "May", "June",
            "July",
            "August", "September", "October", "November", "December");
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
            "Saturday",
            "Sunday");
    private static final List<String> FIELDS = List.of("yyyy", "yy", "Q", "MMMM", "MMM", "MM", "M", "dd", "d",
            "EEEE",
            "EEE", "HH", "H", "hh", "h", "mm", "ss", "SSS", "a");

    public MomentFormat {
        parts = List.copyOf(parts);
    }

    /// Moments by a pattern.
    ///
    /// @throws IllegalArgumentException if it is none
    public static MomentFormat of(String pattern) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', at + 1) + 1;
                if (end == 0) {
                    throw new IllegalArgumentException(
                            "date format \"" + pattern + "\": the apostrophe at " + (at + 1)
                                    + " is not closed");
                }
                parts.add("'" + (end == at + 2 ? "'" : pattern.substring(at + 1, end - 1)));
            } else if (Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                parts.add(field(pattern, pattern.substring(at, end)));
            } else {
                parts.add("'" + c);
            }
            at = end;
        }
        if (parts.stream().allMatch(each -> each.startsWith("'"))) {
            throw new IllegalArgumentException(
                    "date format \"" + pattern + "\" has no part of a date; parts: "
                            + String.join(", ", FIELDS));
        }
        return new MomentFormat(pattern, parts);
    }

    private static String field(String pattern, String asked) {
        if (FIELDS.contains(asked)) {
            return asked;
        }
        throw new IllegalArgumentException(
                "date format \"" + pattern + "\": \"" + asked + "\" is not a part of a date"
                        + nearest(asked) + " parts: " + String.join(", ", FIELDS)
                        + "; put words between apostrophes");
    }

    private static String nearest(String asked) {
        String same = FIELDS.stream().filter(each -> each.equalsIgnoreCase(asked)).findFirst().orElse(null);
        String near = same != null
                ? same
                : FIELDS.stream().filter(each -> each.charAt(0) == asked.charAt(0)).findFirst().orElse(null);
        return near == null ? ";" : "; did you mean \"" + near + "\"?";
    }

    @Override
    public String text(double value) {
        if (!Double.isFinite(value)) {
            return NumberText.brief(value);
        }
        LocalDateTime time = TimeTicks.time(value);
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            text.append(part.startsWith("'") ? part.substring(1) : text(time, part));
        }
        return text.toString();
    }

    private static String text(LocalDateTime time, String field) {
        String month = MONTHS.get(time.getMonthValue() - 1);
        String day = DAYS.get(time.getDayOfWeek().getValue() - 1);
        int hour = (time.getHour() + 11) % 12 + 1;
        return switch (field) {
            case "yyyy" -> padded(time.getYear(), 4);
            case "yy" -> padded(Math.floorMod(time.getYear(), 100), 2);
            case "Q" -> Integer.toString((time.getMonthValue() + 2) / 3);
            case "MMMM" -> month;
            case "MMM" -> month.substring(0, 3);
            case "MM" -> padded(time.getMonthValue(), 2);
            case "M" -> Integer.toString(time.getMonthValue());
            case "dd" -> padded(time.getDayOfMonth(), 2);
            case "d" -> Integer.toString(time.getDayOfMonth());
            case "EEEE" -> day;
            case "EEE" -> day.substring(0, 3);
            case "HH" -> padded(time.getHour(), 2);
            case "H" -> Integer.toString(time.getHour());
            case "hh" -> padded(hour, 2);
            case "h" -> Integer.toString(hour);
            case "mm" -> padded(time.getMinute(), 2);
            case "ss" -> padded(time.getSecond(), 2);
            case "SSS" -> padded(time.getNano() / 1_000_000, 3);
            default -> time.getHour() < 12 ? "AM" : "PM";
        };
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(Math.abs(number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    @Override
    public boolean writes(AxisKind axis) {
        return axis.isTime();
    }

    @Override
    public String subject() {
        return "dates and times";
    }

    @Override
    public String letters() {
        return String.join("", MONTHS) + String.join("", DAYS) + "AMPM-∞none" + String.join("", parts);
    }
}
