package dev.peso.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import dev.peso.DataType;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.Target;

/// What [Model#predict] adds to rows.
final class PredictedColumns {
    private static final int MOST_COLUMNS = 20;

    private PredictedColumns() {}

    /// @param predicted what the model's predictor gives, one array each
    static AddedColumns of(ModelState state, double[][] predicted) {
        if (state.predictor() instanceof Found found) {
            return findings(found.outputs(), predicted);
        }
        return state.target().classifies()
                ? classes(state.target(), predicted, predicted.length <= MOST_COLUMNS)
                : numbers(state.target(), predicted[0]);
    }

    private static AddedColumns findings(List<String> names, double[][] found) {
        AddedColumns added = new AddedColumns();
        for (int k = 0; k < found.length; k++) {
            switch (names.get(k)) {
                case "cluster" -> added.addWhole("cluster", found[k]);
                case "anomaly" -> {
                    boolean[] anomalies = new boolean[found[k].length];
                    for (int i = 0; i < anomalies.length; i++) {
                        anomalies[i] = found[k][i] == 1;
                    }
                    added.add("anomaly", anomalies);
                }
                default -> added.add(names.get(k), found[k]);
            }
        }
        return added;
    }

    private static AddedColumns numbers(Target target, double[] predicted) {
        DataType type = target.dataType();
        return type instanceof DataType.Duration && !target.ranks()
                ? new AddedColumns().addSpans("prediction", type,
                        Arrays.stream(predicted).mapToLong(Math::round).toArray())
                : new AddedColumns().add("prediction", predicted);
    }

    /// The chosen class, and the probability of each however many there are.
    static AddedColumns all(Target target, double[][] predicted) {
        return classes(target, predicted, true);
    }

    private static AddedColumns classes(Target target, double[][] predicted, boolean isEach) {
        int[] best = IntStream.range(0, predicted[0].length)
                .map(i -> target.choose(predicted, i))
                .toArray();
        AddedColumns added = new AddedColumns();
        addChosen(added, target, best);
        if (!isEach) {
            added.add("p_max",
                    IntStream.range(0, best.length).mapToDouble(i -> predicted[best[i]][i]).toArray());
        } else {
            for (int k = 0; k < predicted.length; k++) {
                added.add("p_" + target.classes().get(k), predicted[k]);
            }
        }
        return added;
    }

    /// Labels as values of the target's type.
    private static void addChosen(AddedColumns added, Target target, int[] best) {
        List<String> classes = target.classes();
        DataType type = target.dataType();
        if (type == DataType.BOOLEAN) {
            boolean[] values = new boolean[best.length];
            for (int i = 0; i < best.length; i++) {
                values[i] = classes.get(best[i]).equals("true");
            }
            added.add("prediction", values);
        } else if (type.isInteger()) {
            added.add("prediction",
                    Arrays.stream(best).mapToLong(k -> Long.parseLong(classes.get(k))).toArray());
        } else if (type.isText()) {
            added.addTexts("prediction", best, classes);
        } else {
            added.add("prediction",
                    Arrays.stream(best).mapToDouble(k -> Double.parseDouble(classes.get(k))).toArray());
        }
    }
}
