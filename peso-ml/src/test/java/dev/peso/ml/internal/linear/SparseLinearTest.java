package dev.peso.ml.internal.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.QueryException;
import dev.peso.ml.internal.frame.Csr;
import dev.peso.ml.internal.frame.CsrBuilder;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.NameList;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.numeric.Mix;

/// Sparse columns give what the same columns give when their zeros are spelt out, which is held to others elsewhere.
class SparseLinearTest {
    private static final int ROWS = 200;
    private static final int WIDTH = 450;

    private final double[] target = new double[ROWS];
    private final double[] weights = new double[ROWS];
    private final Frame frame = frame();

    private Frame frame() {
        Mix random = new Mix(3);
        CsrBuilder block = new CsrBuilder(16);
        double[] plain = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            plain[i] = random.nextDouble();
            target[i] = plain[i];
            weights[i] = 0.5 + random.nextDouble();
            for (int j = 0; j < WIDTH; j++) {
                if (random.nextInt(20) == 0) {
                    double value = 1 + random.nextInt(3);
                    block.add(j, value);
                    target[i] += value * (j % 7 - 3) * 0.1;
                }
            }
            block.endRow();
            target[i] += 0.1 * random.nextDouble();
        }
        return new Frame(List.of(new Feature.Numbers("plain", plain)), ROWS)
                .withSparse(block.build(NameList.of(WIDTH, j -> "s" + j)));
    }

    private Training training(Frame features, int classes) {
        double[] y = target.clone();
        for (int i = 0; i < ROWS && classes > 0; i++) {
            y[i] = (i + (target[i] > 0.5 ? 1 : 0)) % classes;
        }
        return new Training(features, y, classes, weights, 1, new Workers(2));
    }

    private void assertSame(LinearModel sparse, LinearModel dense, double tolerance) {
        assertThat(sparse.features()).isEqualTo(dense.features());
        for (int k = 0; k < dense.intercepts().length; k++) {
            assertThat(sparse.coefficients().get(k)).containsExactly(dense.coefficients().get(k),
                    within(tolerance));
        }
        assertThat(sparse.means()).containsExactly(dense.means(), within(1e-12));
        double[][] a = sparse.predict(frame, new Workers(2));
        double[][] b = dense.predict(frame.dense("test"), new Workers(1));
        for (int k = 0; k < a.length; k++) {
            assertThat(a[k]).containsExactly(b[k], within(tolerance));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ridge_does_not_need_the_zeros(boolean intercept) {
        LinearSpec spec = new LinearSpec(2.5, LinearSpec.RIDGE, intercept);
        assertSame(spec.fit(training(frame, 0)), spec.fit(training(frame.dense("test"), 0)), 1e-8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.4})
    void the_elastic_net_does_not_need_the_zeros(double l1Share) {
        LinearSpec spec = new LinearSpec(0.05, l1Share, true);
        LinearModel sparse = spec.fit(training(frame, 0));
        assertSame(sparse, spec.fit(training(frame.dense("test"), 0)), 1e-8);
        assertThat(sparse.coefficients().getFirst()).contains(0.0);
    }

    @Test
    void classes_do_not_need_the_zeros() {
        GlmSpec spec = new GlmSpec(GlmSpec.Family.LOGISTIC, 0, 1);
        assertSame(spec.fit(training(frame, 2)), spec.fit(training(frame.dense("test"), 2)), 1e-6);
        assertSame(spec.fit(training(frame, 3)), spec.fit(training(frame.dense("test"), 3)), 1e-6);
    }

    @Test
    void threads_do_not_change_what_is_learnt() {
        Training two = training(frame, 2);
        Training one = new Training(two.frame(), two.target(), 2, weights, 1, new Workers(1));
        GlmSpec spec = new GlmSpec(GlmSpec.Family.LOGISTIC, 0, 1);
        assertThat(spec.fit(two).coefficients().getFirst())
                .containsExactly(spec.fit(one).coefficients().getFirst());
    }

    @Test
    void rows_and_columns_can_be_taken() {
        int[] rows = {3, 3, 190, 0};
        Csr taken = frame.sparse().take(rows);
        double[][] all = frame.sparse().dense();
        double[][] some = taken.dense();
        for (int j = 0; j < WIDTH; j++) {
            assertThat(some[j]).containsExactly(all[j][3], all[j][3], all[j][190], all[j][0]);
        }
        Csr picked = frame.sparse().pick(new int[]{5, 17});
        assertThat(picked.names()).containsExactly("s5", "s17");
        assertThat(picked.dense()).isDeepEqualTo(new double[][]{all[5], all[17]});
        assertThat(frame.sparse().beside(picked).dense()[WIDTH + 1]).containsExactly(all[17]);
    }

    @Test
    void who_needs_the_zeros_refuses_too_many() {
        List<String> names = new ArrayList<>();
        for (int j = 0; j < 200_000; j++) {
            names.add("s" + j);
        }
        Frame wide = new Frame(List.of(), 1_000)
                .withSparse(new Csr(names, new int[1_001], new int[0], new double[0]));
        assertThatThrownBy(() -> wide.dense("boosted trees")).isInstanceOf(QueryException.class)
                .hasMessage(
                        "boosted trees takes no sparse columns, and 200000 of them with 1000 rows would be more than "
                                + "1 GB; keep fewer with select(...) or Text.most(...), or use Learners.logistic(), "
                                + "Learners.ridge(...) or Learners.lasso(...), which take them as they are");
    }
}
