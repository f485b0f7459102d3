package dev.peso;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.peso.io.ParquetWriteOptions;

/// Groups of rows whose arrays are filled again by the rows after them: a query on a file gives what it gives on the rows
/// in memory, also when rows wait for those after them.
class DatasetParquetReuseTest {
    /// So many that several row groups go into one run of rows.
    private static final int ROWS = 1_000_000;
    /// Of which few rows have the same one, yet enough to tell so early.
    private static final int KEYS = 400_000;

    @TempDir
    static Path folder;

    private static Dataset rows = rows();

    @BeforeAll
    static void write() {
        rows.write(file(), ParquetWriteOptions.DEFAULT.withRowGroupRows(40_000));
    }

    @AfterAll
    static void forget() {
        rows = Dataset.of(Map.of("i", new int[0]));
    }

    private static Path file() {
        return folder.resolve("rows.parquet");
    }

    /// Numbers that few rows share, numbers with nulls in some parts of the rows, few texts.
    private static Dataset rows() {
        Random random = new Random(11);
        int[] ints = new int[ROWS];
        long[] longs = new long[ROWS];
        @Nullable
        Integer[] holes = new Integer[ROWS];
        double[] doubles = new double[ROWS];
        @Nullable
        String[] texts = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            ints[i] = 7 * random.nextInt(KEYS);
            longs[i] = (long) random.nextInt(KEYS) << 20;
            holes[i] = i / 30_000 % 2 == 0 && random.nextInt(5) == 0 ? null : random.nextInt(100_000);
            doubles[i] = random.nextInt(1_000);
            texts[i] = i / 50_000 % 3 == 1 && random.nextInt(50) == 0 ? null : "t" + random.nextInt(30);
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("i", ints);
        columns.put("l", longs);
        columns.put("h", holes);
        columns.put("d", doubles);
        columns.put("t", texts);
        return Dataset.of(columns);
    }

    static Stream<NamedQuery> questions() {
        return Stream.of(
                new NamedQuery("few groups",
                        d -> d.groupBy("t").agg("s = sum(h)", "n = count(h)", "m = mean(d)")),
                new NamedQuery("no keys",
                        d -> d.agg("s = sum(h)", "l = sum(l)", "m = sum(d)", "n = count(h)")),
                new NamedQuery("nearly each row a group",
                        d -> d.groupBy("i").agg("s = sum(h)", "m = sum(d)")),
                new NamedQuery("nearly each row a group of a long",
                        d -> d.groupBy("l").agg("s = sum(i)", "n = count(h)")),
                new NamedQuery("nearly each row a group of several keys",
                        d -> d.groupBy("t", "l", "h").agg("s = sum(i)", "m = mean(d)")),
                new NamedQuery("with little memory",
                        d -> d.memory(20_000_000).groupBy("i", "t").agg("s = sum(h)", "m = sum(d)")),
                new NamedQuery("of expressions and filters",
                        d -> d.groupBy("i % 50")
                                .agg("s = sum(h + i)", "n = count() filter (where h > 9)",
                                        "m = sum(d) filter (where t = 't3')")),
                new NamedQuery("values that are kept",
                        d -> d.groupBy("t")
                                .agg("a = list(h)", "b = median(d)", "c = max(l)", "e = first(i)",
                                        "f = count(distinct h)")),
                new NamedQuery("kept and not",
                        d -> d.groupBy("t").agg("s = sum(i)", "k = top_k(h, 3)", "o = list(i order by d)")));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void groups_of_a_file_are_those_of_its_rows(NamedQuery question) {
        assertThat(question.query().apply(Dataset.read(file())).fingerprint())
                .isEqualTo(question.query().apply(rows).fingerprint());
    }
}
