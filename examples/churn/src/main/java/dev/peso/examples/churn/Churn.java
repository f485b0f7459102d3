package dev.peso.examples.churn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.peso.Dataset;
import dev.peso.Split;
import dev.peso.ml.Evaluation;
import dev.peso.ml.Learners;
import dev.peso.ml.Model;
import dev.peso.ml.Pipeline;
import dev.peso.ml.Validation;
import dev.peso.quality.Cleaning;
import dev.peso.quality.Profile;

/// Which customers will sign a contract, and why? 45,211 calls of a bank, data that come with a Maven artifact.
final class Churn {
    private Churn() {}

    static void main() throws Exception {
        Dataset raw = Dataset.read(ClassLoader.getSystemResource("bank-full.csv")).collect();
        IO.println(Profile.of(raw));
        Cleaning cleaning = Cleaning.of(raw).automatic().nullWords(List.of("unknown"));
        Dataset calls = cleaning.result().collect();
        cleaning.report().show();
        Split.Parts parts = calls.split(Split.random(0.8).stratified("y").seed(42));

        // How long the call took is known only after it: it must not decide whom to call.
        Model model = Pipeline.predict("y")
                .ignore("duration")
                .prepare()
                .learn(Learners.boostedTrees().trees(150).learningRate(0.05))
                .validate(Validation.crossValidation(3).stratified())
                .seed(42)
                .fit(parts.train());
        IO.println(model);
        Evaluation evaluation = model.evaluate(parts.test());
        IO.println(evaluation);
        evaluation.confusion().show();
        model.importance(parts.test()).show(5);
        model.explain(parts.test().limit(2)).top(3).show();

        // Keep the model, and use it on other rows, cleaned as these were.
        Path file = Files.createTempFile("bank", ".peso");
        model.save(file);
        Model loaded = Model.load(file);
        loaded.predict(cleaning.apply(raw.sample(1000, 7)))
                .sort("p_true desc")
                .select("age", "job", "poutcome", "y", "p_true")
                .show(5);
        IO.println(loaded.scorer()
                .label(Map.of("age", 35, "job", "student", "poutcome", "success", "contact", "cellular")));
        Files.delete(file);
    }
}
