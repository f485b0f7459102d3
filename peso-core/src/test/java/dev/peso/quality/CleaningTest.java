package dev.peso.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Expr;
import dev.peso.Field;
import dev.peso.QueryException;
import dev.peso.Row;
import dev.peso.Schema;
import dev.peso.SharedData;
import dev.peso.internal.json.JsonTree;
import dev.peso.internal.quality.JsonText;
import dev.peso.quality.Cleaning.Keep;
import dev.peso.quality.Cleaning.Misfits;

class CleaningTest {
    private static Dataset texts(String name, @Nullable String... values) {
        return Dataset.ofRows(Schema.of(Field.of(name, DataType.UTF8)),
                Arrays.stream(values).map(value -> new @Nullable Object[]{value}).toList());
    }

    private static Dataset numbers(@Nullable Double... values) {
        return Dataset.ofRows(Schema.of(Field.of("x", DataType.FLOAT64)),
                Arrays.stream(values).map(value -> new @Nullable Object[]{value}).toList());
    }

    private static List<@Nullable Object> values(Dataset data, String column) {
        List<@Nullable Object> values = new ArrayList<>();
        data.rows().forEach(row -> values.add(row.get(column)));
        return values;
    }

    private static List<@Nullable Object> values(Cleaning cleaning) {
        return values(cleaning.result(), cleaning.result().schema().names().getFirst());
    }

    /// The report, a line a row: step action column change rows before>after note.
    private static List<String> report(Cleaning cleaning) {
        return cleaning.report()
                .rows()
                .map(row -> row.getLong("step") + " " + row.get("action") + " " + row.get("column") + " "
                        + row.get("change") + " " + row.get("rows") + " " + row.get("before") + " "
                        + row.get("after") + " " + row.get("note"))
                .toList();
    }

