package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.peso.internal.plan.Plan;

/// Queries of DuckDB's own tests give the results recorded there.
///
/// `query-vectors.txt` names what is left out: features Peso does not have, each with its reason (`-`), which a query is
/// refused for, and queries whose result differs on purpose (`!`).
@Tag("oracle")
class QueryVectorsTest {
    private static final int LONGEST_TABLE = 200_000;
    /// How many queries of 100 that run may differ on purpose.
    private static final int MOST_DIFFERENT = 2;
    private static final String REFUSED = "refused: ";
    private static final MathContext DIGITS = new MathContext(6);
    private static final Pattern NUMBER = Pattern
            .compile("(?<![\\w.])-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?(?![\\w.])");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss",
            Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// One query with its result.
    private record Sample(String file, String sql, String sort, int columns, List<String> setup,
            List<String> expected) {
        /// Whether the rows must come in the recorded order: the query orders them, and says where nulls go if there are any.
        boolean isOrdered() {
            String outside = sql.toLowerCase(Locale.ROOT).replaceAll("--[^\\n]*", "");
            String before = "";
            while (!outside.equals(before)) {
                before = outside;
                outside = outside.replaceAll("\\([^()]*\\)", " ");
            }
            boolean nulls = expected.stream().anyMatch(line -> line.contains("NULL"));
            return sort.equals("nosort") && outside.matches("(?s).*\\border\\s+by\\b.*")
                    && (!nulls || outside.matches("(?s).*\\bnulls\\s+(first|last)\\b.*"));
        }

        /// The recorded rows; some are recorded value by value.
        List<String> rows() {
            boolean byValue = columns > 1 && expected.size() % columns == 0
                    && expected.stream().noneMatch(line -> line.contains("\t"));
            if (!byValue) {
                return expected;
            }
            List<String> rows = new ArrayList<>();
            for (int i = 0; i < expected.size(); i += columns) {
                rows.add(String.join("\t", expected.subList(i, i + columns)));
            }
            return rows;
        }
    }

    /// A line of `query-vectors.txt`.
    private record Rule(boolean differs, boolean bySetup, Pattern pattern, String reason) {
        boolean fits(Sample sample) {
            return bySetup
                    ? pattern.matcher(String.join("\n", sample.setup())).find()
                    : pattern.matcher(sample.sql()).find() || pattern.matcher(sample.file()).find();
        }
    }

    @Test
    void every_query_gives_the_recorded_rows_or_is_left_out_for_a_reason() throws SQLException, IOException {
        List<Sample> samples = samples();
        List<Rule> rules = rules();
        List<String> failures = new ArrayList<>();
        List<String> explained = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        Map<String, Integer> differing = new LinkedHashMap<>();
        Set<Rule> used = new HashSet<>();
        int equal = 0;
        try (Tables tables = new Tables()) {
            for (Sample sample : samples) {
                String problem = problem(sample, tables);
                if (problem == null) {
                    equal++;
                    continue;
                }
                boolean refused = problem.startsWith(REFUSED);
                Rule rule = rules.stream()
                        .filter(r -> (r.differs() || refused) && r.fits(sample))
                        .findFirst()
                        .orElse(null);
                if (rule != null) {
                    used.add(rule);
                    explained.add((rule.differs() ? "! " : "- ") + rule.reason() + "\n  " + sample.file()
                            + "\n  " + sample.sql() + "\n  " + problem);
                    (rule.differs() ? differing : leftOut).merge(rule.reason(), 1, Integer::sum);
                } else {
                    failures.add(sample.file() + "\n  " + sample.sql() + "\n  " + problem);
                }
            }
        }
        int different = total(differing);
        String counts = samples.size() + " vectors: " + equal + " equal, " + different
                + " differ on purpose ("
                + BigDecimal.valueOf(100L * different)
                        .divide(BigDecimal.valueOf(equal + different), 2, RoundingMode.UP)
                + " % of those that run), "
                + total(leftOut) + " left out, " + failures.size() + " wrong\nleft out\n" + lines(leftOut)
                + "\ndiffering\n" + lines(differing);
        org.junit.platform.commons.logging.LoggerFactory.getLogger(QueryVectorsTest.class).info(() -> counts);
        String report = System.getProperty("peso.vectors.report");
        if (report != null) {
            Files.writeString(java.nio.file.Path.of(report),
                    counts + "\n\n" + String.join("\n\n", failures) + "\n\n"
                            + String.join("\n\n", explained) + "\n");
        }
        assertThat(failures).withFailMessage(
                () -> counts + "\n\n" + failures.stream().limit(50).collect(Collectors.joining("\n\n")))
                .isEmpty();
        assertThat(rules.stream().filter(r -> !used.contains(r)).map(r -> r.pattern().pattern()))
                .as("rules that no query needs")
                .isEmpty();
        assertThat(equal).isGreaterThanOrEqualTo(samples.size() / 2);
        assertThat(different).as("queries that differ on purpose, of 100 that run")
                .isLessThanOrEqualTo(MOST_DIFFERENT * (equal + different) / 100);
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(i -> i).sum();
    }

