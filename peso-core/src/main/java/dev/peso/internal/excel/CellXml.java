package dev.peso.internal.excel;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.peso.DataException;

/// Writes single values as the cells of a sheet.
final class CellXml {
    /// Numbers of the styles; see [WorkbookXml].
    static final int PLAIN = 0;
    static final int HEADER = 1;
    static final int DATE = 2;
    static final int DATE_TIME = 3;
    static final int TIME = 4;
    static final int DURATION = 5;
    static final int MARKED_TEXT = 6;
    static final int FIRST_OWN = 7;

    private static final int LONGEST_TEXT = 32_767;
    private static final int MOST_DIGITS = 15;
    private static final long LARGEST = 999_999_999_999_999L;
    private static final double MILLIS_PER_DAY = Serials.MILLIS_PER_DAY;

    private final StringBuilder out;
    private final String file;

    CellXml(StringBuilder out, String file) {
        this.out = out;
        this.file = file;
    }

    /// Writes a value, or nothing for null.
    ///
    /// @param reference of the cell
    /// @param own the style its column was given, or -1
    void write(String reference, int own, @Nullable Object value, String column) {
        switch (value) {
            case null -> {
                // no cell
            }
            case Boolean b -> cell(reference, own, PLAIN, "b", b ? "1" : "0");
            case BigDecimal d -> decimal(reference, own, d, column);
            case Double d -> floating(reference, own, d, d.toString());
            case Float f -> floating(reference, own, f, f.toString());
            case Number n -> whole(reference, own, n.longValue(), column);
            case LocalDate d -> date(reference, own, d, column);
            case LocalDateTime t -> moment(reference, own, t, column);
            case ZonedDateTime t -> moment(reference, own, t.toLocalDateTime(), column);
            case LocalTime t -> number(reference, own, TIME,
                    Double.toString(
                            (double) TimeUnit.NANOSECONDS.toMillis(t.toNanoOfDay()) / MILLIS_PER_DAY));
            case Duration d -> number(reference, own, DURATION, Double.toString(days(d)));
            case byte[] bytes ->
                text(reference, PLAIN, Base64.getEncoder().encodeToString(bytes), column);
            case Object other -> text(reference, PLAIN, other.toString(), column);
        }
    }

    private static double days(Duration d) {
        return (d.getSeconds() * 1e3 + TimeUnit.NANOSECONDS.toMillis(d.getNano())) / MILLIS_PER_DAY;
    }

    private void date(String reference, int own, LocalDate d, String column) {
        if (Serials.canWrite(d.toEpochDay())) {
            number(reference, own, DATE, Long.toString(Serials.ofEpochDay(d.toEpochDay())));
        } else {
            text(reference, PLAIN, d.toString(), column);
        }
    }

    private void moment(String reference, int own, LocalDateTime t, String column) {
        long day = t.toLocalDate().toEpochDay();
        if (Serials.canWrite(day)) {
            double fraction = t.toLocalTime().truncatedTo(ChronoUnit.MILLIS).toNanoOfDay() / 1e6
                    / MILLIS_PER_DAY;
            number(reference, own, DATE_TIME, Double.toString(Serials.ofEpochDay(day) + fraction));
        } else {
            text(reference, PLAIN, t.toString(), column);
        }
    }

    private void whole(String reference, int own, long value, String column) {
        if (value >= -LARGEST && value <= LARGEST) {
            number(reference, own, PLAIN, Long.toString(value));
        } else {
            text(reference, PLAIN, Long.toString(value), column);
        }
    }

    private void decimal(String reference, int own, BigDecimal value, String column) {
        if (value.stripTrailingZeros().precision() <= MOST_DIGITS) {
            number(reference, own, PLAIN, value.toString());
        } else {
            text(reference, PLAIN, value.toPlainString(), column);
        }
    }

    private void floating(String reference, int own, double value, String text) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            cell(reference, own, PLAIN, "e", "#NUM!");
        } else {
            number(reference, own, PLAIN, text);
        }
    }

    private void number(String reference, int own, int style, String value) {
        cell(reference, own, style, "", value);
    }

    private void cell(String reference, int own, int style, String type, String value) {
        open(reference, own >= 0 ? own : style, type);
        out.append("<v>").append(value).append("</v></c>");
    }

    private void open(String reference, int style, String type) {
        out.append("<c r=\"").append(reference).append('"');
        if (style != PLAIN) {
            out.append(" s=\"").append(style).append('"');
        }
        if (!type.isEmpty()) {
            out.append(" t=\"").append(type).append('"');
        }
        out.append('>');
    }

    /// Writes a text; one that Excel could take for a formula when it is edited is marked as text.
    void text(String reference, int style, String text, String column) {
        if (text.length() > LONGEST_TEXT) {
            throw new DataException(file + " cell " + reference + ", column \"" + column + "\": a text of "
                    + text.length() + " characters is longer than the " + LONGEST_TEXT
                    + " that a cell holds; cut it with str().substring, or write CSV or Parquet", column, -1,
                    null);
        }
        boolean like = style == PLAIN && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        open(reference, like ? MARKED_TEXT : style, "inlineStr");
        out.append("<is><t xml:space=\"preserve\">");
        XmlText.appendCell(out, text);
        out.append("</t></is></c>");
    }
}
