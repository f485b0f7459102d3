package dev.peso.ml;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs Python with pyarrow and scikit-learn, as `PESO_PYTHON` names it.
final class Python {
    private Python() {}

    /// Skips the test where that Python lacks a module.
    static void require(String module) throws IOException {
        assumeTrue(run("import sys, importlib.util as u; print(u.find_spec(sys.argv[1]) is not None)", module)
                .equals("True"), "PESO_PYTHON lacks " + module);
    }

    /// What a script prints.
    ///
    /// @param script its text
    /// @param args what it finds in `sys.argv[1:]`
    /// @throws AssertionError if it fails
    static String run(String script, Object... args) throws IOException {
        String python = System.getenv("PESO_PYTHON");
        assumeTrue(python != null, "PESO_PYTHON names no Python with pyarrow and scikit-learn");
        List<String> command = new ArrayList<>(List.of(python, "-X", "utf8", "-c", script));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("Python failed: " + output);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output.strip();
    }
}