    private static String lines(Map<String, Integer> counts) {
        return counts.entrySet()
                .stream()
                .map(e -> "  " + e.getValue() + " " + e.getKey())
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String problem(Sample sample, Tables tables) {
        List<String> actual;
        try {
            Map<String, Plan> given = tables.after(sample.setup());
            actual = SqlRows.run(sample.sql(), given).stream().map(QueryVectorsTest::line).toList();
        } catch (SQLException e) {
            return REFUSED + "setup: " + e.getMessage();
        } catch (PesoException e) {
            return REFUSED + e;
        } catch (RuntimeException | AssertionError e) {
            return "failed: " + e;
        }
        List<String> given = normal(actual, sample.isOrdered());
        List<String> wanted = normal(sample.rows(), sample.isOrdered());
        return given.equals(wanted) ? null : "expected " + sample.rows() + "\n  but got  " + actual;
    }

    private static List<String> normal(List<String> lines, boolean ordered) {
        List<String> normal = lines.stream().map(QueryVectorsTest::normal).toList();
        return ordered ? normal : normal.stream().sorted().toList();
    }

    /// Numbers with six digits; quotes inside lists and structs do not count.
    private static String normal(String line) {
        Matcher matcher = NUMBER.matcher(line);
        String numbers = matcher.replaceAll(QueryVectorsTest::number);
        return numbers.replace("'", "")
                .replace("\"", "")
                .replace("\t ", "\t")
                .replace("True", "true")
                .replace("False", "false");
    }

    private static String number(MatchResult match) {
        BigDecimal value = new BigDecimal(match.group()).round(DIGITS);
        return value.signum() == 0 || value.abs().doubleValue() < 1e-6
                ? "0"
                : value.stripTrailingZeros().toPlainString();
    }

    private static String line(List<@Nullable Object> row) {
        return row.stream()
                .map(v -> v instanceof String s && s.isEmpty() ? "(empty)" : text(v))
                .collect(Collectors.joining("\t"));
    }

    /// A value as DuckDB prints it.
    @SuppressWarnings({"JavaLocalDateTimeGetNano", "JavaLocalTimeGetNano"}) // the formatter prints the rest
    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Double d when d.isInfinite() -> d > 0 ? "inf" : "-inf";
            case Double d when d.isNaN() -> "nan";
            case Float f when f.isNaN() -> "nan";
            case Float f when f.isInfinite() -> f > 0 ? "inf" : "-inf";
            case BigDecimal d -> d.toPlainString();
            case byte[] bytes -> blob(bytes);
            case LocalDateTime t -> DATE_TIME.format(t) + fraction(t.getNano());
            case ZonedDateTime t ->
                DATE_TIME.format(t.withZoneSameInstant(ZoneOffset.UTC)) + fraction(t.getNano()) + "+00";
            case LocalTime t -> TIME.format(t) + fraction(t.getNano());
            case Duration d -> duration(d);
            case List<?> list ->
                list.stream().map(QueryVectorsTest::text).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map when isRow(map) ->
                map.values().stream().map(QueryVectorsTest::text).collect(Collectors.joining(", ", "(", ")"));
            case Map<?, ?> map -> map.entrySet()
                    .stream()
                    .map(e -> text(e.getKey()) + (e.getKey() instanceof String ? ": " : "=")
                            + text(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /// Whether a struct is a row, whose fields have no names in DuckDB and are numbered in Peso.
    private static boolean isRow(Map<?, ?> map) {
        int next = 1;
        for (Object name : map.keySet()) {
            if (!name.equals(String.valueOf(next++))) {
                return false;
            }
        }
        return !map.isEmpty();
    }

    private static String duration(Duration d) {
        long days = d.toDays();
        Duration rest = d.minusDays(days);
        String sign = rest.isNegative() ? "-" : "";
        Duration time = rest.abs();
        String clock = sign
                + String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(),
                        time.toSecondsPart())
                + fraction(time.toNanosPart());
        String dayText = days + (Math.abs(days) == 1 ? " day" : " days");
        return days == 0 ? clock : time.isZero() ? dayText : dayText + " " + clock;
    }

    private static String fraction(int nanos) {
        return nanos == 0 ? "" : String.format(Locale.ROOT, ".%09d", nanos).replaceAll("0+$", "");
    }

    private static String blob(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            boolean plain = b >= 32 && b < 127 && b != '\\' && b != '\'' && b != '"';
            text.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02X", b & 0xff));
        }
        return text.toString();
    }

    /// The tables that setup statements leave, kept while the next query starts with the same statements.
    private static final class Tables implements AutoCloseable {
        private DuckDb duck;
        private List<String> done = List.of();
        private Map<String, Plan> tables = Map.of();

        Tables() throws SQLException {
            duck = new DuckDb();
        }

        Map<String, Plan> after(List<String> setup) throws SQLException {
            if (setup.equals(done)) {
                return tables;
            }
            boolean continues = setup.size() > done.size() && setup.subList(0, done.size()).equals(done);
            if (!continues) {
                duck.close();
                duck = new DuckDb();
                done = List.of();
            }
            for (String sql : setup.subList(done.size(), setup.size())) {
                duck.execute(sql);
            }
            done = setup;
            tables = load();
            return tables;
        }

        private Map<String, Plan> load() throws SQLException {
            Map<String, Plan> loaded = new LinkedHashMap<>();
            for (String table : duck.tables()) {
                String quoted = "\"" + table + "\"";
                long rows = ((Number) Objects.requireNonNull(
                        duck.rows("select count(*) from " + quoted).getFirst().getFirst())).longValue();
                if (rows <= LONGEST_TABLE) {
                    try {
                        loaded.put(table, duck.plan(table, "select * from " + quoted));
                    } catch (DuckDb.NoSuchType _) {
                        // the query fails if it needs the table
                    }
                }
            }
            return loaded;
        }

        @Override
        public void close() throws SQLException {
            duck.close();
        }
    }

    private static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        try (InputStream text = Objects
                .requireNonNull(QueryVectorsTest.class.getResourceAsStream("query-vectors.txt"))) {
            for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int split = line.lastIndexOf(" :: ");
                String rule = line.substring(2, split);
                boolean bySetup = rule.startsWith("setup:");
                Pattern pattern = Pattern.compile(rule.replace("setup:", ""),
                        Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
                rules.add(new Rule(line.startsWith("!"), bySetup, pattern, line.substring(split + 4)));
            }
        }
        return rules;
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        JsonFactory json = new JsonFactory();
        for (String line : Files.readAllLines(SharedData.require("query-vectors/duckdb_vectors.jsonl"))) {
            try (JsonParser parser = json.createParser(line)) {
                samples.add(sample(parser));
            }
        }
        return samples;
    }

    private static Sample sample(JsonParser parser) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, List<String>> lists = new LinkedHashMap<>();
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                List<String> values = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    values.add(parser.getText());
                }
                lists.put(name, values);
            } else {
                texts.put(name, parser.getText());
            }
        }
        return new Sample(texts.getOrDefault("file", ""), texts.getOrDefault("sql", ""),
                texts.getOrDefault("sort", ""),
                Integer.parseInt(texts.getOrDefault("columns", "1")), lists.getOrDefault("setup", List.of()),
                lists.getOrDefault("expected", List.of()));
    }
}
