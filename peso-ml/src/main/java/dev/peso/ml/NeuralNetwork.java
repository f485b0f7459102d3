package dev.peso.ml;

import java.util.Arrays;
import java.util.Objects;

import dev.peso.ml.internal.net.NetSpec;
import dev.peso.ml.internal.spec.Records;

/// A small neural network of fully connected layers, for classes and numbers, that learns by Adam (Kingma and Ba 2015).
///
/// Features should be of like size, as `prepare()` and `scale()` make them; numbers to predict are scaled inside. Training
/// ends when the loss of a round has not fallen by `1e-4` for 10 rounds, or after 200. The model is the same on any
/// number of threads. Categories and missing values are refused.
public final class NeuralNetwork extends Learner {
    private final NetSpec spec;

    NeuralNetwork(NetSpec spec) {
        this.spec = spec;
    }

    @Override
    NetSpec spec() {
        return spec;
    }

    private NeuralNetwork with(String component, Object value) {
        return new NeuralNetwork(Records.with(spec, component, value));
    }

    /// How many units the layers between features and predictions have.
    ///
    /// @param units one number of 1 or more a layer; one layer of 100 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if one is out of range
    public NeuralNetwork hidden(int... units) {
        return with("hidden",
                Arrays.stream(Objects.requireNonNull(units, "units")).mapToObj(NetSpec.Width::new).toList());
    }

    /// Takes the hyperbolic tangent of sums; unless given, sums below 0 become 0.
    ///
    /// @return a new learner
    public NeuralNetwork tanh() {
        return with("activation", NetSpec.Activation.TANH);
    }

    /// How far each step goes.
    ///
    /// @param learningRate more than 0; 0.001 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is not
    public NeuralNetwork learningRate(double learningRate) {
        return with("learningRate", learningRate);
    }

    /// The penalty on squared weights.
    ///
    /// @param l2 0 or more; 0.0001 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is negative
    public NeuralNetwork l2(double l2) {
        return with("l2", l2);
    }

    /// How many rows each step looks at.
    ///
    /// @param batch 1 or more; 32 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public NeuralNetwork batch(int batch) {
        return with("batch", batch);
    }

    /// How often all rows are seen at most.
    ///
    /// @param rounds 1 or more; 200 unless given
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public NeuralNetwork rounds(int rounds) {
        return with("rounds", rounds);
    }

    /// Stops when the loss on a tenth of the rows, which are not learnt from then, has not fallen for some rounds, and
    /// keeps the weights of the best one.
    ///
    /// @param rounds 1 or more
    /// @return a new learner
    /// @throws IllegalArgumentException if it is less
    public NeuralNetwork stopAfter(int rounds) {
        return new NeuralNetwork(Records.with(Records.with(spec, "patience", rounds), "isWatched", true));
    }
}
