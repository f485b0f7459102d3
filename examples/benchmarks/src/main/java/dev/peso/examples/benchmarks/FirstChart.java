package dev.peso.examples.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

import dev.peso.Dataset;
import dev.peso.viz.Chart;

/// A whole program that draws one chart of data in memory again and again, and prints what the first time and the later ones took.
final class FirstChart {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FirstChart() {}

    /// What is drawn.
    enum Subject {
        LINE, POINTS, BARS;

        Chart of(Dataset data) {
            return switch (this) {
                case LINE -> Chart.of(data).line().x("at").y("value").title("A line");
                case POINTS -> Chart.of(data).point().x("other").y("value").title("Points");
                case BARS -> Chart.of(data).bar().x("name").y("value").title("Bars");
            };
        }
    }

    /// What it becomes.
    enum Form {
        SVG, PNG, PDF, HTML;

        byte[] of(Chart chart) {
            return switch (this) {
                case SVG -> chart.toSvg().getBytes(StandardCharsets.UTF_8);
                case PNG -> chart.toPng();
                case PDF -> chart.toPdf();
                case HTML -> chart.toHtml().getBytes(StandardCharsets.UTF_8);
            };
        }
    }

    /// The data, in memory.
    ///
    /// @param rows how many
    private static Dataset data(int rows, Subject subject) {
        SplittableRandom random = new SplittableRandom(1);
        double[] at = new double[rows];
        double[] value = new double[rows];
        double[] other = new double[rows];
        String[] name = new String[subject == Subject.BARS ? rows : 0];
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += random.nextDouble() - 0.5;
            at[i] = i;
            value[i] = sum;
            other[i] = random.nextDouble() + random.nextDouble() + random.nextDouble();
        }
        Arrays.setAll(name, i -> "part " + i % 8);
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("at", at);
        columns.put("value", value);
        columns.put("other", other);
        if (name.length > 0) {
            columns.put("name", name);
        }
        return Dataset.of(columns).collect();
    }

    static void main(String... args) {
        Subject subject = Subject.valueOf(args[0]);
        Form form = Form.valueOf(args[1]);
        Dataset data = data(Integer.parseInt(args[2]), subject);
        int rounds = Integer.parseInt(args[3]);
        long processStart = processNanos();
        long ownStart = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        byte[] bytes = form.of(subject.of(data));
        long wall = System.nanoTime() - start;
        long own = THREADS.getCurrentThreadCpuTime() - ownStart;
        long process = processNanos() - processStart;
        double[] warm = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long again = THREADS.getCurrentThreadCpuTime();
            form.of(subject.of(data));
            warm[i] = (THREADS.getCurrentThreadCpuTime() - again) / 1e6;
        }
        double later = Arrays.stream(warm)
                .skip(rounds / 2)
                .sorted()
                .skip(rounds / 4)
                .findFirst()
                .orElse(Double.NaN);
        System.out.printf(Locale.ROOT, "%f %f %f %f %d%n", own / 1e6, process / 1e6, wall / 1e6, later,
                bytes.length);
    }

    private static long processNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
