package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.peso.Dataset;

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
}
