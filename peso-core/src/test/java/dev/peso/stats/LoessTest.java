package dev.peso.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class LoessTest {
    /// Sixty points around a wave, every seventh far from it; places and spans are uneven.
    private static final double[] X = IntStream.range(0, 60)
            .mapToDouble(i -> i / 4.0 + i % 5 / 50.0)
            .toArray();
    private static final double[] Y = IntStream.range(0, 60)
            .mapToDouble(i -> 10 + 3 * (i * 37 % 11) / 11.0 + (i % 7 == 3 ? 9 : 0) + X[i] * (15 - X[i]) / 5)
            .toArray();
    private static final double[] PLACES = {0, 0.3, 2.5, 7.01, 11, 14.83};

    private static final double[] PLAIN_HALF = {13.27348008, 13.90497475, 18.37728722, 23.44795418,
            21.06940607, 14.6510233};
    private static final double[] PLAIN_TWO_THIRDS = {14.05749661, 14.57398686, 18.20698549, 23.1466092,
            20.56931979, 15.20973682};
    private static final double[] ROBUST_HALF = {12.21869647, 12.8240818, 17.12480881, 22.07832264,
            19.6293558, 12.64788322};
    private static final double[] ROBUST_ONCE = {11.75716109, 12.51402987, 17.52164864, 22.56633709,
            20.08478745, 12.95436392};

    @Test
    void lines_are_those_of_statsmodels() {
        // statsmodels.nonparametric.smoothers_lowess.lowess(Y, X, frac, it, xvals=PLACES), version 0.14
        assertLine(0.5, 0, PLAIN_HALF);
        assertLine(2.0 / 3, 0, PLAIN_TWO_THIRDS);
        assertLine(0.5, 3, ROBUST_HALF);
        assertLine(0.3, 1, ROBUST_ONCE);
    }

    private static void assertLine(double span, int robust, double[] expected) {
        assertThat(Loess.of(X, Y, span, robust, PLACES).y()).as("span %s, robust %s", span, robust)
                .containsExactly(expected, within(1e-6));
    }

    @Test
    void errors_are_those_of_the_matrix_that_makes_the_line_of_the_points() {
        // The rows of that matrix are lines through unit vectors (Cleveland and Devlin 1988).
        int n = X.length;
        double[][] matrix = new double[n][n];
        for (int k = 0; k < n; k++) {
            double[] unit = new double[n];
            unit[k] = 1;
            double[] line = Loess.of(X, unit, 0.5, 0, X).y();
            for (int i = 0; i < n; i++) {
                matrix[i][k] = line[i];
            }
        }
        double squares = 0;
        double freedom = 0;
        double[] norms = new double[n];
        double[] line = Loess.of(X, Y, 0.5, 0, X).y();
        for (int i = 0; i < n; i++) {
            squares += (Y[i] - line[i]) * (Y[i] - line[i]);
            for (int k = 0; k < n; k++) {
                norms[i] += matrix[i][k] * matrix[i][k];
                double left = (i == k ? 1 : 0) - matrix[i][k];
                freedom += left * left;
            }
        }
        double sigma = Math.sqrt(squares / freedom);
        double[] error = Loess.of(X, Y, 0.5, 0, X).error();
        for (int i = 0; i < n; i++) {
            assertThat(error[i]).isCloseTo(sigma * Math.sqrt(norms[i]), within(1e-9));
        }
    }

    @Test
    void a_straight_line_stays_itself() {
        double[] y = Arrays.stream(X).map(x -> 3 - 2 * x).toArray();
        for (double span : new double[]{0.1, 0.4, 1}) {
            Loess loess = Loess.of(X, y, span, 2, PLACES);
            for (int i = 0; i < PLACES.length; i++) {
                assertThat(loess.y()[i]).isCloseTo(3 - 2 * PLACES[i], within(1e-9));
            }
        }
    }

    @Test
    void many_points_give_the_line_of_few_to_a_thousandth() {
        // Above a thousand points robust weights come from fits that are not at each point.
        Random random = new Random(4);
        double[] x = random.doubles(1500, 0, 10).sorted().toArray();
        double[] y = Arrays.stream(x).map(each -> Math.sin(each) + 0.3 * random.nextGaussian()).toArray();
        double[] line = Loess.of(x, y, 0.3, 0, PLACES).y();
        assertThat(Loess.of(x, y, 0.3, 0, new double[]{5}).error()[0]).isBetween(0.01, 0.05);
        double[] robust = Loess.of(x, y, 0.3, 3, PLACES).y();
        for (int i = 1; i < 4; i++) {
            assertThat(robust[i]).isCloseTo(line[i], within(0.05));
        }
    }

    @Test
    void points_at_one_place_have_their_mean() {
        double[] x = {1, 1, 1, 1};
        assertThat(Loess.of(x, new double[]{1, 2, 3, 6}, 1, 0, new double[]{1}).y()).containsExactly(3);
        assertThat(Loess.of(x, new double[]{1, 2, 3, 6}, 0.1, 3, new double[]{1, 5}).y())
                .doesNotContain(Double.NaN);
        assertThat(Loess.of(new double[]{2}, new double[]{7}, 0.5, 0, new double[]{2}).y())
                .containsExactly(7);
        assertThat(Loess.of(new double[0], new double[0], 0.5, 0, new double[]{2}).y())
                .containsExactly(Double.NaN);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        refused(() -> Loess.of(X, Y, 0, 0, PLACES), "span must be in (0, 1], got 0.0");
        refused(() -> Loess.of(X, Y, Double.NaN, 0, PLACES), "span must be in (0, 1], got NaN");
        refused(() -> Loess.of(X, Y, 1, 11, PLACES), "robust must be in [0, 10], got 11");
        refused(() -> Loess.of(X, PLACES, 1, 1, PLACES), "x and y must be equally long, got 60 and 6");
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
