package dev.peso.ml.internal.linear;

import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Exp;

/// Half the mean deviance of counts, but for what does not depend on the parameters.
final class PoissonLoss extends SumsLoss {
    private final double total;

    PoissonLoss(Training training, Design design) {
        super(training, design, 1);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += training.weight(i);
        }
        total = sum;
    }

    @Override
    double loss(int row) {
        double score = values[0][row];
        values[0][row] = Exp.exp(score);
        return training.weight(row) / total * (values[0][row] - training.target()[row] * score);
    }

    @Override
    double slope(int row, int sum) {
        return training.weight(row) / total * (values[0][row] - training.target()[row]);
    }

    @Override
    double curve(int row, int first, int second) {
        return training.weight(row) / total * values[0][row];
    }

    @Override
    public double[] start() {
        double[] start = super.start();
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += training.weight(i) * training.target()[i];
        }
        start[start.length - 1] = StrictMath.log(sum / total);
        return start;
    }
}
