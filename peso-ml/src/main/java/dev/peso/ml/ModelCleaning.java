package dev.peso.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.ml.internal.frame.Inputs;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.quality.CleaningChange;
import dev.peso.quality.CleaningInput;
import dev.peso.quality.CleaningStep;

/// Steps of a [dev.peso.quality.Cleaning] that ask models: rows unlike the others, and missing values that other columns
/// tell.
///
/// The models are trained on the plan's data when it is decided; `apply` asks the same ones about other rows.
///
/// {@snippet file="dev/peso/ml/CleaningSnippets.java" region="cleaning"}
public final class ModelCleaning {
    private ModelCleaning() {}

    /// Drops rows that are unlike the others, by an isolation forest (Liu, Ting, Zhou 2008) of prepared columns. As
    /// [#dropAnomalies(Learner, String...)].
    ///
    /// @param share how many of the rows to drop, from 0 to 0.5
    /// @param columns what is looked at; none for all but binary and nested ones
    /// @return the step
    public static CleaningStep dropAnomalies(double share, String... columns) {
        return dropAnomalies(Learners.isolationForest().share(share), columns);
    }

    /// Drops rows that a learner takes for anomalies.
    ///
    /// @param learner one that finds anomalies, such as [Learners#isolationForest] and [Learners#localOutlierFactor]
    /// @param columns what is looked at; none for all but binary and nested ones
    /// @return the step
    public static CleaningStep dropAnomalies(Learner learner, String... columns) {
        return new Anomalies(Objects.requireNonNull(learner, "learner").spec(), true, List.of(columns));
    }

    /// Adds the columns `anomaly`, true in rows that are unlike the others, and `anomaly_score`, by an isolation forest. Data
    /// that has one of these is refused. As
    /// [#flagAnomalies(Learner, String...)].
    ///
    /// @param share how many of the rows to flag, from 0 to 0.5
    /// @param columns what is looked at; none for all but binary and nested ones
    /// @return the step
    public static CleaningStep flagAnomalies(double share, String... columns) {
        return flagAnomalies(Learners.isolationForest().share(share), columns);
    }

    /// Adds the columns `anomaly`, true in rows that a learner takes for anomalies, and `anomaly_score`.
    ///
    /// @param learner one that finds anomalies
    /// @param columns what is looked at; none for all but binary and nested ones
    /// @return the step
    public static CleaningStep flagAnomalies(Learner learner, String... columns) {
        return new Anomalies(Objects.requireNonNull(learner, "learner").spec(), false, List.of(columns));
    }

    /// Fills missing numbers from the nearest rows ([Impute#neighbours]) or by regressions on the other columns
    /// ([Impute#iterative]); all columns of numbers are looked at, brought to like size before. `NaN` counts as missing.
    /// Columns of whole numbers get the nearest whole number; a column without any number stays.
    ///
    /// @param how any imputation of numbers
    /// @param columns columns of numbers to fill; none for all
    /// @return the step
    public static CleaningStep impute(Impute how, String... columns) {
        return new ImputeCleaning(Objects.requireNonNull(how, "how").step(List.of()), List.of(columns));
    }

    record Anomalies(LearnerSpec learner, boolean drop, List<String> columns) implements CleaningStep {
        static final String DROP = "drop_anomalies";
        static final String MARK = "flag_anomalies";
        private static final String SCORE = "anomaly_score";
        private static final String FLAG = "anomaly";
        private static final String HIDDEN = "peso ";

        @Override
        public String name() {
            return drop ? DROP : MARK;
        }

        @Override
        public Map<String, Object> settings() {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("learner", ModelCleaningProvider.write(learner, LearnerSpec.class));
            if (!columns.isEmpty()) {
                settings.put("columns", columns);
            }
            return settings;
        }

        @Override
        public CleaningChange change(CleaningInput input) {
            List<String> looked = input.columns(columns, "numbers, texts, booleans, dates or times",
                    Inputs::isFeature);
            Dataset data = input.data();
            CleaningChange change = CleaningChange.NONE;
            for (Field field : data.schema()) {
                if (columns.isEmpty() && !Inputs.isFeature(field.type())) {
                    change = change.note(field.name(), "is not looked at: it is " + field.type());
                }
            }
            if (looked.isEmpty() || data.count() == 0) {
                return change;
            }
            Model model = Pipeline.anomalies()
                    .prepare()
                    .learn(learner)
                    .fit(data.select(looked.toArray(String[]::new)));
            change = change.helpedBy(rows -> asked(model, rows, looked));
            return drop
                    ? change.keep(Expr.not(Expr.col(HIDDEN + FLAG)))
                    : change.add(FLAG, Expr.col(HIDDEN + FLAG)).add(SCORE, Expr.col(HIDDEN + SCORE));
        }

        /// The rows, put out of the way of what the model adds, and beside them what it is asked about.
        private static Dataset asked(Model model, Dataset rows, List<String> looked) {
            String away = "its ";
            for (String name : looked) {
                away = name.startsWith(away) ? name + " " : away;
            }
            List<Expr> all = new ArrayList<>();
            looked.forEach(name -> all.add(Expr.col(name)));
            List<Expr> wanted = new ArrayList<>();
            for (String name : rows.schema().names()) {
                all.add(Expr.col(name).as(away + name));
                wanted.add(Expr.col(away + name).as(name));
            }
            Dataset predicted = model.predict(rows.select(all.toArray(Expr[]::new)));
            wanted.add(Expr.col("anomaly").as(HIDDEN + FLAG));
            wanted.add(Expr.col("score").as(HIDDEN + SCORE));
            return predicted.select(wanted.toArray(Expr[]::new));
        }
    }
}
