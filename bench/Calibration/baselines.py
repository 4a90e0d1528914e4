"""sklearn's and XGBoost's learners on the tables and folds that Mainstay.Bench.Calibration wrote: the same rows, the same figures.

usage: baselines.py FOLDER SET…      a line per set and learner, tab-separated, as the other program prints them
       baselines.py FOLDER speed     one XGBoost fit (hist, 100 trees) of the large table, and the same in five folds
"""
import os
import sys
import time

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from xgboost import XGBClassifier


def read(folder, name):
    """One-hot matrix of words and numbers (medians where missing, and a flag), outcomes, test rows of each fold."""
    with open(f"{folder}/{name}.tsv", encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        rows = [line.rstrip("\n").split("\t") for line in file]
    columns = []
    for place, column in enumerate(header[:-1]):
        cells = [row[place] for row in rows]
        if column.startswith("n:"):
            values = np.array([float(c) if c else np.nan for c in cells])
            missing = np.isnan(values)
            columns.append(np.where(missing, np.nanmedian(values), values))
            if missing.any():
                columns.append(missing.astype(float))
        else:
            columns += [np.array([c == word for c in cells], float) for word in sorted(set(cells))]
    outcomes = np.array([int(row[-1]) for row in rows])
    with open(f"{folder}/{name}.folds.tsv", encoding="utf-8") as file:
        folds = [np.array([int(row) for row in line.split("\t")]) for line in file]
    return np.column_stack(columns), outcomes, folds


def lift(outcomes, p):
    room, caught = len(p) / 10, 0.0
    for value in np.unique(p)[::-1]:
        tied = outcomes[p == value]
        taken = min(len(tied), room)
        caught += tied.mean() * taken
        room -= taken
        if room <= 0:
            break
    return caught / (len(p) / 10) / outcomes.mean()


def ece(outcomes, p):
    bins = np.minimum(9, (p * 10).astype(int))
    return sum(abs((p[bins == b] - outcomes[bins == b]).sum()) for b in range(10)) / len(p)


def figures(outcomes, p):
    return (roc_auc_score(outcomes, p), average_precision_score(outcomes, p), brier_score_loss(outcomes, p),
            log_loss(outcomes, p), ece(outcomes, p), lift(outcomes, p))


LEARNERS = {
    "sklearn logistic": lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
    "sklearn forest": lambda: RandomForestClassifier(int(os.environ.get("TREES", 400)), random_state=1),
    "sklearn boosting": lambda: GradientBoostingClassifier(random_state=1),
    "sklearn hist boosting": lambda: HistGradientBoostingClassifier(random_state=1),
    "XGBoost of any pairs": lambda: XGBClassifier(n_estimators=400, max_depth=2, learning_rate=0.1, subsample=0.8, colsample_bytree=0.8, random_state=1, n_jobs=1),
    "XGBoost": lambda: XGBClassifier(n_estimators=300, max_depth=4, learning_rate=0.1, subsample=0.8, colsample_bytree=0.8, random_state=1, n_jobs=1),
}


def judge(folder, name):
    x, y, folds = read(folder, name)
    wanted = os.environ.get("LEARNERS", ",".join(LEARNERS)).split(",")
    for learner in wanted:
        found, before = [], time.process_time()
        for test in folds:
            train = np.setdiff1d(np.arange(len(y)), test)
            model = LEARNERS[learner]().fit(x[train], y[train])
            found.append(figures(y[test], model.predict_proba(x[test])[:, 1]))
        seconds = (time.process_time() - before) / len(folds)
        means = "\t".join(f"{m:.4f}" for m in np.mean(found, axis=0))
        print(f"{name}\t{learner}\t\t\t{len(y)}\t{means}\t{seconds:.2f}", flush=True)


def speed(folder):
    x, y, folds = read(folder, "speed")
    fit = lambda a, b: XGBClassifier(n_estimators=100, tree_method="hist", n_jobs=2).fit(a, b)
    wall, cpu = time.time(), time.process_time()
    fit(x, y)
    print(f"XGBoost hist, 100 trees, one fit of {x.shape[0]:,} × {x.shape[1]}\t{time.time() - wall:.2f} s\t{time.process_time() - cpu:.2f} s of processor time")
    wall, cpu, aucs = time.time(), time.process_time(), []
    for test in folds:
        train = np.setdiff1d(np.arange(len(y)), test)
        aucs.append(roc_auc_score(y[test], fit(x[train], y[train]).predict_proba(x[test])[:, 1]))
    fit(x, y)
    print(f"XGBoost hist, 100 trees, 5 folds and a last fit\t{time.time() - wall:.2f} s\t{time.process_time() - cpu:.2f} s of processor time\tAUC {np.mean(aucs):.4f}")


if __name__ == "__main__":
    if sys.argv[2:] == ["speed"]:
        speed(sys.argv[1])
    else:
        for each in sys.argv[2:]:
            judge(sys.argv[1], each)
