package dev.peso.ml.internal.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.peso.ml.internal.calibrate.Platt;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.numeric.Mix;
import dev.peso.ml.internal.numeric.RowMajor;

/// Linear support vector machines: the least `|b|² / 2 + cost · sum of losses`, where `b` holds the intercept too; of more
/// than two classes each has one against the rest.
///
/// @param cost more than 0
/// @param isSquared whether losses are squared
public record SvmSpec(double cost, boolean isSquared) implements LearnerSpec {
    private static final int PARTS = 5;

    public SvmSpec {
        if (!(cost > 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cost must be more than 0, got " + cost);
        }
    }

    @Override
    public String title() {
        return "linear support vector machine";
    }

    @Override
    public boolean regresses() {
        return false;
    }

    @Override
    public MarginModel fit(Training training) {
        double[][] columns = training.frame().finiteNumbers(title());
        double[] rows = RowMajor.of(columns, training.rows());
        int sums = training.classes() > 2 ? training.classes() : 1;
        double[][] solutions = new double[sums][];
        double[][] margins = new double[sums][training.rows()];
        int[][] parts = parts(training);
        training.workers().forEach(sums * (parts.length + 1), task -> {
            int k = task / (parts.length + 1);
            int part = task % (parts.length + 1) - 1;
            Hinge hinge = hinge(training, rows, sums == 1 ? 1 : k);
            if (part < 0) {
                solutions[k] = hinge.solve(new int[0], training.workers()::check);
            } else {
                double[] solution = hinge.solve(parts[part], training.workers()::check);
                for (int row : parts[part]) {
                    margins[k][row] = hinge.margin(solution, row);
                }
            }
        });
        double[] slopes = new double[sums];
        double[] offsets = new double[sums];
        for (int k = 0; k < sums; k++) {
            Platt curve = curve(margins[k], isIn(training, sums == 1 ? 1 : k), training.allWeights());
            slopes[k] = curve.slope();
            offsets[k] = curve.intercept();
        }
        return new MarginModel(model(training, columns, solutions), slopes, offsets);
    }

    /// Margins that tell nothing, or the opposite on few rows, must not turn the classes around.
    private static Platt curve(double[] margins, boolean[] isIn, double[] weights) {
        Platt curve = Platt.ofScores(margins, isIn, weights);
        return curve.slope() >= 0 ? curve : Platt.flat(isIn, weights);
    }

    private Hinge hinge(Training training, double[] rows, int k) {
        double[] costs = new double[training.rows()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = cost * training.weight(i);
        }
        return new Hinge(rows, training.frame().columns().size(), isIn(training, k), costs, isSquared,
                training.seed());
    }

    private static boolean[] isIn(Training training, int k) {
        boolean[] isIn = new boolean[training.rows()];
        for (int i = 0; i < isIn.length; i++) {
            isIn[i] = training.target()[i] == k;
        }
        return isIn;
    }

    /// Rows in parts with equal shares of the classes; of each part the margins come from the others.
    private static int[][] parts(Training training) {
        int[] order = new Mix(Mix.derive(training.seed(), -2)).permutation(training.rows());
        int[] seen = new int[training.classes()];
        int[] partOf = new int[order.length];
        int[] sizes = new int[PARTS];
        for (int row : order) {
            partOf[row] = seen[(int) training.target()[row]]++ % PARTS;
            sizes[partOf[row]]++;
        }
        int[][] parts = new int[PARTS][];
        for (int part = 0; part < PARTS; part++) {
            parts[part] = new int[sizes[part]];
        }
        Arrays.fill(sizes, 0);
        for (int row = 0; row < partOf.length; row++) {
            parts[partOf[row]][sizes[partOf[row]]++] = row;
        }
        return parts;
    }

    private LinearModel model(Training training, double[][] columns, double[][] solutions) {
        List<double[]> coefficients = new ArrayList<>();
        double[] intercepts = new double[solutions.length];
        for (int k = 0; k < solutions.length; k++) {
            coefficients.add(Arrays.copyOf(solutions[k], columns.length));
            intercepts[k] = solutions[k][columns.length];
        }
        return new LinearModel(title(), LinearModel.Link.IDENTITY, training.frame().names(), coefficients,
                intercepts,
                LinearModel.means(columns, training));
    }
}
