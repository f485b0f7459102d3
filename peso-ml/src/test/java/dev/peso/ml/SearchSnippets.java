package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

/// The examples of the documentation of searches and choices.
class SearchSnippets {
    private final Dataset customers = Tables.customers(300);

    @Test
    void search() {
        // @start region="search"
        Model model = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.boostedTrees().trees(50))
                .search(Search.tpe(
                        Parameter.whole("learner.leaves", 4, 32).byRatio(),
                        Parameter.number("learner.learningRate", 0.02, 0.3).byRatio()).trials(12))
                .fit(customers);
        Dataset trials = model.leaderboard();
        // trial, learner, settings, score, stddev, weight, share, seconds, status, note, pipeline
        // @end
        assertThat(trials.schema().names()).containsExactly("trial", "learner", "settings", "score", "stddev",
                "weight", "share", "seconds", "status", "note", "pipeline");
        assertThat(trials.count()).isEqualTo(12);
    }

    @Test
    void costs() {
        // @start region="costs"
        Model model = Pipeline.predict("churn")
                .prepare()
                .learn(Learners.logistic())
                .calibrate(Calibration.platt())
                .costs(Costs.of("yes", "no", 10).and("no", "yes", 1))
                .fit(customers);
        // @end
        assertThat(model.predict(customers).filter("prediction = 'no' and p_yes > 1.0 / 11").count())
                .isZero();
    }
}
