#!/usr/bin/python3
"""DataComp's filter by score in numpy: select_numpy.py DUMP FRACTION OUT.npy [subset.npy]

DUMP is what DumpColumn.java wrote. The threshold is the value at index int(n * fraction) of the descending order, and all from
it up are kept. With a subset, compares it and exits with 1 if a byte differs.
"""
import pathlib
import sys
import time

import numpy


def main():
    dump, fraction, out = pathlib.Path(sys.argv[1]), float(sys.argv[2]), pathlib.Path(sys.argv[3])
    start = time.perf_counter()
    scores = numpy.load(dump / "score.npy").astype("<f4")
    uids = numpy.load(dump / "uid.npy").astype("<u8,<u8")
    loaded = time.perf_counter()
    threshold = numpy.sort(scores)[::-1][int(len(scores) * fraction)]
    kept = numpy.sort(uids[scores >= threshold])
    sorted_by = time.perf_counter()
    numpy.save(out, kept)
    end = time.perf_counter()
    print(
        f"{len(kept)} of {len(scores)} from {threshold} up, {(scores == threshold).sum()} there; "
        f"{loaded - start:.2f} s to load, {sorted_by - loaded:.2f} s to sort and filter, {end - sorted_by:.2f} s to save"
    )
    if len(sys.argv) > 4 and out.read_bytes() != pathlib.Path(sys.argv[4]).read_bytes():
        print("the subsets differ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
