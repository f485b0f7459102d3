package dev.peso.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.internal.column.CodeVector;
import dev.peso.internal.column.Dictionaries;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.column.ViewBuilder;
import dev.peso.internal.column.ViewVector;

class ValueOrderTest {
    private static final DataType ORDERED = new DataType.Categorical(true);

    private static ViewVector texts(String... values) {
        ViewBuilder builder = new ViewBuilder(DataType.UTF8, values.length);
        for (String value : values) {
            builder.append(value);
        }
        return builder.build();
    }

    private static CodeVector categories(DataType type, String... values) {
        return Dictionaries.encode(texts(values), type);
    }

    @Test
    void ordered_categories_compare_by_the_first_ones_dictionary_even_across_dictionaries() {
        Vector sizes = categories(ORDERED, "small", "medium", "large");
        Vector others = categories(ORDERED, "large", "small");
        assertThat(ValueOrder.compare(sizes, 0, sizes, 2)).isNegative();
        assertThat(ValueOrder.compare(sizes, 0, others, 0)).isNegative();
        assertThat(ValueOrder.compare(sizes, 2, others, 0)).isZero();
        assertThat(ValueOrder.compare(sizes, 1, others, 1)).isPositive();
    }

    @Test
    void plain_categories_compare_as_text_also_with_text() {
        Vector words = categories(new DataType.Categorical(false), "pear", "apple");
        assertThat(ValueOrder.compare(words, 0, words, 1)).isPositive();
        assertThat(ValueOrder.compare(words, 1, texts("apple"), 0)).isZero();
        assertThat(ValueOrder.compare(texts("banana"), 0, words, 0)).isNegative();
    }

    @Test
    void nan_is_the_greatest_number_and_both_zeros_are_one() {
        Vector v = new DoubleVector(DataType.FLOAT64,
                new double[]{Double.NaN, Double.POSITIVE_INFINITY, -0.0, 0.0}, 0, 4, new long[]{0b1111});
        assertThat(ValueOrder.compare(v, 0, v, 1)).isPositive();
        assertThat(ValueOrder.compare(v, 0, v, 0)).isZero();
        assertThat(ValueOrder.same(v, 2, v, 3)).isTrue();
    }

    @Test
    void null_equals_null_and_comes_last() {
        Vector v = new DoubleVector(DataType.FLOAT64, new double[]{1, 0, 0}, 0, 3, new long[]{0b001});
        assertThat(ValueOrder.compare(v, 1, v, 0)).isPositive();
        assertThat(ValueOrder.same(v, 1, v, 2)).isTrue();
    }
}
