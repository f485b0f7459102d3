package dev.peso.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.ml.internal.prepare.ClassWeightStep;
import dev.peso.ml.internal.prepare.ClipStep;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.HashStep;
import dev.peso.ml.internal.prepare.InteractStep;
import dev.peso.ml.internal.prepare.OwnStep;
import dev.peso.ml.internal.prepare.PcaStep;
import dev.peso.ml.internal.prepare.PowerStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.prepare.SmoteStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.ml.spi.CustomStep;

/// The part of a [Pipeline] that prepares features.
abstract sealed class PipelineSteps permits Pipeline {
    /// The same pipeline with one more step at the end.
    abstract Pipeline with(Step step);

    static List<String> names(String[] columns) {
        Objects.requireNonNull(columns, "columns");
        for (int i = 0; i < columns.length; i++) {
            int at = i;
            Objects.requireNonNull(columns[i], () -> "columns[" + at + "]");
        }
        return Arrays.asList(columns.clone());
    }

    /// Prepares features as columns and learner need it.
    ///
    /// Columns of one value and texts that are names of things are left out; dates gain their parts. For learners that
    /// take no categories and missing values, missing numbers become the median, with a column that says where;
    /// categories become columns of 0 and 1, at most 50 a column; numbers are scaled to deviation 1.
    ///
    /// @return a new pipeline
    public Pipeline prepare() {
        return with(new PrepareStep());
    }

    /// Fills missing values.
    ///
    /// @param with what takes their place
    /// @param columns which columns; all that can take it when none is named
    /// @return a new pipeline
    public Pipeline impute(Impute with, String... columns) {
        return with(Objects.requireNonNull(with, "with").step(names(columns)));
    }

    /// Scales numbers to mean 0 and deviation 1; see [Scaling#STANDARD].
    ///
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline scale(String... columns) {
        return scale(Scaling.STANDARD, columns);
    }

    /// Brings numbers to like size; a column of one value becomes 0.
    ///
    /// @param how the measure of size
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline scale(Scaling how, String... columns) {
        List<String> named = names(columns);
        return with(switch (Objects.requireNonNull(how, "how")) {
            case STANDARD, ROBUST, MIN_MAX -> new ScaleStep(ScaleStep.How.valueOf(how.name()), named);
            case YEO_JOHNSON, BOX_COX -> new PowerStep(PowerStep.How.valueOf(how.name()), named);
        });
    }

