package dev.peso.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Schema;
import dev.peso.quality.Cleaning.Keep;

/// Tables as few people have them: very wide, of nested values only, with control characters in their names.
class OddTablesTest {
    @Test
    void what_is_printed_stays_on_its_line() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("new\nline", new double[]{1, 2, 3});
        columns.put("tab\t\u202e", new double[]{1, 2, 4});
        columns.put("t", List.of("a\r\nb", "\u001b[31mred\u0000", "x".repeat(50_000)));
        Profile profile = Profile.of(Dataset.of(columns));
        assertThat(profile.toString().lines()).hasSize(1 + 1 + 3 + 2 + (int) profile.alerts().count());
        assertThat(profile.toString()).contains("new\\nline", "tab\\t\\u202e", "a\\r\\nb 33.3 %",
                "\\u001b[31mred\\u0000 33.3 %").matches("[\\n -~…]*");
        assertThat(profile.toHtml()).contains("<h2>new\\nline").matches("[\\n -~…]*");
        assertThat(
                Cleaning.of(Dataset.of(columns)).trim("t").fill(Fill.mean(), "new\nline").toString().lines())
                .hasSize(3);
    }

    @Test
    void rows_of_a_thousand_columns_are_cleaned() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int c = 0; c < 1_000; c++) {
            columns.put("c" + c, Arrays.asList(1L, 2L, 3L, 4L, 1L, c == 999 ? null : 100L));
        }
        Dataset wide = Dataset.of(columns);
        assertThat(Cleaning.of(wide).automatic().result().count()).isEqualTo(5);
        assertThat(Cleaning.of(wide).duplicates(Keep.NONE).result().count()).isEqualTo(4);
        assertThat(Cleaning.of(wide).dropRows(0).result().count()).isEqualTo(5);
        assertThat(Cleaning.of(wide).outliers(Outliers.iqr(1.5).drop()).result().count()).isEqualTo(5);
    }

    @Test
    void rows_of_nested_values_only_are_cleaned() {
        Dataset nested = Dataset.of(Map.of("x", List.of("a", "b", "a")))
                .select(Expr.list(Expr.col("x")).as("l"), Expr.struct(Expr.col("x")).as("s"));
        Cleaning cleaning = Cleaning.of(nested).automatic();
        assertThat(cleaning.result().count()).isEqualTo(2);
        assertThat(cleaning.report().filter("change = 'removed'").column("before").values())
                .containsExactly(List.of("a row of nested or binary values"));
    }

    @Test
    void a_column_that_is_there_is_not_added() {
        Cleaning flags = Cleaning.of(Dataset.of(Map.of("x", new double[]{1, 2, 3, 4, 99})))
                .outliers(Outliers.iqr(1.5).flag())
                .outliers(Outliers.iqr(1.5).flag());
        assertThatThrownBy(flags::result).isInstanceOf(QueryException.class)
                .hasMessage(
                        "step \"outliers\" adds a column \"x_outlier\", and there is one; rename or drop it "
                                + "before");
    }

    @Test
    void values_fill_the_columns_that_can_hold_them() {
        Schema schema = Schema.of(Field.of("small", DataType.INT8), Field.of("whole", DataType.INT64),
                Field.of("number", DataType.FLOAT64), Field.of("price", DataType.decimal(4, 2)),
                Field.of("day", DataType.DATE), Field.of("hour", new DataType.Time(DataType.Unit.SECOND)),
                Field.of("bytes", DataType.BINARY));
        Dataset gaps = Dataset.ofRows(schema, List.<@Nullable Object[]>of(new Object[7]));
        assertThat(filled(gaps, 300)).containsExactly("whole", "number");
        assertThat(filled(gaps, 99)).containsExactly("small", "whole", "number", "price");
        assertThat(filled(gaps, 1.5)).containsExactly("number", "price");
        assertThat(filled(gaps, Double.NaN)).containsExactly("number");
        assertThat(filled(gaps, LocalDate.of(2026, 1, 31))).containsExactly("day");
        assertThat(filled(gaps, LocalTime.NOON)).containsExactly("hour");
        assertThat(filled(gaps, new byte[]{1})).containsExactly("bytes");
        assertThatThrownBy(() -> Cleaning.of(gaps).fill(Fill.value(300), "small").result())
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "column \"small\" is of type int8, but cleaning needs a type that holds 300 here");
    }

    private static List<String> filled(Dataset gaps, Object value) {
        return Cleaning.of(gaps)
                .fill(Fill.value(value))
                .report()
                .filter("change = 'filled'")
                .rows()
                .map(row -> String.valueOf(row.get("column")))
                .toList();
    }

    /// As float64 these are all the same.
    @Test
    void decimals_that_differ_in_their_last_digits_only_are_not_constant() {
        BigDecimal large = new BigDecimal("9999999999999999999999999998.5");
        Schema schema = Schema.of(Field.of("d", DataType.decimal(38, 10)));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long less : new long[]{0, 1, 2, 2}) {
            rows.add(new @Nullable Object[]{large.subtract(BigDecimal.valueOf(less))});
        }
        rows.add(new @Nullable Object[]{null});
        Dataset data = Dataset.ofRows(schema, rows);
        assertThat(Profile.of(data).column("d").distinct()).isEqualTo(3);
        assertThat(Profile.of(data).distinctRows()).isEqualTo(4);
        assertThat(Cleaning.of(data.limit(3)).constants().result().schema().names()).containsExactly("d");
        assertThat(Cleaning.of(data)
                .fill(Fill.mostFrequent())
                .result()
                .column("d")
                .values()
                .getLast()).isEqualTo(large.subtract(BigDecimal.TWO).setScale(10));
        assertThat(Cleaning.of(data).fill(Fill.mean()).report().strings("note"))
                .containsExactly("is not filled: it has no such value");
    }
}
