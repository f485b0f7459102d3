package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.Dataset;
import dev.peso.ml.spi.CustomStep;

/// The examples of the documentation.
class PipelineSnippets {
    private final Dataset customers = Tables.customers(400);

    @Test
    void pipeline() {
        // @start region="pipeline"
        Model model = Pipeline.predict("churn")
                .impute(Impute.median(), "age")
                .oneHot("plan")
                .scale()
                .learn(Learners.logistic())
                .validate(Validation.crossValidation(5).stratified())
                .fit(customers);
        double auc = model.metrics().auc();
        // @end
        assertThat(auc).isBetween(0.9, 1.0);
    }

    @Test
    void predict() {
        Model model = Pipeline.predict("churn").prepare().learn(Learners.logistic()).fit(customers);
        // @start region="predict"
        Dataset scored = model.predict(customers.drop("churn"));
        // age, plan, price, months, prediction, p_no, p_yes
        // @end
        assertThat(scored.schema().names())
                .containsExactly("age", "plan", "price", "months", "prediction", "p_no", "p_yes");
    }

    @Test
    void explain() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        // @start region="explain"
        Dataset reasons = model.explain(customers.limit(1)).top(3);
        // row, class, feature, value, shap, base
        // @end
        assertThat(reasons.count()).isEqualTo(3);
    }

    @Test
    void rank() {
        int[] query = IntStream.range(0, 400).map(i -> i / 8).toArray();
        double[] match = IntStream.range(0, 400).mapToDouble(i -> i * 37 % 101).toArray();
        double[] grade = Arrays.stream(match).map(m -> Math.floor(m / 34)).toArray();
        Dataset answers = Dataset.of(Map.of("query", query, "match", match, "grade", grade));
        // @start region="rank"
        Model model = Pipeline.rank("grade")
                .group("query")
                .learn(Learners.boostedTrees())
                .validate(Validation.crossValidation(5))
                .fit(answers);
        double gain = model.metrics().get("ndcg@10");
        Dataset best = model.predict(answers).sort("query", "prediction desc");
        // @end
        assertThat(gain).isBetween(0.95, 1.0);
        assertThat(best.doubles("grade")[0]).isEqualTo(2);
    }

    @Test
    void text() {
        Dataset reviews = Dataset
                .of(Map.of("review", new String[]{"very good", "not good", "good", "not nice"}, "y",
                        new boolean[]{true, false, true, false}));
        // @start region="text"
        Model model = Pipeline.predict("y")
                .text(Text.tfidf().words(1, 2), "review")
                .learn(Learners.logistic())
                .fit(reviews);
        List<String> terms = model.features();
        // review: good, review: not
        // @end
        assertThat(terms).containsExactly("review: good", "review: not");
    }

    @Test
    void step() {
        // @start region="step"
        CustomStep perMonth = training -> features -> {
            double[] price = features.numbers("price");
            double[] months = features.numbers("months");
            double[] ratio = new double[features.rows()];
            for (int i = 0; i < ratio.length; i++) {
                ratio[i] = price[i] / (1 + months[i]);
            }
            return features.with("price per month", ratio);
        };
        Model model = Pipeline.predict("churn").step(perMonth).learn(Learners.boostedTrees()).fit(customers);
        // @end
        assertThat(model.features()).contains("price per month");
    }

    record Customer(@Nullable Long age, @Nullable String plan, double price, int months) {}

    @Test
    void scorer() {
        Model model = Pipeline.predict("churn").learn(Learners.boostedTrees()).fit(customers);
        // @start region="scorer"
        Scorer<Customer> scorer = model.scorer(Customer.class);
        double risk = scorer.score(new Customer(35L, "basic", 80, 1));
        // @end
        assertThat(risk).isGreaterThan(0.9);
    }
}
