package dev.peso.ml.spi;

import java.util.Objects;

/// What a learner of others has learnt.
public sealed interface LearntModel {

    /// Trees in the text form of LightGBM. Peso reads them and needs their learner no more: they predict, explain, save
    /// and export like its own. Features are those of training in their order; what the text calls them does not matter.
    ///
    /// @param text the model
    record LightGbmText(String text) implements LearntModel {
        /// Trees of LightGBM.
        public LightGbmText {
            Objects.requireNonNull(text, "text");
        }
    }

    /// Trees, or a linear model, in the JSON form of XGBoost; as [LightGbmText].
    ///
    /// @param json the model
    record XgboostJson(String json) implements LearntModel {
        /// A model of XGBoost.
        public XgboostJson {
            Objects.requireNonNull(json, "json");
        }
    }

    /// A model that predicts on its own: a record, if it is to be kept in files, of what [CustomStep] says of steps.
    /// [LearnerProvider#kinds] gives it a name. Such models must be immutable: they are shared between threads.
    non-sealed interface Own extends LearntModel {
        /// Predicts rows.
        ///
        /// @param rows features as in training
        /// @return one array of numbers, or one of probabilities for each class, each with a value for each row
        double[][] predict(Features rows);
    }
}
