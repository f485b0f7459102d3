package dev.peso.ml;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import org.jspecify.annotations.Nullable;

import dev.peso.Column;
import dev.peso.Dataset;

/// Runs ONNX graphs with ONNX Runtime, the judge of what Peso writes.
///
/// @param prediction labels as text, or numbers
/// @param outputs the probabilities of each class, or the numbers alone: by row
record Ort(List<String> prediction, double[][] outputs) {

    static Ort run(Path file, Model model, Dataset data) {
        return run(file, model, data, result -> {
            Object prediction = result.get(0).getValue();
            return new Ort(texts(prediction), (double[][]) result.get(result.size() - 1).getValue());
        });
    }

    /// What a graph of a model without a target gives: each output as numbers, -1 for no cluster, 0 or 1 for anomalies.
    static Map<String, double[]> found(Path file, Model model, Dataset data) {
        return run(file, model, data, result -> {
            Map<String, double[]> found = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> each : result) {
                found.put(each.getKey(), numbers(each.getValue().getValue()));
            }
            return found;
        });
    }

    /// Takes what is needed out of a result, which is closed then.
    private interface Reading<T> {
        T of(OrtSession.Result result) throws OrtException;
    }

    private static <T> T run(Path file, Model model, Dataset data, Reading<T> reading) {
        requireShortCommand();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(file.toString(), options)) {
                for (String name : model.inputs()) {
                    if (session.getInputInfo().containsKey(name)) {
                        inputs.put(name, tensor(environment, data, name));
                    }
                }
                try (OrtSession.Result result = session.run(inputs)) {
                    return reading.of(result);
                }
            }
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /// ONNX Runtime 1.29 copies the command line of the process into 4,096 bytes when it starts, and crashes if there are
    /// more. Surefire's is short; that of an IDE may not be.
    private static void requireShortCommand() {
        Path command = Path.of("/proc/self/cmdline");
        try {
            assumeTrue(!Files.exists(command) || Files.readAllBytes(command).length < 4_000,
                    "the command line is too long for ONNX Runtime; use an @argfile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Dataset data, String name)
            throws OrtException {
        int rows = Math.toIntExact(data.count());
        boolean isText = data.schema().field(name).type().isText();
        String[][] texts = new String[isText ? rows : 0][1];
        double[][] numbers = new double[isText ? 0 : rows][1];
        Column column = data.column(name);
        for (int i = 0; i < rows; i++) {
            Object value = column.get(i);
            if (isText) {
                texts[i][0] = value == null ? "" : value.toString();
            } else {
                numbers[i][0] = number(value);
            }
        }
        return OnnxTensor.createTensor(environment, isText ? texts : numbers);
    }

    private static double number(@Nullable Object value) {
        return switch (value) {
            case null -> Double.NaN;
            case Boolean truth -> truth ? 1 : 0;
            case LocalDate day -> day.toEpochDay();
            case LocalDateTime time ->
                ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time) / 1e6 / 86_400;
            case Number number -> number.doubleValue();
            default -> throw new AssertionError(value.getClass());
        };
    }

    private static double[] numbers(Object values) {
        return switch (values) {
            case long[][] rows -> Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
            case double[][] rows -> Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
            case boolean[][] rows -> Arrays.stream(rows).mapToDouble(row -> row[0] ? 1 : 0).toArray();
            default -> throw new AssertionError(values.getClass());
        };
    }

    private static List<String> texts(Object values) {
        return switch (values) {
            case String[] texts -> List.of(texts);
            case long[] numbers -> Arrays.stream(numbers).mapToObj(Long::toString).toList();
            case double[][] rows -> Arrays.stream(rows).map(r -> Double.toString(r[0])).toList();
            case boolean[] truths -> {
                List<String> texts = new ArrayList<>();
                for (boolean truth : truths) {
                    texts.add(Boolean.toString(truth));
                }
                yield texts;
            }
            default -> throw new AssertionError(values.getClass());
        };
    }

    /// What the model itself gives for the same rows.
    static Ort own(Model model, Dataset data) {
        Dataset predicted = model.predict(data);
        int rows = Math.toIntExact(predicted.count());
        List<String> labels = new ArrayList<>();
        double[][] outputs = new double[rows][Math.max(1, model.classes().size())];
        for (int k = 0; k < outputs[0].length; k++) {
            double[] column = predicted
                    .doubles(model.classes().isEmpty() ? "prediction" : "p_" + model.classes().get(k));
            for (int i = 0; i < rows; i++) {
                outputs[i][k] = column[i];
            }
        }
        Column prediction = predicted.column("prediction");
        for (int i = 0; i < rows; i++) {
            labels.add(String.valueOf(prediction.get(i)));
        }
        return new Ort(labels, outputs);
    }

    /// The greatest distance of outputs.
    static double distance(Ort a, Ort b) {
        double most = 0;
        for (int i = 0; i < a.outputs.length; i++) {
            for (int k = 0; k < a.outputs[i].length; k++) {
                double distance = Math.abs(a.outputs[i][k] - b.outputs[i][k]);
                most = Double.isNaN(distance) ? Double.POSITIVE_INFINITY : Math.max(most, distance);
            }
        }
        return most;
    }
}
