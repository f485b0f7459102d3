"""Writes steps.json: what scikit-learn makes of a made-up table, for the tests of steps of preparation.

python steps.py > steps.json
"""
import json
import numpy as np
import sklearn
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfVectorizer
from sklearn.feature_selection import RFE, VarianceThreshold, mutual_info_classif, mutual_info_regression
from sklearn.decomposition import PCA
from sklearn.impute import KNNImputer
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import (KBinsDiscretizer, MinMaxScaler, PolynomialFeatures, PowerTransformer, RobustScaler,
                                   StandardScaler, TargetEncoder)

rng = np.random.default_rng(7)
rows = 60
a = np.exp(rng.normal(size=rows))
b = rng.normal(size=rows) * 3 - 1
c = a * 0.5 + rng.normal(size=rows) * 0.3
g = rng.choice(["red", "green", "blue", "grey", "one"], size=rows, p=[.4, .3, .2, .08, .02])
y = b + (g == "red") * 2 + rng.normal(size=rows)
k = np.digitize(y, [-1, 1])
X = np.column_stack([a, b, c]).round(6)
y = y.round(6)
H = X.copy()
H[rng.random(H.shape) < 0.2] = np.nan
H[5] = np.nan

texts = ["The cat sat on the mat", "the Dog sat on the cat and the cat sat", "A dog; a Dog! a dog?", "naïve café 42 x1 _a",
         "", "mat mat mat cat cat cat", "on  the\troad again", "Ⅷ apples, 42 pears and 7 kiwis"]


def nan(values):
    return [["NaN" if np.isnan(v) else float(v) for v in row] for row in np.asarray(values, dtype=float)]


def text(vectorizer):
    matrix = vectorizer.fit_transform(texts).toarray()
    return {"terms": vectorizer.get_feature_names_out().tolist(), "values": matrix.tolist()}


def target(y, **settings):
    return TargetEncoder(**settings).fit(g[:, None], y).transform(g[:, None]).tolist()


def bins(strategy, **settings):
    bins = KBinsDiscretizer(4, encode="ordinal", strategy=strategy, subsample=None, **settings)
    return bins.fit_transform(X).astype(int).tolist()


out = {
    "origin": "scikit-learn " + sklearn.__version__ + ", steps.py",
    "x": X.tolist(), "holes": nan(H), "g": g.tolist(), "y": y.tolist(), "k": k.tolist(), "texts": texts,
    "target": {"numbers": target(y), "two": target((k > 0).astype(int)), "three": target(k),
               "smooth": target(y, smooth=3.0)},
    "bins": {"quantile": bins("quantile", quantile_method="linear"), "uniform": bins("uniform"),
             "kmeans": bins("kmeans")},
    "scale": {"standard": nan(StandardScaler().fit_transform(H)), "robust": nan(RobustScaler().fit_transform(H)),
              "min_max": nan(MinMaxScaler().fit_transform(H)), "yeo_johnson": nan(PowerTransformer().fit_transform(H)),
              "box_cox": nan(PowerTransformer("box-cox").fit_transform(np.abs(H) + 0.1))},
    "clip": np.clip(X, np.quantile(X, .05, axis=0), np.quantile(X, .9, axis=0)).tolist(),
    "polynomial": PolynomialFeatures(3, include_bias=False).fit_transform(X)[:5].tolist(),
    "pairs": PolynomialFeatures(2, interaction_only=True, include_bias=False).fit_transform(X)[:5].tolist(),
    "text": {"counts": text(CountVectorizer()), "tfidf": text(TfidfVectorizer()),
             "sublinear": text(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words=["the", "and"])),
             "raw": text(TfidfVectorizer(norm=None, lowercase=False, min_df=2, max_df=0.4)),
             "most": text(CountVectorizer(max_features=1)),
             "chars": text(TfidfVectorizer(analyzer="char", ngram_range=(2, 3))),
             "hashing": HashingVectorizer(n_features=16, ngram_range=(1, 2)).transform(texts).toarray().tolist()},
    "hash": FeatureHasher(8, input_type="string").transform([[v] for v in g]).toarray().tolist(),
    "near": {"three": KNNImputer(n_neighbors=3).fit_transform(H).tolist(),
             "five": KNNImputer().fit_transform(H).tolist()},
    "information": {"classes": mutual_info_classif(X, k, random_state=1).tolist(),
                    "numbers": mutual_info_regression(X, y, random_state=1).tolist(),
                    "codes": mutual_info_classif(np.unique(g, return_inverse=True)[1][:, None], k,
                                                 discrete_features=True).tolist(),
                    "classes_numbers": mutual_info_regression(k[:, None], y,
                                                              discrete_features=True, random_state=1).tolist()},
    "variance": VarianceThreshold().fit(X).variances_.tolist(),
    "recursive": RFE(LinearRegression(), n_features_to_select=1, step=1)
    .fit(StandardScaler().fit_transform(X), y).ranking_.tolist(),
    "pca": PCA(2).fit_transform(X).tolist(),
}
print(json.dumps(out, ensure_ascii=True))
