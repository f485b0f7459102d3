package dev.peso.ml;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import dev.peso.ml.internal.model.ModelState;
import dev.peso.ml.internal.onnx.OnnxModel;
import dev.peso.ml.internal.spec.WholeFile;

/// A model as an ONNX graph, for other languages and runtimes; see [Model#export].
///
/// The graph has an input for each of [Model#inputs] under its name, of shape `[rows, 1]`: float64 with NaN for a missing
/// number (dates as days since 1970, times and durations as seconds, booleans as 0 and 1), and texts with the empty text
/// for a missing one (or what the metadata `peso.missing` names, if training had the empty text as a category). It gives
/// `prediction`, and for classes `probabilities` in the order of [Model#classes]. A model without a target gives what
/// [Model#predict] adds, each under its name and of shape `[rows, 1]`: `cluster` as a whole number, -1 for none, `anomaly`
/// as a boolean, and float64. Preparation is part of it.
///
/// All learners of Peso can be written, calibrated ones and ensembles too, and all steps but those that read texts
/// letter by letter ([Pipeline#text], [Pipeline#hash]) and steps and learners of other providers, of which nothing is known.
/// Nearest neighbors, the local outlier factor and DBSCAN compare each row with all that they keep: give such graphs some
/// thousand rows at a time.
///
/// It computes with float64 throughout, so that no row changes sides at a threshold, and needs the operators `ai.onnx` 18
/// and `ai.onnx.ml` 5 (ONNX Runtime 1.20 and later). Where a model refuses a row, such as a missing value without an
/// imputation, the graph gives NaN. A duration that is predicted is a number of its unit.
///
/// {@snippet file="dev/peso/ml/ExchangeSnippets.java" region="onnx"}
public final class Onnx {
    private final Path path;

    private Onnx(Path path) {
        this.path = path;
    }

    /// An ONNX file.
    ///
    /// @param path where it will be; one that is there is replaced when it is complete
    /// @return the file
    public static Onnx onnx(Path path) {
        return new Onnx(Objects.requireNonNull(path, "path"));
    }

    void write(ModelState state) {
        byte[] bytes = OnnxModel.bytes(state);
        WholeFile.write(path, part -> Files.write(part, bytes));
    }
}
