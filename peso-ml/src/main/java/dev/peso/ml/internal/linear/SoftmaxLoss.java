package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Exp;

/// The log loss of several classes.
final class SoftmaxLoss extends SumsLoss {
    SoftmaxLoss(Training training, Design design) {
        super(training, design, training.classes());
    }

    @Override
    double loss(int row) {
        double[] scores = new double[sums];
        for (int k = 0; k < sums; k++) {
            scores[k] = values[k][row];
        }
        double own = scores[(int) training.target()[row]];
        double logSum = Exp.softmax(scores);
        for (int k = 0; k < sums; k++) {
            values[k][row] = scores[k];
        }
        return training.weight(row) * (logSum - own);
    }

    @Override
    double slope(int row, int sum) {
        return training.weight(row) * (values[sum][row] - (training.target()[row] == sum ? 1 : 0));
    }

    @Override
    double curve(int row, int first, int second) {
        double probability = values[first][row];
        return training.weight(row) * (first == second
                ? probability * (1 - probability)
                : -probability * values[second][row]);
    }
}
