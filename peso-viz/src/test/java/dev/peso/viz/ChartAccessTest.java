package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.viz.internal.spec.Mark;

/// What people need who do not see a chart, or use no mouse. Contrast and colours are in [ThemeTest].
class ChartAccessTest {
    @TempDir
    Path folder;

    /// Names of checks that fail, as a page finds them.
    private static final String CHECK = """
            (() => {
              const figure = document.querySelector('figure');
              const svg = figure.querySelector('svg');
              const failed = [];
              const check = (name, holds) => { if (!holds) failed.push(name); };
              const said = id => document.getElementById(id)?.textContent ?? '';
              check('role', svg.getAttribute('role') === 'img' || svg.getAttribute('role') === 'group');
              check('title', svg.getAttribute('aria-labelledby').split(' ').every(id => said(id).length > 0));
              check('description', svg.querySelector('desc').textContent.split('. ').length > 1);
              check('live', document.querySelectorAll('[aria-live]').length > 0);
              check('names', [...figure.querySelectorAll('button,[role=button],summary,input')]
                .every(e => (e.getAttribute('aria-label') ?? e.textContent).trim() !== ''));
              check('keyboard', figure.tabIndex === 0
                && [...figure.querySelectorAll('[role=button]')].every(e => e.getAttribute('tabindex') === '0'));
              figure.focus({ focusVisible: true });
              check('ring', getComputedStyle(figure).outlineStyle === 'solid' && document.activeElement === figure);
              const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);
              check('motion', rules.some(r => r.media && r.media.mediaText.includes('prefers-reduced-motion')));
              return failed.join();
            })()""";

    @Test
    void every_type_is_described_named_and_walked_by_keys() throws Exception {
        Path page = folder.resolve("chart.html");
        Files.writeString(page, "<!doctype html>");
        Map<String, String> failed = new LinkedHashMap<>();
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        charts.putAll(MoreCharts.all());
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            for (Map.Entry<String, Chart> each : charts.entrySet()) {
                Files.writeString(page, each.getValue().toHtml());
                browser.reload();
                List<String> faults = new ArrayList<>();
                String found = browser.evaluate(CHECK.replace('\n', ' '));
                if (!found.isEmpty()) {
                    faults.add(found);
                }
                pointed(browser, faults);
                listed(browser, faults);
                if (!faults.isEmpty()) {
                    failed.put(each.getKey(), String.join(", ", faults));
                }
            }
        }
        assertThat(failed).isEmpty();
    }

    /// The keys walk to two marks, and the pointer finds there what they said.
    private static void pointed(Browser browser, List<String> faults) throws Exception {
        String tip = "(t => t.classList.contains('off') ? '' : t.textContent)(document.querySelector('.tip'))";
        browser.press("ArrowRight");
        String first = browser.evaluate(tip);
        browser.press("ArrowRight");
        String second = browser.evaluate(tip);
        if (first.isBlank() || second.isBlank() || second.equals(first)) {
            faults.add("walk");
            return;
        }
        String[] at = browser.evaluate("(b => (b.left + b.right) / 2 + ' ' + (b.top + b.bottom) / 2)"
                + "(document.querySelector('.ring').getBoundingClientRect())").split(" ");
        browser.press("Escape");
        browser.moveTo(Double.parseDouble(at[0]), Double.parseDouble(at[1]));
        if (browser.evaluate(tip).isBlank()) {
            faults.add("tooltip");
        }
    }

    /// The table has more than one line, and nothing in it is empty but the name of the series of a circle.
    private static void listed(Browser browser, List<String> faults) throws Exception {
        browser.evaluate("(document.querySelector('details').open = true) && ''");
        String lines = "[...document.querySelectorAll('details:not([hidden]) tr')].slice(1)";
        String rows = "String(" + lines + ".length > 1 && " + lines
                + ".every(r => [...r.cells].slice(-2).every(c => c.textContent.trim() !== '')))";
        for (int i = 0; i < 50 && browser.evaluate(rows).equals("false"); i++) {
            Thread.sleep(10);
        }
        if (browser.evaluate(rows).equals("false")) {
            faults.add("table");
        }
    }

    @Test
    void every_mark_is_among_the_charts_that_are_checked() {
        Set<String> checked = new TreeSet<>();
        SampleCharts.all().values().forEach(chart -> marks(chart, checked));
        MoreCharts.all().values().forEach(chart -> marks(chart, checked));
        assertThat(checked).containsAll(Arrays.stream(Mark.values()).map(Mark::text).toList());
    }

    private static void marks(Chart chart, Set<String> found) {
        Matcher matcher = Pattern.compile("\"mark\"\\s*:\\s*\"([^\"]+)\"").matcher(chart.toJson());
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }

    @Test
    void lines_and_points_differ_in_more_than_colour() throws Exception {
        for (String name : List.of("line", "line-slider", "ecdf", "density", "forecast")) {
            List<Element> lines = new SvgReading(SampleCharts.named(name).toSvg()).groups("mark line");
            assertThat(lines.stream()
                    .map(each -> SvgReading.all(each, "path").getFirst().getAttribute("stroke-dasharray"))
                    .distinct()).as(name).hasSameSizeAs(lines);
        }
        List<Element> points = new SvgReading(SampleCharts.named("point").toSvg()).groups("mark point");
        assertThat(points.stream().map(ChartAccessTest::shape).distinct()).hasSameSizeAs(points);
    }

    /// How many corners a point has, 0 for round ones.
    private static int shape(Element group) {
        String first = SvgReading.all(group, "path").getFirst().getAttribute("d");
        return first.contains("h0") ? 0 : first.split("L", -1).length;
    }
}
