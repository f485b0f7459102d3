package dev.peso.viz;

import static dev.peso.Expr.mean;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.Dataset;
import dev.peso.QueryException;
import dev.peso.viz.internal.board.Filters;
import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.svg.SvgWriter;

class DashboardTest {
    record Sale(String region, String quarter, double revenue) {}

    @TempDir
    Path folder;

    private static Dashboard people() {
        Dataset people = SampleCharts.people();
        return Dashboard.of("People")
                .value("Mean income", people, "mean(income)")
                .value("People", people, "count()")
                .value("Median", people, "median(income)")
                .add(charts(people).toArray(Chart[]::new))
                .table("Rows", people, 7)
                .filter("group", "age");
    }

    private static List<Chart> charts(Dataset people) {
        Dataset rounded = people.with("decade = cast(floor(age / 10) * 10 as int64)");
        Dataset flat = rounded.with("level = if(group = 'employed' and age > 40, weight, 60.0)");
        List<Chart> charts = List.of(Chart.of(people).histogram("income").color("group").bins(12),
                Chart.of(people).point().x("age").y("income").color("group"),
                Chart.of(rounded).bar().x("decade").y(mean("income")).labels(),
                Chart.of(rounded).bar().x("decade").y("weight").color("group"),
                Chart.of(rounded).bar().x("decade").y("weight").color("group").grouped(),
                Chart.of(rounded).bar().y("group").x("weight").shares(),
                Chart.of(people).lollipop().y("group").x(dev.peso.Expr.max("income")),
                Chart.of(rounded).line().x("decade").y(mean("income")).color("group"),
                Chart.of(rounded).area().x("decade").y("weight").color("group"),
                Chart.of(rounded).area().x("decade").y("weight").color("group").shares(),
                Chart.of(rounded).area().x("decade").y(dev.peso.Expr.max("weight")),
                Chart.of(rounded).heatmap().x("decade").y("group").color("income").labels(),
                Chart.of(rounded).heatmap().x("group").y("decade"),
                Chart.of(people).box().x("group").y("income"),
                Chart.of(rounded).box().y("decade").x("weight").color("group"),
                Chart.of(people).violin().x("group").y("income"),
                Chart.of(flat).box().x("decade").y("level"),
                Chart.of(flat).violin().y("decade").x("level"),
                Chart.of(people).strip().y("group").x("age"),
                Chart.of(people).density("income").color("group"),
                Chart.of(people).density("age").bandwidth(2),
                Chart.of(people).ecdf("weight").color("group"));
        // A size of their own, which no dashboard changes.
        return charts.stream().map(each -> each.size(700, 400)).toList();
    }

