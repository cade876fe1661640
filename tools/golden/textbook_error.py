"""Prints how far the textbook formulas are from the golden values, in float32 and in float64.

    python3 tools/golden/textbook_error.py hype-core/src/test/resources/golden/*.jsonl

Needs NumPy (Debian: python3-numpy).
"""

import json
import sys

import numpy as np


def inner(x, y, c):
    """Lorentzian inner product."""
    return x @ y - np.sqrt(1 / c + x @ x) * np.sqrt(1 / c + y @ y)


def distance(x, y, c):
    """acosh(-c <x,y>) / sqrt(c)."""
    return np.arccosh(-c * inner(x, y, c)) / np.sqrt(c)


def exterior_angle(x, y, c):
    """The arc cosine form of MERU."""
    cxy = c * inner(x, y, c)
    numerator = np.sqrt(1 / c + y @ y) + np.sqrt(1 / c + x @ x) * cxy
    return np.arccos(np.clip(numerator / (np.sqrt(x @ x) * np.sqrt(cxy * cxy - 1)), -1, 1))


def main(files):
    np.seterr(all="ignore")
    for file in files:
        lines = [json.loads(line) for line in open(file)]
        for dtype in [np.float32, np.float64]:
            for op, function in [("distance", distance), ("exteriorAngle", exterior_angle)]:
                errors, undefined = [], 0
                for line in lines:
                    if line["op"] != op:
                        continue
                    x, y = np.array(line["x"], dtype), np.array(line["y"], dtype)
                    expected = float(line["expected"])
                    actual = float(function(x, y, dtype(line["curvature"])))
                    if np.isnan(actual):
                        undefined += 1
                    elif op == "distance":
                        errors.append(abs(actual - expected) / expected if expected else abs(actual))
                    else:
                        errors.append(abs(actual - expected))
                kind = "relative" if op == "distance" else "rad"
                print(f"{file.split('/')[-1]} {op} {dtype.__name__}: worst {max(errors):.2g} ({kind}), {undefined} NaN")


if __name__ == "__main__":
    main(sys.argv[1:])
