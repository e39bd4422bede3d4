"""Agreement worked out by statistics libraries that are not ours.

Reads a JSON object a line with `rows`: auditors' grades a row each, moderators' a column each. Prints each line again
with what the libraries say of it; null is undefined, because a library refused it or gave no number. What else stood in
a line stays. So a file of expectations is made again from itself:

    python independent.py < expected.jsonl > again.jsonl
"""

import json
import math
import sys
import warnings

import krippendorff
import numpy
import pandas
from irrCAC.table import CAC
from sklearn.metrics import cohen_kappa_score


def values(rows):
    grades = range(len(rows))
    pairs = [(i, j) for i in grades for j in grades for _ in range(rows[i][j])]
    before, after = [i for i, _ in pairs], [j for _, j in pairs]

    def kappa(weights):
        return cohen_kappa_score(before, after, labels=list(grades), weights=weights)

    def alpha():
        return krippendorff.alpha(
            reliability_data=numpy.array([before, after], dtype=float),
            value_domain=[float(grade) for grade in grades],
            level_of_measurement="ordinal",
        )

    def ac1():
        return CAC(pandas.DataFrame(rows), digits=15).gwet()["est"]["coefficient_value"]

    return {
        "kappa": number(lambda: kappa(None), pairs),
        "linear_kappa": number(lambda: kappa("linear"), pairs),
        "quadratic_kappa": number(lambda: kappa("quadratic"), pairs),
        "alpha": number(alpha, pairs),
        "ac1": number(ac1, pairs),
        "mean_shift": number(lambda: numpy.mean(numpy.subtract(after, before)), pairs),
    }


def number(work_out, pairs):
    """What a library says; null where it says nothing."""
    if not pairs:
        return None
    try:
        value = float(work_out())
    except (ValueError, ZeroDivisionError):
        return None
    return value if math.isfinite(value) else None


warnings.simplefilter("ignore")
numpy.seterr(all="ignore")
for line in sys.stdin:
    given = json.loads(line)
    print(json.dumps({**given, **values(given["rows"])}))
