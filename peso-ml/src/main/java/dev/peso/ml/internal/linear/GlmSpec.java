package dev.peso.ml.internal.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;

/// Logistic and Poisson regression: the least loss with `l1 |b|₁ + l2 / 2 |b|²` added; intercepts are free.
///
/// @param family what is predicted
/// @param l1 0 or more
/// @param l2 0 or more
public record GlmSpec(Family family, double l1, double l2) implements LearnerSpec {
    public GlmSpec {
        if (!(l1 >= 0 && l1 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("l1 must be 0 or more, got " + l1);
        }
        if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("l2 must be 0 or more, got " + l2);
        }
    }

    /// What is predicted.
    public enum Family {
        /// Classes: the loss is the sum of log losses.
        LOGISTIC,
        /// Counts: the loss is half the mean deviance.
        POISSON
    }

    @Override
    public String title() {
        return family == Family.LOGISTIC ? "logistic regression" : "Poisson regression";
    }

    @Override
    public boolean classifies() {
        return family == Family.LOGISTIC;
    }

    @Override
    public boolean regresses() {
        return family == Family.POISSON;
    }

    @Override
    public boolean takesSparse() {
        return true;
    }

    @Override
    public LinearModel fit(Training training) {
        int sums = training.classes() > 2 ? training.classes() : 1;
        boolean isNewton = l1 > 0 || sums * (training.frame().width() + 1L) <= GlmSolver.MOST_FOR_NEWTON;
        Frame frame = isNewton ? training.frame().dense(title()) : training.frame();
        Design design = Design.of(frame, title());
        if (family == Family.POISSON) {
            requireCounts(training);
        }
        Loss loss = family == Family.POISSON
                ? new PoissonLoss(training, design)
                : sums == 1 ? new BinomialLoss(training, design) : new SoftmaxLoss(training, design);
        double[] solution = new GlmSolver(loss, design.width(), sums, l1, l2).solve();
        List<double[]> coefficients = new ArrayList<>();
        double[] intercepts = new double[sums];
        int width = design.width() + 1;
        for (int k = 0; k < sums; k++) {
            coefficients.add(Arrays.copyOfRange(solution, k * width, (k + 1) * width - 1));
            intercepts[k] = solution[(k + 1) * width - 1];
        }
        LinearModel.Link link = family == Family.POISSON
                ? LinearModel.Link.LOG
                : sums == 1 ? LinearModel.Link.LOGIT : LinearModel.Link.SOFTMAX;
        return new LinearModel(title(), link, training.frame().names(), coefficients, intercepts,
                design.means(training));
    }

    private static void requireCounts(Training training) {
        double sum = 0;
        for (double count : training.target()) {
            if (!(count >= 0)) {
                throw new QueryException(
                        "Poisson regression predicts counts, 0 or more; the target holds " + count);
            }
            sum += count;
        }
        if (sum == 0) {
            throw new QueryException("Poisson regression needs a count above 0, and all of the target are 0");
        }
    }
}