    /// Turns each category into a column of 0 and 1; a missing value is a category if training has any. A category not
    /// seen in training is 0 everywhere.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(String... columns) {
        return oneHot(Unknown.MISSING, columns);
    }

    /// Turns each category into a column of 0 and 1; a missing value is a category if training has any.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(Unknown unknown, String... columns) {
        return oneHot(unknown, Missing.CATEGORY, columns);
    }

    /// Turns each category into a column of 0 and 1. More than 1000 columns are sparse: they cost room where they are 1,
    /// stay as they are when others are scaled, and linear models take them as they are.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param missing what happens to missing values
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline oneHot(Unknown unknown, Missing missing, String... columns) {
        return encode(EncodeStep.How.ONE_HOT, unknown, missing, columns);
    }

    /// Turns categories into their positions from 0: in the order of an ordered categorical, otherwise by code points. A
    /// category not seen in training becomes a missing value.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(String... columns) {
        return ordinal(Unknown.MISSING, columns);
    }

    /// Turns categories into their positions from 0.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(Unknown unknown, String... columns) {
        return ordinal(unknown, Missing.NONE, columns);
    }

    /// Turns categories into their positions from 0.
    ///
    /// @param unknown what happens to categories not seen in training
    /// @param missing what happens to missing values; as a category they come last
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline ordinal(Unknown unknown, Missing missing, String... columns) {
        return encode(EncodeStep.How.ORDINAL, unknown, missing, columns);
    }

    /// Turns each category into a 1 or -1 in one of some sparse columns, by its hash (MurmurHash3). Categories not seen in
    /// training are as good as others; a missing one is 0 everywhere. Different categories may meet in a column.
    ///
    /// @param features how many columns each becomes, 2 or more
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if there are too few or too many columns
    public Pipeline hash(int features, String... columns) {
        return with(new HashStep(features, names(columns)));
    }

    /// Turns texts into sparse columns, one for each term; see [Text]. Linear models and multinomial naive Bayes take them
    /// as they are, others as long as that needs less than 1 GB. A missing text has no terms.
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="text"}
    ///
    /// @param how what terms are and how they count
    /// @param columns which columns; all texts when none is named
    /// @return a new pipeline
    public Pipeline text(Text how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    private Pipeline encode(EncodeStep.How how, Unknown unknown, Missing missing, String[] columns) {
        return with(new EncodeStep(how, unknown(unknown),
                EncodeStep.Missing.valueOf(Objects.requireNonNull(missing, "missing").name()),
                Integer.MAX_VALUE, names(columns)));
    }

    private static EncodeStep.Unknown unknown(Unknown unknown) {
        return EncodeStep.Unknown.valueOf(Objects.requireNonNull(unknown, "unknown").name());
    }

    /// Turns each category into the mean of the target of its rows, or of several classes into the share of each. The fewer
    /// rows a category has, the more it is drawn to the mean of all (empirical Bayes). In training each row gets a mean
    /// that was taken without it, from the rows of four of five inner folds, so that the target does not leak into its own
    /// feature. A category not seen in training gets the mean of all rows; a missing value is a category.
    ///
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline targetEncode(String... columns) {
        return targetEncode(TargetEncoding.DEFAULT, columns);
    }

    /// Turns each category into the mean of the target of its rows.
    ///
    /// @param how how means are drawn to that of all rows, and what else to do
    /// @param columns which columns; all categories when none is named
    /// @return a new pipeline
    public Pipeline targetEncode(TargetEncoding how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    /// Turns numbers into ranges, which are categories from then on; a missing number is a missing category.
    ///
    /// @param how which ranges
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline bins(Bins how, String... columns) {
        return with(Objects.requireNonNull(how, "how").step(names(columns)));
    }

    /// Brings numbers below and above two quantiles of training back to these (winsorizing).
    ///
    /// @param low the share of rows below, 0 for no limit
    /// @param high the share of rows below the upper limit, 1 for none
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if the shares do not rise within 0 and 1
    public Pipeline clip(double low, double high, String... columns) {
        return with(new ClipStep(low, high, names(columns)));
    }

    /// Adds the product of each two columns of numbers.
    ///
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    public Pipeline interactions(String... columns) {
        return with(new InteractStep(2, false, names(columns)));
    }

    /// Adds the powers of columns of numbers and their products, up to a degree.
    ///
    /// @param degree the most factors, from 2 to 5
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if the degree is out of range
    public Pipeline polynomial(int degree, String... columns) {
        return with(new InteractStep(degree, true, names(columns)));
    }

    /// Leaves features out that tell little.
    ///
    /// @param which which are kept
    /// @return a new pipeline
    public Pipeline select(Select which) {
        return with(Objects.requireNonNull(which, "which").step());
    }

    /// Puts principal components in the place of numbers, the ones along which rows vary most first: `pc1`, `pc2` and so on.
    /// Columns should be of like size: [#scale] first. In explanations a component counts for each of its columns by the
    /// square of its loading.
    ///
    /// @param components how many, 1 or more
    /// @param columns which columns; all numbers when none is named
    /// @return a new pipeline
    /// @throws IllegalArgumentException if there are less
    public Pipeline pca(int components, String... columns) {
        return with(new PcaStep(components, names(columns)));
    }

    /// Makes up rows for the smaller classes until all are as large as the largest one; see [#smote(double, int)].
    ///
    /// @return a new pipeline
    public Pipeline smote() {
        return smote(1, 5);
    }

    /// Makes up rows for the smaller classes, each on the way from one of their rows to a neighbour (SMOTE; Chawla et al.
    /// 2002); a category becomes what most neighbours have (SMOTE-NC). Only rows of training are added: never where a model
    /// is tried or used. It needs numbers of like size without missing values, so it stands after [#impute] and [#scale].
    ///
    /// @param share how large classes become against the largest one, above 0 and at most 1
    /// @param neighbours among how many neighbours the other row is, 1 or more
    /// @return a new pipeline
    /// @throws IllegalArgumentException if a number is out of range
    public Pipeline smote(double share, int neighbours) {
        return with(new SmoteStep(share, neighbours));
    }

    /// Makes rows of each class count such that all classes weigh the same in training.
    ///
    /// @return a new pipeline
    public Pipeline balance() {
        return with(new ClassWeightStep(List.of()));
    }

    /// Makes rows of some classes count more or less in training; those of others count 1. Weights of rows are multiplied.
    ///
    /// @param weights more than 0, by the label of the class
    /// @return a new pipeline
    /// @throws IllegalArgumentException if a weight is not more than 0, or there is none
    public Pipeline classWeights(Map<String, Double> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("there are no class weights; for equal classes use balance()");
        }
        return with(new ClassWeightStep(weights.entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new ClassWeightStep.ClassWeight(each.getKey(), each.getValue()))
                .toList()));
    }

    /// Adds to dates their year, month, day of the month, of the week (Monday is 1) and of the year, and to timestamps
    /// the hour. The date itself stays as the number of days since 1970.
    ///
    /// @param columns which columns; all dates and timestamps when none is named
    /// @return a new pipeline
    public Pipeline dateParts(String... columns) {
        return with(new DatesStep(names(columns)));
    }

    /// Runs a step of one's own; see [CustomStep].
    ///
    /// {@snippet file="dev/peso/ml/PipelineSnippets.java" region="step"}
    ///
    /// @param step the step
    /// @return a new pipeline
    public Pipeline step(CustomStep step) {
        return with(new OwnStep(Objects.requireNonNull(step, "step")));
    }
}
