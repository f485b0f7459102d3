package dev.peso.ml.internal.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.peso.DataException;
import dev.peso.QueryException;
import dev.peso.ml.internal.foreign.ForeignSpec;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.frame.InputColumn;
import dev.peso.ml.internal.learn.Found;
import dev.peso.ml.internal.learn.Workers;
import dev.peso.ml.internal.spec.Codec;
import dev.peso.ml.internal.spec.Json;
import dev.peso.ml.internal.spec.ModelZip;
import dev.peso.ml.internal.spec.Records;
import dev.peso.ml.internal.spec.Tensors;

/// Models as files.
public final class ModelFile {
    private static final String FORMAT = "model/1";
    private static final String DOCUMENT = "the model";

    private ModelFile() {}

    /// A model and who wrote its file.
    ///
    /// @param writtenBy which library in which version; empty if the file does not tell
    public record Written(ModelState state, String writtenBy) {}

    public static void write(ModelState state, Path path) {
        Tensors tensors = new Tensors();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peso", FORMAT);
        json.put("library", Library.VERSION);
        json.put("model", new Codec(Registry.KINDS, tensors, DOCUMENT).write(state, ModelState.class));
        new ModelZip(Json.write(json), tensors).write(path);
    }

    /// @throws DataException if the file is damaged, of a newer version, or does not fit together
    public static Written read(Path path) {
        ModelZip parts = ModelZip.read(path);
        Map<String, Object> json = Json.readObject(parts.json(), DOCUMENT);
        try {
            return read(json, parts.tensors(), path);
        } catch (DataException e) {
            if (json.get("library") instanceof String version && Library.isOlderThan(version)) {
                throw new DataException(e.getMessage() + "; the file was written by Peso " + brief(version)
                        + ", and this is Peso " + Library.VERSION, null, -1, e);
            }
            throw e;
        }
    }

    private static Written read(Map<String, Object> json, Tensors tensors, Path path) {
        if (!FORMAT.equals(json.get("peso"))) {
            throw new DataException(path + " is no \"" + FORMAT + "\" but \"" + json.get("peso") + "\"");
        }
        // The first files did not name the library.
        boolean isNamed = json.get("library") instanceof String;
        if (!json.containsKey("model") || json.size() != (isNamed ? 3 : 2)) {
            throw new DataException(path + " is no \"" + FORMAT + "\": it holds " + json.keySet());
        }
        ModelState state = new Codec(Registry.KINDS, tensors, DOCUMENT)
                .read(Objects.requireNonNull(json.get("model")), ModelState.class);
        tryOut(state, path);
        String writtenBy = json.get("library") instanceof String version ? "Peso " + brief(version) : "";
        return new Written(state.trainedBy().isEmpty() ? trainedBy(state, writtenBy) : state, writtenBy);
    }

    /// The first files only named who wrote them, and there was one version then.
    private static ModelState trainedBy(ModelState state, String writtenBy) {
        return Records.with(state, "trainedBy",
                state.pipeline().learner().getFirst() instanceof ForeignSpec(String library, _)
                        ? library
                        : writtenBy);
    }

    private static String brief(String version) {
        return version.length() > 40 ? version.substring(0, 40) + "..." : version;
    }

    /// How many outputs the predictor has.
    private static int expected(ModelState state) {
        return state.predictor() instanceof Found found
                ? found.outputs().size()
                : Math.max(1, state.target().classes().size());
    }

    private static Frame prepared(ModelState state, Frame row) {
        try {
            return state.prepare(row);
        } catch (QueryException e) {
            // A step may refuse such a row, so one is made of what comes out of no rows.
            Frame none = state.prepare(state.empty());
            return new Frame(none.columns()
                    .stream()
                    .<Feature>map(column -> switch (column) {
                        case Feature.Numbers(String name, _, boolean isTime) ->
                            new Feature.Numbers(name, new double[1], isTime);
                        case Feature.Codes(String name, _, List<String> levels) ->
                            new Feature.Codes(name, new int[]{levels.isEmpty() ? -1 : 0}, levels);
                    })
                    .toList(), none.sparse().ofRows(1), 1);
        }
    }

    /// Predicts one row: parts that do not fit together show here, not later.
    private static void tryOut(ModelState state, Path path) {
        try {
            List<Feature> features = new ArrayList<>();
            for (InputColumn input : state.inputs()) {
                features.add(input.isTexts()
                        ? new Feature.Codes(input.name(), new int[]{input.levels().isEmpty() ? -1 : 0},
                                input.levels())
                        : new Feature.Numbers(input.name(), new double[1],
                                input.kind() == InputColumn.Kind.TIME));
            }
            Frame prepared = prepared(state, new Frame(features, 1));
            int outputs = state.predictor().predict(prepared, new Workers(1)).length;
            Target target = state.target();
            boolean isFound = state.predictor() instanceof Found;
            boolean fits = target.hasFittingLabels()
                    && isFound == (state.pipeline().purpose().finding() != null)
                    && prepared.names().equals(state.features()) && state.pipeline().learner().size() == 1
                    && outputs == expected(state)
                    && target.positive() == Math.clamp(target.positive(), -1, target.classes().size() - 1)
                    && target.decision().fits(target.classes().size(), target.positive());
            if (!fits) {
                throw new DataException(path + " is damaged: its parts do not fit together");
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NullPointerException e) {
            throw new DataException(path + " is damaged: its parts do not fit together", null, -1, e);
        }
    }
}
