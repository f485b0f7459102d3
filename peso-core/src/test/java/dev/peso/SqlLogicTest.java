package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.logging.LoggerFactory;

import dev.peso.internal.plan.Plan;

/// A sample of SQLite's sqllogictest gives the results recorded there.
///
/// `-Dpeso.sqllogic.step=1` runs all queries of the sampled files. What is left out is [#LEFT_OUT]. Whole numbers divide to whole numbers there, so `/` is read as `//`; a fraction where
/// a whole number is recorded loses what follows the point.
@Tag("oracle")
class SqlLogicTest {
    /// Files with the distance between the queries that are run.
    private static final Map<String, Integer> SAMPLES = samples();
    private static final Map<Pattern, String> LEFT_OUT = Map.of(
            Pattern.compile("(?s)^query [^R\\n]*R.*/"), "quotients of fractions and whole numbers alike",
            Pattern.compile("IN \\(SELECT \\* FROM t1\\)$"), "text and bytes among numbers",
            Pattern.compile("(?s)(COALESCE|CASE|NULL NOT BETWEEN).*GROUP BY|GROUP BY.*NULL NOT BETWEEN"),
            "columns neither grouped nor aggregated, which a constant hides");

    private static Map<String, Integer> samples() {
        Map<String, Integer> samples = new LinkedHashMap<>();
        samples.put("select1", 4);
        samples.put("select2", 4);
        samples.put("select3", 6);
        samples.put("select4", 8);
        samples.put("select5", 12);
        samples.put("evidence/in1", 1);
        samples.put("evidence/in2", 1);
        for (String kind : List.of("expr", "select", "groupby", "aggregates")) {
            for (int n : List.of(1, 7)) {
                samples.put("random/" + kind + "/slt_good_" + n, 40);
            }
        }
        for (String kind : List.of("between/10", "orderby/10", "orderby_nosort/10", "in/100", "random/10",
                "commute/100")) {
            samples.put("index/" + kind + "/slt_good_1", 80);
        }
        return samples;
    }

    private static int step(int normally) {
        return Integer.getInteger("peso.sqllogic.step", normally);
    }

    /// A statement, or a query with its recorded values.
    private record Step(String kind, String sql, List<String> recorded) {}

    @Test
    void every_sampled_query_gives_the_recorded_values() throws IOException, SQLException {
        List<String> failures = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        int equal = 0;
        for (Map.Entry<String, Integer> sample : SAMPLES.entrySet()) {
            try (DuckDb duck = new DuckDb()) {
                Map<String, Plan> tables = null;
                int query = 0;
                for (Step step : steps(sample.getKey())) {
                    if (step.kind.startsWith("statement ok")) {
                        duck.execute(step.sql);
                        tables = null;
                    } else if (step.kind.startsWith("query") && query++ % step(sample.getValue()) == 0) {
                        String reason = leftOut(step);
                        if (reason != null) {
                            leftOut.merge(reason, 1, Integer::sum);
                            continue;
                        }
                        tables = tables == null ? tables(duck) : tables;
                        String problem = problem(step, tables);
                        if (problem == null) {
                            equal++;
                        } else {
                            failures.add(sample.getKey() + "\n  " + step.kind + "\n  " + step.sql + "\n  "
                                    + problem);
                        }
                    }
                }
            }
        }
        String counts = equal + " equal, " + failures.size() + " wrong, left out " + leftOut;
        LoggerFactory.getLogger(SqlLogicTest.class).info(() -> counts);
        String report = System.getProperty("peso.sqllogic.report");
        if (report != null) {
            Files.writeString(Path.of(report), counts + "\n\n" + String.join("\n\n", failures) + "\n");
        }
        assertThat(failures).withFailMessage(() -> counts + "\n\n"
                + failures.stream().limit(20).collect(Collectors.joining("\n\n"))).isEmpty();
        assertThat(equal).isGreaterThan(4_000);
    }

    private static @Nullable String leftOut(Step step) {
        String text = step.kind + "\n" + step.sql;
        return LEFT_OUT.entrySet()
                .stream()
                .filter(e -> e.getKey().matcher(text).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, Plan> tables(DuckDb duck) throws SQLException {
        Map<String, Plan> tables = new LinkedHashMap<>();
        for (String table : duck.tables()) {
            tables.put(table, duck.plan(table, "select * from " + table));
        }
        return tables;
    }

    private static @Nullable String problem(Step step, Map<String, Plan> tables) {
        String[] words = step.kind.split(" ");
        List<List<@Nullable Object>> rows;
        try {
            rows = SqlRows.run(step.sql.replace("/", "//"), tables);
        } catch (RuntimeException | AssertionError e) {
            return "failed: " + e;
        }
        List<String> values = values(rows, words[1], words[2]);
        String recorded = String.join(", ", step.recorded);
        if (step.recorded.size() == 1 && recorded.contains(" values hashing to ")) {
            String hash = values.size() + " values hashing to " + md5(values);
            return hash.equals(recorded) ? null : "expected " + recorded + "\n  but got " + hash + " " + rows;
        }
        return values.equals(step.recorded) ? null : "expected " + recorded + "\n  but got  " + values;
    }

    private static List<String> values(List<List<@Nullable Object>> rows, String types, String order) {
        Stream<List<String>> texts = rows.stream().map(row -> {
            List<String> line = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                line.add(text(row.get(c), types.charAt(c)));
            }
            return line;
        });
        if (order.equals("rowsort")) {
            texts = texts.sorted((a, b) -> String.join(" ", a).compareTo(String.join(" ", b)));
        }
        Stream<String> values = texts.flatMap(List::stream);
        return order.equals("valuesort") ? values.sorted().toList() : values.toList();
    }

    private static String text(@Nullable Object value, char type) {
        return switch (value) {
            case null -> "NULL";
            case Number n when type == 'I' ->
                new BigDecimal(n.toString()).setScale(0, RoundingMode.DOWN).toPlainString();
            case Number n when type == 'R' -> String.format(Locale.ROOT, "%.3f", n.doubleValue());
            case Boolean b -> b ? "1" : "0";
            case String _ when type == 'I' -> "0"; // no text of the samples begins with a digit
            case String s when s.isEmpty() -> "(empty)";
            default -> value.toString();
        };
    }

    private static String md5(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            values.forEach(v -> digest.update((v + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The steps of a file, without those for other engines only.
    private static List<Step> steps(String name) throws IOException {
        List<Step> steps = new ArrayList<>();
        InputStream file = Objects
                .requireNonNull(SqlLogicTest.class.getResourceAsStream("/test/" + name + ".test"), name);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    block.add(line);
                } else if (!block.isEmpty()) {
                    add(block, steps);
                    block = new ArrayList<>();
                }
            }
            add(block, steps);
        }
        return steps;
    }

    private static void add(List<String> block, List<Step> steps) {
        List<String> lines = block.stream().filter(l -> !l.startsWith("#")).toList();
        if (lines.stream().anyMatch(l -> l.startsWith("onlyif"))) {
            return;
        }
        lines = lines.stream().filter(l -> !l.startsWith("skipif")).toList();
        if (lines.size() < 2) {
            return;
        }
        int results = lines.indexOf("----");
        int end = results < 0 ? lines.size() : results;
        steps.add(new Step(lines.getFirst(), String.join("\n", lines.subList(1, end)),
                results < 0 ? List.of() : lines.subList(results + 1, lines.size())));
    }
}
