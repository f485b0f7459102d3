package dev.peso.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.Field;
import dev.peso.Python;
import dev.peso.Row;
import dev.peso.Schema;
import dev.peso.SharedData;

class ProfileTest {
    private static ColumnProfile of(Object values) {
        return Profile.of(Dataset.of(Map.of("x", values))).column("x");
    }

    private static ColumnProfile texts(@Nullable String... values) {
        return of(Arrays.asList(values));
    }

    private static List<String> alerts(Dataset data) {
        return Profile.of(data)
                .alerts()
                .rows()
                .map(row -> (row.isNull("column") ? "*" : row.getString("column")) + " "
                        + row.getString("alert"))
                .toList();
    }

    @Test
    void nulls_nan_and_infinities_are_told_apart() {
        Dataset data = Dataset.ofRows(Schema.of(Field.of("x", DataType.FLOAT64)),
                List.of(new Object[]{1.0}, new @Nullable Object[]{null}, new Object[]{Double.NaN},
                        new Object[]{Double.NEGATIVE_INFINITY}, new Object[]{3.0},
                        new Object[]{Double.POSITIVE_INFINITY}, new Object[]{-0.0}));
        ColumnProfile x = Profile.of(data).column("x");
        assertThat(List.of(x.rows(), x.missing(), x.nan(), x.infinite(), x.zeros(), x.negatives()))
                .containsExactly(7L, 1L, 1L, 2L, 1L, 0L);
        assertThat(x.mean()).isCloseTo(4.0 / 3, within(1e-15));
        assertThat(x.min()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(x.max()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(x.quantile(0.5)).isEqualTo(1);
        assertThat(x.distinct()).isEqualTo(6);
    }

    @Test
    void no_rows_have_no_figures() {
        ColumnProfile x = of(new double[0]);
        assertThat(x.mean()).isNaN();
        assertThat(x.quantile(0.5)).isNaN();
        assertThat(x.min()).isNull();
        assertThat(x.semantic()).isEqualTo(SemanticType.EMPTY);
        assertThat(Profile.of(Dataset.of(Map.of("x", new double[0]))).alerts().count()).isZero();
    }

    /// The rounded mean of many 0.1 is not 0.1.
    @Test
    void constant_columns_correlate_with_nothing() {
        double[] rising = IntStream.range(0, 100_000).mapToDouble(i -> i * 0.37).toArray();
        double[] same = DoubleStream.generate(() -> 0.1).limit(rising.length).toArray();
        Profile profile = Profile.of(Dataset.of(Map.of("same", same, "rising", rising)));
        Row pair = profile.correlations().rows().findFirst().orElseThrow();
        assertThat(pair.isNull("pearson")).isTrue();
        assertThat(pair.isNull("spearman")).isTrue();
        assertThat(profile.column("same").stddev()).isZero();
        assertThat(profile.column("same").mean()).isEqualTo(0.1);
    }

    @Test
    void digits_that_int64_does_not_hold_are_identifiers() {
        String[] codes = IntStream.range(0, 30)
                .mapToObj(i -> "123456789012345678" + (10 + i))
                .toArray(String[]::new);
        assertThat(texts(codes).semantic()).isEqualTo(SemanticType.IDENTIFIER);
        String[] numbers = IntStream.range(0, 30)
                .mapToObj(i -> "9223372036854775" + (778 + i))
                .toArray(String[]::new);
        assertThat(texts(numbers).semantic()).isEqualTo(SemanticType.INTEGER);
        numbers[3] = "9223372036854775808";
        assertThat(texts(numbers).semantic()).isEqualTo(SemanticType.INTEGER);
        assertThat(texts(numbers).matching()).isEqualTo(29);
    }

    @Test
    void one_value_has_no_spread() {
        ColumnProfile x = of(new int[]{7});
        assertThat(x.mean()).isEqualTo(7);
        assertThat(x.stddev()).isNaN();
        assertThat(x.isConstant()).isTrue();
        assertThat(x.isUnique()).isFalse();
    }

    @Test
    void every_type_has_a_profile() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("b", new boolean[]{true, false, true});
        columns.put("d", List.of(new BigDecimal("1.25"), new BigDecimal("-2.50"), new BigDecimal("1.25")));
        columns.put("day",
                List.of(LocalDate.of(2026, 1, 3), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 2)));
        columns.put("at", List.of(LocalDateTime.of(2026, 1, 1, 10, 0), LocalDateTime.of(2026, 1, 1, 12, 0),
                LocalDateTime.of(2026, 1, 1, 13, 0)));
        columns.put("list", List.of(List.of(1, 2), List.of(), List.of(1, 2)));
        Profile profile = Profile.of(Dataset.of(columns));
        assertThat(profile.column("b").frequent(1))
                .containsExactly(new ColumnProfile.Frequency(true, 2, 0));
        assertThat(profile.column("d").mean()).isEqualTo(0);
        assertThat(profile.column("d").min()).isEqualTo(new BigDecimal("-2.50"));
        assertThat(profile.column("day").max()).isEqualTo(LocalDate.of(2026, 1, 3));
        assertThat(profile.column("day").semantic()).isEqualTo(SemanticType.DATE);
        assertThat(profile.column("list").distinct()).isEqualTo(2);
        assertThat(profile.quantiles()
                .filter("column = 'at' and probability = 0.5")
                .rows()
                .map(row -> row.getString("text"))
                .toList()).containsExactly("2026-01-01T12:00");
        assertThat(profile.columns().count()).isEqualTo(5);
        assertThat(profile.toString()).contains("3 rows, 5 columns");
    }

