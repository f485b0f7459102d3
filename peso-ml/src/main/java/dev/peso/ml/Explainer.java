package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.QueryException;
import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.frame.AddedColumns;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.learn.Explained;
import dev.peso.ml.internal.learn.Unit;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.model.Dependence;
import dev.peso.ml.internal.model.Importance;
import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.model.PermutationShap;
import dev.peso.ml.internal.model.Reasons;
import dev.peso.ml.internal.model.Target;
import dev.peso.ml.internal.search.EnsembleModel;

/// Finds out what predictions of a model come from.
///
/// @param read gives the rows of a dataset as the model reads them
record Explainer(ModelState state, Workers workers, Function<Dataset, Frame> read) {
    private static final int MOST_BACKGROUND = 100;
    private static final int ORDERS = 10;
    private static final int SHUFFLES = 5;

    private List<String> inputs() {
        return state.inputs().stream().map(InputColumn::name).toList();
    }

    private List<String> classes() {
        return state.target().classes();
    }

    Explanation explain(Dataset data) {
        Dataset rows = data.collect();
        Frame frame = read.apply(rows);
        if (!(state.learnt() instanceof Explained explained)) {
            throw new IllegalStateException((state.learnt() instanceof EnsembleModel
                    ? "an ensemble"
                    : state.pipeline().learner().getFirst().title())
                    + " cannot explain its predictions by itself; use explain(data, background) or importance(data)");
        }
        Explained.Additions additions = Reasons.of(state, explained, frame, workers);
        double[][][] added = additions.added();
        List<String> outputs = added.length > 1
                ? classes()
                : List.of(state.target().positive() < 0 ? "" : classes().getLast());
        String after = state.predictor() instanceof CalibratedModel ? ", before calibration" : "";
        return new Explanation(title(outputs), unit(explained.unit()) + after, outputs, inputs(), added,
                additions.base(), texts(rows));
    }

    Explanation explain(Dataset data, Dataset background) {
        Dataset rows = data.collect();
        Dataset known = background.collect();
        if (known.count() == 0) {
            throw new QueryException("the background has no rows to compare with");
        }
        long seed = state.pipeline().seed();
        Dataset some = known.count() > MOST_BACKGROUND
                ? known.sample(MOST_BACKGROUND, seed).collect()
                : known;
        Explained.Additions all = PermutationShap.of(state, read.apply(rows), read.apply(some), ORDERS, seed,
                workers);
        int[] outputs = outputs();
        double[][][] added = IntStream.of(outputs).mapToObj(k -> all.added()[k]).toArray(double[][][]::new);
        double[] base = IntStream.of(outputs).mapToDouble(k -> all.base()[k]).toArray();
        return new Explanation(title(outputLabels()), unit(Unit.PREDICTION), outputLabels(), inputs(), added,
                base, texts(rows));
    }

    private String title(List<String> outputs) {
        String column = "\"" + state.target().column() + "\"";
        return outputs.size() > 1
                ? "each class of " + column
                : outputs.getFirst().isEmpty() ? column : column + " = \"" + outputs.getFirst() + "\"";
    }

    private String unit(Unit unit) {
        Target target = state.target();
        String column = "\"" + target.column() + "\"";
        return switch (unit) {
            case PREDICTION -> target.classifies()
                    ? "probability"
                    : target.ranks() ? "score" : numbers(target.dataType()) + " of " + column;
            case LOG -> "log of the expected " + column;
            case LOG_ODDS -> target.classifies() ? "log-odds" : "log-odds of " + column;
            case LOG_PROBABILITY -> "log-probability up to a number that all classes share";
            case MARGIN -> "margin";
            case SIGNED_ROOT -> "signed square root of " + column;
            case INVERSE_SOFTPLUS -> "inverse softplus of " + column;
        };
    }

    private static String numbers(DataType type) {
        if (!(type instanceof DataType.Duration(DataType.Unit unit))) {
            return "units";
        }
        return switch (unit) {
            case SECOND -> "seconds";
            case MILLI -> "milliseconds";
            case MICRO -> "microseconds";
            case NANO -> "nanoseconds";
        };
    }

    /// Which outputs are looked at: of two classes the positive one alone.
    private int[] outputs() {
        return state.target().positive() >= 0
                ? new int[]{state.target().positive()}
                : IntStream.range(0, Math.max(1, classes().size())).toArray();
    }

    private List<String> outputLabels() {
        return classes().isEmpty()
                ? List.of("")
                : IntStream.of(outputs()).mapToObj(classes()::get).toList();
    }

    Dataset partial(Dataset data, String column) {
        return DependenceTable.means(column, dependence(data, column), outputs(), outputLabels());
    }

    Dataset individual(Dataset data, String column) {
        return DependenceTable.rows(column, dependence(data, column), outputs(), outputLabels());
    }

    private Dependence dependence(Dataset data, String column) {
        int at = inputs().indexOf(column);
        if (at < 0) {
            throw new ColumnNotFoundException(column, inputs(), "inputs");
        }
        Dataset rows = data.collect();
        if (rows.count() == 0) {
            throw new QueryException("there are no rows to predict");
        }
        return Dependence.of(state, read.apply(rows), at, workers);
    }

    private List<List<String>> texts(Dataset rows) {
        List<Column> columns = inputs().stream().map(rows::column).toList();
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < columns.getFirst().rows(); i++) {
            int row = i;
            texts.add(columns.stream().map(column -> String.valueOf(column.get(row))).toList());
        }
        return texts;
    }

    /// @param rows those with a target
    Dataset importance(Dataset rows, double @Nullable [] weights, int @Nullable [] groups, String metric) {
        double[][] falls = Importance.of(state, read.apply(rows), state.target().known(rows), weights, groups,
                metric, SHUFFLES, state.pipeline().seed(), workers);
        double[] means = Arrays.stream(falls)
                .mapToDouble(f -> Arrays.stream(f).average().orElse(0))
                .toArray();
        double[] deviations = new double[means.length];
        for (int j = 0; j < means.length; j++) {
            double mean = means[j];
            double squares = Arrays.stream(falls[j]).map(f -> (f - mean) * (f - mean)).sum();
            deviations[j] = Math.sqrt(squares / (falls[j].length - 1));
        }
        return new AddedColumns().add("feature", inputs())
                .add("importance", means)
                .add("stddev", deviations)
                .table("importance/1")
                .sort(Expr.desc("importance"))
                .collect();
    }
}
