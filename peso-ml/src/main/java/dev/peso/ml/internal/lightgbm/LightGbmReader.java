package dev.peso.ml.internal.lightgbm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.peso.DataException;
import dev.peso.ml.internal.foreign.ForeignModel;
import dev.peso.ml.internal.foreign.ZeroIsMissing;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.tree.TreeModel;
import dev.peso.ml.internal.tree.Trees;
import dev.peso.ml.internal.tree.TreesBuilder;

/// Reads the text form of LightGBM's models (`save_model`, versions 2 to 4).
public final class LightGbmReader {

    private final String file;
    private final LightGbmText text;
    private final LightGbmText.Block head;
    private final List<String> features;
    private final int outputs;

    private LightGbmReader(String text, String file) {
        this.file = file;
        this.text = new LightGbmText(text, file);
        this.head = this.text.head();
        this.features = features();
        this.outputs = head.integer("num_tree_per_iteration", 1, Predictor.MOST_CLASSES);
    }

    /// @param file its name, for messages
    /// @throws DataException if the text is no such model, or holds what cannot be read, with the line
    public static ForeignModel read(String text, String file) {
        return new LightGbmReader(text, file).model();
    }

    private List<String> features() {
        List<String> names = head.texts("feature_names");
        int wanted = head.integer("max_feature_idx", 0, Integer.MAX_VALUE - 1) + 1;
        if (names.size() != wanted) {
            throw head.wrong("feature_names", "holds " + names.size() + " names, and should hold " + wanted);
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw head.wrong("feature_names", "holds \"" + name + "\" twice");
            }
        }
        return names;
    }

    private ForeignModel model() {
        String version = head.text("version");
        if (!List.of("v2", "v3", "v4").contains(version)) {
            throw head.wrong("version",
                    "is \"" + LightGbmText.brief(version) + "\", and v2, v3 and v4 can be read");
        }
        List<LightGbmTree> read = text.trees()
                .stream()
                .map(block -> new LightGbmTree(block, features.size(), !version.equals("v4")))
                .toList();
        if (read.size() % outputs != 0) {
            throw new DataException(file + " holds " + read.size() + " trees, which is no multiple of "
                    + outputs + ", the trees of each round");
        }
        List<Trees> trees = new ArrayList<>();
        for (int t = 0; t < read.size(); t++) {
            trees.add(read.get(t).copy(0, t % outputs));
        }
        Objective objective = Objective.of(head, outputs);
        // A forest gives the mean of its trees; a sigmoid of another steepness is one of a multiple.
        double scale = objective.steepness()
                * (head.has("average_output") && !trees.isEmpty() ? (double) outputs / trees.size() : 1);
        TreeModel predictor = new TreeModel(features, TreesBuilder.join(1, trees), new double[outputs], scale,
                objective.link());
        double rows = read.stream().mapToDouble(tree -> tree.cover(0)).max().orElse(0);
        return new ForeignModel("LightGBM", objective.name(), features, levels(read), steps(read), predictor,
                objective.classes(), (long) rows);
    }

    /// Features whose zeros are missing values. That is a property of a feature, the same in all trees.
    private List<FittedStep> steps(List<LightGbmTree> trees) {
        Set<Integer> with = new TreeSet<>();
        Set<Integer> without = new TreeSet<>();
        for (LightGbmTree tree : trees) {
            for (int split = 0; split < tree.splits(); split++) {
                if (!tree.isCategories(split)) {
                    (tree.isZeroMissing(split) ? with : without).add(tree.feature(split));
                }
            }
        }
        for (int feature : with) {
            if (without.contains(feature)) {
                throw new DataException(file + ": zero is a missing value of \"" + features.get(feature)
                        + "\" in some questions and not in others, which cannot be read");
            }
        }
        return with.isEmpty()
                ? List.of()
                : List.of(new ZeroIsMissing(with.stream().map(features::get).toList()));
    }

    /// The categories that pandas had, for the features that trees take for categories.
    private List<List<String>> levels(List<LightGbmTree> trees) {
        List<List<String>> levels = new ArrayList<>();
        features.forEach(_ -> levels.add(List.of()));
        if (text.categories().isEmpty() || List.of("null", "[]").contains(text.categories())) {
            return levels;
        }
        Object parsed = Json.readObject("{\"all\":" + text.categories() + "}", file + " pandas_categorical")
                .get("all");
        boolean[] isCategories = isCategories(trees);
        List<Integer> at = new ArrayList<>();
        for (int j = 0; j < isCategories.length; j++) {
            if (isCategories[j]) {
                at.add(j);
            }
        }
        if (!(parsed instanceof List<?> lists) || lists.size() != at.size()) {
            throw new DataException(file + ": \"pandas_categorical\" does not tell the categories of the "
                    + at.size() + " features that have some");
        }
        for (int i = 0; i < at.size(); i++) {
            if (!(lists.get(i) instanceof List<?> list)) {
                throw new DataException(file + ": \"pandas_categorical\" holds no list of lists");
            }
            levels.set(at.get(i), list.stream().map(Object::toString).toList());
        }
        return levels;
    }

    /// Features with a set of categories where others have a range, or that a tree takes for such.
    private boolean[] isCategories(List<LightGbmTree> trees) {
        boolean[] isCategories = new boolean[features.size()];
        List<String> infos = head.has("feature_infos") ? head.texts("feature_infos") : List.of();
        for (int j = 0; j < infos.size() && j < isCategories.length; j++) {
            isCategories[j] = !infos.get(j).startsWith("[") && !infos.get(j).equals("none");
        }
        for (LightGbmTree tree : trees) {
            for (int split = 0; split < tree.splits(); split++) {
                isCategories[tree.feature(split)] |= tree.isCategories(split);
            }
        }
        return isCategories;
    }

    /// What a model was trained for.
    ///
    /// @param name as LightGBM calls it, empty if it does not say
    /// @param link what sums become
    /// @param steepness what sums are multiplied with before
    /// @param classes how many classes there are, 0 for numbers
    private record Objective(String name, TreeModel.Link link, double steepness, int classes) {

        static Objective of(LightGbmText.Block head, int outputs) {
            List<String> words = head.has("objective") ? head.texts("objective") : List.of();
            String name = words.isEmpty() ? "" : words.getFirst();
            double steepness = setting(head, words, "sigmoid:", 1);
            Objective objective = switch (name) {
                case "binary" -> new Objective(name, TreeModel.Link.LOGIT, steepness, 2);
                case "multiclass" -> new Objective(name, TreeModel.Link.SOFTMAX, 1, outputs);
                case "multiclassova" -> new Objective(name, TreeModel.Link.EACH_LOGIT, steepness, outputs);
                case "poisson", "gamma", "tweedie" -> new Objective(name, TreeModel.Link.LOG, 1, 0);
                case "cross_entropy" -> new Objective(name, TreeModel.Link.SIGMOID, 1, 0);
                case "cross_entropy_lambda" -> new Objective(name, TreeModel.Link.SOFTPLUS, 1, 0);
                case "regression" -> new Objective(name,
                        words.contains("sqrt") ? TreeModel.Link.SIGNED_SQUARE : TreeModel.Link.IDENTITY, 1,
                        0);
                case "", "custom", "regression_l1", "huber", "fair", "quantile", "mape", "lambdarank",
                        "rank_xendcg" ->
                    new Objective(name, TreeModel.Link.IDENTITY, 1, 0);
                default -> throw head.wrong("objective", "is \"" + LightGbmText.brief(name)
                        + "\", which cannot be read; known are "
                        + String.join(", ",
                                Arrays.asList("binary", "multiclass", "multiclassova", "regression",
                                        "regression_l1", "huber", "fair", "poisson", "quantile", "mape",
                                        "gamma", "tweedie",
                                        "cross_entropy", "cross_entropy_lambda", "lambdarank",
                                        "rank_xendcg")));
            };
            boolean fits = objective.classes > 2 || name.startsWith("multiclass")
                    ? outputs >= 2
                    : outputs == 1;
            if (!fits) {
                throw head.wrong("num_tree_per_iteration",
                        "is " + outputs + ", which does not fit the objective \"" + name + "\"");
            }
            return objective;
        }

        private static double setting(LightGbmText.Block head, List<String> words, String key,
                double otherwise) {
            for (String word : words) {
                if (word.startsWith(key)) {
                    try {
                        double value = Double.parseDouble(word.substring(key.length()));
                        if (value > 0 && value < Double.POSITIVE_INFINITY) {
                            return value;
                        }
                    } catch (NumberFormatException e) {
                        throw head.wrong("objective", "holds \"" + LightGbmText.brief(word) + "\"");
                    }
                    throw head.wrong("objective", "holds \"" + LightGbmText.brief(word) + "\"");
                }
            }
            return otherwise;
        }
    }
}
