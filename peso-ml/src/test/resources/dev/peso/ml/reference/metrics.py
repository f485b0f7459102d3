"""Writes metrics.json: small inputs and what scikit-learn, statsmodels and SciPy make of them.

python metrics.py > metrics.json
"""
import json
import numpy as np
from sklearn import metrics as m
from sklearn.datasets import make_blobs
from statsmodels.stats.contingency_tables import mcnemar

random = np.random.default_rng(7)
out = {"versions": "scikit-learn 1.9.1, statsmodels 0.15.0, SciPy 1.17.1"}


def r(values, digits=3):
    return np.round(values, digits)


# Two classes, with ties among probabilities and weights.
n = 60
y = (random.random(n) < 0.4).astype(int)
p = r(np.clip(0.35 * y + 0.65 * random.random(n), 0.02, 0.98), 2)
w = r(random.random(n) * 3, 1)
chosen = (p > 0.5).astype(int)


def binary(weights):
    k = {"sample_weight": weights}
    return {
        "accuracy": m.accuracy_score(y, chosen, **k),
        "balanced_accuracy": m.balanced_accuracy_score(y, chosen, **k),
        "auc": m.roc_auc_score(y, p, **k),
        "average_precision": m.average_precision_score(y, p, **k),
        "precision": m.precision_score(y, chosen, **k),
        "recall": m.recall_score(y, chosen, **k),
        "specificity": m.recall_score(y, chosen, pos_label=0, **k),
        "f1": m.f1_score(y, chosen, **k),
        "brier": m.brier_score_loss(y, p, **k),
        "precision_macro": m.precision_score(y, chosen, average="macro", **k),
        "recall_macro": m.recall_score(y, chosen, average="macro", **k),
        "f1_macro": m.f1_score(y, chosen, average="macro", **k),
        "f1_weighted": m.f1_score(y, chosen, average="weighted", **k),
        "mcc": m.matthews_corrcoef(y, chosen, **k),
        "kappa": m.cohen_kappa_score(y, chosen, **k),
        "log_loss": m.log_loss(y, p, **k),
        "jaccard": m.jaccard_score(y, chosen, **k),
        "jaccard_macro": m.jaccard_score(y, chosen, average="macro", **k),
        "precision_weighted": m.precision_score(y, chosen, average="weighted", **k),
        "ece": ece(p, y == 1, np.ones(n) if weights is None else weights),
    }


def ece(probability, happened, weights):
    """The definition: mean over rows of the distance of mean probability and share in each of ten bins."""
    place = np.minimum(9, np.floor(probability * 10)).astype(int)
    return sum(weights[place == b].sum() * abs(np.average(probability[place == b], weights=weights[place == b])
                                               - np.average(happened[place == b], weights=weights[place == b]))
               for b in np.unique(place) if weights[place == b].sum() > 0) / weights.sum()


def f_beta(weights):
    return [m.fbeta_score(y, chosen, beta=beta, sample_weight=weights) for beta in (0.5, 1, 2)]


out["binary"] = {"y": y.tolist(), "p": p.tolist(), "w": w.tolist(), "plain": binary(None), "weighted": binary(w),
                 "f_beta": [f_beta(None), f_beta(w)]}

# Four classes, one of which is never chosen and never there.
n = 50
y = random.integers(0, 3, n)
scores = random.random((n, 4)) + 0.8 * np.eye(4)[y]
scores[:, 3] = 0.01
q = r(scores / scores.sum(axis=1, keepdims=True), 3)
q[:, 0] = r(1 - q[:, 1:].sum(axis=1), 3)
best = q.argmax(axis=1)
out["classes"] = {
    "y": y.tolist(), "p": q.tolist(),
    "plain": {
        "accuracy": m.accuracy_score(y, best),
        "balanced_accuracy": m.balanced_accuracy_score(y, best),
        "precision_macro": m.precision_score(y, best, average="macro"),
        "recall_macro": m.recall_score(y, best, average="macro"),
        "f1_macro": m.f1_score(y, best, average="macro"),
        "f1_weighted": m.f1_score(y, best, average="weighted"),
        "mcc": m.matthews_corrcoef(y, best),
        "kappa": m.cohen_kappa_score(y, best),
        "log_loss": m.log_loss(y, q, labels=[0, 1, 2, 3]),
        "brier": m.brier_score_loss(y, q, labels=[0, 1, 2, 3]),
        "jaccard_macro": m.jaccard_score(y, best, average="macro"),
        "precision_weighted": m.precision_score(y, best, average="weighted", zero_division=0),
        "top_3_accuracy": m.top_k_accuracy_score(y, q, k=3, labels=[0, 1, 2, 3]),
        "ece": ece(q.max(axis=1), best == y, np.ones(n)),
    }}
