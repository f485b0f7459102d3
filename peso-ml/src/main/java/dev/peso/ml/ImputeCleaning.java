package dev.peso.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.prepare.FittedStep;
import dev.peso.ml.internal.prepare.Step;
import dev.peso.quality.CleaningChange;
import dev.peso.quality.CleaningInput;
import dev.peso.quality.CleaningStep;

/// Missing numbers filled by what other columns say.
record ImputeCleaning(Step how, List<String> columns) implements CleaningStep {
    static final String NAME = "impute";
    private static final String FILLED = "peso filled";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("how", ModelCleaningProvider.write(how, Step.class));
        if (!columns.isEmpty()) {
            settings.put("columns", columns);
        }
        return settings;
    }

    @Override
    public CleaningChange change(CleaningInput input) {
        List<String> wanted = input.columns(columns, "numbers", DataType::isNumeric);
        List<Feature.Numbers> known = new ArrayList<>();
        Dataset data = input.data()
                .select(floats(input.columns(List.of(), "numbers", DataType::isNumeric)))
                .collect();
        for (String name : data.schema().names()) {
            Feature.Numbers column = new Feature.Numbers(name, data.doubles(name));
            if (Arrays.stream(column.values()).anyMatch(Double::isFinite)) {
                known.add(column);
            }
        }
        Filling filling = Filling.of(how, known);
        CleaningChange change = CleaningChange.NONE.helpedBy(filling::help);
        boolean any = false;
        for (String name : wanted) {
            int at = filling.names.indexOf(name);
            if (at < 0) {
                change = change.note(name, "is not filled: it has no numbers");
                continue;
            }
            any = true;
            DataType type = input.data().schema().type(name);
            Expr filled = Expr.col(FILLED).list().get(at + 1);
            boolean whole = !type.isFloat() && type instanceof DataType.Simple;
            Expr column = Expr.col(name);
            Expr missing = type.isFloat() ? column.isNull().or(column.isNaN()) : column.isNull();
            change = change.with(name,
                    Expr.when(missing).then((whole ? filled.round() : filled).cast(type)).otherwise(column));
        }
        return any ? change : change.helpedBy(rows -> rows.drop(FILLED));
    }

    private static Expr[] floats(List<String> names) {
        return names.stream()
                .map(name -> Expr.col(name).cast(DataType.FLOAT64).as(name))
                .toArray(Expr[]::new);
    }

    /// A step that has learnt from columns brought to like size.
    private record Filling(List<String> names, double[] means, double[] deviations, FittedStep step) {
        static Filling of(Step how, List<Feature.Numbers> columns) {
            int rows = columns.isEmpty() ? 0 : columns.getFirst().rows();
            double[] means = new double[columns.size()];
            double[] deviations = new double[columns.size()];
            List<Feature.Numbers> scaled = new ArrayList<>();
            for (int j = 0; j < means.length; j++) {
                double[] finite = Arrays.stream(columns.get(j).values()).filter(Double::isFinite).toArray();
                double mean = Arrays.stream(finite).average().orElse(0);
                double squares = Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum();
                double deviation = Math.sqrt(squares / finite.length);
                means[j] = mean;
                deviations[j] = deviation > 0 ? deviation : 1;
                double[] values = new double[rows];
                for (int i = 0; i < rows; i++) {
                    double value = (columns.get(j).values()[i] - mean) / deviations[j];
                    values[i] = Double.isFinite(value) ? value : Double.NaN;
                }
                scaled.add(new Feature.Numbers(columns.get(j).name(), values));
            }
            Training training = new Training(new Frame(scaled, rows), new double[rows], 0, null, 0,
                    Workers.all());
            FittedStep step = how
                    .fit(training, new Step.Setting(Learners.isolationForest().spec(), List.of()));
            return new Filling(columns.stream().map(Feature.Numbers::name).toList(), means, deviations, step);
        }

        /// The rows with a list of their numbers, none of which is missing.
        Dataset help(Dataset rows) {
            return rows.with(FILLED,
                    Expr.udf("impute", DataType.list(DataType.FLOAT64), this::filled,
                            List.of(floats(names))));
        }

        private List<Double> filled(List<@Nullable Object> row) {
            List<Feature.Numbers> columns = new ArrayList<>();
            for (int j = 0; j < means.length; j++) {
                double value = row.get(j) instanceof Number number ? number.doubleValue() : Double.NaN;
                double scaled = (value - means[j]) / deviations[j];
                columns.add(new Feature.Numbers(names.get(j),
                        new double[]{Double.isFinite(scaled) ? scaled : Double.NaN}));
            }
            List<Double> filled = new ArrayList<>();
            double[][] values = step.apply(new Frame(columns, 1)).numbers();
            for (int j = 0; j < means.length; j++) {
                filled.add(values[j][0] * deviations[j] + means[j]);
            }
            return filled;
        }
    }
}
