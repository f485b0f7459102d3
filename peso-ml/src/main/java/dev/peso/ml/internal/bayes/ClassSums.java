package dev.peso.ml.internal.bayes;

import dev.peso.ml.internal.learn.Training;

/// How much the rows of each class weigh.
///
/// @param totals of the classes
/// @param all of all rows
record ClassSums(double[] totals, double all) {
    static ClassSums of(Training training) {
        double[] totals = new double[training.classes()];
        double all = 0;
        for (int i = 0; i < training.rows(); i++) {
            totals[(int) training.target()[i]] += training.weight(i);
            all += training.weight(i);
        }
        return new ClassSums(totals, all);
    }

    /// The weighted sum of a column within each class.
    static double[] of(Training training, double[] column) {
        double[] sums = new double[training.classes()];
        for (int i = 0; i < column.length; i++) {
            sums[(int) training.target()[i]] += training.weight(i) * column[i];
        }
        return sums;
    }

    double share(int k) {
        return totals[k] / all;
    }

    /// The logarithm of the share of a class; of one without weight a number so low that it never wins.
    double logShare(int k) {
        return totals[k] > 0 ? StrictMath.log(share(k)) : -1e300;
    }
}