    @Test
    void texts_have_meanings() {
        assertThat(texts("a@b.org", "x.y@z.com", "c+d@e.co").semantic()).isEqualTo(SemanticType.EMAIL);
        assertThat(texts("1,234.50", "$12", "(3.00)", "7").semantic()).isEqualTo(SemanticType.NUMBER);
        assertThat(texts("1.234,50", "12,5", "3").semantic()).isEqualTo(SemanticType.NUMBER);
        assertThat(texts("12", "7", "1,000").semantic()).isEqualTo(SemanticType.INTEGER);
        assertThat(texts("yes", "No", "YES").semantic()).isEqualTo(SemanticType.BOOLEAN);
        assertThat(texts("31/12/2020", "1/2/2021").semantic()).isEqualTo(SemanticType.DATE);
        assertThat(texts("2020-01-02 10:00", "2020-01-03T11:30:00Z").semantic())
                .isEqualTo(SemanticType.TIMESTAMP);
        assertThat(texts("10:30", "11:15:20", "9:05 PM").semantic()).isEqualTo(SemanticType.TIME);
        assertThat(texts("192.168.100.200", "10.0.0.1", "::1").semantic()).isEqualTo(SemanticType.IP_ADDRESS);
        assertThat(texts("https://a.org/b?c", "www.x.com").semantic()).isEqualTo(SemanticType.URL);
        assertThat(texts("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000").semantic())
                .isEqualTo(SemanticType.IBAN);
        assertThat(texts("+49 30 901820", "(555) 123-4567", "555-123-4567 x12").semantic())
                .isEqualTo(SemanticType.PHONE);
        assertThat(texts("4111 1111 1111 1111", "5500005555555559").semantic())
                .isEqualTo(SemanticType.CARD_NUMBER);
        assertThat(texts("123e4567-e89b-12d3-a456-426614174000").semantic()).isEqualTo(SemanticType.UUID);
        assertThat(texts("SW1A 1AA", "K1A 0B1", "12345-6789").semantic()).isEqualTo(SemanticType.POSTAL_CODE);
        assertThat(texts("01234", "98765", "01234", "55555").semantic()).isEqualTo(SemanticType.POSTAL_CODE);
        assertThat(texts("", "N/A", " ", null).semantic()).isEqualTo(SemanticType.EMPTY);
        assertThat(texts("red", "blue", "red", "blue").semantic()).isEqualTo(SemanticType.CATEGORY);
        assertThat(texts("a long text of words", "another long text of words").semantic())
                .isEqualTo(SemanticType.TEXT);
    }

