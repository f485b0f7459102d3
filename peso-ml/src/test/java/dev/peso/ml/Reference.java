package dev.peso.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.Dataset;
import dev.peso.ml.internal.spec.Json;

/// Data sets and figures that other programs computed on them.
final class Reference {
    private Reference() {}

    static Dataset data(String name) {
        return Dataset.read(SharedData.require("ml-reference/data/" + name + ".csv")).collect();
    }

    /// A part of a document of figures that is kept with the tests.
    static Object kept(String name, String... names) {
        return at(Path.of("src/test/resources/dev/peso/ml/reference/" + name + ".json"), names);
    }

    /// A part of a JSON document by the names on the way.
    static Object at(String file, String... names) {
        return at(SharedData.require(file), names);
    }

    private static Object at(Path file, String... names) {
        try {
            Map<?, ?> document = Json.readObject(Files.readString(file), file.toString());
            Object now = document;
            for (String name : names) {
                now = Objects.requireNonNull(asMap(now).get(name), name);
            }
            return now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<?, ?> asMap(Object json) {
        return (Map<?, ?>) json;
    }

    static double number(Object json) {
        return ((Number) json).doubleValue();
    }

    static double[] numbers(Object json) {
        return ((List<?>) json).stream().mapToDouble(Reference::number).toArray();
    }

    /// The coefficients of the sum numbered `k`, without its intercept.
    static double[] coefficients(Model model, int k) {
        double[] all = model.coefficients().filter("feature <> '(intercept)'").doubles("coefficient");
        int width = model.features().size();
        return Arrays.copyOfRange(all, k * width, (k + 1) * width);
    }

    static double intercept(Model model, int k) {
        return model.coefficients().filter("feature = '(intercept)'").doubles("coefficient")[k];
    }
}
