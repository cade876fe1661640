#!/usr/bin/env python3
"""What a conversion does to a selection: scores a pool by both bundles, and prints a Markdown table.

    compare.py POOL BUNDLE CONVERTED... --keep 0.4 [--score shortfall]

Overlap is the share of the pairs that the first bundle keeps which the other keeps too; the worst is that over the fractions
0.05, 0.1, ... 0.95.
"""

import argparse
import os
import sys
import tempfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.append(os.path.join(ROOT, "tools", "bench"))

import end_to_end

TERMS = ("image_specificity", "text_specificity", "negative_distance", "cosine")


def score(pool, bundle, name, folder):
    """The table of scores of a pool, in the order of the pool."""
    hype, jar = os.path.join(ROOT, "hype"), os.path.join(ROOT, "hype-cli", "target", "hype.jar")
    end_to_end.timed([hype, "score", pool, "--model", bundle, "--score", name, "--output", folder], allowed=(0, 3))
    script = os.path.join(ROOT, "tools", "bench", "ScoreTable.java")
    return end_to_end.table(
        end_to_end.timed(["java", "-cp", jar, script, folder])[2]
    )


def overlap(first, second, fraction):
    """How many pairs both keep, and how many each."""
    kept = [end_to_end.kept(columns["score"], fraction) for columns in (first, second)]
    return len(kept[0] & kept[1]), len(kept[0])


def main():
    """Scores and compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool")
    parser.add_argument("bundles", nargs="+", metavar="bundle")
    parser.add_argument("--keep", type=float, default=0.4)
    parser.add_argument("--score", default="paper", help="as hype score has them")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        tables = [
            score(options.pool, bundle, options.score, os.path.join(scratch, str(index)))
            for index, bundle in enumerate(options.bundles)
        ]
    uids, first = tables[0]
    print("| bundle | kept by both | overlap | worst | " + ", largest error | ".join(TERMS) + ", largest error | score |")
    print("|---" * (5 + len(TERMS)) + "|")
    for bundle, (others, columns) in zip(options.bundles[1:], tables[1:]):
        if others != uids:
            sys.exit(f"{bundle} scored other pairs")
        same, kept = overlap(first, columns, options.keep)
        worst = min(np.divide(*overlap(first, columns, percent / 100)) for percent in range(5, 100, 5))
        errors = [np.abs(columns[name] - first[name]).max() for name in (*TERMS, "score")]
        cells = [os.path.basename(bundle), f"{same} of {kept}", f"{same / kept:.3f}", f"{worst:.3f}"]
        print("| " + " | ".join(cells + [f"{error:.1e}" for error in errors]) + " |")


if __name__ == "__main__":
    main()
