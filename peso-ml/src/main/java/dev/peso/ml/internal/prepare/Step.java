package dev.peso.ml.internal.prepare;

import java.util.List;

import dev.peso.ColumnNotFoundException;
import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.FinderSpec;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// A step of preparation as the user asked for it.
public interface Step {
    /// Learns from the rows of training.
    ///
    /// @param training the features so far, and what is to be predicted of them
    /// @param setting what else is known
    FittedStep fit(Training training, Setting setting);

    /// Learns, and gives the rows of training as they go on: as later rows will be prepared, unless a step treats those
    /// it has learnt from in another way.
    default Prepared prepare(Training training, Setting setting) {
        FittedStep fitted = fit(training, setting);
        return new Prepared(fitted, training.withFrame(fitted.apply(training.frame())));
    }

    /// Whether the step reads the texts of a column rather than only which of those known it is, so that it needs texts
    /// that training has not seen.
    default boolean readsTexts(Feature.Codes column) {
        return false;
    }

    /// What a step knows beyond the rows.
    ///
    /// @param learner what follows
    /// @param classes the labels of the classes, none for a regression
    record Setting(LearnerSpec learner, List<String> classes) {}

    /// A step that has learnt, and its rows.
    ///
    /// @param step what a model keeps
    /// @param training the rows of training after it
    record Prepared(FittedStep step, Training training) {}

    /// @param what what needs a target
    /// @throws QueryException if there is none
    static void requireTarget(Setting setting, String what) {
        if (setting.learner() instanceof FinderSpec finder) {
            throw new QueryException(
                    what + " needs a target, and there is none where " + finder.finds().plural()
                            + " are looked for; leave it out");
        }
    }

    /// Whether a step is about a column: it is named, or none is.
    static boolean covers(List<String> named, Feature column) {
        return named.isEmpty() || named.contains(column.name());
    }

    /// @throws ColumnNotFoundException if a named column is not among the features
    static void requireAll(Frame frame, List<String> named) {
        List<String> names = named.isEmpty() ? List.of() : frame.names();
        for (String name : named) {
            if (!names.contains(name)) {
                throw new ColumnNotFoundException(name, names, "features");
            }
        }
    }
}
