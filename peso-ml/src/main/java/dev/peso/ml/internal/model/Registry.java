package dev.peso.ml.internal.model;

import java.util.List;
import java.util.Map;

import dev.peso.ml.internal.bayes.BayesSpec;
import dev.peso.ml.internal.bayes.GaussianModel;
import dev.peso.ml.internal.bayes.PresenceModel;
import dev.peso.ml.internal.calibrate.CalibratedModel;
import dev.peso.ml.internal.calibrate.Isotonic;
import dev.peso.ml.internal.calibrate.Platt;
import dev.peso.ml.internal.cluster.CentersModel;
import dev.peso.ml.internal.cluster.DensitySpec;
import dev.peso.ml.internal.cluster.HierarchySpec;
import dev.peso.ml.internal.cluster.KMeansSpec;
import dev.peso.ml.internal.cluster.MixtureModel;
import dev.peso.ml.internal.cluster.MixtureSpec;
import dev.peso.ml.internal.cluster.PointClusters;
import dev.peso.ml.internal.foreign.ForeignSpec;
import dev.peso.ml.internal.foreign.ZeroIsMissing;
import dev.peso.ml.internal.linear.GlmSpec;
import dev.peso.ml.internal.linear.LinearModel;
import dev.peso.ml.internal.linear.LinearSpec;
import dev.peso.ml.internal.linear.MarginModel;
import dev.peso.ml.internal.linear.QuantileSpec;
import dev.peso.ml.internal.linear.SvmSpec;
import dev.peso.ml.internal.near.NearestModel;
import dev.peso.ml.internal.near.NearestSpec;
import dev.peso.ml.internal.near.OutlierModel;
import dev.peso.ml.internal.near.OutlierSpec;
import dev.peso.ml.internal.net.NetModel;
import dev.peso.ml.internal.net.NetSpec;
import dev.peso.ml.internal.prepare.BinStep;
import dev.peso.ml.internal.prepare.ClassWeightStep;
import dev.peso.ml.internal.prepare.ClipStep;
import dev.peso.ml.internal.prepare.DatesStep;
import dev.peso.ml.internal.prepare.EncodeStep;
import dev.peso.ml.internal.prepare.HashStep;
import dev.peso.ml.internal.prepare.ImputeStep;
import dev.peso.ml.internal.prepare.InteractStep;
import dev.peso.ml.internal.prepare.IterativeImputeStep;
import dev.peso.ml.internal.prepare.Keep;
import dev.peso.ml.internal.prepare.KnownLevels;
import dev.peso.ml.internal.prepare.NeighbourImputeStep;
import dev.peso.ml.internal.prepare.OnlyTraining;
import dev.peso.ml.internal.prepare.OwnStep;
import dev.peso.ml.internal.prepare.PcaStep;
import dev.peso.ml.internal.prepare.PowerStep;
import dev.peso.ml.internal.prepare.PrepareStep;
import dev.peso.ml.internal.prepare.ScaleStep;
import dev.peso.ml.internal.prepare.SelectStep;
import dev.peso.ml.internal.prepare.SmoteStep;
import dev.peso.ml.internal.prepare.TargetEncodeStep;
import dev.peso.ml.internal.prepare.TextStep;
import dev.peso.ml.internal.prepare.WideOneHot;
import dev.peso.ml.internal.provided.ProvidedModel;
import dev.peso.ml.internal.provided.ProvidedSpec;
import dev.peso.ml.internal.reduce.PcaModel;
import dev.peso.ml.internal.reduce.PcaSpec;
import dev.peso.ml.internal.score.Decision;
import dev.peso.ml.internal.search.EnsembleModel;
import dev.peso.ml.internal.spec.Kinds;
import dev.peso.ml.internal.tree.BoostingSpec;
import dev.peso.ml.internal.tree.ForestSpec;
import dev.peso.ml.internal.tree.IsolationModel;
import dev.peso.ml.internal.tree.IsolationSpec;
import dev.peso.ml.internal.tree.TreeModel;

