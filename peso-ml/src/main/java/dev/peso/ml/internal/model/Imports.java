package dev.peso.ml.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.peso.ColumnNotFoundException;
import dev.peso.DataType;
import dev.peso.QueryException;
import dev.peso.ml.internal.foreign.ForeignModel;
import dev.peso.ml.internal.foreign.ForeignSpec;
import dev.peso.ml.internal.frame.InputColumn;

/// Models of other libraries as models of Peso.
public final class Imports {
    private Imports() {}

    /// @param target what the column that is predicted is called
    /// @param labels of the classes in order; none for 0, 1, ...
    /// @param categories by feature, in the order of their codes
    public static ModelState state(ForeignModel model, String target, List<String> labels,
            Map<String, List<String>> categories) {
        for (String name : categories.keySet()) {
            if (!model.features().contains(name)) {
                throw new ColumnNotFoundException(name, model.features(), "features");
            }
        }
        List<InputColumn> inputs = new ArrayList<>();
        for (int j = 0; j < model.features().size(); j++) {
            String name = model.features().get(j);
            List<String> levels = categories.getOrDefault(name, model.levels().get(j));
            inputs.add(levels.isEmpty()
                    ? new InputColumn(name, InputColumn.Kind.NUMBER, DataType.FLOAT64.toString(), levels)
                    : new InputColumn(name, InputColumn.Kind.CATEGORY, DataType.UTF8.toString(), levels));
        }
        Target what = target(model, target, labels);
        PipelineSpec spec = new PipelineSpec(target,
                what.classifies() ? PipelineSpec.Purpose.CLASSIFY : PipelineSpec.Purpose.REGRESS, "",
                Roles.NONE,
                List.of(), List.of(new ForeignSpec(model.library(), model.objective())), ValidationSpec.NONE,
                0);
        return new ModelState(spec, what, inputs, model.steps(), model.features(), model.predictor(),
                List.of(),
                List.of(), model.rows(), "", List.of(), model.library());
    }

    private static Target target(ForeignModel model, String target, List<String> labels) {
        int classes = model.classes();
        if (!labels.isEmpty() && labels.size() != classes) {
            throw new QueryException("the model " + (classes == 0
                    ? "predicts numbers and has no classes"
                    : "tells " + classes + " classes apart") + ", and " + labels.size()
                    + " labels are given");
        }
        if (classes == 0) {
            return new Target(target, DataType.FLOAT64.toString(), List.of(), -1);
        }
        List<String> known = labels.isEmpty()
                ? IntStream.range(0, classes).mapToObj(Integer::toString).toList()
                : labels;
        return new Target(target, (labels.isEmpty() ? DataType.INT64 : DataType.UTF8).toString(), known,
                classes == 2 ? 1 : -1);
    }
}
