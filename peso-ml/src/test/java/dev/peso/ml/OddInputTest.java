package dev.peso.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.PesoException;

/// Every learner of Peso's own on data as it should not be: it says why not, or predicts numbers that are finite.
class OddInputTest {
    static Stream<Arguments> learners() {
        return LearnerMatrixTest.uses().filter(use -> !(use.get()[0] instanceof ProvidedLearner));
    }

    private static Map<String, UnaryOperator<Dataset>> tables() {
        Map<String, UnaryOperator<Dataset>> tables = new LinkedHashMap<>();
        tables.put("as it should be", data -> data);
        tables.put("no rows", data -> data.limit(0));
        tables.put("one row", data -> data.limit(1));
        tables.put("two rows", data -> data.limit(2));
        tables.put("a column without values", data -> data.with("b", nothing(DataType.FLOAT64)));
        tables.put("a text column without values", data -> data.with("t", nothing(DataType.UTF8)));
        tables.put("a constant column", data -> data.with("b = 7.0"));
        tables.put("constant columns only", data -> data.with("a = 1.0").with("b = 7.0"));
        tables.put("infinite values", data -> data.with("a = case when b > 4 then 1e308 * 10 else a end"));
        tables.put("NaN", data -> data.with("a = case when b > 4 then sqrt(-1.0) else a end"));
        tables.put("huge numbers", data -> data.with("a = a * 1e300"));
        tables.put("tiny numbers", data -> data.with("a = a * 1e-300"));
        tables.put("no columns but the target", data -> data.select("y", "q"));
        tables.put("a copy of the target", data -> data.with("copy = y"));
        tables.put("a target without values", data -> data.with("y", nothing(DataType.INT32)));
        tables.put("a target with gaps", data -> data.with("y = case when b > 1 then y end"));
        tables.put("one value of the target", data -> data.with("y = 1"));
        tables.put("new categories", data -> data.with("t = 'thing ' || cast(a as utf8)"));
        return tables;
    }

    private static Expr nothing(DataType type) {
        return Expr.lit(null).cast(type);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void a_learner_says_why_not_or_predicts_finite_numbers(Learner learner, LearnerMatrixTest.Asked asked) {
        Dataset plain = asked.data();
        for (Pipeline pipeline : new Pipeline[]{asked.of(learner), asked.of(learner).prepare()}) {
            tables().forEach((what, odd) -> {
                Dataset data = odd.apply(plain).collect();
                asks(what, pipeline, data, data);
                asks(what + " later", pipeline, plain, data);
            });
        }
    }

    /// Trains on some rows and predicts others.
    private static void asks(String what, Pipeline pipeline, Dataset rows, Dataset others) {
        try {
            Dataset predicted = pipeline.fit(rows).predict(others);
            for (Field field : predicted.schema()) {
                if (!others.schema().contains(field.name()) && field.type().isFloat()) {
                    assertThat(
                            Arrays.stream(predicted.doubles(field.name())).filter(v -> !Double.isFinite(v)))
                            .as(what + ": " + field.name())
                            .isEmpty();
                }
            }
        } catch (PesoException | IllegalStateException e) {
            assertThat(e.getMessage()).as(what).hasSizeGreaterThan(20);
        }
    }
}
