package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.quality.Cleaning;

/// Cleaning by models, with the results.
class CleaningSnippets {
    @Test
    void cleaning() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("height", Arrays.asList(1.5, 1.6, 1.7, 1.8, 1.9, 2.0));
        columns.put("weight", Arrays.asList(50.0, 60.0, null, 80.0, 90.0, 100.0));
        Dataset people = Dataset.of(columns);
        // @start region="cleaning"
        Cleaning cleaning = Cleaning.of(people)
                .step(ModelCleaning.impute(Impute.iterative(), "weight")) // what the heights say
                .step(ModelCleaning.flagAnomalies(0.01)); // the strangest one of a hundred
        Dataset clean = cleaning.result();
        // @end
        assertThat(clean.doubles("weight")[2]).isBetween(65.0, 75.0);
        assertThat(clean.schema().names()).contains("anomaly");
    }
}
