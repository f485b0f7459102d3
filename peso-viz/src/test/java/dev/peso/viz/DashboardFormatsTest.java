package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;
import dev.peso.QueryException;

/// Values, tables and filters of dashboards are written as their author says, on pages, on paper and by a server.
class DashboardFormatsTest {
    record Sale(LocalDate day, String region, @Nullable Double amount, double share) {}

    @TempDir
    Path folder;

    private final Dataset sales = Dataset
            .of(List.of(new Sale(LocalDate.of(2024, 3, 1), "north", 1234.5, 0.25),
                    new Sale(LocalDate.of(2024, 11, 30), "south", 99.999, 0.75),
                    new Sale(LocalDate.of(2023, 12, 24), "south", null, 0.125)));

    private Dashboard board() {
        return Dashboard.of("Sales")
                .value("Amount", sales, "sum(amount)", Format.money("€", 2))
                .value("Last day", sales, "max(day)", Format.date("d MMMM yyyy"))
                .value("First day", sales, "min(day)")
                .table("All", sales, 10)
                .format("amount", Format.money("€", 2))
                .format("share", Format.percent(1))
                .format("day", Format.date("d MMM ''yy"))
                .filter("region", "amount", "day");
    }

    private static final List<String> VALUES = List.of("€1,334.50", "30 November 2024", "2023-12-24");
    private static final List<String> ROWS = List.of("1 Mar '24", "north", "€1,234.50", "25.0%", "30 Nov '24",
            "south", "€100.00", "75.0%", "24 Dec '23", "south", "", "12.5%");

    @Test
    void a_page_writes_values_rows_and_filters_so() throws Exception {
        try (Browser browser = open(board())) {
            assertThat(texts(browser, ".kpi")).isEqualTo(VALUES);
            assertThat(texts(browser, "td")).isEqualTo(ROWS);
            assertThat(texts(browser, "output")).containsExactly("€100.00 to €1,234.50",
                    "24 Dec '23 to 30 Nov '24");
        }
    }

    @Test
    void a_page_writes_what_fits_its_filters_so() throws Exception {
        try (Browser browser = open(board())) {
            browser.evaluate(
                    "(b => { b.checked = false; b.dispatchEvent(new Event('input', {bubbles: true})); })"
                            + "(document.querySelector('input[value=south]')) || ''");
            assertThat(texts(browser, ".kpi")).containsExactly("€1,234.50", "1 March 2024", "2024-03-01");
            assertThat(texts(browser, "td")).isEqualTo(ROWS.subList(0, 4));
            assertThat(texts(browser, ".frozen")).isEmpty();
        }
    }

    @Test
    void a_sheet_writes_values_rows_and_filters_so() throws Exception {
        Path svg = folder.resolve("sales.svg");
        board().between("amount", 0, 2000)
                .between("day", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
                .save(svg);
        List<String> words = SvgReading.all(new SvgReading(Files.readString(svg)).root, "text")
                .stream()
                .map(text -> text.getTextContent())
                .toList();
        assertThat(words).contains("amount: €0.00 to €2,000.00", "day: 1 Jan '24 to 31 Dec '24", "€1,334.50",
                "30 November 2024", "1 Mar '24", "€1,234.50", "25.0%");
    }

    @Test
    void a_server_writes_what_fits_the_filters_so() throws Exception {
        try (DashboardHandler handler = board().handler()) {
            String page = new String(handler.handle(request("GET", "/", "")).body(), StandardCharsets.UTF_8);
            assertThat(page).contains("<p class=\"kpi\">€1,334.50</p>", "<td class=\"number\">25.0%</td>");
            DashboardHandler.Response events = handler.handle(request("GET", "/events", ""));
            handler.handle(request("POST", "/filters", "client=a&names=region&name.region=north"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Thread writer = Thread.ofVirtual().start(() -> write(events, out));
            for (int i = 0; i < 200 && !out.toString(StandardCharsets.UTF_8).contains("\"tile\":3"); i++) {
                Thread.sleep(20);
            }
            writer.interrupt();
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("€1,234.50", "1 March 2024", "1 Mar \\u0026#39;24")
                    .doesNotContain("30 Nov");
        }
    }

    private static void write(DashboardHandler.Response events, ByteArrayOutputStream out) {
        try {
            Objects.requireNonNull(events.events()).writeTo(out);
        } catch (Exception _) {
            // The test has seen what it wanted.
        }
    }

    private static DashboardHandler.Request request(String method, String path, String body) {
        return new DashboardHandler.Request(method, path, path.equals("/events") ? "client=a" : "",
                Map.of("x-peso", "1"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_value_that_is_no_number_and_has_no_format_is_filtered_or_says_that_it_is_not() throws Exception {
        Dashboard texts = Dashboard.of("Texts").value("Last", sales, "max(region)").filter("region");
        try (Browser browser = open(texts)) {
            assertThat(texts(browser, ".kpi")).containsExactly("south");
            browser.evaluate(
                    "(b => { b.checked = false; b.dispatchEvent(new Event('input', {bubbles: true})); })"
                            + "(document.querySelector('input[value=south]')) || ''");
            assertThat(texts(browser, ".frozen")).hasSize(1);
        }
    }

    @Test
    void a_format_that_cannot_be_used_is_told() {
        assertThatThrownBy(() -> Dashboard.of("x").value("v", sales, "sum(amount)", Format.date("yyyy")))
                .isInstanceOf(QueryException.class)
                .hasMessage("sum(amount) is float64, and its format is one of dates and times");
        assertThatThrownBy(() -> Dashboard.of("x").value("v", sales, "max(region)", Format.percent(0)))
                .isInstanceOf(QueryException.class)
                .hasMessage("max(region) is utf8, and its format is one of numbers");
        assertThatThrownBy(() -> board().format("region", Format.percent(0)).toHtml())
                .isInstanceOf(QueryException.class)
                .hasMessage("column \"region\" is utf8, and its format is one of numbers");
        assertThatThrownBy(() -> board().format("amout", Format.percent(0)).toPdf())
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "format of \"amout\": no table and no filter of the dashboard shows such a column; "
                                + "they show region, amount, day, share");
    }

    private Browser open(Dashboard board) throws Exception {
        Path page = folder.resolve("board.html");
        board.save(page);
        return Browser.open(page, folder.resolve("profile"));
    }

    /// The texts of the elements that a selector finds.
    private static List<String> texts(Browser browser, String selector) throws Exception {
        String all = browser.evaluate("[...document.querySelectorAll('" + selector
                + "')].map(e => e.textContent + '~').join('')");
        return Pattern.compile("([^~]*)~").matcher(all).results().map(found -> found.group(1)).toList();
    }
}
