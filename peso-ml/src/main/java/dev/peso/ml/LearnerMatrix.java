package dev.peso.ml;

import java.util.List;
import java.util.function.Function;

import dev.peso.Dataset;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.LearnerSpec;

/// What learners can do, from what they declare.
final class LearnerMatrix {
    private static final String YES = "yes";
    private static final String PREPARED = "prepared";
    private static final String REFUSED = "refused";

    private LearnerMatrix() {}

    /// One of each kind.
    static List<Learner> learners() {
        return List.of(Learners.linear(), Learners.ridge(1), Learners.lasso(0.01),
                Learners.elasticNet(0.01, 0.5),
                Learners.logistic(), Learners.poisson(), Learners.quantile(0.5), Learners.boostedTrees(),
                Learners.decisionTree(), Learners.randomForest(), Learners.extraTrees(), Learners.nearest(5),
                Learners.naiveBayes(), Learners.multinomialBayes(), Learners.bernoulliBayes(),
                Learners.linearSvm(), Learners.neuralNetwork(), Learners.kMeans(3), Learners.dbscan(2, 5),
                Learners.gaussianMixture(3), Learners.hierarchical(3), Learners.isolationForest(),
                Learners.localOutlierFactor(), Learners.principalComponents(2),
                Learners.provided("lightgbm"), Learners.provided("xgboost"));
    }

    static Dataset table() {
        AddedColumns table = new AddedColumns().add("learner",
                learners().stream().map(learner -> learner.spec().title()).toList());
        column(table, "predicts", LearnerMatrix::predicts);
        column(table, "weights", spec -> spec.takesWeights() ? YES : REFUSED);
        column(table, "missing", spec -> spec.takesRawColumns() ? YES : PREPARED);
        column(table, "categories", spec -> spec.takesRawColumns() ? YES : PREPARED);
        column(table, "several_classes", spec -> spec.takesSeveralClasses() ? YES : REFUSED);
        column(table, "orders", spec -> spec.ranks() ? YES : REFUSED);
        column(table, "sparse", spec -> spec.takesSparse() ? YES : "dense");
        column(table, "importance", spec -> spec instanceof FinderSpec ? REFUSED : YES);
        column(table, "onnx", _ -> YES);
        column(table, "file", _ -> YES);
        return table.table("learners/1");
    }

    private static void column(AddedColumns table, String name, Function<LearnerSpec, String> cell) {
        table.add(name, learners().stream().map(learner -> cell.apply(learner.spec())).toList());
    }

    static String predicts(LearnerSpec spec) {
        if (spec instanceof FinderSpec finder) {
            return finder.finds().plural();
        }
        if (!spec.classifies()) {
            return "numbers";
        }
        return "classes" + (spec.regresses() ? ", numbers" : "") + (spec.ranks() ? ", orders" : "");
    }
}
