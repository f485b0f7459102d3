package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.viz.ChartAdvisor.Suggestion;

class ChartAdvisorTest {
    @Test
    void time_comes_first_and_names_become_colours() {
        List<Suggestion> found = ChartAdvisor.suggest(SampleCharts.prices());
        assertThat(found.getFirst().chart().summary()).isEqualTo("chart of line x=date y=mean(price)");
        assertThat(found.getFirst().reason())
                .isEqualTo("\"date\" is a date, so \"price\" can be followed over time");
        assertThat(found.get(1).chart().summary())
                .isEqualTo("chart of line x=date y=mean(price) color=symbol");
    }

    @Test
    void numbers_that_go_together_are_points() {
        Dataset people = SampleCharts.people();
        double r = people.agg("r = corr(age, income)").collect().column("r").doubles()[0];
        assertThat(ChartAdvisor.suggest(people)).extracting(Suggestion::toString)
                .contains(
                        "chart of point x=age y=income color=\"group\": \"age\" and \"income\" are correlated, r = "
                                + String.format(java.util.Locale.ROOT, "%.2f", r));
    }

    @Test
    void countries_and_degrees_are_shown_on_a_map() {
        assertThat(ChartAdvisor.suggest(MapCharts.sales())).extracting(Suggestion::toString)
                .contains(
                        "chart of choropleth color=sales country=country: 38 of 38 values of \"country\" are countries, so"
                                + " \"sales\" can be shown on a map");
        assertThat(ChartAdvisor.suggest(MapCharts.cities())).extracting(Suggestion::toString)
                .contains(
                        "chart of places x=lon y=lat: \"lon\" and \"lat\" are degrees of places on the globe");
        assertThat(ChartAdvisor.suggest(SampleCharts.sales())).extracting(Suggestion::toString)
                .noneMatch(each -> each.contains("on a map"));
    }

    @Test
    void every_suggestion_can_be_drawn_and_the_best_come_first() {
        for (Dataset data : List.of(SampleCharts.prices(), SampleCharts.sales(), SampleCharts.people(),
                SampleCharts.people().limit(1))) {
            List<Suggestion> found = ChartAdvisor.suggest(data);
            assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(12);
            assertThat(found).extracting(Suggestion::score)
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            found.forEach(each -> assertThat(each.chart().toSvg()).startsWith("<svg"));
        }
    }

    @Test
    void identifiers_constants_and_nothing_get_no_chart() {
        Dataset ids = Dataset.of(java.util.Map.of("id", java.util.stream.IntStream.range(0, 5000)
                .mapToObj(i -> "customer " + i)
                .toArray(String[]::new)));
        assertThat(ChartAdvisor.suggest(ids)).isEmpty();
        assertThat(ChartAdvisor.suggest(ids.limit(0))).isEmpty();
    }
}
