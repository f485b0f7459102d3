package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;

/// Turns categories into the mean of the target of their rows, drawn to the mean of all rows the more, the fewer they are
/// (Micci-Barreca 2001). Rows of training get means that were taken without them: of the rows of other folds.
///
/// @param smoothing how many rows' weight the mean of all rows has; NaN to find it out by empirical Bayes
/// @param folds into how many parts rows of training are cut
/// @param unknown what an unseen category becomes
/// @param missing what a missing value becomes
/// @param columns which, all categories if empty
public record TargetEncodeStep(double smoothing, int folds, EncodeStep.Unknown unknown,
        EncodeStep.Missing missing,
        List<String> columns) implements Step {
    public TargetEncodeStep {
        columns = List.copyOf(columns);
        if (!Double.isNaN(smoothing) && !(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("smoothing must be 0 or more, got " + smoothing);
        }
        if (folds < 2) {
            throw new IllegalArgumentException("inner folds must be 2 or more, got " + folds);
        }
    }

    @Override
    public Fitted fit(Training training, Setting setting) {
        Step.requireTarget(setting, "targetEncode");
        EncodeStep ordinal = new EncodeStep(EncodeStep.How.ORDINAL, unknown, missing, Integer.MAX_VALUE,
                columns);
        EncodeStep.Fitted encoding = (EncodeStep.Fitted) ordinal.fit(training, setting);
        List<String> outputs = training.classes() > 2 ? setting.classes() : List.of("");
        List<double[]> means = new ArrayList<>();
        double[] overall = new double[outputs.size()];
        for (int k = 0; k < overall.length; k++) {
            CategoryMeans all = new CategoryMeans(training, target(training, k), new int[training.rows()], 1,
                    smoothing);
            overall[k] = all.mean();
        }
        for (EncodeStep.Encoding each : encoding.encodings()) {
            int[] places = places(training.frame(), encoding, each);
            for (int k = 0; k < overall.length; k++) {
                means.add(new CategoryMeans(training, target(training, k), places, each.width(), smoothing)
                        .means());
            }
        }
        return new Fitted(encoding, outputs, means, overall);
    }

    private static double[] target(Training training, int output) {
        if (training.classes() == 0) {
            return training.target();
        }
        int positive = training.classes() == 2 ? 1 : output;
        return Arrays.stream(training.target()).map(y -> y == positive ? 1 : 0).toArray();
    }

    private static int[] places(Frame frame, EncodeStep.Fitted encoding, EncodeStep.Encoding each) {
        for (Feature column : frame.columns()) {
            if (column.name().equals(each.column()) && column instanceof Feature.Codes codes) {
                return places(codes, encoding, each);
            }
        }
        throw new IllegalStateException(each.column() + " has gone");
    }

    /// The place of each row's category, -1 for none.
    private static int[] places(Feature.Codes codes, EncodeStep.Fitted encoding, EncodeStep.Encoding each) {
        int[] places = encoding.places(codes, each);
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0) {
                places[i] = each.hasMissing() && places[i] == Feature.Codes.MISSING
                        ? each.levels().size()
                        : -1;
            }
        }
        return places;
    }

    @Override
    public Prepared prepare(Training training, Setting setting) {
        if (training.rows() < folds) {
            throw new QueryException("targetEncode cuts rows into " + folds + " inner folds, and there are "
                    + training.rows() + " rows");
        }
        Fitted whole = fit(training, setting);
        int[] part = parts(training);
        Frame frame = training.frame();
        List<Feature> others = new ArrayList<>();
        for (Feature column : frame.columns()) {
            List<Feature> encoded = whole.encode(column);
            int own = whole.position(column.name());
            if (own >= 0 && column instanceof Feature.Codes codes) {
                EncodeStep.Encoding encoding = whole.encoding.encodings().get(own);
                int[] places = places(codes, whole.encoding, encoding);
                for (int k = 0; k < encoded.size(); k++) {
                    double[] values = held(training, target(training, k), places, encoding.width(), part);
                    encoded.set(k, new Feature.Numbers(encoded.get(k).name(), values));
                }
            }
            others.addAll(encoded);
        }
        return new Prepared(whole, training.withFrame(frame.with(others)));
    }

    /// The means of the rows of other folds.
    private double[] held(Training training, double[] target, int[] places, int width, int[] part) {
        double[] values = new double[training.rows()];
        for (int fold = 0; fold < folds; fold++) {
            CategoryMeans rest = new CategoryMeans(training, target, places, width, smoothing, part, fold);
            double[] means = rest.means();
            for (int i = 0; i < values.length; i++) {
                if (part[i] == fold) {
                    values[i] = places[i] < 0 ? rest.mean() : means[places[i]];
                }
            }
        }
        return values;
    }

    /// The inner fold of each row; classes are dealt out in turn.
    private int[] parts(Training training) {
        int[] order = new Mix(Mix.derive(training.seed(), 7)).permutation(training.rows());
        if (training.classes() > 0) {
            order = Arrays.stream(order)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> training.target()[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] part = new int[order.length];
        for (int i = 0; i < part.length; i++) {
            part[order[i]] = i % folds;
        }
        return part;
    }

    /// Means of categories.
    ///
    /// @param encoding the categories of each column
    /// @param outputs labels of classes, one empty text where one mean is enough
    /// @param means for each column, for each output, the mean of each category
    /// @param overall for each output the mean of all rows
    public record Fitted(EncodeStep.Fitted encoding, List<String> outputs, List<double[]> means,
            double[] overall) implements FittedStep {
        public Fitted {
            outputs = List.copyOf(outputs);
            means = List.copyOf(means);
            if (outputs.size() != overall.length
                    || means.size() != outputs.size() * encoding.encodings().size()) {
                throw new IllegalArgumentException("the means do not fit the columns");
            }
            for (int k = 0; k < means.size(); k++) {
                if (means.get(k).length != encoding.encodings().get(k / outputs.size()).width()) {
                    throw new IllegalArgumentException("the means do not fit the categories");
                }
            }
        }

        @Override
        public Frame apply(Frame frame) {
            return frame.replace(this::encode);
        }

        private int position(String column) {
            for (int at = 0; at < encoding.encodings().size(); at++) {
                if (encoding.encodings().get(at).column().equals(column)) {
                    return at;
                }
            }
            return -1;
        }

        private List<Feature> encode(Feature column) {
            List<Feature> result = new ArrayList<>();
            int own = position(column.name());
            if (own < 0 || !(column instanceof Feature.Codes codes)) {
                result.add(column);
                return result;
            }
            int[] places = places(codes, encoding, encoding.encodings().get(own));
            for (int k = 0; k < overall.length; k++) {
                double[] table = means.get(own * overall.length + k);
                double rest = overall[k];
                String label = outputs.get(k);
                result.add(new Feature.Numbers(
                        label.isEmpty() ? column.name() : column.name() + " p(" + label + ")",
                        Arrays.stream(places)
                                .mapToDouble(place -> place < 0 ? rest : table[place])
                                .toArray()));
            }
            return result;
        }
    }
}
