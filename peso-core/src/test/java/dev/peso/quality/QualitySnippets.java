package dev.peso.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.Expr;

/// Examples of profiles and cleaning, with the results.
class QualitySnippets {
    private static Dataset customers() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("Customer Name", List.of(" Ann ", "Bob", "Bob", "Cleo"));
        columns.put("Revenue", List.of("1,200.50", "N/A", "N/A", "80"));
        columns.put("City", Arrays.asList("Berlin", "Oslo", "Oslo", "oslo"));
        return Dataset.of(columns);
    }

    @Test
    void profile() {
        Dataset customers = customers();
        // @start region="profile"
        Profile profile = Profile.of(customers);
        IO.println(profile); // rows, a line for each column, alerts
        SemanticType revenue = profile.column("Revenue").semantic(); // NUMBER, in texts
        Dataset alerts = profile.alerts().filter("severity = 'warning'");
        // @end
        assertThat(revenue).isEqualTo(SemanticType.NUMBER);
        assertThat(alerts.count()).isPositive();
    }

    @Test
    void cleaning() {
        Dataset customers = customers();
        // @start region="cleaning"
        Cleaning cleaning = Cleaning.of(customers)
                .automatic()
                .fill(Fill.median(), "revenue");
        Dataset clean = cleaning.result();
        cleaning.report().show(); // what changed, with examples
        // @end
        assertThat(clean.schema().names()).containsExactly("customer_name", "revenue", "city");
        assertThat(clean.rows().map(row -> row.getString("city")).toList()).containsExactly("Berlin", "Oslo",
                "Oslo");
    }

    // @start region="step"
    record Capped(String column, double most) implements CleaningStep {
        @Override
        public String name() {
            return "capped";
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            return CleaningChange.NONE.with(column, Expr.least(Expr.col(column), most));
        }
    }
    // @end

    @Test
    void step() {
        Dataset sales = Dataset.of(Map.of("price", new double[]{1, 5, 9}));
        Dataset clean = Cleaning.of(sales).step(new Capped("price", 6)).result();
        assertThat(clean.doubles("price")).containsExactly(1, 5, 6);
    }
}
