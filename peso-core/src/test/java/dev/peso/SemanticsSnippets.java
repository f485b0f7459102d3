package dev.peso;

import static dev.peso.Expr.*;
import static dev.peso.Rows.columns;
import static dev.peso.Rows.row;
import static dev.peso.Rows.rows;
import static dev.peso.Rows.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the package description and of the README with what they give, and the rules that have no example.
class SemanticsSnippets {
    private static Dataset of(String name, @Nullable Object... values) {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put(name, Arrays.asList(values));
        return Dataset.of(columns);
    }

    private static final Dataset ONE = of("one", 1);

    private static @Nullable Object value(String expression) {
        return ONE.select(expression + " as value").column("value").get(0);
    }

    @Test
    void null_is_unknown() {
        Dataset data = of("x", 1, null, 3);
        // @start region="null"
        Dataset big = data.filter("x > 1"); // null > 1 is null, and filter keeps only what is true
        Dataset rest = data.filter("not (x > 1)"); // so a null is in neither
        Dataset both = data.filter("x > 1 or x is null");
        // @end
        assertThat(big.count()).isEqualTo(1);
        assertThat(rest.count()).isEqualTo(1);
        assertThat(both.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"null::int64 + 1;", "null or true; true",
            "null and false; false", "null and true;", "1 in (1, null); true", "1 in (2, null);",
            "1 not in (2, null);", "null::int64 is distinct from null; false", "coalesce(null, 2); 2",
            "greatest(1, null, 3); 3", "least(null, 2); 2", "[1, null] = [1, null]; true",
            "'' is null; false",
            "len([]::list<int64>) is null; false", "cast('NaN' as float64) is null; false", "'a' || null;"})
    void null_in_an_expression(String expression, @Nullable String expected) {
        assertThat(String.valueOf(value(expression))).isEqualTo(String.valueOf(expected));
    }

    @Test
    void null_equals_null_where_rows_are_compared_as_wholes_but_not_as_a_join_key() {
        Dataset data = of("x", null, null);
        assertThat(data.distinct().count()).isEqualTo(1);
        assertThat(data.groupBy("x").count().count()).isEqualTo(1);
        assertThat(data.intersect(data).count()).isEqualTo(1);
        Dataset typed = table("x: int64", row((Object) null));
        assertThat(typed.join(typed, on("x")).count()).isZero();
        assertThat(typed.join(typed, on("x").nullsMatch()).count()).isEqualTo(1);
    }