three = r(q[:, :3] / q[:, :3].sum(axis=1, keepdims=True), 3)
three[:, 0] = r(1 - three[:, 1:].sum(axis=1), 3)
out["three"] = {"y": y.tolist(), "p": three.tolist(), "plain": {
    "auc_ovr": m.roc_auc_score(y, three, multi_class="ovr"),
    "auc_ovr_weighted": m.roc_auc_score(y, three, multi_class="ovr", average="weighted"),
    "auc_ovo": m.roc_auc_score(y, three, multi_class="ovo"),
    "f1_macro": m.f1_score(y, three.argmax(axis=1), average="macro")}}

# Numbers.
n = 41
y = r(random.normal(3, 5, n), 2)
p = r(y + random.normal(0.5, 2, n), 2)
w = random.integers(1, 5, n).astype(float)


def regression(weights):
    k = {"sample_weight": weights}
    return {
        "rmse": m.root_mean_squared_error(y, p, **k),
        "mae": m.mean_absolute_error(y, p, **k),
        "r2": m.r2_score(y, p, **k),
        "median_absolute_error": m.median_absolute_error(y, p) if weights is None
        else float(np.median(np.repeat(np.abs(y - p), weights.astype(int)))),
        "explained_variance": m.explained_variance_score(y, p, **k),
        "mape": m.mean_absolute_percentage_error(y, p, **k),
        "max_error": m.max_error(y, p),
        "mse": m.mean_squared_error(y, p, **k),
    }


def counts(weights):
    k = {"sample_weight": weights}
    above, expected = np.abs(y) + 0.01, np.abs(p) + 0.01
    return {
        "rmsle": m.root_mean_squared_log_error(above, expected, **k),
        "poisson_deviance": m.mean_poisson_deviance(above, expected, **k),
        "gamma_deviance": m.mean_gamma_deviance(above, expected, **k),
        "pinball": m.mean_pinball_loss(above, expected, alpha=0.8, **k),
    }


out["regression"] = {"y": y.tolist(), "p": p.tolist(), "w": w.tolist(), "plain": regression(None),
                     "weighted": regression(w)}
out["counts"] = {"plain": counts(None), "weighted": counts(w)}

# Answers of queries, with equal scores in each.
queries, relevance, scores = [], [], []
ndcg, ndcg5, ndcg10, ap = [], [], [], []
for query in range(8):
    size = int(random.integers(3, 16))
    gain = random.integers(0, 4, size) if query else np.zeros(size, int)
    score = r(random.random(size) + 0.1 * gain, 1)
    queries += [query] * size
    relevance += gain.tolist()
    scores += score.tolist()
    ndcg.append(m.ndcg_score([gain], [score]) if gain.any() else 0)
    ndcg5.append(m.ndcg_score([gain], [score], k=5) if gain.any() else 0)
    ndcg10.append(m.ndcg_score([gain], [score], k=10) if gain.any() else 0)
    ap.append(m.average_precision_score(gain > 0, score) if gain.any() else 0)
out["ranking"] = {"query": queries, "relevance": relevance, "score": scores, "plain": {
    "ndcg": np.mean(ndcg), "ndcg@5": np.mean(ndcg5), "ndcg@10": np.mean(ndcg10), "map": np.mean(ap)}}

# Clusters: found ones beside known ones; one cluster holds a single row.
x, known = make_blobs(60, 3, centers=4, cluster_std=2.0, random_state=3)
x = r(x, 2)
found = known.copy()
found[random.integers(0, 60, 12)] = 1
found[5] = 4
out["clusters"] = {"x": x.T.tolist(), "found": found.tolist(), "known": known.tolist(), "inside": {
    "silhouette": m.silhouette_score(x, found),
    "davies_bouldin": m.davies_bouldin_score(x, found),
    "calinski_harabasz": m.calinski_harabasz_score(x, found)}, "agreement": {
    "ari": m.adjusted_rand_score(known, found),
    "ami": m.adjusted_mutual_info_score(known, found),
    "rand": m.rand_score(known, found),
    "fowlkes_mallows": m.fowlkes_mallows_score(known, found),
    "nmi": m.normalized_mutual_info_score(known, found),
    "homogeneity": m.homogeneity_score(known, found),
    "completeness": m.completeness_score(known, found)}}

# Exact p-values of McNemar's test.
out["mcnemar"] = [{"b": b, "c": c, "p": float(mcnemar([[0, b], [c, 0]], exact=True).pvalue)}
                  for b, c in [(0, 0), (0, 5), (3, 3), (10, 21), (40, 12), (900, 1010)]]

print(json.dumps(out, default=float))
