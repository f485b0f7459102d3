package dev.peso.examples.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A fresh JVM in which one system loads the tables from Parquet files and answers a question some times.
final class Alone {
    private Alone() {}

    /// What a process did.
    ///
    /// @param seconds of its best answer; NaN when it failed
    /// @param kilobytes the most that it held in memory, or 0 where the system does not tell
    record Outcome(double seconds, long kilobytes) {}

    /// Runs a system in a fresh JVM like this one.
    ///
    /// @param jvm further options of the JVM, such as `-Xmx1g`
    static Outcome run(String system, int threads, Question question, Tables tables, int times,
            List<String> jvm)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(
                List.of("--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                        Alone.class.getName(), system, Integer.toString(threads), question.name(),
                        Integer.toString(times)));
        for (String name : tables.needed(question)) {
            command.add(name + "=" + tables.file(question, name));
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            return new Outcome(Double.NaN, 0);
        }
        String[] words = out.split(" ");
        return new Outcome(Double.parseDouble(words[0]), Long.parseLong(words[1]));
    }

    static void main(String... args) throws Exception {
        int threads = Integer.parseInt(args[1]);
        Question question = Question.named(args[2]);
        double best = Double.POSITIVE_INFINITY;
        try (Peer peer = args[0].equals("Peso") ? new Peso(threads) : new DuckDb(threads);
                Tables tables = Tables.of(List.of(args).subList(4, args.length), question.isRead())) {
            peer.load(tables);
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                best = Math.min(best, peer.time(question));
            }
        }
        IO.println(best + " " + peakKilobytes());
    }

    /// The most memory that this process has held, or 0 where the system does not tell.
    private static long peakKilobytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status)
                .stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
