package dev.peso.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.peso.DataType;
import dev.peso.SharedData;
import dev.peso.internal.column.DoubleVector;
import dev.peso.internal.column.Vector;
import dev.peso.internal.expr.CheckedExpr;

/// Accumulators against certified and published values.
class StatisticsTest {
    private static final CheckedExpr X = new CheckedExpr.Ref(0, DataType.FLOAT64, "x");

    @ParameterizedTest
    @ValueSource(strings = {"Mavro", "NumAcc1", "NumAcc3"})
    void mean_has_14_digits_and_sd_8_of_the_certified_ones(String name) throws IOException {
        String certified = Files.readString(SharedData.require("nist-strd/certified.json"));
        Matcher values = Pattern
                .compile("\"" + name + "\": \\{\\s*\"n\": (\\d+),\\s*\"mean\": ([^,]+),\\s*\"sd\": ([^,]+),")
                .matcher(certified);
        assertThat(values.find()).isTrue();
        double[] x = column("nist-strd/csv/" + name + ".csv", 0);
        assertThat(x).hasSize(Integer.parseInt(values.group(1)));
        assertThat(digits(aggregate("mean", x), Double.parseDouble(values.group(2))))
                .isGreaterThanOrEqualTo(14);
        assertThat(digits(aggregate("stddev", x), Double.parseDouble(values.group(3))))
                .isGreaterThanOrEqualTo(9);
    }

    /// NIST's NumAcc2 and NumAcc4, which are made by their definitions.
    @Test
    void sd_of_large_numbers_that_differ_little() {
        double[] two = new double[1001];
        double[] four = new double[1001];
        for (int i = 0; i < 1001; i++) {
            two[i] = i == 0 ? 1.2 : i % 2 == 1 ? 1.1 : 1.3;
            four[i] = i == 0 ? 10000000.2 : i % 2 == 1 ? 10000000.1 : 10000000.3;
        }
        assertThat(digits(aggregate("mean", two), 1.2)).isGreaterThanOrEqualTo(14);
        assertThat(digits(aggregate("stddev", two), 0.1)).isGreaterThanOrEqualTo(14);
        assertThat(digits(aggregate("mean", four), 10000000.2)).isGreaterThanOrEqualTo(14);
        assertThat(digits(aggregate("stddev", four), 0.1)).isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void quantiles_of_all_nine_types(int type) throws IOException {
        String expected = Files.readString(SharedData.require("stats-reference/expected.json"));
        String part = expected.substring(expected.indexOf("\"quantiles_murder\""));
        List<Double> wanted = numbers(part, "\"R" + type + "\\([a-z_]+\\)\"");
        List<Double> positions = numbers(part, "\"q\"");
        double[] murder = column("stats-reference/data/statecrime.csv", "murder");
        for (int i = 0; i < positions.size(); i++) {
            double got = aggregate("quantile", murder,
                    new CheckedExpr.Const(positions.get(i), DataType.FLOAT64),
                    new CheckedExpr.Const((long) type, DataType.INT64));
            assertThat(got).as("type %d at %s", type, positions.get(i))
                    .isCloseTo(wanted.get(i), org.assertj.core.data.Offset.offset(1e-10));
        }
    }

    private static List<Double> numbers(String json, String name) {
        Matcher list = Pattern.compile(name + ": \\[([^\\]]+)\\]").matcher(json);
        assertThat(list.find()).isTrue();
        List<Double> numbers = new ArrayList<>();
        for (String number : list.group(1).split(",", -1)) {
            numbers.add(Double.parseDouble(number.strip()));
        }
        return numbers;
    }

    private static double[] column(String file, String name) throws IOException {
        String header = Files.readAllLines(SharedData.require(file)).getFirst();
        List<String> names = List.of(header.replace("\"", "").split(",", -1));
        return column(file, names.indexOf(name));
    }

    private static double[] column(String file, int index) throws IOException {
        return Files.readAllLines(SharedData.require(file))
                .stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[index].replace("\"", "").strip()))
                .toArray();
    }

    private static double aggregate(String name, double[] values, CheckedExpr... parameters) {
        List<CheckedExpr> args = new ArrayList<>(List.of(X));
        args.addAll(List.of(parameters));
        AggregateFunction function = Objects.requireNonNull(Aggregates.find(name.toUpperCase(Locale.ROOT)));
        Accumulator accumulator = function.factory().create(args, function.resolver().resolve(args).result());
        accumulator.resize(1);
        accumulator.add(new int[values.length], new Vector[]{DoubleVector.of(DataType.FLOAT64, values)},
                values.length);
        accumulator.seal();
        return ((DoubleVector) accumulator.finish(new int[1], 0, 1)).get(0);
    }

    /// Decimal digits in which two numbers agree (the log relative error).
    private static double digits(double got, double certified) {
        return got == certified ? 15 : -Math.log10(Math.abs(got - certified) / Math.abs(certified));
    }
}
