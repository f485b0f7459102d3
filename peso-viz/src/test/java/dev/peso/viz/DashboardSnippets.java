package dev.peso.viz;

import static dev.peso.Expr.mean;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

class DashboardSnippets {
    @Test
    void dashboard() {
        Dataset sales = SampleCharts.sales();
        // @start region="dashboard"
        Dashboard dashboard = Dashboard.of("Sales")
                .columns(3)
                .value("Revenue", sales, "sum(revenue)")
                .add(Chart.of(sales).bar().x("quarter").y("revenue").color("region"),
                        Chart.of(sales).lollipop().y("region").x(mean("revenue")))
                .table("All rows", sales, 10)
                .filter("region", "quarter");
        String page = dashboard.toHtml(); // or .save("sales.html"), .save("sales.pdf"), .serve(8080)
        // @end
        assertThat(page).contains("<h1>Sales</h1>").contains("data-column=\"region\"");
    }

    @Test
    void handler() {
        Dashboard dashboard = Dashboard.of("Sales").table("Rows", SampleCharts.sales(), 5);
        // @start region="handler"
        try (DashboardHandler handler = dashboard.handler()) {
            var request = new DashboardHandler.Request("GET", "/", "", Map.of(), new byte[0]);
            DashboardHandler.Response response = handler.handle(request);
            // Send response.status(), its headers and body; then, unless it is null, let response.events() write on.
            assertThat(response.status()).isEqualTo(200);
        }
        // @end
    }
}
