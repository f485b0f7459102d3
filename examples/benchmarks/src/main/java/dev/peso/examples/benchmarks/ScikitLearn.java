package dev.peso.examples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// scikit-learn on one thread in a Python process, which takes commands on its standard input.
final class ScikitLearn implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader replies;
    private final String version;

    private ScikitLearn() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(python(), "-c", script())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        this.process = builder.start();
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.replies = process.inputReader(StandardCharsets.UTF_8);
        this.version = reply();
    }

    /// Starts `$PESO_PYTHON`, or else `python3`; null where that cannot import scikit-learn.
    static @Nullable ScikitLearn start() throws IOException, InterruptedException {
        try {
            boolean imports = new ProcessBuilder(python(), "-c", "import sklearn")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
            return imports ? new ScikitLearn() : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static String python() {
        String set = System.getenv("PESO_PYTHON");
        return set == null || set.isBlank() ? "python3" : set;
    }

    private static String script() throws IOException {
        try (InputStream in = ScikitLearn.class.getResourceAsStream("ml_peer.py")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String reply() throws IOException {
        String line = replies.readLine();
        if (line == null || line.startsWith("error ")) {
            throw new IOException("scikit-learn: " + line);
        }
        return line;
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return reply();
    }

    String version() {
        return version;
    }

    void load(MlData data, Path file) throws IOException {
        String categories = data.categories().stream().map(String::valueOf).collect(Collectors.joining(","));
        ask("load " + data.labels().length + " " + data.trainRows() + " " + data.columns().size() + " ["
                + categories + "] " + file);
    }

    /// Trains and predicts.
    MlRace.Run run(String learner, int trees) throws IOException {
        String[] figures = ask("run " + learner + " " + trees).split(" ");
        return new MlRace.Run(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]),
                Double.parseDouble(figures[2]), Double.parseDouble(figures[3]));
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
