package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.peso.Dataset;

class ChartSnippets {
    private final Dataset prices = SampleCharts.prices();

    @Test
    void line(@TempDir Path folder) throws Exception {
        String file = folder.resolve("prices.svg").toString();
        // @start region="line"
        Chart.of(prices).line().x("date").y("price").color("symbol").title("Closing price").save(file);
        // @end
        assertThat(Files.readString(Path.of(file))).startsWith("<svg").contains("Closing price");
    }

    @Test
    void format() {
        // @start region="format"
        Chart chart = Chart.of(prices)
                .line()
                .x("date")
                .y("price")
                .xFormat(Format.date("d MMM yyyy"))
                .yFormat(Format.money("$", 2));
        // @end
        assertThat(chart.toSvg()).contains("1 Jul 2023", "$140.00");
    }
}
