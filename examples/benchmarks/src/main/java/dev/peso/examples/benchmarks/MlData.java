package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.peso.DataType;
import dev.peso.Dataset;
import dev.peso.io.CsvReadOptions;

/// Rows to learn two classes from, with the last tenth held back, for Peso and as plain numbers for others.
///
/// @param name what the report calls it
/// @param train what is learnt from
/// @param test what is predicted
/// @param target the column to predict
/// @param columns numbers of all rows, those of training first; texts by their place among the sorted ones
/// @param categories which columns are texts
/// @param labels 0 or 1 for each row
record MlData(String name, Dataset train, Dataset test, String target, List<double[]> columns,
        List<Integer> categories,
        double[] labels) {
    private static final double TRAIN = 0.9;
    private static final String FLIGHTS = "META-INF/resources/webjars/vega/4.5.1/docs/data/flights-3m.csv";
    private static final double LATE = 15;

    int trainRows() {
        return (int) (labels.length * TRAIN);
    }

    /// Made-up rows of 28 numbers: 14 independent ones, and 14 that follow them with noise. The chance of the second class
    /// depends on some by curves, products and a step.
    static MlData generated(int rows) {
        Random random = new Random(7);
        double[][] x = new double[28][rows];
        double[] labels = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < 14; j++) {
                x[j][i] = random.nextGaussian();
            }
            for (int j = 14; j < 28; j++) {
                x[j][i] = x[j - 14][i] + 0.7 * random.nextGaussian();
            }
            double score = Math.sin(2 * x[0][i]) + x[1][i] * x[2][i] + Math.abs(x[3][i]) - 0.8
                    + (x[4][i] > 0.5 ? 1 : 0) + 0.4 * x[5][i] * x[5][i] - 0.4
                    + 0.5 * x[6][i] * x[7][i] * x[8][i]
                    + 0.3 * x[9][i];
            labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-score)) ? 1 : 0;
        }
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int j = 0; j < x.length; j++) {
            columns.put("x" + j, x[j]);
        }
        columns.put("y", Arrays.stream(labels).mapToInt(v -> (int) v).toArray());
        return of("generated, " + rows + " x 28", Dataset.of(columns), "y", List.of(x), List.of(), labels);
    }

    /// 45,211 calls of a bank, 16 columns, 9 of them texts.
    static MlData bank() {
        return table("bank", Dataset.read(ClassLoader.getSystemResource("bank-full.csv")), "y");
    }

    /// 231,083 flights, 7 columns, 2 of them texts: which are more than a quarter of an hour late?
    static MlData flights() {
        Dataset flights = Dataset.read(ClassLoader.getSystemResource(FLIGHTS),
                CsvReadOptions.DEFAULT.withTypes(Map.of("date", DataType.INT64))).collect();
        long[] dates = flights.longs("date");
        double[] delays = flights.doubles("delay");
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("month", Arrays.stream(dates).map(date -> date / 1_000_000).toArray());
        columns.put("day", Arrays.stream(dates).map(date -> date / 10_000 % 100).toArray());
        columns.put("hour", Arrays.stream(dates).map(date -> date / 100 % 100).toArray());
        columns.put("minute", Arrays.stream(dates).map(date -> date % 100).toArray());
        columns.put("distance", flights.doubles("distance"));
        columns.put("origin", Arrays.asList(flights.strings("origin")));
        columns.put("destination", Arrays.asList(flights.strings("destination")));
        columns.put("late", Arrays.stream(delays).mapToInt(delay -> delay > LATE ? 1 : 0).toArray());
        return table("flights", Dataset.of(columns), "late");
    }

    /// The rows of a table in an order by chance; columns of texts are categories.
    ///
    /// @param target has two values
    static MlData table(String title, Dataset data, String target) {
        Dataset table = data.collect();
        int rows = Math.toIntExact(table.count());
        double[] places = new Random(7).doubles(rows).toArray();
        Integer[] order = new Integer[rows];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(places[a], places[b]));
        Map<String, Object> columns = new LinkedHashMap<>();
        List<double[]> numbers = new ArrayList<>();
        List<Integer> categories = new ArrayList<>();
        double[] labels = new double[0];
        for (String name : table.schema().names()) {
            boolean isText = table.schema().field(name).type().isText();
            double[] values = new double[rows];
            if (isText) {
                String[] all = table.strings(name);
                List<String> texts = Arrays.stream(order).map(row -> String.valueOf(all[row])).toList();
                List<String> sorted = texts.stream().distinct().sorted().toList();
                Arrays.setAll(values, i -> Collections.binarySearch(sorted, texts.get(i)));
                columns.put(name, texts);
            } else {
                double[] all = table.doubles(name);
                Arrays.setAll(values, i -> all[order[i]]);
                columns.put(name,
                        name.equals(target)
                                ? Arrays.stream(values).mapToInt(v -> (int) v).toArray()
                                : values);
            }
            if (name.equals(target)) {
                labels = values;
            } else {
                if (isText) {
                    categories.add(numbers.size());
                }
                numbers.add(values);
            }
        }
        return of(title + ", " + rows + " x " + numbers.size(), Dataset.of(columns), target, numbers,
                categories, labels);
    }

    private static MlData of(String name, Dataset all, String target, List<double[]> columns,
            List<Integer> categories,
            double[] labels) {
        Dataset rows = all.collect();
        int train = (int) (labels.length * TRAIN);
        return new MlData(name, rows.slice(0, train).collect(),
                rows.slice(train, labels.length - train).collect(),
                target, columns, categories, labels);
    }

    /// Writes the columns and then the labels, 8 bytes a number, the lowest first.
    void write(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            for (double[] column : columns) {
                write(channel, column);
            }
            write(channel, labels);
        }
    }

    private static void write(FileChannel channel, double[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
