package dev.peso.examples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Polars in one long-lived Python process, which takes commands on its standard input. An answer is a data frame.
final class Polars implements Peer {
    private final Process process;
    private final int threads;
    private final BufferedWriter commands;
    private final BufferedReader replies;
    private final String engine;
    private final String version;
    private @Nullable Tables tables;

    private Polars(int threads, String engine) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python(), "-c", script(), engine)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("POLARS_MAX_THREADS", Integer.toString(threads));
        this.process = builder.start();
        this.threads = threads;
        this.engine = engine;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.replies = process.inputReader(StandardCharsets.UTF_8);
        this.version = reply();
    }

    /// Starts Polars on `$PESO_PYTHON`, or else `python3`; null where that cannot import it.
    static @Nullable Polars start(int threads, String engine) throws IOException, InterruptedException {
        return imports() ? new Polars(threads, engine) : null;
    }

    private static String python() {
        String set = System.getenv("PESO_PYTHON");
        return set == null || set.isBlank() ? "python3" : set;
    }

    private static boolean imports() throws InterruptedException {
        try {
            return new ProcessBuilder(python(), "-c", "import polars")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static String script() throws IOException {
        try (InputStream in = Polars.class.getResourceAsStream("polars_peer.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return reply();
    }

    private String reply() throws IOException {
        String line = replies.readLine();
        if (line == null || line.startsWith("error ")) {
            throw new IOException("Polars: " + line);
        }
        return line;
    }

    @Override
    public String name() {
        return engine.equals("streaming") ? "Polars-s" : "Polars";
    }

    @Override
    public String version() {
        return "Polars " + version + " (" + engine + ")";
    }

    @Override
    public void load(Tables all) throws Exception {
        for (String name : all.names()) {
            ask("load " + name + " " + all.parquet(name));
        }
        tables = all;
    }

    @Override
    public void unload() throws IOException {
        ask("unload");
    }

    @Override
    public boolean can(Question question) {
        return true;
    }

    @Override
    public double time(Question question) throws IOException {
        return Double.parseDouble(ask("time " + question.over(tables, question.polars())));
    }

    @Override
    public Summary summary() throws IOException {
        return Summary.of(Arrays.stream(ask("summary").replace("nan", "NaN").split(" "))
                .map(Double::valueOf)
                .toList());
    }

    /// A whole program that reads a file, answers gb1 and prints the answer.
    ProcessBuilder program(Path file) {
        String scan = file.toString().endsWith("parquet") ? "scan_parquet" : "scan_csv";
        ProcessBuilder builder = new ProcessBuilder(python(), "-c", "import polars as pl\nprint(pl." + scan
                + "('" + file + "').group_by('id1').agg(pl.col('v1').sum()).collect(engine='" + engine
                + "'))");
        builder.environment().put("POLARS_MAX_THREADS", Integer.toString(threads));
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    @Override
    public Alone.Outcome alone(Question question, Tables all, int times) throws Exception {
        try (Polars fresh = new Polars(threads, engine)) {
            fresh.tables = all;
            for (String name : question.isRead() ? List.<String>of() : all.needed(question)) {
                fresh.ask("load " + name + " " + all.file(question, name));
            }
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < times; i++) {
                best = Math.min(best, fresh.time(question));
            }
            return new Alone.Outcome(best, Long.parseLong(fresh.ask("peak")));
        }
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
