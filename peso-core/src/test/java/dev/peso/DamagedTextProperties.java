package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.peso.internal.exec.LocalEngine;
import dev.peso.internal.exec.RunOptions;

/// Damaged expressions and statements, run over tables of every type, give rows or say what is wrong; nothing else comes
/// out.
class DamagedTextProperties {
    private static final RunOptions LIMITS = RunOptions.DEFAULT.withThreads(2)
            .withTimeout(Duration.ofSeconds(20))
            .withMemory(100_000_000);
    private static final List<String> STATEMENTS = statements();

    private final Dataset one = Dataset.of(Map.of("i", List.of(1L, 2L, 3L)));

    /// Two tables and what draws from them.
    private record Tables(RandomGenerator random, Dataset first, Dataset second) {
        static Tables of(long seed) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            Schema schema = RandomTables.schema(random);
            return new Tables(random, Dataset.of(RandomTables.table(random, schema), "t1"),
                    Dataset.of(RandomTables.table(random, schema), "t2"));
        }

        RandomExprs exprs() {
            return new RandomExprs(random, first.schema(), new HashSet<>());
        }

        String damage(String text) {
            return new DamagedTexts(random).damage(text);
        }
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
    void a_damaged_expression_gives_rows_or_an_error_in_words(@ForAll long seed) {
        Tables tables = Tables.of(seed);
        Dataset rows = tables.first;
        int kind = tables.random.nextInt(6);
        String text = tables.damage(switch (kind) {
            case 0, 1, 4 -> tables.exprs().any(2).peso();
            case 2 -> tables.exprs().condition(2).peso();
            default -> tables.exprs().aggregate(2).peso();
        });
        requireWords(text, () -> switch (kind) {
            case 0 -> rows.with("y = " + text);
            case 1 -> rows.select(text);
            case 2 -> rows.filter(text);
            case 3 -> rows.groupBy("s").agg(text);
            case 4 -> rows.sort(text);
            default -> rows.agg(text);
        });
    }

    @Property(tries = 1_500, shrinking = ShrinkingMode.OFF)
    void a_damaged_statement_gives_rows_or_an_error_in_words(@ForAll long seed) {
        Tables tables = Tables.of(seed);
        String whole = tables.random.nextBoolean()
                ? new RandomPipeline(tables.random, tables.first, tables.second).sql()
                : STATEMENTS.get(tables.random.nextInt(STATEMENTS.size()));
        String text = tables.damage(whole);
        requireWords(text, () -> Dataset.sql(text, Map.of("t1", tables.first, "t2", tables.second, "integers",
                tables.first, "test", tables.second)));
    }

    private static void requireWords(String text, Supplier<Dataset> query) {
        try {
            LocalEngine.collect(query.get().checked(), LIMITS);
        } catch (PesoException | IllegalArgumentException e) {
            assertThat(e.getMessage()).as(text).isNotBlank();
        } catch (RuntimeException | Error e) {
            throw new AssertionError(text, e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            (                             | i       | )
            not                           | true    | ``
            `- `                          | i       | ``
            -(                            | i       | )
            abs(                          | i       | )
            [                             | i       | ]
            {a:                           | i       | }
            case when true then           | i       | ` end`
            cast(                         | i       | ` as int64)`
            i between 1 and (             | 1       | )
            list_transform([i], x ->      | 1       | )
            ``                            | i       | ` + i`
            ``                            | i = 1   | ` or i = 2`
            ``                            | 'a'     | ` || 'b'`
            ``                            | [i]     | [1]
            ``                            | i       | ::int64
            ``                            | i       | ` is null`
            coalesce(1,                   | i       | )
            cast(null as                  | int64   | )
            """)
    void a_text_of_any_depth_gives_rows_or_an_error_in_words(String before, String middle, String after) {
        for (int depth : new int[]{499, 20_000}) {
            String text = (before + " ").repeat(depth) + middle + after.repeat(depth);
            requireWords(before + middle + after + " " + depth, () -> one.with("y = " + text));
            requireWords(before + middle + after + " " + depth, () -> one.filter("(" + text + ") is null"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select * from (               | select i from t | )
            (                             | select i from t | )
            select (                      | select 1        | )
            select i from t where exists( | select 1        | )
            select 1 from (               | t               | ` join t using (i))`
            ``                            | select i from t | ` union all select i from t`
            ``                            | select i from t order by i | `, i`
            ``                            | select * from t | ` join t using (i)`
            """)
    void a_statement_of_any_depth_gives_rows_or_an_error_in_words(String before, String middle,
            String after) {
        for (int depth : new int[]{499}) {
            String text = (before + " ").repeat(depth) + middle + after.repeat(depth);
            requireWords(before + middle + after + " " + depth, () -> Dataset.sql(text, Map.of("t", one)));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3"})
    void many_verbs_give_rows_or_an_error_in_words(int verb) {
        requireWords("verb " + verb, () -> {
            Dataset many = one;
            for (int k = 0; k < 2_000; k++) {
                many = switch (verb) {
                    case 0 -> many.filter("i > 0");
                    case 1 -> many.with("i = i + 1");
                    case 2 -> many.union(one);
                    default -> many.limit(5);
                };
            }
            return many;
        });
    }

    /// The queries of the vectors that name few tables.
    private static List<String> statements() {
        List<String> statements = new ArrayList<>();
        JsonFactory json = new JsonFactory();
        try {
            for (String line : Files.readAllLines(SharedData.require("query-vectors/duckdb_vectors.jsonl"))) {
                try (JsonParser parser = json.createParser(line)) {
                    while (parser.nextToken() != null) {
                        if ("sql".equals(parser.currentName())
                                && parser.currentToken() == JsonToken.VALUE_STRING) {
                            statements.add(parser.getText());
                        }
                    }
                }
            }
        } catch (IOException e) {
            fail("no query vectors", e);
        }
        return statements;
    }
}
