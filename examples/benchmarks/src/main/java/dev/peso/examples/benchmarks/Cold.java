package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whole programs in turn that read a file, answer gb1 and print the answer: Peso and DuckDB in a fresh JVM without
/// options, Polars in a fresh Python. Peso once more with an AOT cache, which a run before has left.
final class Cold {
    private static final int ROUNDS = 7;

    private final Options options;
    private final Path folder;
    private final String classPath;

    private Cold(Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = folder;
        this.classPath = Jars.classPath(folder);
    }

    static void run(Options options, List<Peer> peers, Report report) throws Exception {
        Path folder = Files.createTempDirectory("peso-cold");
        try (Tables tables = Tables.groups(options.rows())) {
            Path parquet = tables.parquet("g");
            Path csv = tables.csv("g");
            Cold cold = new Cold(options, folder);
            List<List<Object>> rows = new ArrayList<>(cold.measure("Parquet", parquet, peers));
            rows.addAll(cold.measure("CSV", csv, peers));
            report.table("cold", List.of("from", "whole process", "seconds", "Peso's to it", "least", "most"),
                    rows);
        } finally {
            try (var left = Files.list(folder)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private List<List<Object>> measure(String format, Path file, List<Peer> peers) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Path cache = folder.resolve("peso.aot");
        time(java("Peso", file, "-XX:AOTCacheOutput=" + cache));
        for (int round = 0; round < ROUNDS; round++) {
            for (Peer peer : peers) {
                ProcessBuilder program = peer instanceof Polars polars
                        ? polars.program(file)
                        : java(peer.name(), file);
                took(seconds, peer.name(), time(program));
            }
            took(seconds, "Peso, AOT cache", time(java("Peso", file, "-XX:AOTCache=" + cache)));
        }
        double peso = Race.median(seconds.get("Peso"));
        List<List<Object>> rows = new ArrayList<>();
        seconds.forEach((system, all) -> rows
                .add(List.of(format, system, Race.median(all), peso / Race.median(all), Collections.min(all),
                        Collections.max(all))));
        return rows;
    }

    private static void took(Map<String, List<Double>> seconds, String system, double time) {
        seconds.computeIfAbsent(system, _ -> new ArrayList<>()).add(time);
    }

    private ProcessBuilder java(String system, Path file, String... jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvm));
        command.addAll(List.of("-cp", classPath, OneQuestion.class.getName(), system,
                Integer.toString(options.threads()), file.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static double time(ProcessBuilder program) throws IOException, InterruptedException {
        long before = System.nanoTime();
        Process process = program.start();
        int printed = process.getInputStream().readAllBytes().length;
        int code = process.waitFor();
        double seconds = (System.nanoTime() - before) / 1e9;
        if (code != 0 || printed == 0) {
            throw new IOException(String.join(" ", program.command()) + " ended with " + code + " after "
                    + printed + " bytes");
        }
        return seconds;
    }
}