    @Test
    void names_become_snake_case() {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String name : List.of("Customer ID", "customerId", "HTTPServer", "% of total", "Straße 1",
                "2020",
                "", "--", "naïve\u0301", "x")) {
            columns.put(name, new int[]{1});
        }
        Cleaning cleaning = Cleaning.of(Dataset.of(columns)).names();
        assertThat(cleaning.result().schema().names()).containsExactly("customer_id", "customer_id_2",
                "http_server", "percent_of_total", "straße_1", "x2020", "column", "column_2", "naïv\u00e9",
                "x");
        assertThat(report(cleaning))
                .contains("1 names Customer ID renamed null [Customer ID] [customer_id] null")
                .hasSize(9);
    }

    @Test
    void trim_takes_white_space_of_all_kinds() {
        Cleaning cleaning = Cleaning.of(texts("x", " a ", "b\u00a0 c", "\u2003", "", null, "d")).trim();
        assertThat(values(cleaning)).containsExactly("a", "b c", null, null, null, "d");
        assertThat(report(cleaning)).containsExactly(
                "1 trim x changed 2 [ a , b\u00a0 c] [a, b c] null",
                "1 trim x nulled 2 [\u2003, ] [null, null] null");
    }

    @Test
    void null_words_become_null() {
        assertThat(values(Cleaning.of(texts("x", "N/A", " na ", "none", "None", "?", "a")).nullWords()))
                .containsExactly(null, null, "none", null, null, "a");
        assertThat(
                values(Cleaning.of(texts("x", "N/A", "unknown", "Unknown ")).nullWords(List.of("UNKNOWN"))))
                .containsExactly("N/A", null, null);
    }

    @Test
    void numbers_in_texts_become_numbers() {
        Cleaning cleaning = Cleaning
                .of(texts("x", "1,234.50", "$12", "(3.00)", "12.5 %", "1e3", "-7", null, " "))
                .types();
        assertThat(values(cleaning)).containsExactly(1234.5, 12.0, -3.0, 0.125, 1000.0, -7.0, null, null);
        assertThat(cleaning.result().schema().type("x")).isEqualTo(DataType.FLOAT64);
        assertThat(report(cleaning).getFirst()).startsWith("1 types x typed 6 [1,234.50, $12, (3.00)]")
                .endsWith("utf8 to float64");
    }

    @Test
    void decimal_commas_are_found_by_the_column() {
        assertThat(values(Cleaning.of(texts("x", "1.234,50", "3,5", "12 EUR", "7")).types()))
                .containsExactly(1234.5, 3.5, 12.0, 7.0);
    }

    @Test
    void whole_numbers_stay_exact() {
        assertThat(values(Cleaning.of(texts("x", "9007199254740993", "1,000", "-5")).types()))
                .containsExactly(9_007_199_254_740_993L, 1_000L, -5L);
    }

    @Test
    void zeros_in_front_are_no_numbers() {
        Cleaning cleaning = Cleaning.of(texts("x", "00123", "04567", "12345")).types();
        assertThat(cleaning.result().schema().type("x")).isEqualTo(DataType.UTF8);
        assertThat(report(cleaning)).containsExactly("1 types null none 0 [] [] null");
    }

    @Test
    void dates_of_several_forms_become_dates() {
        assertThat(
                values(Cleaning.of(texts("x", "2026-01-31", "31.01.2026", "31 Jan 2026", "January 31, 2026"))
                        .types()))
                .containsOnly(LocalDate.of(2026, 1, 31));
        assertThat(values(Cleaning.of(texts("x", "1/31/2026", "2/3/2026")).types()))
                .containsExactly(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 3));
        assertThat(values(Cleaning.of(texts("x", "31/1/2026", "2/3/2026")).types()))
                .containsExactly(LocalDate.of(2026, 1, 31), LocalDate.of(2026, 3, 2));
        assertThat(values(Cleaning.of(texts("x", "2026-01-31T10:00:00+02:00", "2026-01-31 5:30 PM")).types()))
                .containsExactly(LocalDateTime.of(2026, 1, 31, 8, 0), LocalDateTime.of(2026, 1, 31, 17, 30));
        assertThat(values(Cleaning.of(texts("x", "10:30", "5:05:01 PM")).types()))
                .containsExactly(LocalTime.of(10, 30), LocalTime.of(17, 5, 1));
    }

    @Test
    void dates_that_cannot_be_told_stay_texts_until_someone_says() {
        Dataset data = texts("x", "1/2/2026", "3/4/2026");
        Cleaning cleaning = Cleaning.of(data).types();
        assertThat(values(cleaning)).containsExactly("1/2/2026", "3/4/2026");
        assertThat(report(cleaning).getFirst()).contains("1 types x note", "whether the day or the month");
        assertThat(values(Cleaning.of(data).type("x", DataType.DATE)))
                .containsExactly(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 4, 3));
    }

    @Test
    void misfits_are_nulled_kept_or_fail_as_asked() {
        List<@Nullable String> values = new ArrayList<>();
        IntStream.range(0, 60).forEach(i -> values.add(Integer.toString(i)));
        values.add("oops");
        Dataset data = texts("x", values.toArray(String[]::new));
        Cleaning nulled = Cleaning.of(data).types();
        assertThat(values(nulled).getLast()).isNull();
        assertThat(report(nulled)).contains("1 types x nulled 1 [oops] [null] null");
        Cleaning kept = Cleaning.of(data).types(Misfits.KEEP_TEXT);
        assertThat(values(kept).getLast()).isEqualTo("oops");
        assertThat(report(kept)).containsExactly(
                "1 types x note null [] [] stays text: 1 text of another kind");
        assertThatThrownBy(() -> Cleaning.of(data).types(Misfits.FAIL).result().collect())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("\"oops\" in column \"x\" is no int64");
    }

    @Test
    void rows_that_come_again_go() {
        Dataset data = Dataset
                .of(Map.of("k", List.of("a", "b", "a", "A ", "c"), "v", new int[]{1, 2, 1, 1, 3}))
                .select("k", "v");
        assertThat(values(Cleaning.of(data).duplicates())).containsExactly("a", "b", "A ", "c");
        assertThat(values(Cleaning.of(data).duplicates(Keep.LAST))).containsExactly("b", "a", "A ", "c");
        assertThat(values(Cleaning.of(data).duplicates(Keep.NONE))).containsExactly("b", "A ", "c");
        Cleaning similar = Cleaning.of(data).similarDuplicates(Keep.FIRST, "k");
        assertThat(values(similar)).containsExactly("a", "b", "c");
        assertThat(report(similar)).containsExactly(
                "1 similar_duplicates null removed 2 [a, 1, A , 1] [null, null] null");
    }

    @Test
    void columns_and_rows_with_gaps_go() {
        Dataset data = Dataset.ofRows(Schema.of(Field.of("a", DataType.INT64), Field.of("b", DataType.UTF8)),
                List.of(new @Nullable Object[]{1L, null}, new @Nullable Object[]{null, null},
                        new @Nullable Object[]{3L, "x"}));
        assertThat(Cleaning.of(data).dropColumns(0.5).result().schema().names()).containsExactly("a");
        assertThat(values(Cleaning.of(data).dropRows(0))).containsExactly(3L);
        assertThat(values(Cleaning.of(data).dropRows(0.5))).containsExactly(1L, 3L);
        assertThat(values(Cleaning.of(data).dropRows(0, "a"))).containsExactly(1L, 3L);
    }

    @Test
    void nulls_are_filled() {
        Dataset data = numbers(1.0, null, 4.0, 10.0);
        assertThat(values(Cleaning.of(data).fill(Fill.mean()))).containsExactly(1.0, 5.0, 4.0, 10.0);
        assertThat(values(Cleaning.of(data).fill(Fill.median(), "x"))).containsExactly(1.0, 4.0, 4.0, 10.0);
        assertThat(values(Cleaning.of(data).fill(Fill.value(0)))).containsExactly(1.0, 0.0, 4.0, 10.0);
        assertThat(values(Cleaning.of(data).fill(Fill.forward()))).containsExactly(1.0, 1.0, 4.0, 10.0);
        assertThat(values(Cleaning.of(data).fill(Fill.backward()))).containsExactly(1.0, 4.0, 4.0, 10.0);
        assertThat(values(Cleaning.of(texts("x", "b", null, "b", "a")).fill(Fill.mostFrequent())))
                .containsExactly("b", "b", "b", "a");
        assertThat(report(Cleaning.of(data).fill(Fill.mean())))
                .containsExactly("1 fill x filled 1 [null] [5.0] null");
        assertThat(report(Cleaning.of(numbers((Double) null)).fill(Fill.mean())))
                .containsExactly("1 fill x note null [] [] is not filled: it has no such value");
    }

    @Test
    void whole_numbers_are_filled_with_whole_numbers() {
        Dataset data = Dataset.ofRows(Schema.of(Field.of("x", DataType.INT32)),
                List.of(new @Nullable Object[]{1}, new @Nullable Object[]{null}, new @Nullable Object[]{4}));
        assertThat(values(Cleaning.of(data).fill(Fill.mean()))).containsExactly(1, 3, 4);
    }

    @Test
    void outliers_are_clipped_nulled_dropped_or_flagged() {
        @Nullable
        Double[] cells = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 100.0, null, Double.NaN};
        Dataset data = numbers(cells);
        Cleaning clipped = Cleaning.of(data).outliers(Outliers.iqr(1.5));
        // Quartiles of 1 to 7 and 100 by type 7: 2.75 and 6.25.
        assertThat(values(clipped)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 11.5, null,
                Double.NaN);
        assertThat(report(clipped)).containsExactly("1 outliers x changed 1 [100.0] [11.5] null",
                "1 outliers x note null [] [] bounds -2.5 and 11.5");
        assertThat(values(Cleaning.of(data).outliers(Outliers.iqr(1.5).toNull())).subList(6, 10))
                .containsExactly(7.0, null, null, Double.NaN);
        assertThat(values(Cleaning.of(data).outliers(Outliers.iqr(1.5).drop()))).hasSize(9)
                .doesNotContain(100.0);
        assertThat(values(Cleaning.of(data).outliers(Outliers.iqr(1.5).flag()).result(), "x_outlier"))
                .containsExactly(false, false, false, false, false, false, false, true, false, false);
    }

    @Test
    void bounds_of_z_scores_and_median_distances_are_those_of_the_book() {
        Dataset data = numbers(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 100.0);
        // The median is 4.5, the median distance from it 2.
        assertThat((Double) values(Cleaning.of(data).outliers(Outliers.mad(3.5))).getLast())
                .isCloseTo(4.5 + 3.5 * 2 / 0.6745, within(1e-12));
        // Mean 16 and deviation 34.0 of the sample.
        double mean = 16;
        double deviation = Math
                .sqrt((15 * 15 + 14 * 14 + 13 * 13 + 12 * 12 + 11 * 11 + 10 * 10 + 9 * 9 + 84 * 84) / 7.0);
        assertThat((Double) values(Cleaning.of(data).outliers(Outliers.zScore(2))).getLast())
                .isCloseTo(mean + 2 * deviation, within(1e-12));
    }

    @Test
    void spellings_of_categories_are_united() {
        Cleaning cleaning = Cleaning.of(texts("x", "Red", "red", "Red", " RED", "blue", "blue")).categories();
        assertThat(values(cleaning)).containsExactly("Red", "Red", "Red", "Red", "blue", "blue");
        assertThat(report(cleaning))
                .containsExactly("1 categories x changed 2 [red,  RED] [Red, Red] null");
    }

    @Test
    void rare_categories_are_lumped() {
        assertThat(values(Cleaning.of(texts("x", "a", "a", "a", "b", null, "a")).rare(0.3, "other", "x")))
                .containsExactly("a", "a", "a", "other", null, "a");
    }

    @Test
    void digits_that_int64_does_not_hold_are_not_lost() {
        List<String> codes = IntStream.range(0, 40).mapToObj(i -> "123456789012345678" + (10 + i)).toList();
        Dataset data = Dataset.of(Map.of("code", codes));
        assertThat(Cleaning.of(data).automatic().result().strings("code")).containsExactlyElementsOf(codes);
        List<String> numbers = IntStream.range(0, 40)
                .mapToObj(i -> i == 7 ? "9223372036854775808" : Integer.toString(i))
                .toList();
        Dataset few = Dataset.of(Map.of("n", numbers));
        assertThat(report(Cleaning.of(few).types())).contains(
                "1 types n nulled 1 [9223372036854775808] [null] null");
        assertThat(report(Cleaning.of(few).types(Cleaning.Misfits.KEEP_TEXT)))
                .containsExactly("1 types n note null [] [] stays text: 1 text of another kind");
    }

    @Test
    void constant_and_empty_columns_go() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", new int[]{1, 2});
        columns.put("same", List.of("a", "a"));
        columns.put("none", Arrays.asList(null, (String) null));
        columns.put("some", Arrays.asList("a", null));
        Cleaning cleaning = Cleaning.of(Dataset.of(columns)).constants();
        assertThat(cleaning.result().schema().names()).containsExactly("x", "some");
        assertThat(report(cleaning)).containsExactly("1 constants same dropped null [] [] always \"a\"",
                "1 constants none dropped null [] [] no values");
    }

    @Test
    void the_same_changes_are_made_to_other_rows() {
        Cleaning cleaning = Cleaning.of(numbers(1.0, null, 3.0))
                .fill(Fill.mean())
                .outliers(Outliers.zScore(1));
        assertThat(values(cleaning.apply(numbers(null, 2.5, 90.0)), "x")).containsExactly(2.0, 2.5, 3.0);
    }

    @Test
    void steps_see_what_those_before_them_left() {
        Cleaning cleaning = Cleaning.of(texts("The Price", " 1 ", "n/a", "3", "3"))
                .names()
                .nullWords()
                .trim()
                .types()
                .fill(Fill.median(), "the_price")
                .duplicates();
        assertThat(values(cleaning)).containsExactly(1L, 3L);
        assertThat(cleaning.report().rows().map(row -> row.get("action")).distinct().toList())
                .containsExactly("names", "null_words", "trim", "types", "fill", "duplicates");
    }

    @Test
    void columns_that_were_dropped_before_are_reported_and_those_that_never_were_refused() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("x", List.of(" a", "b"));
        columns.put("same", List.of("c", "c"));
        Cleaning cleaning = Cleaning.of(Dataset.of(columns)).constants().trim("same", "x");
        assertThat(report(cleaning)).contains("2 trim x changed 1 [ a] [a] null",
                "2 trim same note null [] [] is not there any more");
        CleaningStep nothing = new CleaningStep() {
            @Override
            public String name() {
                return "nothing";
            }

            @Override
            public CleaningChange change(CleaningInput input) {
                return CleaningChange.NONE;
            }
        };
        assertThatThrownBy(() -> Cleaning.of(Dataset.of(columns)).step(nothing).trim("sam").result())
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"same\"");
    }

    @Test
    void a_plan_does_nothing_to_its_source_or_to_plans_made_of_it() {
        Dataset data = texts("X", " a");
        Cleaning plan = Cleaning.of(data);
        plan.trim();
        assertThat(plan.steps()).isEmpty();
        assertThat(values(plan)).containsExactly(" a");
    }

    @Test
    void a_plan_prints_and_has_json() {
        Cleaning cleaning = Cleaning.of(numbers(1.0))
                .outliers(Outliers.iqr(1.5).drop(), "x")
                .fill(Fill.median());
        assertThat(cleaning.toString()).isEqualTo("""
                Cleaning of 1 column, 2 steps
                  1  outliers  rule=IQR  factor=1.5  treatment=DROP  columns=[x]
                  2  fill  with=median
                """);
        assertThat(cleaning.toJson()).isEqualTo("[{\"name\":\"outliers\",\"settings\":{\"rule\":\"IQR\","
                + "\"factor\":1.5,\"treatment\":\"DROP\",\"columns\":[\"x\"]}},"
                + "{\"name\":\"fill\",\"settings\":{\"with\":\"median\"}}]");
    }

    @Test
    void a_plan_is_read_back_from_its_json() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("My X", List.of(" a", "A", "n/a", "b", "b"));
        columns.put("n", Arrays.asList(1.0, null, 3.0, 1000.0, 2.0));
        columns.put("d", Arrays.asList(LocalDate.EPOCH, null, null, null, null));
        columns.put("t", List.of("1", "2", "x", "4", "5"));
        Dataset data = Dataset.of(columns);
        Cleaning plan = Cleaning.of(data)
                .names()
                .trim()
                .nullWords()
                .nullWords(List.of("b"), "my_x")
                .types(Misfits.KEEP_TEXT)
                .type("t", DataType.decimal(5, 2), Misfits.NULL)
                .fill(Fill.value(LocalDate.of(2026, 1, 31)), "d")
                .fill(Fill.value(new BigDecimal("1.25")), "t")
                .fill(Fill.value("none"), "my_x")
                .fill(Fill.value(Double.POSITIVE_INFINITY), "n")
                .fill(Fill.median(), "n")
                .fill(Fill.mostFrequent())
                .fill(Fill.forward())
                .outliers(Outliers.mad(3.5).toNull(), "n")
                .outliers(Outliers.zScore(3).flag())
                .dropColumns(0.9)
                .dropRows(0.5, "my_x", "n")
                .categories("my_x")
                .rare(0.01, "other", "my_x")
                .constants()
                .duplicates(Keep.LAST, "my_x")
                .similarDuplicates(Keep.FIRST)
                .duplicates();
        Cleaning again = Cleaning.parse(data, plan.toJson());
        assertThat(again.toJson()).isEqualTo(plan.toJson());
        assertThat(again.toString()).isEqualTo(plan.toString());
        assertThat(again.result().toString()).isEqualTo(plan.result().toString());
        assertThat(again.steps()).hasSameSizeAs(plan.steps());
    }

    private static Object throughJson(Object value) {
        String json = new JsonText().value(Fill.value(value).settings()).toString();
        Map<String, Object> settings = new LinkedHashMap<>();
        ((Map<?, ?>) JsonTree.read("it", json)).forEach((name, each) -> settings.put((String) name, each));
        return Fill.read(new CleaningSettings("it", settings)).given();
    }

    @Test
    void values_to_fill_with_come_back_from_json_as_they_were() {
        for (Object value : List.of("x", true, 5L, 5, (short) -5, (byte) 5, 0.1, 5.0, 1e300, Double.NaN, 0.1f,
                Float.NEGATIVE_INFINITY, new BigInteger("7"),
                new BigInteger("-123456789012345678901234567890"),
                new BigDecimal("1.50"), LocalDate.EPOCH)) {
            assertThat(throughJson(value)).isEqualTo(value);
        }
        assertThat(throughJson(new byte[]{0, -1, 7})).isEqualTo(new byte[]{0, -1, 7});
        assertThat(throughJson(new byte[0])).isEqualTo(new byte[0]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                          | the cleaning plan is no JSON array of steps
            [                                           | the cleaning plan is not JSON: Unexpected end-of-input
            [] 1                                        | the cleaning plan goes on after its end
            [null]                                      | the cleaning plan holds a null, which has no place in it
            [{"name":"a","name":"b"}]                   | the cleaning plan holds "name" twice
            [{"name":"trim"}]                           | the cleaning plan, step 1, is no object with "name" and
            [{"name":"trimm","settings":{}}]            | step 1: there is no step "trimm"; did you mean "trim"?
            [{"name":"trim","settings":{"colums":[]}}]  | "trim" has no setting "colums"; did you mean "columns"?
            [{"name":"names","settings":{"x":1}}]       | "names" has no setting "x"; it has none
            [{"name":"trim","settings":{"columns":1}}]  | "trim" has columns 1, which is not a list of texts
            [{"name":"types","settings":{}}]            | step 1, "types" has no "misfits"
            [{"name":"types","settings":{"misfits":"NUL"}}] | misfits "NUL"; did you mean "NULL"?; there are NULL, FAIL
            [{"name":"drop_columns","settings":{"share":2}}] | "drop_columns" is wrong: share must be in [0, 1], got 2.0
            [{"name":"fill","settings":{"with":"mode"}}] | "fill" fills with "mode"; there are mean, median, most_fre
            [{"name":"fill","settings":{"with":"value","value":"x","type":"LocalDate"}}] | which is no LocalDate
            [1e400]                                     | the cleaning plan holds 1e400, a number beyond float64
            [{"name":"drop_columns","settings":{"share":-1e999}}] | the cleaning plan holds -1e999, a number beyond fl
            [{"name":"fill","settings":{"with":"value","value":"*","type":"byte[]"}}] | value "*", which is no byte[]
            [{"name":"fill","settings":{"with":"value","value":"x","type":"Thread"}}] | a value of class "Thread", which
            """)
    void a_plan_that_is_none_is_refused_with_the_place_and_the_nearest_name(String json, String message) {
        assertThatThrownBy(() -> Cleaning.parse(texts("x", "a"), json)).isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_plan_read_back_names_columns_that_are_there() {
        String json = Cleaning.of(texts("x", "a")).trim("x").toJson();
        assertThatThrownBy(() -> Cleaning.parse(texts("xs", "a"), json))
                .isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"xs\"");
    }

    @Test
    void a_report_reads_the_data_once_until_rows_are_removed() {
        AtomicInteger reads = new AtomicInteger();
        Dataset data = texts("x", " a", "a", "n/a", "b", "b").with("x",
                Expr.udf("read", String.class, String.class, text -> {
                    reads.incrementAndGet();
                    return text;
                }, Expr.col("x")));
        Cleaning cleaning = Cleaning.of(data).trim().nullWords().fill(Fill.value("c")).duplicates().trim();
        cleaning.result();
        assertThat(reads).hasValue(0);
        assertThat(report(cleaning)).containsExactly("1 trim x changed 1 [ a] [a] null",
                "2 null_words x nulled 1 [n/a] [null] null", "3 fill x filled 1 [null] [c] null",
                "4 duplicates null removed 2 [a, b] [null, null] null", "5 trim null none 0 [] [] null");
        assertThat(reads).hasValue(2 * 5);
        cleaning.report();
        assertThat(reads).hasValue(2 * 5);
    }

    @Test
    void settings_print_in_one_order() {
        Cleaning cleaning = Cleaning.of(texts("x", "a"))
                .rare(0.1, "other", "x")
                .type("x", DataType.DATE)
                .nullWords(List.of("no"), "x")
                .duplicates(Keep.LAST, "x")
                .dropRows(0.5, "x");
        assertThat(cleaning.toString()).isEqualTo("""
                Cleaning of 1 column, 5 steps
                  1  rare  share=0.1  other=other  columns=[x]
                  2  type  column=x  type=date  misfits=NULL
                  3  null_words  words=[no]  columns=[x]
                  4  duplicates  keep=LAST  keys=[x]
                  5  drop_rows  share=0.5  columns=[x]
                """);
    }

    @Test
    void categorical_columns_stay_categorical() {
        Dataset data = texts("x", " a", "A", "a", "N/A", "b", "a").cast("x", DataType.CATEGORICAL);
        Cleaning cleaning = Cleaning.of(data).automatic();
        assertThat(cleaning.result().schema().type("x")).isEqualTo(data.schema().type("x"));
        assertThat(values(cleaning)).containsExactly("a", null, "b");
    }

    @Test
    void wrong_names_types_and_numbers_are_refused_at_once_or_by_name() {
        Cleaning plan = Cleaning.of(texts("price", "1"));
        assertThatThrownBy(() -> plan.trim("prize")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"price\"");
        assertThatThrownBy(() -> plan.names().trim("Price")).isInstanceOf(ColumnNotFoundException.class);
        assertThatThrownBy(() -> plan.dropRows(1.5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be in [0, 1], got 1.5");
        assertThatThrownBy(() -> Outliers.iqr(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("factor must be above 0 and finite, got 0.0");
        assertThatThrownBy(() -> plan.outliers(Outliers.iqr(1.5), "price").result())
                .isInstanceOf(QueryException.class)
                .hasMessage("column \"price\" is of type utf8, but cleaning needs numbers here");
    }

    @Test
    void cleaning_without_steps_is_the_source() {
        Dataset data = numbers(1.0);
        assertThat(Cleaning.of(data).result()).isSameAs(data);
        assertThat(Cleaning.of(data).report().count()).isZero();
    }

    @Test
    void empty_datasets_are_cleaned_too() {
        Dataset data = texts("X Y");
        assertThat(Cleaning.of(data).automatic().result().schema().names()).containsExactly("x_y");
        assertThat(Cleaning.of(data).automatic().report().count()).isPositive();
    }

    @Test
    void real_customers_get_their_types() {
        Dataset raw = Dataset.read(SharedData.require("ml-reference/telco/telco_churn.csv"));
        Cleaning cleaning = Cleaning.of(raw).automatic();
        Dataset clean = cleaning.result().collect();
        assertThat(clean.count()).isEqualTo(7_043);
        assertThat(clean.schema().type("churn")).isEqualTo(DataType.BOOLEAN);
        assertThat(clean.schema().type("total_charges")).isEqualTo(DataType.FLOAT64);
        Row totals = clean.agg(Expr.count("total_charges").as("n"), Expr.countIf(Expr.col("churn")).as("yes"))
                .rows()
                .findFirst()
                .orElseThrow();
        assertThat(totals.getLong("n")).isEqualTo(7_032); // 11 customers have a blank
        assertThat(totals.getLong("yes")).isEqualTo(1_869);
    }
}
