package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

import dev.peso.viz.internal.layout.Picture;
import dev.peso.viz.internal.mark.Geom;
import dev.peso.viz.internal.mark.ViewState;
import dev.peso.viz.internal.spec.Mark;

/// What people need who do not see a chart, see it otherwise, or use no mouse.
class ChartAccessTest {
    @TempDir
    Path folder;

    /// Twelve things that people need; a chart has each of them, or lacks it.
    private static final List<String> CHECKS = List.of("role, title and description", "words with numbers",
            "table", "keys", "live", "names", "ring", "contrast of words", "contrast of marks", "colours",
            "dash or shape", "motion");

    /// Names of checks that fail, as a page finds them.
    private static final String CHECK = """
            (() => {
              const figure = document.querySelector('figure');
              const svg = figure.querySelector('svg');
              const failed = [];
              const check = (name, holds) => { if (!holds) failed.push(name); };
              const said = id => document.getElementById(id)?.textContent ?? '';
              check('role, title and description', ['img', 'group'].includes(svg.getAttribute('role'))
                && svg.getAttribute('aria-labelledby').split(' ').every(id => said(id).length > 0)
                && svg.querySelector('desc').textContent.length > 0);
              const sentences = svg.querySelector('desc').textContent.split(/[.] /);
              check('words with numbers', sentences.length > 1 && sentences.some(each => /[0-9]/.test(each)));
              check('live', document.querySelectorAll('[aria-live]').length > 0);
              check('names', [...figure.querySelectorAll('button,[role=button],summary,input')]
                .every(e => (e.getAttribute('aria-label') ?? e.textContent).trim() !== ''));
              check('keys', figure.tabIndex === 0
                && [...figure.querySelectorAll('[role=button]')].every(e => e.getAttribute('tabindex') === '0'));
              figure.focus({ focusVisible: true });
              check('ring', getComputedStyle(figure).outlineStyle === 'solid' && document.activeElement === figure);
              const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]);
              check('motion', rules.some(r => r.media && r.media.mediaText.includes('prefers-reduced-motion')));
              return failed.join(';');
            })()""";

    /// How many of the checks each type passes is in `target/access.txt`.
    @Test
    void every_type_passes_all_of_twelve_checks() throws Exception {
        Path page = folder.resolve("chart.html");
        Files.writeString(page, "<!doctype html>");
        Map<String, Set<String>> failed = new LinkedHashMap<>();
        List<String> counts = new ArrayList<>();
        Map<String, Chart> charts = new LinkedHashMap<>(SampleCharts.all());
        charts.putAll(MoreCharts.all());
        try (Browser browser = Browser.open(page, folder.resolve("profile"))) {
            for (Map.Entry<String, Chart> each : charts.entrySet()) {
                Files.writeString(page, each.getValue().toHtml());
                browser.reload();
                Set<String> faults = new TreeSet<>(
                        Set.of(browser.evaluate(CHECK.replace('\n', ' ')).split(";")));
                faults.remove("");
                pointed(browser, faults);
                listed(browser, faults);
                drawn(each.getKey(), each.getValue(), faults);
                assertThat(CHECKS).containsAll(faults);
                counts.add(CHECKS.size() - faults.size() + " of " + CHECKS.size() + " " + each.getKey());
                if (!faults.isEmpty()) {
                    failed.put(each.getKey(), faults);
                }
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/access.txt"), counts);
        assertThat(failed).isEmpty();
    }

    /// The keys walk to two marks, and the pointer finds there what they said.
    private static void pointed(Browser browser, Set<String> faults) throws Exception {
        String tip = "(t => t.classList.contains('off') ? '' : t.textContent)(document.querySelector('.tip'))";
        browser.press("ArrowRight");
        String first = browser.evaluate(tip);
        browser.press("ArrowRight");
        String second = browser.evaluate(tip);
        if (first.isBlank() || second.isBlank() || second.equals(first)) {
            faults.add("keys");
            return;
        }
        String[] at = browser.evaluate("(b => (b.left + b.right) / 2 + ' ' + (b.top + b.bottom) / 2)"
                + "(document.querySelector('.ring').getBoundingClientRect())").split(" ");
        browser.press("Escape");
        browser.moveTo(Double.parseDouble(at[0]), Double.parseDouble(at[1]));
        if (browser.evaluate(tip).isBlank()) {
            faults.add("keys");
        }
    }

    /// The table has more than one line, and nothing in it is empty but the name of the series of a circle.
    private static void listed(Browser browser, Set<String> faults) throws Exception {
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

    /// What can be seen in every theme.
    private static void drawn(String name, Chart chart, Set<String> faults) {
        if (!MarkContrastTest.pale(name, chart).isEmpty()) {
            faults.add("contrast of marks");
        }
        for (Theme theme : Theme.all()) {
            Picture picture = chart.theme(theme).picture(ViewState.FIRST);
            if (!WordContrast.faults(picture.scene()).isEmpty()) {
                faults.add("contrast of words");
            }
            for (Picture.Panel panel : picture.panels()) {
                if (!ThemeTest.close(theme, series(panel, theme)).isEmpty()) {
                    faults.add("colours");
                }
                if (alike(panel)) {
                    faults.add("dash or shape");
                }
            }
        }
    }

    /// The colours of the series of a panel, each once.
    private static List<Integer> series(Picture.Panel panel, Theme theme) {
        return panel.marks()
                .stream()
                .flatMapToInt(mark -> IntStream.of(mark.colors()))
                .filter(theme.palette()::contains)
                .distinct()
                .boxed()
                .toList();
    }

    /// Whether two lines or two kinds of points differ in nothing but their colour.
    private static boolean alike(Picture.Panel panel) {
        Map<String, Integer> colors = new HashMap<>();
        for (Picture.Mark mark : panel.marks()) {
            // Not parts of boxes, which are told apart by where they stand.
            boolean single = mark.colors().length == 1 && mark.geom().look().isOf("");
            String look = mark.geom() instanceof Geom.Curve
                    ? "line " + Arrays.toString(mark.dash())
                    : mark.geom() instanceof Geom.Points ? "point " + mark.shape() : "";
            if (single && !look.isEmpty()) {
                Integer other = colors.putIfAbsent(look, mark.colors()[0]);
                if (other != null && other != mark.colors()[0]) {
                    return true;
                }
            }
        }
        return false;
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