    @Test
    void a_page_answers_its_filters_as_the_data_would() throws Exception {
        Path file = folder.resolve("people.html");
        people().save(file);
        Dataset people = SampleCharts.people();
        List<Chart> charts = charts(people);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            choose(browser, "retired", false);
            choose(browser, "employed", false);
            check(browser, charts, Filters.NONE.with("group", new Filters.Names(List.of("self-employed"))),
                    people);
            choose(browser, "employed", true);
            double[] ends = range(browser, 200, 550);
            check(browser, charts,
                    Filters.NONE.with("group", new Filters.Names(List.of("employed", "self-employed")))
                            .with("age", new Filters.Range(ends[0], ends[1])),
                    people);
            assertThat(browser.evaluate("document.querySelectorAll('.frozen').length + ''")).isEqualTo("1");
            browser.evaluate("document.querySelector('form').reset() || ''");
            for (int i = 0; i < 100
                    && !browser.evaluate("document.querySelector('.active').textContent").isEmpty(); i++) {
                Thread.sleep(10);
            }
            check(browser, charts, Filters.NONE, people);
        }
    }

    private static void choose(Browser browser, String name, boolean on) throws Exception {
        browser.evaluate(
                "(b => { b.checked = " + on + "; b.dispatchEvent(new Event('input', {bubbles: true})); })"
                        + "(document.querySelector('input[value=" + name + "]')) || ''");
    }

    /// Moves the slider of ages, and gives the ends it means.
    private static double[] range(Browser browser, int from, int to) throws Exception {
        String field = "document.querySelector('fieldset[data-column=age]')";
        browser.evaluate(
                "(f => { const [a, b] = f.querySelectorAll('input'); a.value = " + from + "; b.value = " + to
                        + "; a.dispatchEvent(new Event('input', {bubbles: true})); })(" + field + ") || ''");
        double low = Double.parseDouble(browser.evaluate(field + ".dataset.low"));
        double high = Double.parseDouble(browser.evaluate(field + ".dataset.high"));
        return new double[]{low + from * ((high - low) / 1000), low + to * ((high - low) / 1000)};
    }

    private static void check(Browser browser, List<Chart> charts, Filters filters, Dataset people)
            throws Exception {
        Dataset some = filters.of(people);
        String kpis = browser
                .evaluate("[...document.querySelectorAll('.kpi')].map(k => k.textContent).join(' ')");
        Dataset expected = some.agg("m = mean(income)", "n = count()").collect();
        assertThat(SvgReading.parse(kpis.split(" ")[0])).isCloseTo(expected.column("m").doubles()[0],
                org.assertj.core.data.Offset.offset(1.0));
        assertThat(kpis.split(" ")[1]).isEqualTo(Long.toString(expected.column("n").longs()[0]));
        assertThat(browser.evaluate("document.querySelector('tbody tr td').textContent"))
                .isEqualTo(String.valueOf(some.limit(1).collect().column("age").get(0)));
        for (int i = 0; i < charts.size(); i++) {
            Picture picture = charts.get(i).picture(filters::of);
            // Tiles before the charts are values.
            String shapes = browser.evaluate("[...document.querySelectorAll('#tile-" + (3 + i)
                    + " g.mark')].map(g => [...g.querySelectorAll('rect, path, line, circle, text')].map(e => e.tagName + ' ' +"
                    + " ['d', 'x', 'y', 'width', 'height', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy',"
                    + " ...(e.tagName === 'line' ? ['stroke'] : [])].filter(n => e.hasAttribute(n))"
                    + ".map(n => n + '=' + e.getAttribute(n)).join(' ') + ' ' + (e.tagName === 'text' ? e.textContent : '')).join('~')).join('~')");
            assertThat(parts(List.of(shapes.split("~")))).as("chart %s under %s", i, filters)
                    .isEqualTo(parts(described(picture)));
        }
    }

    /// Lines and points of paths one by one, rounded, in any order: cubes keep rows in another order than tables.
    private static Set<String> parts(List<String> shapes) {
        TreeSet<String> parts = new TreeSet<>();
        for (String shape : shapes) {
            for (String part : shape.split("(?=[ML]\\d)")) {
                String rounded = java.util.regex.Pattern.compile("-?\\d+(\\.\\d+)?")
                        .matcher(part.replace("L", "M"))
                        .replaceAll(number -> String.valueOf(Math.round(Double.parseDouble(number.group()))));
                if (!rounded.isBlank() && !rounded.matches(".*(width|height)=0.*")
                        && !rounded.strip().equals("path d=")) {
                    parts.add(rounded.strip());
                }
            }
        }
        return parts;
    }

    private static List<String> described(Picture picture) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Element group : new SvgReading(SvgWriter.write(picture.scene(), "x")).marks()) {
            for (String tag : List.of("rect", "path", "line", "circle", "text")) {
                for (Element each : SvgReading.all(group, tag)) {
                    lines.add(tag + " "
                            + List.of("d", "x", "y", "width", "height", "x1", "y1", "x2", "y2", "cx", "cy",
                                    "stroke")
                                    .stream()
                                    .filter(each::hasAttribute)
                                    .filter(name -> !name.equals("stroke") || tag.equals("line"))
                                    .map(name -> name + "=" + each.getAttribute(name))
                                    .collect(Collectors.joining(" "))
                            + " " + (tag.equals("text") ? each.getTextContent() : ""));
                }
            }
        }
        return lines;
    }

    @Test
    void a_page_loads_nothing_and_says_so() {
        String html = people().toHtml();
        assertThat(html).contains("default-src 'none'")
                .doesNotContain("connect-src")
                .doesNotContain(" style=")
                .doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    @Test
    void names_of_the_data_stay_texts() {
        Dataset hostile = Dataset
                .of(List.of(new Sale("</script><script>alert(1)</script>", "\" onload=\"x", 1),
                        new Sale("<img src=x onerror=alert(1)>", "q", 2)));
        String html = Dashboard.of("<b>")
                .add(Chart.of(hostile).bar().x("region").y("revenue"))
                .table("<i>", hostile, 5)
                .filter("region", "quarter")
                .toHtml();
        assertThat(html.split("(?i)<script", -1)).hasSize(4);
        assertThat(html).doesNotContain("<img")
                .doesNotContain("\" onload")
                .doesNotContain("<b>")
                .doesNotContain("<i>");
    }

    @Test
    void a_sheet_says_what_is_filtered() throws Exception {
        Path svg = folder.resolve("people.svg");
        people().only("group", "retired").between("age", 40, 60.5).save(svg);
        assertThat(Files.readString(svg)).contains("group: retired").contains("age: 40 to 60.5");
        byte[] pdf = people().only("group", "retired").toPdf();
        assertThat(new String(pdf, 0, 8, StandardCharsets.US_ASCII)).startsWith("%PDF-1.");
    }

    @Test
    void bad_input_is_told_where_it_is_given() {
        Dataset sales = SampleCharts.sales();
        assertThatThrownBy(() -> Dashboard.of("x").value("v", sales, "sum(revenu)"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("revenue");
        assertThatThrownBy(() -> Dashboard.of("x").table("t", sales, 3).filter("nowhere").toHtml())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("region");
        assertThatThrownBy(() -> Dashboard.of("x").columns(7)).hasMessageContaining("[1, 6]");
        assertThatThrownBy(() -> Dashboard.of("x").save("x.doc")).hasMessageContaining(".html, .pdf or .svg");
        assertThatThrownBy(() -> Dashboard.of("x").table("t", sales, 3).between("region", 1, 2).toPdf())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("names");
    }

    @Test
    void an_empty_dashboard_and_empty_data_are_shown() {
        assertThat(Dashboard.of("Nothing").toHtml()).contains("<h1>Nothing</h1>");
        Dataset none = SampleCharts.people().filter("age > 1000");
        String html = Dashboard.of("Empty")
                .add(Chart.of(none).histogram("age"), Chart.of(none).bar().x("group"))
                .value("Sum", none, "sum(income)")
                .table("Rows", none, 3)
                .filter("group", "age")
                .toHtml();
        assertThat(html).contains("class=\"kpi\"");
    }

    // The server.

    private static HttpResponse<String> get(HttpClient client, URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String cookie(DashboardServer server) throws Exception {
        HttpResponse<String> first = get(HttpClient.newHttpClient(), server.uri());
        assertThat(first.statusCode()).isEqualTo(303);
        return first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void only_those_who_have_the_token_see_anything() throws Exception {
        try (DashboardServer server = people().serve(0)) {
            URI root = server.uri().resolve("/");
            HttpClient client = HttpClient.newHttpClient();
            assertThat(get(client, root).statusCode()).isEqualTo(401);
            assertThat(get(client, root.resolve("/?token=00")).statusCode()).isEqualTo(401);
            assertThat(get(client, root.resolve("/events?client=a")).statusCode()).isEqualTo(401);
            HttpResponse<String> page = get(client, root, "Cookie", cookie(server));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("data-live").contains("connect-src 'self'");
            assertThat(get(client, root.resolve("/other"), "Cookie", cookie(server)).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void another_name_for_this_machine_gets_nothing() throws Exception {
        try (DashboardServer server = people().serve(0);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.getOutputStream()
                    .write(("GET /?" + server.uri().getQuery()
                            + " HTTP/1.1\r\nHost: evil.example:" + server.uri().getPort()
                            + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421").doesNotContain("Set-Cookie");
        }
    }

    @Test
    void filters_come_from_the_page_only_and_are_answered_by_the_data() throws Exception {
        try (DashboardHandler handler = people().handler()) {
            DashboardHandler.Response events = handler.handle(request("GET", "/events", "client=a", ""));
            Sink sink = new Sink(3);
            Thread.ofVirtual().start(() -> sink.read(events));
            String body = "client=a&names=group&name.group=retired";
            assertThat(handler.handle(new DashboardHandler.Request("POST", "/filters", "", Map.of(),
                    body.getBytes(StandardCharsets.UTF_8))).status()).isEqualTo(403);
            assertThat(handler.handle(request("POST", "/filters", "", body)).status()).isEqualTo(204);
            assertThat(sink.done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sink.text.toString()).contains("\"tile\":1,").contains("kpi\\u0022").contains("80");
            assertThat(handler.handle(request("POST", "/filters", "", "client=b")).status()).isEqualTo(410);
            assertThat(handler.handle(request("POST", "/filters", "", "client=a&range.age=x y")).status())
                    .isEqualTo(400);
            assertThat(handler.handle(request("DELETE", "/", "", "")).status()).isEqualTo(405);
        }
    }

    private static DashboardHandler.Request request(String method, String path, String query, String body) {
        return new DashboardHandler.Request(method, path, query, Map.of("x-peso", "1"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /// Takes events and counts them.
    private static final class Sink extends OutputStream {
        final CountDownLatch done;
        final ConcurrentLinkedQueue<String> text = new ConcurrentLinkedQueue<>();

        Sink(int events) {
            done = new CountDownLatch(events);
        }

        void read(DashboardHandler.Response response) {
            try {
                Objects.requireNonNull(response.events()).writeTo(this);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void write(int b) {
            text.add(String.valueOf((char) b));
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            String said = new String(bytes, from, length, StandardCharsets.UTF_8);
            text.add(said);
            if (said.startsWith("event: tile")) {
                done.countDown();
            }
        }
    }

    @Test
    void five_hundred_pages_get_every_event_and_a_slow_one_holds_nobody_up() throws Exception {
        Dataset sales = SampleCharts.sales();
        int pages = 500;
        int rounds = 10;
        AtomicInteger received = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(pages * (rounds + 1));
        try (DashboardServer server = Dashboard.of("Sales").value("Rows", sales, "count()").serve(0)) {
            String cookie = cookie(server);
            HttpClient client = HttpClient.newHttpClient();
            // One that never reads what it is sent.
            Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
            slow.setReceiveBufferSize(1);
            slow.getOutputStream()
                    .write(("GET /events?client=slow HTTP/1.1\r\nHost: 127.0.0.1:"
                            + server.uri().getPort() + "\r\nCookie: " + cookie + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            List<InputStream> streams = new ArrayList<>();
            for (int i = 0; i < pages; i++) {
                URI uri = server.uri().resolve("/events?client=c" + i);
                InputStream in = client.send(HttpRequest.newBuilder(uri).header("Cookie", cookie).build(),
                        BodyHandlers.ofInputStream()).body();
                streams.add(in);
                Thread.ofVirtual().start(() -> count(in, received, all));
            }
            for (int i = 0; i < 200 && server.pages() < pages + 1; i++) {
                Thread.sleep(10);
            }
            assertThat(server.pages()).isEqualTo(pages + 1);
            for (int round = 0; round <= rounds; round++) {
                server.push(sales.limit(1));
            }
            assertThat(all.await(60, TimeUnit.SECONDS)).as("%s events of %s", received, pages * (rounds + 1))
                    .isTrue();
            slow.close();
            for (InputStream stream : streams) {
                stream.close();
            }
        }
    }

    private static void count(InputStream in, AtomicInteger received, CountDownLatch all) {
        try (var lines = new java.io.BufferedReader(
                new java.io.InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    received.incrementAndGet();
                    all.countDown();
                }
            }
        } catch (java.io.IOException e) {
            // The test is over.
            assertThat(e).isNotNull();
        }
    }

    @Test
    void a_page_of_the_server_follows_what_is_pushed_and_chosen() throws Exception {
        try (DashboardServer server = people().serve(0)) {
            try (Browser browser = Browser.open(server.uri(), folder.resolve("profile"))) {
                String count = "document.querySelectorAll('.kpi')[1].textContent";
                assertThat(browser.evaluate(count)).isEqualTo("240");
                choose(browser, "retired", false);
                await(browser, count, "160");
                server.push(SampleCharts.people().limit(3));
                await(browser, count, "162");
            }
        }
    }

    private static void await(Browser browser, String script, String expected) throws Exception {
        for (int i = 0; i < 400 && !browser.evaluate(script).equals(expected); i++) {
            Thread.sleep(25);
        }
        assertThat(browser.evaluate(script)).isEqualTo(expected);
    }

    @Test
    void a_click_on_a_bar_filters_all_other_tiles() throws Exception {
        Dataset sales = SampleCharts.sales();
        Path file = folder.resolve("sales.html");
        Dashboard.of("Sales")
                .add(Chart.of(sales).bar().x("region").y("revenue"))
                .value("Rows", sales, "count()")
                .filter("region")
                .save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            String box = browser.evaluate(
                    "(() => { const b = document.querySelectorAll('g.mark rect')[1].getBoundingClientRect();"
                            + " return (b.left + b.width / 2) + ' ' + (b.top + 4); })()");
            double x = Double.parseDouble(box.split(" ")[0]);
            double y = Double.parseDouble(box.split(" ")[1]);
            browser.drag(x, y, x, y);
            await(browser, "document.querySelector('.kpi').textContent", "4");
            assertThat(browser
                    .evaluate("[...document.querySelectorAll('input:checked')].map(b => b.value).join()"))
                    .isEqualTo("South");
        }
    }

    @Test
    void a_slice_filters_all_other_tiles_by_click_and_by_key() throws Exception {
        Dataset sales = SampleCharts.sales();
        for (Chart chart : List.of(Chart.of(sales).pie("region").y("revenue"),
                Chart.of(sales).donut("region").y("revenue"))) {
            Path file = folder.resolve("slices.html");
            Dashboard.of("Sales").add(chart).value("Rows", sales, "count()").filter("region").save(file);
            try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
                String rows = "document.querySelector('.kpi').textContent";
                double[] at = edgeOfSlice(browser, 1);
                browser.moveTo(at[0], at[1]);
                assertThat(browser.evaluate("document.querySelector('.tip').textContent"))
                        .startsWith("region: South");
                browser.drag(at[0], at[1], at[0], at[1]);
                await(browser, rows, "4");
                assertThat(checked(browser)).isEqualTo("South");
                assertThat(browser.evaluate("document.querySelectorAll('path.faint').length + ''"))
                        .isEqualTo("4");
                browser.drag(at[0], at[1], at[0], at[1]);
                await(browser, rows, "20");
                browser.evaluate("document.querySelector('figure').focus() || ''");
                browser.press("Escape");
                browser.press("ArrowRight");
                browser.press("Enter");
                await(browser, rows, "4");
                assertThat(checked(browser)).isEqualTo("North");
                browser.press("Escape");
                await(browser, rows, "20");
            }
        }
    }

    @Test
    void keys_choose_a_bar_whose_axis_has_another_title() throws Exception {
        Dataset sales = SampleCharts.sales();
        Path file = folder.resolve("keys.html");
        Dashboard.of("Sales")
                .add(Chart.of(sales).bar().x("region").y("revenue").xTitle("Where"))
                .value("Rows", sales, "count()")
                .filter("region")
                .save(file);
        try (Browser browser = Browser.open(file, folder.resolve("profile"))) {
            String rows = "document.querySelector('.kpi').textContent";
            browser.evaluate("document.querySelector('figure').focus() || ''");
            browser.press("ArrowRight");
            browser.press("ArrowRight");
            browser.press("Enter");
            await(browser, rows, "4");
            assertThat(checked(browser)).isEqualTo("South");
            browser.press("Enter");
            await(browser, rows, "20");
        }
    }

    private static String checked(Browser browser) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('input:checked')].map(b => b.value).join()");
    }

    /// A place just inside the rim, far from the middle of the slice.
    private static double[] edgeOfSlice(Browser browser, int slice) throws Exception {
        String at = browser.evaluate("(() => { const p = document.querySelectorAll('g.slice path')[" + slice
                + "]; const a = p.getPointAtLength(6); const b = p.getBBox(); const m = p.getScreenCTM();"
                + " const q = new DOMPoint(a.x + 0.15 * (b.x + b.width / 2 - a.x),"
                + " a.y + 0.15 * (b.y + b.height / 2 - a.y)).matrixTransform(m); return q.x + ' ' + q.y; })()");
        return Arrays.stream(at.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    @Test
    void data_of_other_columns_cannot_be_pushed() {
        try (DashboardServer server = people().serve(0)) {
            assertThatThrownBy(() -> server.push(SampleCharts.sales()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("revenue");
        }
    }
}
