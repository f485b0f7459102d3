"""Writes learners.json: what scikit-learn finds on the reference data, for the tests of Peso's learners.

Run with the folder of the data sets (iris.csv, ...) as the only argument.
"""
import json
import sys

import numpy as np
import pandas as pd
import sklearn
from sklearn.cluster import AgglomerativeClustering, DBSCAN, KMeans
from sklearn.decomposition import PCA
from sklearn.linear_model import QuantileRegressor
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, LocalOutlierFactor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC


def read(name):
    data = pd.read_csv(f"{sys.argv[1]}/{name}.csv")
    y = data.pop("target").to_numpy() if "target" in data else None
    data = data.drop(columns=["is_outlier"], errors="ignore")
    return data.to_numpy(dtype=float), y


def scaled(x):
    return StandardScaler().fit_transform(x)


def appearance(labels):
    names = {}
    return [-1 if k < 0 else names.setdefault(k, len(names)) for k in labels.tolist()]


out = {"origin": f"scikit-learn {sklearn.__version__}, learners.py"}
iris, species = read("iris")
cancer, malign = read("breast_cancer")
diabetes, sugar = read("diabetes")
friedman, value = read("friedman1")
moons, _ = read("moons")
test = np.arange(len(iris)) % 3 == 0

knn = KNeighborsClassifier(7, weights="distance").fit(iris[~test], species[~test])
out["nearest_iris_distance_7"] = knn.predict_proba(iris[test]).tolist()
half = np.arange(len(friedman)) % 10 == 0
knn = KNeighborsRegressor(9).fit(friedman[~half], value[~half])
out["nearest_friedman1_uniform_9"] = knn.predict(friedman[half]).tolist()
knn = KNeighborsRegressor(4, weights="distance").fit(cancer[::2], malign[::2])
out["nearest_breast_cancer_distance_4"] = knn.predict(cancer[1::2]).tolist()

weights = 1.0 + np.arange(len(iris)) % 3
out["bayes_gaussian_iris"] = GaussianNB().fit(iris, species).predict_proba(iris)[::7].tolist()
out["bayes_gaussian_iris_weights"] = GaussianNB().fit(iris, species, weights).predict_proba(iris)[::7].tolist()
out["bayes_multinomial_iris_weights"] = MultinomialNB().fit(iris, species, weights).predict_proba(iris)[::7].tolist()
out["bayes_bernoulli_iris_weights"] = (
    BernoulliNB().fit(scaled(iris), species, weights).predict_proba(scaled(iris))[::7].tolist())


def svm(x, y, **options):
    model = LinearSVC(tol=1e-12, max_iter=10_000_000, **options).fit(scaled(x), y)
    return {"coef": model.coef_.tolist(), "intercept": model.intercept_.tolist()}


out["svm_breast_cancer_squared_1"] = svm(cancer, malign, C=1.0)
out["svm_breast_cancer_hinge_0.1"] = svm(cancer, malign, C=0.1, loss="hinge")
out["svm_iris_squared_1"] = svm(iris, species, C=1.0)


def quantile(share, l1, sample_weight=None):
    model = QuantileRegressor(quantile=share, alpha=l1).fit(scaled(diabetes), sugar, sample_weight)
    return {"coef": model.coef_.tolist(), "intercept": float(model.intercept_)}


out["quantile_diabetes_0.1_0"] = quantile(0.1, 0)
out["quantile_diabetes_0.5_0"] = quantile(0.5, 0)
out["quantile_diabetes_0.9_0.1"] = quantile(0.9, 0.1)
out["quantile_diabetes_0.5_0_weights"] = quantile(0.5, 0, 1.0 + np.arange(len(sugar)) % 3)

mlp = {}
for name, x, y, score in (("iris", iris, species, "accuracy"), ("breast_cancer", cancer, malign, "accuracy"),
                          ("diabetes", diabetes, sugar, "r2"), ("friedman1", friedman, value, "r2")):
    is_class = score == "accuracy"
    scores = []
    for seed in range(3):
        folds = (StratifiedKFold if is_class else KFold)(5, shuffle=True, random_state=seed)
        model = (MLPClassifier if is_class else MLPRegressor)(
            batch_size=32, learning_rate_init=0.001, alpha=1e-4, random_state=seed)
        if not is_class:
            from sklearn.compose import TransformedTargetRegressor
            model = TransformedTargetRegressor(model, transformer=StandardScaler())
        scores.append(cross_val_score(make_pipeline(StandardScaler(), model), x, y, cv=folds, scoring=score).mean())
    mlp[name] = {"mean": float(np.mean(scores)), "sd": float(np.std(scores))}
out["network_cross_validated"] = mlp

for kind in ("full", "diag"):
    model = GaussianMixture(3, covariance_type=kind, tol=1e-9, max_iter=10_000, random_state=0).fit(scaled(iris))
    order = list(dict.fromkeys(model.predict(scaled(iris)).tolist()))
    out[f"mixture_iris_{kind}"] = {
        "means": model.means_[order].tolist(), "log_likelihood": float(model.score(scaled(iris))),
        "sizes": (model.weights_[order] * len(iris)).tolist()}

for linkage in ("ward", "average", "complete", "single"):
    labels = AgglomerativeClustering(4, linkage=linkage).fit_predict(scaled(cancer))
    out[f"hierarchy_breast_cancer_{linkage}_4"] = appearance(labels)

dbscan = DBSCAN(eps=0.15, min_samples=8).fit(moons)
out["dbscan_moons_0.15_8"] = {"labels": appearance(dbscan.labels_),
                              "dense": np.flatnonzero(np.isin(np.arange(len(moons)),
                                                              dbscan.core_sample_indices_)).tolist()}

start = [0, 200, 400, 600, 800]
weights = 1.0 + np.arange(len(friedman)) % 3
model = KMeans(5, init=friedman[start], n_init=1, tol=0, max_iter=1000).fit(friedman, sample_weight=weights)
out["kmeans_friedman1_weights"] = {"start": start, "centers": model.cluster_centers_.tolist(),
                                   "inertia": float(model.inertia_)}

model = PCA(3, whiten=True).fit(scaled(cancer))
out["pca_breast_cancer_whitened_3"] = np.abs(model.transform(scaled(cancer))[::50]).tolist()

strange, _ = read("breast_cancer_anomaly")
lof = LocalOutlierFactor(20).fit(scaled(strange))
out["lof_breast_cancer_anomaly_20"] = (-lof.negative_outlier_factor_).tolist()

lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(found)}" for name, found in out.items())
print("{\n" + lines + "\n}")
