"""Trains with scikit-learn: takes one command a line on standard input, gives one reply a line on standard output."""
import json
import sys
import time

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score

data = {}


def load(rows, train, width, categories, path):
    values = np.fromfile(path, dtype="<f8").reshape(int(width) + 1, int(rows))
    x = np.asfortranarray(values[:-1].T)
    data.update(train=int(train), x=x, y=values[-1].astype(int), categories=json.loads(categories))
    return "loaded"


def run(learner, trees):
    if learner == "boosting":
        model = HistGradientBoostingClassifier(
            max_iter=int(trees), early_stopping=False, categorical_features=data["categories"] or None)
    else:
        model = RandomForestClassifier(int(trees), n_jobs=1, random_state=1)
    n = data["train"]
    wall, cpu = time.perf_counter(), time.process_time()
    model.fit(data["x"][:n], data["y"][:n])
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    start = time.perf_counter()
    p = model.predict_proba(data["x"][n:])[:, 1]
    predict = time.perf_counter() - start
    return f"{wall} {cpu} {predict} {roc_auc_score(data['y'][n:], p)}"


print(f"scikit-learn {sklearn.__version__}", flush=True)
for line in sys.stdin:
    command, rest = line.strip().split(" ", 1)
    try:
        print({"load": load, "run": run}[command](*rest.split(" ")), flush=True)
    except Exception as e:
        print("error " + repr(e).replace("\n", " "), flush=True)
