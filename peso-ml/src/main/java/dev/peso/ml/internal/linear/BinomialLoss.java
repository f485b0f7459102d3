package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Exp;

/// The log loss of two classes.
final class BinomialLoss extends SumsLoss {
    BinomialLoss(Training training, Design design) {
        super(training, design, 1);
    }

    @Override
    double loss(int row) {
        double score = values[0][row];
        boolean isSecond = training.target()[row] == 1;
        values[0][row] = Exp.sigmoid(score);
        return training.weight(row) * Exp.softplus(isSecond ? -score : score);
    }

    @Override
    double slope(int row, int sum) {
        return training.weight(row) * (values[0][row] - training.target()[row]);
    }

    @Override
    double curve(int row, int first, int second) {
        double probability = values[0][row];
        return training.weight(row) * probability * (1 - probability);
    }
}
