package dev.peso.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;

/// Programs of the system that open what charts are written to.
final class Programs {
    private Programs() {}

    static boolean onPath(String program) {
        for (String each : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (new File(each, program).canExecute()) {
                return true;
            }
        }
        return false;
    }

    static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
