package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.peso.Dataset;

/// The data of the db-benchmark, made by its published definition from a fixed seed, and files of it for those who need
/// them, written on first use and deleted on close.
///
/// The group-by questions have one table, `g`: 100 groups for id1, id2, id4, id5; rows / 100 for id3, id6. The joins have
/// `x`, `small` (rows / 10^6), `medium` (rows / 1000) and `big` (as many rows as x).
final class Tables implements AutoCloseable {
    private static final int K = 100;
    /// Rows of the group-by table that are made at once, to hold little beside the table itself.
    private static final int PART_ROWS = 10_000_000;

    private final Map<String, Dataset> datasets;
    private final Path folder;
    /// Files of somebody else, or none when the tables were made here.
    private final Map<String, Path> files;
    /// Whether the question reads the files itself.
    private final boolean read;

    private Tables(Map<String, Dataset> datasets) throws IOException {
        this.datasets = datasets;
        this.folder = Files.createTempDirectory("peso-benchmark");
        this.files = Map.of();
        this.read = false;
    }

    private Tables(Map<String, Path> files, Path folder, boolean read) {
        this.read = read;
        this.datasets = new LinkedHashMap<>();
        files.forEach((name, file) -> datasets.put(name, Dataset.read(file)));
        this.folder = folder;
        this.files = files;
    }

    /// Tables in files, each given as its name, `=` and a path.
    ///
    /// @param read whether the question reads them itself
    static Tables of(List<String> arguments, boolean read) {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            files.put(parts[0], Path.of(parts[1]));
        }
        return new Tables(files, Path.of("."), read);
    }

    /// The same in memory, unless the question reads the files.
    Tables collected() {
        Tables all = new Tables(files, folder, read);
        if (!read) {
            all.datasets.replaceAll((_, data) -> data.collect());
        }
        return all;
    }

    boolean areRead() {
        return read;
    }

    boolean areFiles() {
        return !files.isEmpty();
    }

    /// The tables that a question is about.
    List<String> needed(Question question) {
        return names().stream()
                .filter(name -> question.sql().matches("(?s).*\\b" + name + "\\b.*")
                        || question.isRead())
                .toList();
    }

    /// A file for a process that answers a question.
    Path file(Question question, String name) {
        return question.isRead() && !question.isParquet() ? csv(name) : parquet(name);
    }

    List<String> names() {
        return List.copyOf(datasets.keySet());
    }

    Dataset get(String name) {
        return datasets.get(name);
    }

    Path csv(String name) {
        if (areFiles()) {
            return files.get(name);
        }
        Path file = folder.resolve(name + ".csv");
        if (!Files.exists(file)) {
            get(name).write(file);
        }
        return file;
    }

    Path parquet(String name) {
        if (areFiles()) {
            return files.get(name);
        }
        Path file = folder.resolve(name + ".parquet");
        if (!Files.exists(file)) {
            DuckDb.convert(csv(name), get(name).schema(), file);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (areFiles()) {
            return;
        }
        try (var written = Files.list(folder)) {
            for (Path file : written.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    static Tables groups(int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(108);
        List<Dataset> parts = new ArrayList<>();
        for (int from = 0; from < rows; from += PART_ROWS) {
            parts.add(groups(random, Math.min(PART_ROWS, rows - from), Math.max(1, rows / K)));
        }
        Dataset first = parts.getFirst();
        Dataset[] others = parts.subList(1, parts.size()).toArray(Dataset[]::new);
        return new Tables(Map.of("g", parts.size() == 1 ? first : first.union(others).collect()));
    }

    private static Dataset groups(SplittableRandom random, int rows, int many) {
        Map<String, Object> codes = new LinkedHashMap<>();
        codes.put("id1", ints(random, rows, 1, K));
        codes.put("id2", ints(random, rows, 1, K));
        codes.put("id3", ints(random, rows, 1, many));
        codes.put("id4", ints(random, rows, 1, K));
        codes.put("id5", ints(random, rows, 1, K));
        codes.put("id6", ints(random, rows, 1, many));
        codes.put("v1", ints(random, rows, 1, 5));
        codes.put("v2", ints(random, rows, 1, 15));
        codes.put("v3", doubles(random, rows));
        return Dataset.of(codes)
                .with("id1 = 'id' || lpad(cast(id1 as utf8), 3, '0')")
                .with("id2 = 'id' || lpad(cast(id2 as utf8), 3, '0')")
                .with("id3 = 'id' || lpad(cast(id3 as utf8), 10, '0')")
                .collect();
    }

    static Tables joins(int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(108);
        int small = Math.max(rows / 1_000_000, 10);
        int medium = Math.max(rows / 1_000, 10);
        int[][] k1 = keys(random, small);
        int[][] k2 = keys(random, medium);
        int[][] k3 = keys(random, rows);
        Map<String, Dataset> tables = new LinkedHashMap<>();
        tables.put("x", side(random, rows, "v1", k1[0], k2[0], k3[0]));
        tables.put("small", side(random, small, "v2", k1[1]));
        tables.put("medium", side(random, medium, "v2", k1[1], k2[1]));
        tables.put("big", side(random, rows, "v2", k1[1], k2[1], k3[1]));
        return new Tables(tables);
    }

    private static int[] ints(SplittableRandom random, int rows, int from, int to) {
        return random.ints(rows, from, to + 1).toArray();
    }

    private static double[] doubles(SplittableRandom random, int rows) {
        double[] values = new double[rows];
        Arrays.setAll(values, _ -> Math.rint(random.nextDouble() * 1e8) / 1e6);
        return values;
    }

    /// Keys of both sides: nine in ten are shared, one in ten is on one side only.
    private static int[][] keys(SplittableRandom random, int count) {
        int[] all = new int[count + count / 10];
        Arrays.setAll(all, i -> i + 1);
        shuffle(random, all);
        int shared = count - count / 10;
        int[] left = Arrays.copyOf(all, count);
        int[] right = Arrays.copyOf(all, count);
        System.arraycopy(all, count, right, shared, Math.min(count - shared, all.length - count));
        return new int[][]{left, right};
    }

    private static void shuffle(SplittableRandom random, int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }

    private static Dataset side(SplittableRandom random, int rows, String value, int[]... keys) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int k = 0; k < keys.length; k++) {
            columns.put("id" + (k + 1), picked(random, keys[k], rows));
        }
        columns.put(value, doubles(random, rows));
        Dataset side = Dataset.of(columns);
        for (int k = 0; k < keys.length; k++) {
            side = side.with("id" + (k + 4) + " = 'id' || cast(id" + (k + 1) + " as utf8)");
        }
        return side.collect();
    }

    private static int[] picked(SplittableRandom random, int[] keys, int rows) {
        int[] values = Arrays.copyOf(keys, rows);
        for (int i = keys.length; i < rows; i++) {
            values[i] = keys[random.nextInt(keys.length)];
        }
        shuffle(random, values);
        return values;
    }
}