/// The kinds of records that documents may hold. A kind's number rises when its components change.
public final class Registry {
    public static final Kinds KINDS = new Kinds(StepKinds::load)
            .with("peso.impute/1", ImputeStep.class)
            .with("peso.impute.fitted/1", ImputeStep.Fitted.class)
            .with("peso.scale/1", ScaleStep.class)
            .with("peso.scale.fitted/1", ScaleStep.Fitted.class)
            .withOlder("peso.encode/1", EncodeStep.class, Map.of("missing", "category"))
            .with("peso.encode/2", EncodeStep.class)
            .withOlder("peso.encode.fitted/1", EncodeStep.Fitted.class, Map.of("missing", "category"))
            .with("peso.encode.fitted/2", EncodeStep.Fitted.class)
            .with("peso.onehot.fitted/1", WideOneHot.class)
            .with("peso.hash/1", HashStep.class)
            .with("peso.hash.fitted/1", HashStep.Fitted.class)
            .with("peso.target/1", TargetEncodeStep.class)
            .with("peso.target.fitted/1", TargetEncodeStep.Fitted.class)
            .with("peso.bins/1", BinStep.class)
            .with("peso.bins.fitted/1", BinStep.Fitted.class)
            .with("peso.clip/1", ClipStep.class)
            .with("peso.clip.fitted/1", ClipStep.Fitted.class)
            .with("peso.power/1", PowerStep.class)
            .with("peso.power.fitted/1", PowerStep.Fitted.class)
            .with("peso.interact/1", InteractStep.class)
            .with("peso.interact.fitted/1", InteractStep.Fitted.class)
            .with("peso.impute.near/1", NeighbourImputeStep.class)
            .with("peso.impute.near.fitted/1", NeighbourImputeStep.Fitted.class)
            .with("peso.impute.iterative/1", IterativeImputeStep.class)
            .with("peso.impute.iterative.fitted/1", IterativeImputeStep.Fitted.class)
            .with("peso.select/1", SelectStep.class)
            .with("peso.keep.fitted/1", Keep.class)
            .with("peso.pca.step/1", PcaStep.class)
            .with("peso.pca.step.fitted/1", PcaStep.Fitted.class)
            .with("peso.smote/1", SmoteStep.class)
            .with("peso.classweights/1", ClassWeightStep.class)
            .with("peso.training.fitted/1", OnlyTraining.class)
            .with("peso.text/1", TextStep.class)
            .with("peso.text.fitted/1", TextStep.Fitted.class)
            .with("peso.dates/1", DatesStep.class)
            .with("peso.dates.fitted/1", DatesStep.Fitted.class)
            .with("peso.prepare/1", PrepareStep.class)
            .with("peso.prepare.fitted/1", PrepareStep.Fitted.class)
            .with("peso.drop.fitted/1", PrepareStep.Drop.class)
            .with("peso.flags.fitted/1", PrepareStep.Flags.class)
            .with("peso.levels.fitted/1", KnownLevels.class)
            .with("peso.own/1", OwnStep.class)
            .with("peso.own.fitted/1", OwnStep.Fitted.class)
            .with("peso.linear/1", LinearSpec.class)
            .with("peso.glm/1", GlmSpec.class)
            .with("peso.linear.fitted/1", LinearModel.class)
            .with("peso.quantile/1", QuantileSpec.class)
            .with("peso.svm/1", SvmSpec.class)
            .with("peso.margins.fitted/1", MarginModel.class)
            .with("peso.nearest/1", NearestSpec.class)
            .with("peso.nearest.fitted/1", NearestModel.class)
            .with("peso.bayes/1", BayesSpec.class)
            .with("peso.bayes.gaussian.fitted/1", GaussianModel.class)
            .with("peso.bayes.presence.fitted/1", PresenceModel.class)
            .with("peso.net/1", NetSpec.class)
            .with("peso.net.fitted/1", NetModel.class)
            .with("peso.pca/1", PcaSpec.class)
            .with("peso.pca.fitted/1", PcaModel.class)
            .with("peso.kmeans/1", KMeansSpec.class)
            .with("peso.centers.fitted/1", CentersModel.class)
            .with("peso.mixture/1", MixtureSpec.class)
            .with("peso.mixture.fitted/1", MixtureModel.class)
            .with("peso.dbscan/1", DensitySpec.class)
            .with("peso.hierarchy/1", HierarchySpec.class)
            .with("peso.clusters.fitted/1", PointClusters.class)
            .with("peso.outliers/1", OutlierSpec.class)
            .with("peso.outliers.fitted/1", OutlierModel.class)
            .with("peso.isolation/1", IsolationSpec.class)
            .with("peso.isolation.fitted/1", IsolationModel.class)
            .with("peso.boosting/1", BoostingSpec.class)
            .with("peso.forest/1", ForestSpec.class)
            .with("peso.trees.fitted/1", TreeModel.class)
            .with("peso.ensemble.fitted/1", EnsembleModel.class)
            .with("peso.calibrated.fitted/1", CalibratedModel.class)
            .with("peso.platt/1", Platt.class)
            .with("peso.isotonic/1", Isotonic.class)
            .withDefault(Target.class, "decision", Decision.LIKELIEST)
            .withDefault(Target.class, "ranks", false)
            .withDefault(ValidationSpec.class, "inner", List.of())
            .withDefault(PipelineSpec.class, "search", List.of())
            .withDefault(PipelineSpec.class, "calibration", List.of())
            .withDefault(PipelineSpec.class, "choice", List.of())
            .withDefault(ModelState.class, "trials", List.of())
            .withDefault(ModelState.class, "trainedBy", "")
            .with("peso.provided/1", ProvidedSpec.class)
            .with("peso.provided.fitted/1", ProvidedModel.class)
            .with("peso.foreign/1", ForeignSpec.class)
            .with("peso.zero_missing.fitted/1", ZeroIsMissing.class);

    private Registry() {}
}
