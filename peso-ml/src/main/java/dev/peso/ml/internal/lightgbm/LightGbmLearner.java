package dev.peso.ml.internal.lightgbm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;

import dev.peso.ml.internal.foreign.TreeLearner;
import dev.peso.ml.spi.LearningTask;
import dev.peso.ml.spi.LearntModel;

/// Learns with LightGBM4j, where it was added. What it has learnt is read at once, so that the model needs it no more.
public final class LightGbmLearner extends TreeLearner {
    /// Parameters go as one text.
    private static final Pattern PLAIN = Pattern.compile("[^\\s=]+");

    /// For the service loader.
    public LightGbmLearner() {}

    @Override
    public String name() {
        return "lightgbm";
    }

    @Override
    public String title() {
        return "LightGBM";
    }

    @Override
    public LearntModel learn(LearningTask task) {
        try {
            return new LearntModel.LightGbmText(train(task));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("learning with LightGBM needs LightGBM4j; add "
                    + "io.github.metarank:lightgbm4j:4.3.0-1", e);
        } catch (LGBMException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String train(LearningTask task) throws LGBMException {
        String parameters = parameters(task);
        int width = task.features().names().size();
        try (LGBMDataset data = LGBMDataset.createFromMat(task.byRow(), task.features().rows(), width, true,
                parameters,
                null)) {
            data.setField("label", floats(task.target()));
            double[] weights = task.weights();
            if (weights != null) {
                data.setField("weight", floats(weights));
            }
            try (LGBMBooster booster = LGBMBooster.create(data, parameters)) {
                int rounds = rounds(task);
                boolean isFinished = false;
                for (int round = 0; round < rounds && !isFinished; round++) {
                    isFinished = booster.updateOneIter();
                }
                return booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.GAIN);
            }
        }
    }

    private static String parameters(LearningTask task) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("objective", switch (task.classes()) {
            case 0 -> "regression";
            case 2 -> "binary";
            default -> "multiclass";
        });
        if (task.classes() > 2) {
            parameters.put("num_class", Integer.toString(task.classes()));
        }
        List<String> names = task.features().names();
        List<String> categories = new ArrayList<>();
        for (int j = 0; j < names.size(); j++) {
            if (task.categories().containsKey(names.get(j))) {
                categories.add(Integer.toString(j));
            }
        }
        if (!categories.isEmpty()) {
            parameters.put("categorical_feature", String.join(",", categories));
        }
        parameters.put("num_threads", Integer.toString(task.threads()));
        parameters.put("seed", Integer.toString((int) (task.seed() & Integer.MAX_VALUE)));
        parameters.put("deterministic", "true");
        parameters.put("force_row_wise", "true");
        parameters.put("verbosity", "-1");
        parameters.putAll(settings(task));
        return parameters.entrySet()
                .stream()
                .map(LightGbmLearner::parameter)
                .collect(Collectors.joining(" "));
    }

    private static String parameter(Map.Entry<String, String> entry) {
        for (String part : List.of(entry.getKey(), entry.getValue())) {
            if (!PLAIN.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "a setting of LightGBM has no blanks and no \"=\", got \"" + part
                                + "\"");
            }
        }
        return entry.getKey() + "=" + entry.getValue();
    }
}
