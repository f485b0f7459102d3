package dev.peso.ml.internal.net;

import java.util.List;

import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// A network of layers, each fully connected to the next.
///
/// @param hidden the layers between features and outputs
/// @param activation what their units make of sums
/// @param learningRate how far a step goes
/// @param l2 penalty on squared weights
/// @param batch how many rows a step looks at
/// @param rounds how often all rows are seen at most
/// @param patience after how many rounds without a better loss to stop
/// @param isWatched whether the loss is that on a tenth of the rows, which are not learnt from then
public record NetSpec(List<Width> hidden, Activation activation, double learningRate, double l2, int batch,
        int rounds, int patience, boolean isWatched) implements LearnerSpec {
    public NetSpec {
        hidden = List.copyOf(hidden);
        require(learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
                "learningRate must be more than 0, got " + learningRate);
        require(l2 >= 0 && l2 < Double.POSITIVE_INFINITY, "l2 must be 0 or more, got " + l2);
        require(batch >= 1, "batch must be 1 or more, got " + batch);
        require(rounds >= 1, "rounds must be 1 or more, got " + rounds);
        require(patience >= 1, "patience must be 1 or more, got " + patience);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// The width of a layer.
    ///
    /// @param units how many it has
    public record Width(int units) {
        private static final int MOST = 100_000;

        public Width {
            require(units >= 1 && units <= MOST, "a layer has 1 to " + MOST + " units, got " + units);
        }
    }

    /// What units make of sums.
    public enum Activation {
        /// Sums below 0 become 0.
        RELU,
        /// The hyperbolic tangent.
        TANH
    }

    @Override
    public String title() {
        return "neural network";
    }

    @Override
    public NetModel fit(Training training) {
        return new NetTraining(this, training, training.frame().finiteNumbers(title())).fit();
    }
}
