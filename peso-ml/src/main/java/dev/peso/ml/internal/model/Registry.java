package dev.peso.ml.internal.model;

import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.ImputeStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.spec.Kinds;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.ForestSpec;
import dev.peso.ml.internal.tree.TreeModel;

/// The kinds of records that documents may hold. A kind's number rises when its components change.
public final class Registry {
    public static final Kinds KINDS = new Kinds()
            .with("peso.impute/1", ImputeStep.class)
            .with("peso.impute.fitted/1", ImputeStep.Fitted.class)
            .with("peso.scale/1", ScaleStep.class)
            .with("peso.scale.fitted/1", ScaleStep.Fitted.class)
            .with("peso.encode/1", EncodeStep.class)
            .with("peso.encode.fitted/1", EncodeStep.Fitted.class)
            .with("peso.dates/1", DatesStep.class)
            .with("peso.dates.fitted/1", DatesStep.Fitted.class)
            .with("peso.prepare/1", PrepareStep.class)
            .with("peso.prepare.fitted/1", PrepareStep.Fitted.class)
            .with("peso.drop.fitted/1", PrepareStep.Drop.class)
            .with("peso.flags.fitted/1", PrepareStep.Flags.class)
            .with("peso.linear/1", LinearSpec.class)
            .with("peso.glm/1", GlmSpec.class)
            .with("peso.linear.fitted/1", LinearModel.class)
            .with("peso.boosting/1", BoostingSpec.class)
            .with("peso.forest/1", ForestSpec.class)
            .with("peso.trees.fitted/1", TreeModel.class);

    private Registry() {}
}
