package dev.peso.examples.churn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.peso.Dataset;
import dev.peso.Split;
import dev.peso.ml.Evaluation;
import dev.peso.ml.Learner;
import dev.peso.ml.Learners;
import dev.peso.ml.Model;
import dev.peso.ml.Pipeline;
import dev.peso.ml.Validation;

/// Which customers will sign a contract, and why? 45,211 calls of a bank, data that come with a Maven artifact.
final class Churn {
    private Churn() {}

    static void main() throws Exception {
        Dataset calls = Dataset.read(ClassLoader.getSystemResource("bank-full.csv")).collect();
        calls.describe().show();
        Split.Parts parts = calls.split(Split.random(0.8).stratified("y").seed(42));

        // How long the call took is known only after it: it must not decide whom to call.
        Pipeline pipeline = Pipeline.predict("y").ignore("duration").prepare().seed(42);
        Validation validation = Validation.crossValidation(3).stratified();
        for (Learner learner : List.of(Learners.logistic(), Learners.boostedTrees())) {
            Model tried = pipeline.learn(learner).validate(validation).fit(parts.train());
            IO.println(tried);
        }

        Model model = pipeline.learn(Learners.boostedTrees().trees(150).learningRate(0.05))
                .fit(parts.train());
        Evaluation evaluation = model.evaluate(parts.test());
        IO.println(evaluation);
        evaluation.confusion().show();
        evaluation.calibration(5).show();
        model.importance(parts.test()).show(5);

        // Why these two customers?
        model.explain(parts.test().limit(2)).top(3).show();

        // Keep the model, and use it elsewhere.
        Path file = Files.createTempFile("bank", ".peso");
        model.save(file);
        Model loaded = Model.load(file);
        loaded.predict(parts.test())
                .sort("p_yes desc")
                .select("age", "job", "poutcome", "y", "p_yes")
                .show(5);
        var scorer = loaded.scorer();
        IO.println(scorer
                .label(Map.of("age", 35, "job", "student", "poutcome", "success", "contact", "cellular")));
        Files.delete(file);
    }
}