    @Test
    void few_texts_of_another_kind_do_not_hide_the_meaning() {
        List<String> values = new ArrayList<>();
        IntStream.range(0, 99).forEach(i -> values.add(Integer.toString(i * 3)));
        values.add("oops");
        values.add("N/A");
        ColumnProfile x = of(values);
        assertThat(x.semantic()).isEqualTo(SemanticType.INTEGER);
        assertThat(x.matching()).isEqualTo(99);
        assertThat(x.matchingShare()).isEqualTo(0.99);
        assertThat(alerts(Dataset.of(Map.of("x", values))))
                .contains("x null_words", "x numbers_in_text", "x not_matching");
    }

    @Test
    void whole_numbers_that_count_are_identifiers() {
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", LongStream.range(100, 150).toArray());
        columns.put("customer_id", LongStream.range(0, 50).map(i -> i * 17).toArray());
        columns.put("price", LongStream.range(0, 50).map(i -> i * 13).toArray());
        Profile profile = Profile.of(Dataset.of(columns));
        assertThat(profile.all().stream().map(ColumnProfile::semantic)).containsExactly(
                SemanticType.IDENTIFIER,
                SemanticType.IDENTIFIER, SemanticType.INTEGER);
    }

    @Test
    void alerts_name_what_is_wrong() {
        int rows = 200;
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("same", new int[rows]);
        columns.put("x", DoubleStream.iterate(1, v -> v + 1).limit(rows).toArray());
        columns.put("twice", DoubleStream.iterate(2, v -> v + 2).limit(rows).toArray());
        columns.put("skewed",
                IntStream.range(0, rows).mapToDouble(i -> i == 0 ? 1e6 : (i + 1) % 2).toArray());
        List<@Nullable String> holes = new ArrayList<>();
        List<String> mixed = new ArrayList<>();
        List<String> spelt = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            holes.add(i % 2 == 0 ? null : "v" + i);
            mixed.add(i % 2 == 0 ? "12" : "twelve");
            spelt.add(List.of("Red", "red", " red", "blue").get(i % 4));
        }
        columns.put("holes", holes);
        columns.put("mixed", mixed);
        columns.put("spelt", spelt);
        columns.put("none", Arrays.asList(new @Nullable String[rows]));
        List<String> alerts = alerts(Dataset.of(columns));
        assertThat(alerts).contains("same constant", "x correlated", "x unique", "skewed skewed",
                "skewed zeros",
                "holes missing", "mixed mixed", "spelt variants", "spelt padded", "none empty");
        assertThat(alerts).doesNotContain("twice constant", "x missing", "* duplicate_rows");
    }

    @Test
    void rows_that_come_again_are_an_alert() {
        Dataset data = Dataset.of(Map.of("x", new int[]{1, 2, 1, 1}));
        assertThat(Profile.of(data).duplicateRows()).isEqualTo(2);
        assertThat(alerts(data)).contains("* duplicate_rows");
    }

    @Test
    void values_beyond_what_is_counted_are_estimated_and_say_so() {
        int rows = 300_000;
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = i % 10 == 0 ? 42 : i * 2_654_435_761L % 1_000_003;
        }
        ColumnProfile x = of(values);
        long exact = Arrays.stream(values).distinct().count();
        assertThat(x.distinctError()).isCloseTo(0.0081, within(1e-4));
        assertThat((double) x.distinct()).isCloseTo((double) exact,
                within(4 * x.distinctError() * (double) exact));
        ColumnProfile.Frequency first = x.frequent(1).getFirst();
        assertThat(first.value()).isEqualTo(42L);
        assertThat(first.error()).isPositive().isLessThan(rows / 2_048);
        assertThat(first.count()).isBetween(rows / 10 - first.error(), rows / 10L + 1);
        double[] sorted = Arrays.stream(values).asDoubleStream().sorted().toArray();
        for (double p : new double[]{0.01, 0.25, 0.5, 0.9, 0.999}) {
            double share = Arrays.stream(sorted).filter(v -> v < x.quantile(p)).count() / (double) rows;
            double upTo = Arrays.stream(sorted).filter(v -> v <= x.quantile(p)).count() / (double) rows;
            assertThat(p).isBetween(share - x.rankError(), upTo + x.rankError());
        }
        assertThat(x.rankError()).isEqualTo(0.0013);
    }

    @Test
    void a_profile_does_not_depend_on_threads() {
        int rows = 600_000;
        long[] numbers = new long[rows];
        List<String> texts = new ArrayList<>();
        double[] doubles = new double[rows];
        for (int i = 0; i < rows; i++) {
            numbers[i] = i * 2_654_435_761L % 65_537;
            texts.add("t" + numbers[i] % 5_000);
            doubles[i] = Math.sin(i) * 1e3;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("n", numbers);
        columns.put("t", texts);
        columns.put("d", doubles);
        Dataset data = Dataset.of(columns);
        assertThat(Profile.of(data.threads(3)).toJson()).isEqualTo(Profile.of(data.threads(1)).toJson());
    }

    @Test
    void moments_and_correlations_are_those_of_scipy() throws IOException {
        Python.require("pandas", "scipy");
        String file = SharedData.require("ml-reference/data/breast_cancer.csv").toString();
        Profile profile = Profile.of(Dataset.read(file));
        String printed = Python.run("""
                import sys, pandas as pd, scipy.stats as s
                d = pd.read_csv(sys.argv[1])
                for c in d.columns[:10]:
                    x = d[c]
                    print(c, x.mean(), x.std(), s.skew(x, bias=False), s.kurtosis(x, bias=False),
                          x.quantile(.1), s.pearsonr(x, d[d.columns[0]])[0], sep='|')
                """, file);
        String[] lines = printed.split("\n");
        assertThat(lines).hasSize(10);
        String firstName = profile.schema().field(0).name();
        for (String line : lines) {
            String[] cells = line.split("\\|");
            ColumnProfile column = profile.column(cells[0]);
            double[] ours = {column.mean(), column.stddev(), column.skewness(), column.kurtosis(),
                    column.quantile(0.1), correlation(profile, firstName, cells[0])};
            for (int i = 0; i < ours.length; i++) {
                double theirs = Double.parseDouble(cells[i + 1]);
                assertThat(ours[i]).as(cells[0] + " " + i)
                        .isCloseTo(theirs, within(1e-9 * Math.max(1, Math.abs(theirs))));
            }
        }
    }

    private static double correlation(Profile profile, String a, String b) {
        return a.equals(b)
                ? 1
                : profile.correlations()
                        .rows()
                        .filter(row -> Set.of(a, b).contains(row.get("column_a"))
                                && Set.of(a, b).contains(row.get("column_b")))
                        .findFirst()
                        .orElseThrow()
                        .getDouble("pearson");
    }

    @Tag("golden")
    @Test
    void real_customers_print_and_have_the_known_gaps() {
        Profile profile = Profile.of(Dataset.read(SharedData.require("ml-reference/telco/telco_churn.csv")));
        assertThat(profile.column("customerID").semantic()).isEqualTo(SemanticType.IDENTIFIER);
        assertThat(profile.column("Churn").semantic()).isEqualTo(SemanticType.BOOLEAN);
        assertThat(profile.column("Contract").semantic()).isEqualTo(SemanticType.CATEGORY);
        assertThat(profile.rows()).isEqualTo(7_043);
        assertThat(profile.toString()).contains("7,043 rows, 21 columns", "PaymentMethod", "category",
                "\" \" 0.1 %");
        assertThat(profile.toHtml()).startsWith("<!DOCTYPE html>").doesNotContain("<script", "http");
        assertThat(profile.view().text()).isEqualTo(profile.toString());
    }

    @Test
    void associations_are_those_of_scipy() throws IOException {
        Python.require("pandas", "scipy");
        String file = SharedData.require("ml-reference/telco/telco_churn.csv").toString();
        List<String> names = List.of("gender", "Contract", "PaymentMethod", "InternetService", "TechSupport",
                "Churn");
        Profile profile = Profile.of(Dataset.read(file).select(names.toArray(String[]::new)));
        String printed = Python.run("""
                import sys, itertools, pandas as pd, scipy.stats.contingency as s
                d = pd.read_csv(sys.argv[1])
                for a, b in itertools.combinations(sys.argv[2].split(','), 2):
                    print(a, b, s.association(pd.crosstab(d[a], d[b]).values, method='cramer'), sep='|')
                """, file, String.join(",", names));
        Map<Set<Object>, Double> ours = new LinkedHashMap<>();
        profile.associations()
                .rows()
                .forEach(row -> ours.put(Set.of(row.getString("column_a"), row.getString("column_b")),
                        row.getDouble("cramers_v")));
        String[] lines = printed.split("\n");
        assertThat(lines).hasSize(15);
        for (String line : lines) {
            String[] cells = line.split("\\|");
            assertThat(ours.get(Set.of((Object) cells[0], cells[1]))).as(line)
                    .isCloseTo(Double.parseDouble(cells[2]), within(1e-9));
        }
    }

    @Test
    void columns_of_many_texts_have_no_associations() {
        Map<String, Object> columns = new LinkedHashMap<>();
        List<String> many = new ArrayList<>();
        IntStream.range(0, 99).forEach(i -> many.add("t" + i % 33));
        columns.put("many", many);
        columns.put("few", many.stream().map(text -> text.length() == 2 ? "a" : "b").toList());
        columns.put("flag", IntStream.range(0, 99).mapToObj(i -> i % 33 < 10).toList());
        Profile profile = Profile.of(Dataset.of(columns));
        List<Row> rows = profile.associations().rows().toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().getDouble("cramers_v")).isCloseTo(1, within(1e-12));
        assertThat(rows.getFirst().getLong("rows")).isEqualTo(99);
        assertThat(alerts(Dataset.of(columns))).contains("few associated");
    }

    @Test
    void long_texts_are_counted_but_not_kept() {
        String same = "é".repeat(600);
        ColumnProfile x = texts(same + "a", same + "b", same + "a", "short");
        assertThat(x.distinct()).isEqualTo(3);
        assertThat(x.longest()).isEqualTo(601);
        assertThat(x.frequent(5)).containsExactly(new ColumnProfile.Frequency("short", 1, 0));
        assertThat(x.max()).isEqualTo("é".repeat(512));
    }

    @Test
    void tables_say_what_they_are() {
        Profile profile = Profile.of(Dataset.of(Map.of("x", new int[]{1, 2, 2})));
        assertThat(List
                .of(profile.columns(), profile.frequencies(), profile.quantiles(), profile.histograms(),
                        profile.correlations(), profile.associations(), profile.semantics(), profile.alerts())
                .stream()
                .map(table -> table.schema().metadata().get("peso.table")))
                .containsExactly("profile-columns/1",
                        "profile-frequencies/1", "profile-quantiles/1", "profile-histogram/1",
                        "profile-correlations/1", "profile-associations/1", "profile-semantics/1",
                        "profile-alerts/1");
        List<Row> bins = profile.histograms().rows().toList();
        assertThat(bins.stream().mapToLong(row -> row.getLong("count")).sum()).isEqualTo(3);
    }

    @Test
    void json_escapes_what_it_must() throws IOException {
        Profile profile = Profile.of(Dataset.of(Map.of("a \"b\"\n", List.of("\\", "\t", "\u0001"))));
        assertThat(profile.toJson()).contains("a \\\"b\\\"\\n", "\\\\", "\\t", "\\u0001");
    }

    @Test
    void unknown_columns_are_named() {
        Profile profile = Profile.of(Dataset.of(Map.of("price", new int[]{1})));
        assertThatThrownBy(() -> profile.column("prize")).isInstanceOf(ColumnNotFoundException.class)
                .hasMessageContaining("did you mean \"price\"");
    }
}
