"""Writes calibration.json: scores, classes and weights, and the curves scikit-learn makes of them.

python calibration.py > calibration.json
"""
import json
import numpy as np
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression

random = np.random.default_rng(3)
n = 80
p = np.round(np.clip(random.beta(1.2, 1.5, n), 0.01, 0.99), 2)
y = (random.random(n) < p ** 2).astype(int)
w = np.round(random.random(n) * 2, 1)
at = np.round(np.linspace(0.005, 0.995, 34), 3)
scores = np.log(p / (1 - p))
out = {"p": p.tolist(), "y": y.tolist(), "w": w.tolist(), "at": at.tolist()}
for name, weights in (("plain", None), ("weighted", w)):
    a, b = _sigmoid_calibration(scores, y, sample_weight=weights)
    isotonic = IsotonicRegression(out_of_bounds="clip").fit(p, y, sample_weight=weights)
    out[name] = {"slope": -a, "intercept": -b, "isotonic": isotonic.predict(at).tolist()}
print(json.dumps(out, default=float))
