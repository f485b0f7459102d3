package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.DataException;
import dev.peso.Dataset;
import dev.peso.QueryException;

class FormatTest {
    record Sale(String region, double amount, LocalDate day) {}

    private final Dataset sales = Dataset.of(List.of(new Sale("north", 1234.5, LocalDate.of(2024, 2, 29)),
            new Sale("south", 98_765.25, LocalDate.of(2024, 9, 1)),
            new Sale("east", 40_000, LocalDate.of(2025, 1, 5))));

    @Test
    void numbers_follow_their_pattern() {
        assertThat(Format.number(",.2f").text(1234567.891)).isEqualTo("1,234,567.89");
        assertThat(Format.number(",.2f").text(1234)).isEqualTo("1,234.00");
        assertThat(Format.number(".0f").text(1234567.5)).isEqualTo("1234568");
        assertThat(Format.number("f").text(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(Format.number(".1%").text(0.1234)).isEqualTo("12.3%");
        assertThat(Format.percent(0).text(1)).isEqualTo("100%");
        assertThat(Format.number(".2e").text(-0.000123456)).isEqualTo("−1.23e−4");
        assertThat(Format.number("e").text(0)).isEqualTo("0.00e0");
        assertThat(Format.number("s").text(1500)).isEqualTo("1.5k");
        assertThat(Format.number(".0s").text(999_999)).isEqualTo("1M");
        assertThat(Format.number(".1s").text(2.5e15)).isEqualTo("2500.0T");
        assertThat(Format.money("$", 2).text(-1234.5)).isEqualTo("−$1,234.50");
        assertThat(Format.decimals(1).suffix(" km").text(0.05)).isEqualTo("0.0 km");
        assertThat(Format.number(".1f").text(Double.NaN)).isEqualTo("none");
        assertThat(Format.number(".1f").text(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void moments_follow_their_pattern() {
        double at = LocalDateTime.of(2024, 2, 9, 15, 4, 5, 6_000_000)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        assertThat(Format.date("yyyy-MM-dd HH:mm:ss.SSS").text(at)).isEqualTo("2024-02-09 15:04:05.006");
        assertThat(Format.date("EEE d MMM ''yy, h:mm a").text(at)).isEqualTo("Fri 9 Feb '24, 3:04 PM");
        assertThat(Format.date("EEEE, MMMM d").text(at)).isEqualTo("Friday, February 9");
        assertThat(Format.date("'Q'Q yyyy").text(at)).isEqualTo("Q1 2024");
    }

    @Test
    void wrong_patterns_name_the_nearest() {
        refused(() -> Format.number(",.2x"),
                "number format \",.2x\": \"x\" is not a kind of number; did you mean \"e\"? kinds: "
                        + "f (decimals), % (hundredths), e (powers of ten), s (k, M, B, T)");
        refused(() -> Format.number(",.2d"),
                "number format \",.2d\": \"d\" is not a kind of number; did you mean \"f\"? kinds: "
                        + "f (decimals), % (hundredths), e (powers of ten), s (k, M, B, T)");
        refused(() -> Format.number("$.2f"),
                "number format \"$.2f\" is not a comma for thousands, a point and a number of decimals,"
                        + " and one of f, %, e, s, each of which may be missing; such as \",.2f\"");
        refused(() -> Format.number(""),
                "number format \"\" is not a comma for thousands, a point and a number of decimals, and one"
                        + " of f, %, e, s, each of which may be missing; such as \",.2f\"");
        refused(() -> Format.number(".20f"), "number format \".20f\": decimals must be in [0, 12], got 20");
        refused(() -> Format.decimals(-1), "decimals must be in [0, 12], got -1");
        refused(() -> Format.date("MMM YYYY"),
                "date format \"MMM YYYY\": \"YYYY\" is not a part of a date; did you mean \"yyyy\"? "
                        + "parts: yyyy, yy, Q, MMMM, MMM, MM, M, dd, d, EEEE, EEE, HH, H, hh, h, mm, ss, SSS, a; put words between"
                        + " apostrophes");
        refused(() -> Format.date("ddd"),
                "date format \"ddd\": \"ddd\" is not a part of a date; did you mean \"dd\"? "
                        + "parts: yyyy, yy, Q, MMMM, MMM, MM, M, dd, d, EEEE, EEE, HH, H, hh, h, mm, ss, SSS, a; put words between"
                        + " apostrophes");
        refused(() -> Format.date("'day' d 'of"),
                "date format \"'day' d 'of\": the apostrophe at 9 is not closed");
        refused(() -> Format.date("--"),
                "date format \"--\" has no part of a date; parts: yyyy, yy, Q, MMMM, MMM, MM, M, dd, d,"
                        + " EEEE, EEE, HH, H, hh, h, mm, ss, SSS, a");
        assertThatThrownBy(() -> Format.date("yyyy").prefix("in ")).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a format of dates has no prefix; put the words into the pattern, between apostrophes");
    }

    private static void refused(Runnable pattern, String message) {
        assertThatThrownBy(pattern::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void axes_labels_legends_and_descriptions_are_written_so() {
        Chart chart = Chart.of(sales).bar().x("region").y("amount").labels().yFormat(Format.money("$", 2));
        assertThat(chart.toSvg()).contains(">$1,234.50<", ">$98,765.25<", ">$20,000.00<");
        assertThat(chart.altText())
                .contains("south has the highest value, $98,765.25; north the lowest, $1,234.50");
        Chart days = Chart.of(sales).line().x("day").y("amount").xFormat(Format.date("M/yyyy"));
        assertThat(days.toSvg()).contains(">5/2024<").doesNotContain(">Jun<", ">Mar<");
        assertThat(days.altText()).contains("at 2/2024 to 40,000 at 1/2025");
        assertThat(Chart.of(sales)
                .x("day")
                .y("amount")
                .color("amount")
                .colorFormat(Format.number(".0s"))
                .toSvg())
                .contains(">1k<", ">99k<");
        assertThat(Chart.of(Dataset.of(Map.of("share", new double[]{0.5, 0.25})))
                .bar()
                .x("share")
                .xFormat(Format.percent(0))
                .y(dev.peso.Expr.count())
                .toSvg()).contains(">50%<");
    }

    @Test
    void labels_of_ticks_are_not_the_same_twice() {
        String svg = Chart.of(Dataset.of(Map.of("x", new double[]{0, 2.5}, "y", new double[]{1, 2})))
                .x("x")
                .y("y")
                .xFormat(Format.number(".0f"))
                .toSvg();
        assertThat(svg.split(">1<", -1)).hasSize(2);
    }

    @Test
    void formats_are_the_same_in_every_locale() {
        Chart chart = Chart.of(sales)
                .line()
                .x("day")
                .y("amount")
                .xFormat(Format.date("d MMM"))
                .yFormat(Format.decimals(2));
        String expected = chart.toSvg();
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("de-DE", "ar-EG", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(chart.toSvg()).as(tag).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_format_has_to_suit_what_it_writes() {
        assertThatThrownBy(
                () -> Chart.of(sales).line().x("day").y("amount").xFormat(Format.decimals(1)).toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("xFormat is a format of numbers, and there are dates");
        assertThatThrownBy(
                () -> Chart.of(sales).line().x("day").y("amount").yFormat(Format.date("d")).toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("yFormat is a format of dates and times, and there are numbers");
        assertThatThrownBy(
                () -> Chart.of(sales).bar().x("region").y("amount").xFormat(Format.decimals(1)).toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("xFormat is a format of numbers, and there are names");
        assertThatThrownBy(
                () -> Chart.of(sales).bar().x("region").y("amount").colorFormat(Format.decimals(1)).toSvg())
                .isInstanceOf(QueryException.class)
                .hasMessage("colorFormat is a format of numbers, and there are no colors of numbers");
        assertThat(Chart.of(sales.limit(0)).line().x("day").y("amount").xFormat(Format.date("d")).toSvg())
                .contains("<svg");
    }

    @Test
    void json_keeps_formats() {
        Chart chart = Chart.of(sales)
                .line()
                .x("day")
                .y("amount")
                .xFormat(Format.date("d MMM"))
                .yFormat(Format.money("$", 2).suffix(" net"));
        assertThat(chart.toJson()).contains("\"xFormat\":{\"date\":\"d MMM\"}",
                "\"yFormat\":{\"number\":\",.2f\",\"prefix\":\"$\",\"suffix\":\" net\"}");
        assertThat(Chart.fromJson(chart.toJson(), sales).toSvg()).isEqualTo(chart.toSvg());
        assertThatThrownBy(() -> Chart.fromJson(chart.toJson().replace("d MMM", "d mmm"), sales))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "\"xFormat\": date format \"d mmm\": \"mmm\" is not a part of a date; did you mean \"MMM\"?");
    }

    @Test
    void the_script_of_a_page_writes_the_same(@TempDir Path folder) throws Exception {
        List<Format> numbers = List.of(Format.number(",.2f"), Format.number(".0f"), Format.number("f"),
                Format.number(".1%"),
                Format.number(".3e"), Format.number("s"), Format.number(",.2s"),
                Format.money("CHF ", 2).suffix(" net"));
        double[] values = {0, -0.0, 0.5, 1.5, 2.5, 0.1 + 0.2, 1234.5, -98_765.4321, 999.95, 999_950, 999_999,
                1e-7, -3e-5, 0.045,
                1e15, 7.3e20, 12_345_678.9, 0.29, 1.005};
        double[] moments = {0, 1_709_251_445_678.0, -86_400_001, 1_735_689_599_999.0, -70_000_000_000_000.0,
                4e12, 43_200_000};
        Format date = Format.date("EEEE d MMMM yyyy (yy, Q) 'at' HH:mm:ss.SSS / h:mm a EEE dd MM M MMM H hh");
        Path page = folder.resolve("chart.html");
        Files.writeString(page, "<!doctype html>");
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            for (Format format : numbers) {
                assertSame(browser, page, format, values, false);
            }
            assertSame(browser, page, date, moments, true);
        }
    }

    /// The table of a page has the values of y.
    private static void assertSame(Browser browser, Path page, Format format, double[] values,
            boolean moments)
            throws Exception {
        Dataset data = Dataset
                .of(Map.of("i", java.util.stream.IntStream.range(0, values.length).toArray(), "v", values));
        if (moments) {
            data = data.with("v = to_timestamp(v / 1000)").collect();
        }
        Chart chart = Chart.of(data).line().x("i").y("v").yFormat(format);
        chart.save(page);
        browser.reload();
        browser.evaluate("(document.querySelector('details').open = true) && ''");
        String cells = "";
        for (int i = 0; i < 100 && cells.isEmpty(); i++) {
            cells = browser.evaluate(
                    "[...document.querySelectorAll('td:last-child')].map(e => e.textContent).join('|')");
            Thread.sleep(20);
        }
        assertThat(List.of(cells.split("\\|"))).as(format.toString())
                .isEqualTo(java.util.Arrays.stream(values).mapToObj(format::text).toList());
    }
}
