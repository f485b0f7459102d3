package dev.peso.ml.internal.xgboost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.DataException;
import dev.peso.ml.internal.foreign.ForeignModel;
import dev.peso.ml.internal.foreign.Place;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.ImputeStep;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.tree.TreeModel;
import dev.peso.ml.internal.tree.Trees;
import dev.peso.ml.internal.tree.TreesBuilder;

/// Reads the JSON form of XGBoost's models (`save_model("x.json")`, from version 1.0 on): trees, DART and linear.
public final class XgboostReader {
    private static final int MOST_FEATURES = 10_000_000;

    private final Place learner;
    private final XgboostObjective objective;
    private final List<String> features;
    private final int outputs;
    private final double[] base;

    private XgboostReader(String text, String file) {
        Place document = new Place(file, Json.readObject(text, file));
        this.learner = document.get("learner");
        Place parameters = learner.get("learner_model_param");
        int classes = range(parameters.get("num_class"), 0, Predictor.MOST_CLASSES);
        if (parameters.has("num_target") && parameters.get("num_target").integer() > 1) {
            throw new DataException(
                    parameters.path() + ".num_target is more than 1, and a model has one target");
        }
        Place name = learner.get("objective").get("name");
        this.objective = XgboostObjective.of(name.text(), classes, version(document), name.path());
        this.features = features(range(parameters.get("num_feature"), 0, MOST_FEATURES));
        this.outputs = objective.link() == TreeModel.Link.SOFTMAX ? objective.classes() : 1;
        this.base = base(parameters.get("base_score"));
    }

    /// @param file its name, for messages
    /// @throws DataException if the text is no such model, or holds what cannot be read, with the place
    public static ForeignModel read(String text, String file) {
        return new XgboostReader(text, file).model();
    }

    private static int version(Place document) {
        return document.has("version") && document.get("version").size() > 0
                ? document.get("version").get(0).integer()
                : 1;
    }

    private static int range(Place place, int least, int most) {
        int value = place.integer();
        if (value < least || value > most) {
            throw new DataException(place.path() + " must be in [" + least + ", " + most + "], got " + value);
        }
        return value;
    }

    private List<String> features(int count) {
        List<String> names = learner.has("feature_names") ? learner.get("feature_names").texts() : List.of();
        if (names.isEmpty()) {
            return IntStream.range(0, count).mapToObj(i -> "f" + i).toList();
        }
        if (names.size() != count || new HashSet<>(names).size() != count) {
            throw new DataException(learner.path() + ".feature_names holds " + new HashSet<>(names).size()
                    + " different names, and should hold " + count);
        }
        return names;
    }

    /// One score for all outputs, or from version 3.1 on a list in brackets.
    private double[] base(Place place) {
        String text = place.text().strip();
        boolean isList = text.startsWith("[") && text.endsWith("]");
        String[] parts = (isList ? text.substring(1, text.length() - 1) : text).split(",");
        double[] starts = new double[outputs];
        if (parts.length != 1 && parts.length != outputs) {
            throw new DataException(
                    place.path() + " holds " + parts.length + " scores, and there are " + outputs
                            + " outputs");
        }
        for (int k = 0; k < outputs; k++) {
            double score = new Place(place.path(), parts[parts.length == 1 ? 0 : k].strip()).number();
            starts[k] = objective.start((float) score, place.path());
        }
        return starts;
    }

    private ForeignModel model() {
        Place booster = learner.get("gradient_booster");
        String kind = booster.get("name").text();
        return switch (kind) {
            case "gbtree" -> trees(booster.get("model"), new double[0]);
            case "dart" -> trees(booster.get("gbtree").get("model"), booster.get("weight_drop").numbers(-1));
            case "gblinear" -> linear(booster.get("model").get("weights"));
            default -> throw new DataException(
                    booster.path() + ".name is \"" + kind + "\", and gbtree, dart and gblinear can be read");
        };
    }

    /// @param weights of trees; none if all count 1
    private ForeignModel trees(Place model, double[] weights) {
        Place list = model.get("trees");
        int[] groups = model.get("tree_info").integers(list.size());
        if (weights.length > 0 && weights.length != groups.length) {
            throw new DataException(model.path() + " has " + groups.length + " trees and " + weights.length
                    + " weights of trees");
        }
        List<Trees> trees = new ArrayList<>();
        for (int t = 0; t < groups.length; t++) {
            if (groups[t] < 0 || groups[t] >= outputs) {
                throw new DataException(
                        model.path() + ".tree_info[" + t + "] is " + groups[t] + ", and there are "
                                + outputs + " outputs");
            }
            XgboostTree tree = new XgboostTree(list.get(t), features.size(),
                    weights.length == 0 ? 1 : weights[t]);
            trees.add(tree.copy(0, groups[t]));
        }
        TreeModel predictor = new TreeModel(features, TreesBuilder.join(1, trees), base, 1, objective.link());
        return model(List.of(), predictor);
    }

    /// Weights by feature and output, at the end those of no feature. What is missing counts as 0.
    private ForeignModel linear(Place weights) {
        double[] all = weights.numbers((features.size() + 1) * outputs);
        List<double[]> coefficients = new ArrayList<>();
        double[] intercepts = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double[] factors = new double[features.size()];
            for (int j = 0; j < factors.length; j++) {
                factors[j] = all[j * outputs + k];
            }
            coefficients.add(factors);
            intercepts[k] = base[k] + all[features.size() * outputs + k];
        }
        LinearModel.Link link = switch (objective.link()) {
            case IDENTITY -> LinearModel.Link.IDENTITY;
            case LOG -> LinearModel.Link.LOG;
            case LOGIT -> LinearModel.Link.LOGIT;
            case SOFTMAX -> LinearModel.Link.SOFTMAX;
            default -> throw new DataException(
                    weights.path() + " are those of " + objective.name()
                            + ", which only trees can be read for");
        };
        Predictor predictor = new LinearModel("XGBoost gblinear", link, features, coefficients, intercepts,
                new double[features.size()]);
        double[] zeros = new double[features.size()];
        String[] noTexts = new String[zeros.length];
        Arrays.fill(noTexts, "");
        return model(List.of(new ImputeStep.Fitted(features, zeros, List.of(noTexts))), predictor);
    }

    private ForeignModel model(List<FittedStep> steps, Predictor predictor) {
        List<List<String>> levels = new ArrayList<>();
        features.forEach(_ -> levels.add(List.of()));
        return new ForeignModel("XGBoost", objective.name(), features, levels, steps, predictor,
                objective.classes(),
                0);
    }
}
