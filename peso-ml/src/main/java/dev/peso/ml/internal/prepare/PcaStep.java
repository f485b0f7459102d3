package dev.peso.ml.internal.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.Origin;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.reduce.PcaModel;

/// Puts principal components in the place of numbers.
///
/// @param components how many
/// @param columns which columns, all numbers if empty
public record PcaStep(int components, List<String> columns) implements Step {
    private static final String WHO = "pca";
    private static final int MOST = 4_000;

    public PcaStep {
        columns = List.copyOf(columns);
        if (components < 1) {
            throw new IllegalArgumentException("components must be 1 or more, got " + components);
        }
    }

    @Override
    public FittedStep fit(Training training, Setting setting) {
        Frame frame = columns.isEmpty() ? training.frame().dense(WHO) : training.frame();
        List<Feature.Numbers> numbers = NumberColumns.of(frame, columns, "reduced to components");
        double[][] values = new Frame(numbers, frame.rows()).finiteNumbers(WHO);
        int most = Math.min(values.length, training.rows() - 1);
        if (components > most) {
            throw new QueryException("pca with " + components
                    + " components needs as many columns of numbers and more "
                    + "rows, and there are " + values.length + " columns and " + training.rows() + " rows");
        }
        if (most > MOST) {
            throw new QueryException("pca of " + values.length + " columns and " + training.rows()
                    + " rows is too much, as both are more than " + MOST
                    + "; use select(...) or Text.most(...) before");
        }
        return new Fitted(
                PcaModel.fit(NumberColumns.names(numbers), values, training.weights(), components, false,
                        training.workers()));
    }

    /// The components.
    ///
    /// @param model how they are made of columns
    public record Fitted(PcaModel model) implements FittedStep {
        @Override
        public Frame apply(Frame frame) {
            boolean isSparse = !frame.sparse().isEmpty()
                    && model.features().contains(frame.sparse().names().getFirst());
            Frame dense = isSparse ? frame.dense(WHO) : frame;
            Feature[] own = new Feature[model.features().size()];
            Map<String, Integer> places = new HashMap<>();
            model.features().forEach(name -> places.put(name, places.size()));
            List<Feature> columns = new ArrayList<>();
            for (Feature column : dense.columns()) {
                Integer place = column instanceof Feature.Numbers ? places.get(column.name()) : null;
                if (place == null) {
                    columns.add(column);
                } else {
                    own[place] = column;
                }
            }
            for (int j = 0; j < own.length; j++) {
                if (own[j] == null) {
                    throw new ColumnNotFoundException(model.features().get(j), frame.names(), "features");
                }
            }
            double[][] projected = model
                    .project(new Frame(Arrays.asList(own), frame.rows()).finiteNumbers(WHO), new Workers(1));
            for (int k = 0; k < projected.length; k++) {
                columns.add(new Feature.Numbers(model.outputs().get(k), projected[k]));
            }
            return dense.with(columns);
        }

        /// A component is as much of each column as the square of its loading, which sum up to 1.
        @Override
        public Map<String, Origin> origins(Frame empty, Map<String, Origin> before) {
            Map<String, Origin> after = new HashMap<>(before);
            List<Origin> parts = model.features()
                    .stream()
                    .map(name -> Origins.require(before, name))
                    .toList();
            for (int k = 0; k < model.axes().size(); k++) {
                double[] squares = Arrays.stream(model.axes().get(k)).map(v -> v * v).toArray();
                after.put(model.outputs().get(k), Origin.mixed(parts, squares));
            }
            return after;
        }
    }
}