    @Test
    void nan_is_the_largest_number_and_equals_itself() {
        Dataset data = of("x", 1.0, Double.NaN, Double.POSITIVE_INFINITY, null);
        // @start region="nan"
        Dataset sorted = data.sort("x"); // 1.0, Infinity, NaN, null
        Dataset nan = data.filter("x = 'NaN'::float64"); // one row; the same as filter("isnan(x)")
        Dataset largest = data.agg("largest = max(x)"); // NaN
        // @end
        assertThat(rows(sorted)).isEqualTo(List.of(List.of(1.0), List.of(Double.POSITIVE_INFINITY),
                List.of(Double.NaN), Arrays.asList((Object) null)));
        assertThat(rows(nan)).isEqualTo(rows(data.filter("isnan(x)"))).hasSize(1);
        assertThat(rows(largest)).containsExactly(row(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"sqrt(-1.0); NaN", "ln(0.0); -Infinity", "1e308 * 10; Infinity",
            "-0.0 = 0.0; true", "'NaN'::float64 > 'Infinity'::float64; true",
            "'NaN'::float64 = 'NaN'::float64; true",
            "1 / 0; Infinity", "-1 / 0; -Infinity", "0 / 0; NaN", "5 / 2; 2.5", "-7 // 2; -3", "-7 % 2; -1",
            "try_div(1, 0); null", "try_mod(1, 0); null", "100::int8 + 100::int8; 200"})
    void numbers_in_an_expression(String expression, String expected) {
        assertThat(String.valueOf(value(expression))).isEqualTo(expected);
    }

    @Test
    void whole_numbers_never_wrap() {
        Dataset data = of("x", 5, -5);
        // @start region="division"
        Dataset quotients = data.select("x / 2 as exact", "x // 2 as whole", "x % 2 as rest");
        // 2.5, 2, 1 and -2.5, -2, -1
        Dataset guarded = data.select("try_div(x, x - 5) as d"); // null, 0; x // (x - 5) fails and names the row
        // @end
        assertThat(rows(quotients)).isEqualTo(List.of(List.of(2.5, 2L, 1L), List.of(-2.5, -2L, -1L)));
        assertThat(rows(guarded)).containsExactly(row((Object) null), row(0L));
        Dataset large = of("x", Long.MAX_VALUE);
        assertThatThrownBy(() -> large.select("x + 1 as y").collect()).isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 0: 9223372036854775807 + 1 overflows int64");
        Dataset least = of("x", Long.MIN_VALUE);
        assertThatThrownBy(() -> least.select("abs(x) as y").collect()).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> least.select("-x as y").collect()).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> data.select("x // 0 as y").collect()).isInstanceOf(DataException.class)
                .hasMessage("column \"x\", row 0: 5 // 0 divides by zero; try_div gives null");
    }

    @Test
    void types_of_sums_are_wide_enough() {
        Dataset types = ONE.select("1::int8 + 1::int8 as a", "1::float32 * 2::float32 as b",
                "1::float32 + 1 as c");
        assertThat(columns(types)).isEqualTo("a: int64, b: float32, c: float64");
    }

    @Test
    void decimals_are_exact() {
        Dataset data = table("price: decimal(10,2), rate: decimal(4,3)",
                row(new BigDecimal("9.99"), new BigDecimal("1.190")));
        // @start region="decimal"
        Dataset exact = data.select("price * rate as gross", "price + rate as sum", "price / 3 as third");
        // gross: decimal(14,5) 11.88810, sum: decimal(12,3) 11.180, third: float64 3.33
        Dataset rounded = data.select("cast(price * rate as decimal(10,2)) as gross"); // 11.89, half away from zero
        // @end
        assertThat(columns(exact)).isEqualTo("gross: decimal(14,5), sum: decimal(12,3), third: float64");
        assertThat(rows(exact))
                .containsExactly(row(new BigDecimal("11.88810"), new BigDecimal("11.180"), 3.33));
        assertThat(rows(rounded)).containsExactly(row(new BigDecimal("11.89")));
        assertThat(columns(data.agg("s = sum(price)", "m = mean(price)")))
                .isEqualTo("s: decimal(38,2), m: float64");
        assertThat(value("cast('-2.5'::decimal(2,1) as decimal(2,0))")).isEqualTo(new BigDecimal("-3"));
        assertThatThrownBy(() -> value("cast('99.9'::decimal(3,1) as decimal(2,1))"))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("99.9 does not fit decimal(2,1)");
        assertThatThrownBy(() -> ONE.select("1::decimal(38,30) * 1::decimal(38,30)"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("60 digits after the point, at most 38 are possible");
    }

    @Test
    void aggregates_skip_nulls() {
        Dataset data = of("x", 1, null, 3);
        // @start region="aggregates"
        Dataset one = data.agg("n = count(x)", "total = sum(x)", "avg = mean(x)"); // 2, 4, 2.0
        Dataset none = data.filter("x > 9").agg("n = count(x)", "total = sum(x)"); // 0, null
        Dataset zero = data.filter("x > 9").agg(sum("x").orElse(0).as("total")); // 0
        // @end
        assertThat(rows(one)).isEqualTo(List.of(List.of(2L, 4L, 2.0)));
        assertThat(rows(none)).isEqualTo(List.of(Arrays.asList(0L, null)));
        assertThat(rows(zero)).containsExactly(row(0L));
        assertThat(rows(of("x", null, 1).agg("f = first(x)", "l = collect_list(x)")))
                .containsExactly(row(null, Arrays.asList(null, 1)));
    }

    @Test
    void statistics_have_one_definition_each() {
        Dataset data = of("x", 1.0, 2.0, 4.0, 2.0, 1.0);
        // @start region="statistics"
        Dataset result = data.agg("s = var(x)", "p = var_pop(x)", "q = quantile(x, 0.375)", "m = mode(x)");
        // 1.5 of a sample, 1.2 of all; 1.5, type 7; 1.0, the first of the most frequent
        // @end
        assertThat(rows(result)).containsExactly(row(1.5, 1.2, 1.5, 1.0));
        Dataset single = of("x", 5.0);
        assertThat(rows(single.agg("s = stddev(x)", "p = var_pop(x)"))).containsExactly(row(null, 0.0));
        assertThat(rows(data.agg("c = corr(x, 1.0)"))).containsExactly(row(Double.NaN));
        Dataset nan = of("x", 1.0, Double.NaN);
        assertThat(rows(nan.agg("s = sum(x)", "m = mean(x)", "a = max(x)", "i = min(x)")))
                .containsExactly(row(Double.NaN, Double.NaN, Double.NaN, 1.0));
        assertThat(rows(of("x", Double.NaN, null).agg("i = min(x)"))).containsExactly(row(Double.NaN));
    }

    @Test
    void sums_of_whole_numbers_overflow_only_at_the_end() {
        assertThat(rows(of("x", Long.MAX_VALUE, 1L, -1L).agg("s = sum(x)")))
                .containsExactly(row(Long.MAX_VALUE));
        Dataset large = of("x", Long.MAX_VALUE, 1L).agg("s = sum(x)");
        assertThatThrownBy(large::collect).isInstanceOf(DataException.class);
        assertThat(rows(of("x", Long.MAX_VALUE, Long.MAX_VALUE - 2).agg("m = mean(x)")))
                .containsExactly(row(0x1p63));
    }

    @Test
    void sums_of_floats_carry_their_rounding_error() {
        Dataset data = of("x", 1e16, 1.0, -1e16);
        // @start region="floats"
        Dataset total = data.agg("total = sum(x)"); // 1.0; adding one after the other gives 0.0
        // @end
        assertThat(rows(total)).containsExactly(row(1.0));
        double[] many = IntStream.range(0, 300_000).mapToDouble(i -> Math.sin(i) * 1e10).toArray();
        Dataset large = Dataset.of(Map.of("x", many));
        assertThat(rows(large.threads(1).agg("s = sum(x)", "m = mean(x)", "v = var(x)")))
                .isEqualTo(rows(large.threads(2).agg("s = sum(x)", "m = mean(x)", "v = var(x)")));
    }

    @Test
    void row_order_is_part_of_the_result() {
        Dataset data = of("x", "b", "a", "b", "c");
        // @start region="order"
        Dataset groups = data.groupBy("x").count(); // b, a, c: order of first appearance
        Dataset sorted = data.sort("x desc"); // c, b, b, a: equal rows keep their order, nulls would be last
        // @end
        assertThat(rows(groups)).isEqualTo(List.of(List.of("b", 2L), List.of("a", 1L), List.of("c", 1L)));
        assertThat(sorted.column("x").strings()).containsExactly("c", "b", "b", "a");
    }

    @Test
    void names_are_unique_and_case_sensitive() {
        Dataset left = table("id: int64, x: int64", row(1L, 2L));
        Dataset right = table("id: int64, x: int64, X: int64", row(1L, 3L, 4L));
        // @start region="names"
        Dataset joined = left.join(right, on("id")); // id, x, x_right, X
        Dataset other = left.join(right, on("id").suffix("_r")); // id, x, x_r, X
        Dataset read = Dataset.sql("select \"X\" from t", Map.of("t", right)); // select x is ambiguous
        // @end
        assertThat(joined.schema().names()).containsExactly("id", "x", "x_right", "X");
        assertThat(other.schema().names()).containsExactly("id", "x", "x_r", "X");
        assertThat(rows(read)).containsExactly(row(4L));
        assertThat(left.union(left).count()).isEqualTo(2);
        assertThat(Dataset.sql("select * from t union select * from t", Map.of("t", left)).count())
                .isEqualTo(1);
    }

    @Test
    void text_is_counted_and_compared_by_code_points() {
        Dataset data = of("s", "😀 ab", "Z", "ä");
        // @start region="text"
        Dataset sorted = data.sort("s"); // "Z", "ä", "😀 ab": the order of code points, of no country
        Dataset parts = data.select("length(s) as n", "substring(s, 3, 1) as third"); // 4 a, 1 "", 1 ""
        Dataset found = data.filter("regexp_matches(s, '^[a-z😀]')"); // RE2's syntax, linear time
        // @end
        assertThat(sorted.column("s").strings()).containsExactly("Z", "ä", "😀 ab");
        assertThat(rows(parts)).containsExactly(row(4L, "a"), row(1L, ""), row(1L, ""));
        assertThat(found.column("s").strings()).containsExactly("😀 ab");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', value = {"'A' like 'a'; false",
            "'a%' like 'a!%'; false",
            "'a%' like 'a!%' escape '!'; true", "upper('straße'); STRAßE", "lower('İ'); i",
            "length('e\u0301'); 2",
            "length(trim('  a\u00a0')); 2", "length(strip(' \u2003a ')); 1", "position('ab', 'b'); 2",
            "concat('a', null, 'b'); ab"})
    void text_in_an_expression(String expression, String expected) {
        assertThat(String.valueOf(value(expression))).isEqualTo(expected);
    }

    @Test
    void like_matches_line_ends_and_regular_expressions_end_in_time() {
        assertThat(of("s", "a\nb").filter("s like 'a%b' and s like 'a_b'").count()).isEqualTo(1);
        String many = "x".repeat(20_000);
        assertThat(of("s", many).filter("regexp_full_match(s, '(x|y)*')").count()).isEqualTo(1);
        assertThat(of("s", "a".repeat(40)).filter("regexp_full_match(s, '(.*a){20}b')").count()).isZero();
    }

    @Test
    void casts_are_asked_for() {
        Dataset data = of("x", 1.9, -1.9);
        // @start region="casts"
        Dataset whole = data.select("cast(x as int64) as n"); // 1, -1: the fraction is dropped
        Dataset text = data.select("cast(x as utf8) as s"); // "1.9", "-1.9": the shortest text that reads back
        Dataset none = of("s", "1.5").select("try_cast(s as int64) as n"); // null; cast fails and names the row
        // @end
        assertThat(rows(whole)).containsExactly(row(1L), row(-1L));
        assertThat(rows(text)).containsExactly(row("1.9"), row("-1.9"));
        assertThat(rows(none)).containsExactly(row((Object) null));
        assertThat(value("cast(1e7 as utf8)")).isEqualTo("1.0E7");
        assertThat(value("cast('true' as boolean)")).isEqualTo(true);
        for (String wrong : List.of("cast('' as int64)", "cast(' 7' as int64)", "cast('yes' as boolean)",
                "cast('NaN'::float64 as int64)", "cast(1e19 as int64)")) {
            assertThatThrownBy(() -> value(wrong)).as(wrong).isInstanceOf(DataException.class);
        }
    }

    @Test
    void a_text_beside_a_number_is_an_error_and_a_literal_beside_a_date_is_one() {
        Dataset data = table("d: date, n: int64, s: utf8", row(LocalDate.of(2024, 2, 29), 1L, "2024-02-29"));
        assertThat(data.filter("d = '2024-02-29'").count()).isEqualTo(1);
        for (String wrong : List.of("n = '1'", "d = s", "n + s > 1", "d = n")) {
            assertThatThrownBy(() -> data.filter(wrong)).as(wrong).isInstanceOf(QueryException.class);
        }
    }

    @Test
    void time_is_the_calendars_and_never_the_machines() {
        Dataset data = of("d", LocalDate.of(2024, 1, 31), LocalDate.of(2027, 1, 1));
        // @start region="time"
        Dataset months = data.select("d + interval '1 month' as d"); // 2024-02-29, 2027-02-01: still dates
        Dataset weeks = data.select("week(d) as w", "dayofweek(d) as day"); // 5 3, 53 5: ISO, Monday is 1
        Dataset zoned = data.select(col("d").cast(DataType.TIMESTAMP).dt().atZone("Europe/Berlin").as("t"));
        // 2024-01-31T00:00+01:00[Europe/Berlin], ...: an instant whose zone serves parts and printing
        // @end
        assertThat(rows(months)).containsExactly(row(LocalDate.of(2024, 2, 29)),
                row(LocalDate.of(2027, 2, 1)));
        assertThat(rows(weeks)).containsExactly(row(5L, 3L), row(53L, 5L));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(rows(zoned.limit(1)))
                .containsExactly(row(ZonedDateTime.of(2024, 1, 31, 0, 0, 0, 0, berlin)));
        assertThat(value("date '2024-03-01' - date '2024-02-28'")).isEqualTo(Duration.ofDays(2));
        assertThatThrownBy(() -> value("date '2024-01-01' + interval '6000000 years'"))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> zoned.filter("t > timestamp '2024-01-01'"))
                .isInstanceOf(QueryException.class);
    }

    @Test
    void a_local_time_in_a_gap_moves_forward_and_in_an_overlap_takes_the_earlier_offset() {
        Dataset data = of("t", LocalDateTime.of(2024, 3, 31, 2, 30), LocalDateTime.of(2024, 10, 27, 2, 30));
        Dataset zoned = data.select(col("t").dt().atZone("Europe/Berlin").as("t"));
        assertThat(zoned.column("t").values()).extracting(String::valueOf)
                .containsExactly("2024-03-31T03:30+02:00[Europe/Berlin]",
                        "2024-10-27T02:30+02:00[Europe/Berlin]");
    }

    @Test
    void a_windows_frame_ends_at_the_rows_equals() {
        Dataset data = of("x", 1, 2, 2, 3);
        // @start region="windows"
        Dataset running = data.with("sum", sum("x").over(Window.orderBy("x"))); // 1, 5, 5, 8: equals together
        Dataset byRow = data.with("sum",
                sum("x").over(Window.orderBy("x").rows(Window.UNBOUNDED_PRECEDING, 0)));
        // 1, 3, 5, 8
        // @end
        assertThat(running.column("sum").longs()).containsExactly(1, 5, 5, 8);
        assertThat(byRow.column("sum").longs()).containsExactly(1, 3, 5, 8);
        assertThat(data.with("n", rowNumber().over()).column("n").longs()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_guard_holds() {
        Dataset data = of("n", 0, 2);
        // @start region="guards"
        Dataset filtered = data.filter("n <> 0").with("share = 10 // n"); // never divides by the zero
        Dataset chosen = data.with("share = case when n <> 0 then 10 // n end"); // null, 5
        // @end
        assertThat(filtered.column("share").longs()).containsExactly(5);
        assertThat(chosen.column("share").values()).containsExactly(null, 5L);
        assertThat(data.filter("n <> 0 and 10 // n > 1").count()).isEqualTo(1);
        assertThat(data.filter("n = 0 or 10 // n > 1").count()).isEqualTo(2);
        assertThat(data.with("broken = 1 // n").select("n").count()).isEqualTo(2);
    }

    @Test
    void equal_rows_have_one_fingerprint() {
        Dataset data = of("x", 1, 2, 3);
        // @start region="fingerprint"
        String fingerprint = data.fingerprint(); // SHA-256 over names, types, number of rows and values
        boolean same = fingerprint.equals(data.threads(1).filter("x > 0").collect().fingerprint()); // true
        // @end
        assertThat(fingerprint).hasSize(64);
        assertThat(same).isTrue();
        assertThat(data.sort("x desc").fingerprint()).isNotEqualTo(fingerprint);
    }

    record Sale(String region, int qty, double price) {}

    @Test
    void the_readme_tells_the_truth() {
        Dataset sales = Dataset.of(List.of(new Sale("north", 2, 9.5), new Sale("south", 1, 20),
                new Sale("north", 4, 2.25), new Sale("south", 3, 5)));
        Dataset result = sales.filter("qty > 1") // or .filter(col("qty").gt(1)): the same query
                .with("amount", col("qty").times(col("price")))
                .groupBy("region")
                .agg(sum("amount").as("total"), count().as("n"))
                .sort(desc("total"));
        assertThat(result.collect().toString()).isEqualTo("""
                ┌────────┬─────────┬───────┐
                │ region │   total │     n │
                │ utf8   │ float64 │ int64 │
                ├────────┼─────────┼───────┤
                │ north  │    28.0 │     2 │
                │ south  │    15.0 │     1 │
                └────────┴─────────┴───────┘
                2 rows, 3 columns
                """);
    }
}
