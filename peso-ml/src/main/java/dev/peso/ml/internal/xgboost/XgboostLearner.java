package dev.peso.ml.internal.xgboost;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import dev.peso.ml.internal.foreign.TreeLearner;
import dev.peso.ml.spi.LearningTask;
import dev.peso.ml.spi.LearntModel;

/// Learns with XGBoost4J, where it was added. What it has learnt is read at once, so that the model needs it no more.
public final class XgboostLearner extends TreeLearner {
    /// For the service loader.
    public XgboostLearner() {}

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public String title() {
        return "XGBoost";
    }

    @Override
    public LearntModel learn(LearningTask task) {
        try {
            return new LearntModel.XgboostJson(train(task));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "learning with XGBoost needs XGBoost4J; add ml.dmlc:xgboost4j_2.12:3.0.4", e);
        } catch (XGBoostError e) {
            // Native calls follow in further lines.
            throw new IllegalArgumentException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static String train(LearningTask task) throws XGBoostError {
        int width = task.features().names().size();
        DMatrix data = new DMatrix(floats(task.byRow()), task.features().rows(), width, Float.NaN);
        try {
            data.setLabel(floats(task.target()));
            double[] weights = task.weights();
            if (weights != null) {
                data.setWeight(floats(weights));
            }
            data.setFeatureTypes(task.features()
                    .names()
                    .stream()
                    .map(name -> task.categories().containsKey(name) ? "c" : "float")
                    .toArray(String[]::new));
            Map<String, Object> parameters = parameters(task);
            Booster booster = XGBoost.train(data, parameters, rounds(task), new HashMap<>(), null, null);
            try {
                return new String(booster.toByteArray("json"), StandardCharsets.UTF_8);
            } finally {
                booster.dispose();
            }
        } finally {
            data.dispose();
        }
    }

    private static Map<String, Object> parameters(LearningTask task) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("objective", switch (task.classes()) {
            case 0 -> "reg:squarederror";
            case 2 -> "binary:logistic";
            default -> "multi:softprob";
        });
        if (task.classes() > 2) {
            parameters.put("num_class", task.classes());
        }
        parameters.put("nthread", task.threads());
        parameters.put("seed", task.seed());
        parameters.put("verbosity", 0);
        parameters.putAll(settings(task));
        return parameters;
    }
}
