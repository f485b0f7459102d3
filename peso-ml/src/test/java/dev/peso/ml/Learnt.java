package dev.peso.ml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.ml.internal.spec.Json;

/// What scikit-learn found on the reference data: `learners.json`, which `learners.py` beside it writes.
final class Learnt {
    private static final Map<String, Object> ALL = read();

    private Learnt() {}

    private static Map<String, Object> read() {
        try (InputStream in = Learnt.class.getResourceAsStream("learners.json")) {
            return Json.readObject(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8),
                    "learners.json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Object at(String... names) {
        Object now = ALL;
        for (String name : names) {
            now = Objects.requireNonNull(((Map<?, ?>) now).get(name), name);
        }
        return now;
    }

    static double number(String... names) {
        return Reference.number(at(names));
    }

    static double[] numbers(String... names) {
        return Reference.numbers(at(names));
    }

    /// A table of numbers, row by row.
    static double[][] table(String... names) {
        return ((List<?>) at(names)).stream().map(Reference::numbers).toArray(double[][]::new);
    }
}
