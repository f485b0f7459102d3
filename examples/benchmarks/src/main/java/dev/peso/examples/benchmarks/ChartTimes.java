package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// How long charts take: the first one of a fresh JVM without options, and later ones.
///
/// `-Dbench.main=dev.peso.examples.benchmarks.ChartTimes`, with the number of fresh JVMs for each chart as argument.
public final class ChartTimes {
    private static final int LARGE = 10_000_000;

    private final String classPath;
    private final int fresh;

    private ChartTimes(String classPath, int fresh) {
        this.classPath = classPath;
        this.fresh = fresh;
    }

    /// A chart to draw.
    ///
    /// @param rounds how often it is drawn after the first time; the median of the last half counts
    private record Task(FirstChart.Subject subject, FirstChart.Form form, int rows, int rounds) {
        String name() {
            return subject.name().toLowerCase(Locale.ROOT) + ", " + form;
        }
    }

    private static final List<Task> TASKS = List.of(
            new Task(FirstChart.Subject.LINE, FirstChart.Form.SVG, 2_000, 400),
            new Task(FirstChart.Subject.POINTS, FirstChart.Form.SVG, 2_000, 400),
            new Task(FirstChart.Subject.BARS, FirstChart.Form.SVG, 2_000, 400),
            new Task(FirstChart.Subject.LINE, FirstChart.Form.PNG, 2_000, 60),
            new Task(FirstChart.Subject.LINE, FirstChart.Form.PDF, 2_000, 200),
            new Task(FirstChart.Subject.LINE, FirstChart.Form.HTML, 2_000, 200),
            new Task(FirstChart.Subject.POINTS, FirstChart.Form.HTML, 50_000, 40),
            new Task(FirstChart.Subject.LINE, FirstChart.Form.PNG, LARGE, 20),
            new Task(FirstChart.Subject.POINTS, FirstChart.Form.PNG, LARGE, 20));

    /// Measures and prints.
    ///
    /// @param args how many JVMs are started for each chart; 11 if none
    public static void main(String[] args) throws IOException, InterruptedException {
        int fresh = args.length == 0 ? 11 : Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory("peso-charts");
        try {
            new ChartTimes(Jars.classPath(folder), fresh).run();
        } finally {
            try (var left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        List<List<Object>> rows = new ArrayList<>();
        for (Task task : TASKS) {
            rows.add(measure(task));
        }
        try (Report report = new Report(Options.parse())) {
            report.table("charts",
                    List.of("chart", "rows", "first: main thread", "process", "elapsed", "later", "bytes"),
                    rows);
        }
    }

    /// Medians of fresh JVMs, milliseconds: of CPU but for `elapsed`. What comes later is timed in three of them.
    private List<Object> measure(Task task) throws IOException, InterruptedException {
        int runs = task.rows() == LARGE ? (fresh + 1) / 2 : fresh;
        List<List<Double>> seen = Stream.<List<Double>>generate(ArrayList::new).limit(5).toList();
        for (int run = 0; run < runs; run++) {
            String[] parts = once(task, run < 3 ? task.rounds() : 0).split(" ");
            for (int i = 0; i < parts.length; i++) {
                double value = Double.parseDouble(parts[i]);
                if (!Double.isNaN(value)) {
                    seen.get(i).add(value);
                }
            }
        }
        List<Object> row = new ArrayList<>(List.of(task.name(), task.rows()));
        for (List<Double> values : seen.subList(0, 4)) {
            row.add(Race.median(values));
        }
        row.add((long) Race.median(seen.get(4)));
        return row;
    }

    private String once(Task task, int rounds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                classPath, FirstChart.class.getName(), task.subject().name(), task.form().name(),
                Integer.toString(task.rows()), Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line;
        try (var out = process.inputReader()) {
            line = out.readLine();
        }
        if (process.waitFor() != 0 || line == null) {
            throw new IllegalStateException(task.name() + " ended with " + process.exitValue());
        }
        return line;
    }
}
