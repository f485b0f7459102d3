package dev.peso.ml.internal.provided;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.peso.PesoException;
import dev.peso.QueryException;
import dev.peso.ml.internal.foreign.ForeignModel;
import dev.peso.ml.internal.frame.Feature;
import dev.peso.ml.internal.frame.Frame;
import dev.peso.ml.internal.learn.LearnerSpec;
import dev.peso.ml.internal.learn.Predictor;
import dev.peso.ml.internal.learn.Training;
import dev.peso.ml.internal.lightgbm.LightGbmReader;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.prepare.FrameFeatures;
import dev.peso.ml.internal.tree.TreeModel;
import dev.peso.ml.internal.xgboost.XgboostReader;
import dev.peso.ml.spi.Capability;
import dev.peso.ml.spi.LearnerProvider;
import dev.peso.ml.spi.LearningTask;
import dev.peso.ml.spi.LearntModel;

/// A learner that a provider brings.
///
/// @param provider the name of the provider
/// @param settings what the user set, in order
public record ProvidedSpec(String provider, List<Setting> settings) implements LearnerSpec {
    public ProvidedSpec {
        settings = List.copyOf(settings);
    }

    /// A setting.
    ///
    /// @param name its name
    /// @param value its value
    public record Setting(String name, String value) {}

    private Set<Capability> capabilities() {
        return Providers.get(provider).capabilities();
    }

    /// Also for a model that came from a file, whose provider need not be there.
    @Override
    public String title() {
        LearnerProvider found = Providers.find(provider);
        return found == null ? provider : found.title();
    }

    @Override
    public boolean classifies() {
        return capabilities().contains(Capability.CLASSIFICATION);
    }

    @Override
    public boolean regresses() {
        return capabilities().contains(Capability.REGRESSION);
    }

    @Override
    public boolean takesRawColumns() {
        return capabilities().containsAll(Set.of(Capability.MISSING, Capability.CATEGORIES));
    }

    @Override
    public boolean wantsScaled() {
        return capabilities().contains(Capability.SCALED);
    }

    @Override
    public boolean takesWeights() {
        return capabilities().contains(Capability.WEIGHTS);
    }

    @Override
    public boolean takesSeveralClasses() {
        return capabilities().contains(Capability.MULTICLASS);
    }

    @Override
    public Predictor fit(Training training) {
        LearnerProvider by = Providers.get(provider);
        require(by, training);
        Map<String, String> set = new LinkedHashMap<>();
        settings.forEach(setting -> set.put(setting.name, setting.value));
        Map<String, List<String>> categories = new LinkedHashMap<>();
        training.frame().columns().forEach(column -> {
            if (column instanceof Feature.Codes codes) {
                categories.put(codes.name(), codes.levels());
            }
        });
        LearningTask task = new LearningTask(new FrameFeatures(numbers(training.frame().dense(title()))),
                categories,
                training.target(), training.classes(), training.weights(), training.seed(),
                training.workers().threads(), set);
        LearntModel learnt;
        try {
            learnt = by.learn(task);
        } catch (PesoException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new QueryException(by.title() + " failed to learn: " + e.getMessage(), e);
        }
        List<String> names = training.frame().names();
        return switch (learnt) {
            case LearntModel.LightGbmText(String text) ->
                renamed(LightGbmReader.read(text, by.title()), names);
            case LearntModel.XgboostJson(String json) -> renamed(XgboostReader.read(json, by.title()), names);
            case LearntModel.Own own -> new ProvidedModel(provider, training.classes(), own);
        };
    }

    private static void require(LearnerProvider by, Training training) {
        Set<Capability> can = by.capabilities();
        String title = by.title();
        if (training.classes() > 2 && !can.contains(Capability.MULTICLASS)) {
            throw new QueryException(title + " tells two classes apart, and there are " + training.classes());
        }
        if (training.weights() != null && !can.contains(Capability.WEIGHTS)) {
            throw new QueryException(title + " does not heed the weights of rows; leave out weight(...)");
        }
        Frame frame = training.frame();
        if (!can.contains(Capability.CATEGORIES)) {
            frame.columns().forEach(column -> requireNumbers(title, column));
        }
        if (!can.contains(Capability.MISSING)) {
            numbers(frame).finiteNumbers(title);
        }
    }

    /// Categories as their codes.
    static Frame numbers(Frame frame) {
        return frame.replace(column -> List.of(column instanceof Feature.Codes codes
                ? new Feature.Numbers(codes.name(), codes.asNumbers())
                : column));
    }

    private static void requireNumbers(String title, Feature column) {
        if (column instanceof Feature.Codes) {
            throw new QueryException(title + " needs numbers, and column \"" + column.name()
                    + "\" holds categories; add prepare() or oneHot(\"" + column.name() + "\")");
        }
    }

    /// The same model with features called as those of training.
    private Predictor renamed(ForeignModel model, List<String> names) {
        if (names.size() != model.features().size() || !model.steps().isEmpty()) {
            throw new QueryException(
                    provider + " gave a model of " + model.features().size() + " features, and "
                            + names.size() + " were given");
        }
        return switch (model.predictor()) {
            case TreeModel t -> new TreeModel(names, t.trees(), t.base(), t.scale(), t.link());
            case LinearModel l ->
                new LinearModel(l.who(), l.link(), names, l.coefficients(), l.intercepts(), l.means());
            default -> throw new IllegalStateException("no reader gives " + model.predictor().getClass());
        };
    }
}
