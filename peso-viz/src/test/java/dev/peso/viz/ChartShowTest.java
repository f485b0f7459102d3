package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import dev.peso.DataAccessException;
import dev.peso.Dataset;
import dev.peso.viz.internal.desktop.Opener;

class ChartShowTest {
    private final Chart chart = Chart.of(Dataset.of(Map.of("x", new double[]{1, 2}))).x("x").y("x");

    @Test
    void the_browser_gets_the_page() throws Exception {
        List<String> seen = new ArrayList<>();
        Path page = chart
                .show(new Opener(uri -> seen.add(Files.readString(Path.of(uri))), Duration.ofSeconds(20)));
        try {
            assertThat(seen).containsExactly(chart.toHtml());
            assertThat(page.getFileName().toString()).matches("peso-chart-\\d+\\.html");
        } finally {
            Files.delete(page);
        }
    }

    @Test
    void without_a_browser_one_is_told_where_the_page_is() throws Exception {
        refused(new Opener(_ -> {
            throw new UnsupportedOperationException("there is no screen");
        }, Duration.ofSeconds(20)), "could not open a browser: there is no screen; the page is ");
        refused(new Opener(_ -> {
            throw new NoClassDefFoundError("java/awt/Desktop");
        }, Duration.ofSeconds(20)),
                "could not open a browser: this Java has no desktop (java.desktop); the page is ");
    }

    @Test
    void a_desktop_that_does_not_answer_is_not_waited_for() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        refused(new Opener(_ -> never.await(), Duration.ofMillis(1500)),
                "could not open a browser: the desktop did not answer within 1 s; the page is ");
    }

    private void refused(Opener opener, String start) {
        assertThatThrownBy(() -> chart.show(opener)).isInstanceOf(DataAccessException.class)
                .hasMessageStartingWith(start)
                .hasMessageEndingWith(", and save(\"chart.html\") writes it where you want it")
                .satisfies(e -> {
                    Path page = Path.of(String.valueOf(e.getMessage()).split("the page is |, and save")[1]);
                    assertThat(page).hasContent(chart.toHtml());
                    Files.delete(page);
                });
    }
}
