package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

/// The examples of the documentation of evaluation.
class EvaluationSnippets {
    @Test
    void ranking() {
        Dataset answers = Dataset.of(Map.of("query", List.of("cats", "cats", "dogs", "dogs"), "good",
                new int[]{0, 1, 1, 0}, "score", new double[]{0.9, 0.4, 0.8, 0.1}));
        // @start region="ranking"
        double ndcg = Metrics.ofRanking(answers, "query", "good", "score").get("ndcg");
        // @end
        assertThat(ndcg).isBetween(0.8, 0.82);
    }

    @Test
    void others() {
        Dataset scored = Dataset.of(Map.of("churn", List.of("no", "yes", "no", "yes"), "risk",
                new double[]{0.1, 0.8, 0.4, 0.3}));
        // @start region="others"
        Dataset named = scored.with("p_yes = risk, p_no = 1 - risk");
        Evaluation theirs = Evaluation.ofClasses(named, "churn", "no", "yes");
        double auc = theirs.metrics().auc();
        // @end
        assertThat(auc).isEqualTo(0.75);
    }
}
