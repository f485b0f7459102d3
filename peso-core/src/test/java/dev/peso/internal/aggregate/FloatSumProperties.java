package dev.peso.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import dev.peso.DataType;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;

/// The sum of a whole column, in lanes, is what exact arithmetic gives, wherever the rows are cut; rows that name their
/// group come to the same.
class FloatSumProperties {
    @Property(tries = 200)
    void lanes_give_the_exact_sum_rounded(@ForAll Random random) {
        double[] values = random.doubles(random.nextInt(3_000)).map(x -> (x - 0.3) * 1e9).toArray();
        for (int i = 0; i + 1 < values.length; i += 7) {
            values[i] = 1e17 * (i % 2 == 0 ? 1 : -1);
        }
        BigDecimal exact = BigDecimal.ZERO;
        for (double value : values) {
            exact = exact.add(new BigDecimal(value));
        }
        FloatSum all = new FloatSum(false);
        FloatSum named = new FloatSum(false);
        FloatSum merged = new FloatSum(false);
        FloatSum later = new FloatSum(false);
        all.resize(1);
        named.resize(1);
        merged.resize(1);
        later.resize(1);
        boolean isLate = false;
        for (int from = 0; from < values.length;) {
            int count = Math.min(values.length - from, 1 + random.nextInt(1_200));
            Vector[] part = {new DoubleVector(DataType.FLOAT64, values, from, count, null)};
            all.addAll(new int[count], part, count);
            named.add(new int[count], part, count);
            isLate |= random.nextInt(3) == 0;
            (isLate ? later : merged).addAll(new int[count], part, count);
            from += count;
        }
        later.seal();
        merged.merge(later, new int[]{0}, new int[]{0}, 1);
        double ulp = Math.ulp(exact.doubleValue());
        assertThat(sum(all)).isCloseTo(exact.doubleValue(), within(ulp));
        assertThat(sum(named)).isCloseTo(exact.doubleValue(), within(ulp));
        assertThat(sum(merged)).isCloseTo(exact.doubleValue(), within(ulp));
    }

    @Example
    void an_infinite_value_makes_the_sum_infinite_and_two_opposite_ones_none() {
        double[] values = new double[1_500];
        Arrays.fill(values, 2.5);
        values[700] = Double.POSITIVE_INFINITY;
        assertThat(sum(values)).isEqualTo(Double.POSITIVE_INFINITY);
        values[1_400] = Double.NEGATIVE_INFINITY;
        assertThat(sum(values)).isNaN();
    }

    private static double sum(double... values) {
        FloatSum sum = new FloatSum(false);
        sum.resize(1);
        sum.addAll(new int[values.length], new Vector[]{DoubleVector.of(DataType.FLOAT64, values)},
                values.length);
        return sum(sum);
    }

    private static double sum(FloatSum sum) {
        sum.seal();
        return ((DoubleVector) sum.finish(new int[]{0}, 0, 1)).get(0);
    }
}
