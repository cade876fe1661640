#!/usr/bin/env python3
"""Tables and a plot for docs/benchmarks.md from the JSON that JMH writes (-rf json).

    report.py specificity fma.json specificity.json...   the table of specificity, GFLOP/s being 2 N M d a call
    report.py thresholds threshold.json...               the table of thresholds
    report.py pairs pairs.json...                        the table of operations on pairs
    report.py tokenizing tokenizing.json                 the table of captions tokenized a second
    report.py plot growth.json... --out cost.svg         time a call against N and M (needs matplotlib)
    report.py allocation specificity.json...             bytes a call, of runs with -prof gc

Errors are JMH's, half of the 99.9 % interval; those of ratios follow from both sides'.
"""

import argparse
import json
import math
from collections import defaultdict

# FmaPeakBenchmark: a call does this many fused multiply-adds of 12 vectors on every processor.
FMA_ROUNDS = 10_000_000
FMA_SUMS = 12

METHODS = {
    "simd": "simd-512",
    "simd256": "simd-256",
    "scalar": "scalar",
    "libtorch": "libtorch",
    "sgemm": "MKL SGEMM",
}


class Figure:
    """A measured value with its error."""

    def __init__(self, value, error):
        self.value = value
        self.error = error if math.isfinite(error) else 0.0

    def per(self, work):
        """Work done in a time."""
        return Figure(work / self.value, work / self.value * self.error / self.value)

    def over(self, other):
        ratio = self.value / other.value
        return Figure(ratio, ratio * math.hypot(self.error / self.value, other.error / other.value))

    def text(self, digits):
        return f"{self.value:,.{digits}f} ± {self.error:,.{digits}f}"


def read(files):
    results = []
    for file in files:
        with open(file, encoding="utf-8") as stream:
            results += json.load(stream)
    return results


def name(result):
    return result["benchmark"].rsplit(".", 1)[1]


def figure(result, metric="primaryMetric"):
    found = result[metric]
    return Figure(found["score"], float(found["scoreError"]))


def table(header, rows):
    print("| " + " | ".join(header) + " |")
    print("|" + "---|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def fma_peaks(results, processors):
    peaks = {}
    for result in results:
        if name(result).startswith("fma"):
            lanes = int(name(result)[3:]) // 32
            flops = processors * FMA_ROUNDS * FMA_SUMS * lanes * 2
            peaks[name(result)] = figure(result).per(flops / 1e6)  # a call's time is in ms
    return peaks


def shape(result):
    params = result["params"]
    return (
        params["side"],
        int(params["dimension"]),
        int(params["referenceSize"]),
        int(params.get("sampleCount", 2048)),
    )


def specificity_times(results):
    times = defaultdict(dict)
    for result in results:
        if "SpecificityBenchmark" in result["benchmark"]:
            times[shape(result)][name(result)] = figure(result)
    return times


def specificity(files, processors):
    results = read(files)
    peaks = fma_peaks(results, processors)
    for peak, value in sorted(peaks.items()):
        print(f"{peak}: {value.text(1)} GFLOP/s")
    print()
    speeds, ratios = [], []
    for (side, d, m, n), times in sorted(specificity_times(results).items()):
        work = 2.0 * n * m * d / 1e6
        rates = {key: time.per(work) for key, time in times.items()}
        place = [side, str(d), f"{m:,}"]
        speeds.append(place + [rates[key].text(1) if key in rates else "" for key in METHODS])
        row = place + [percent(rates.get("simd"), peaks.get("fma512")), percent(rates.get("simd256"), peaks.get("fma256"))]
        for peer in ["libtorch", "sgemm", "scalar"]:
            row.append(rates["simd"].over(rates[peer]).text(1) if peer in rates and "simd" in rates else "")
        row.append(times["simd"].per(n * m / 1e3).text(0) if "simd" in times else "")
        ratios.append(row)
    print("GFLOP/s:\n")
    table(["side", "d", "M"] + list(METHODS.values()), speeds)
    print("\nShares and ratios:\n")
    header = ["simd-512 of FMA peak", "simd-256 of its peak", "x libtorch", "x SGEMM", "x scalar", "million pairs/s"]
    table(["side", "d", "M"] + header, ratios)


def percent(rate, peak):
    if rate is None or peak is None:
        return ""
    share = rate.over(peak)
    return f"{100 * share.value:.0f} ± {100 * share.error:.0f} %"


def thresholds(files):
    times = defaultdict(dict)
    for result in read(files):
        times[int(result["params"]["size"])][name(result)] = figure(result)
    peers = ["findThreshold", "findThresholdParallel", "sort", "parallelSort"]
    rows = []
    for size, found in sorted(times.items()):
        row = [f"{size:,}"] + [found[peer].text(0) for peer in peers]
        row.append(found["sort"].over(found["findThreshold"]).text(1))
        row.append(found["parallelSort"].over(found["findThresholdParallel"]).text(1))
        rows.append(row)
    table(["scores", "ours", "ours, all processors", "sort", "parallelSort", "sort / ours", "parallelSort / ours"], rows)


def pairs(files):
    rates = defaultdict(dict)
    for result in read(files):
        for peer in ["Simd", "Scalar", "Libtorch"]:
            if name(result).endswith(peer):
                operation = name(result)[: -len(peer)]
                rates[operation, int(result["params"]["dimension"])][peer] = figure(result)
    rows = []
    for (operation, d), found in sorted(rates.items()):
        row = [operation, str(d)] + [found[peer].text(0) for peer in ["Simd", "Scalar", "Libtorch"]]
        row += [found["Simd"].over(found[peer]).text(1) for peer in ["Scalar", "Libtorch"]]
        rows.append(row)
    table(["operation", "d", "simd", "scalar", "libtorch", "simd / scalar", "simd / libtorch"], rows)


def tokenizing(files):
    rates = defaultdict(dict)
    for result in read(files):
        if "TokenizerBenchmark" in result["benchmark"]:
            rates[result["params"]["captions"].rsplit("/", 1)[-1]][name(result)] = figure(result)
    rows = []
    for captions, found in sorted(rates.items(), reverse=True):
        ours, bare = found["ours"], found["oursWithoutCleaning"]
        peers = [found["huggingFace"], found["huggingFaceBatch"]]
        best = max(peers, key=lambda peer: peer.value)
        row = [captions] + [rate.text(0) for rate in [ours, bare, *peers]]
        rows.append(row + [ours.over(best).text(1), bare.over(best).text(1)])
    header = ["captions", "ours", "ours, not cleaned", "HuggingFace", "HuggingFace, batches", "ours / best", "not cleaned / best"]
    table(header, rows)


def allocation(files):
    rows = []
    for result in read(files):
        for key, metric in result["secondaryMetrics"].items():
            if key.endswith("gc.alloc.rate.norm"):
                side, d, m, n = shape(result)
                rows.append([name(result), side, str(d), f"{m:,}", f"{metric['score']:,.0f}", f"{metric['score'] / n:.2f}"])
    table(["benchmark", "side", "d", "M", "bytes a call", "bytes a sample"], sorted(rows))


def plot(files, out):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "hype"  # the same file for the same figures
    from matplotlib import pyplot

    times = specificity_times(read(files))
    dimension = max(d for _, d, _, _ in times)
    figures, axes = pyplot.subplots(1, 2, figsize=(9, 3.6), sharey=True)
    for axis, by, label in [(axes[0], 3, "samples N"), (axes[1], 2, "reference points M")]:
        other = 5 - by
        fixed = 8192 if by == 3 else 2048
        for method, text in [("simd", "simd-512"), ("libtorch", "libtorch"), ("sgemm", "MKL SGEMM")]:
            points = sorted(
                (key[by], found[method].value)
                for key, found in times.items()
                if method in found and key[0] == "texts" and key[1] == dimension and key[other] == fixed
            )
            axis.plot([x for x, _ in points], [y for _, y in points], marker="o", label=text)
        axis.set_xscale("log", base=2)
        axis.set_yscale("log")
        axis.set_xlabel(f"{label} ({'M = 8,192' if by == 3 else 'N = 2,048'}, d = {dimension})")
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("ms a call")
    axes[0].legend()
    figures.tight_layout()
    figures.savefig(out, metadata={"Date": None})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["specificity", "thresholds", "pairs", "tokenizing", "plot", "allocation"])
    parser.add_argument("files", nargs="+")
    parser.add_argument("--processors", type=int, default=2, help="of the machine that ran JMH")
    parser.add_argument("--out", default="cost.svg")
    args = parser.parse_args()
    if args.what == "specificity":
        specificity(args.files, args.processors)
    elif args.what == "thresholds":
        thresholds(args.files)
    elif args.what == "pairs":
        pairs(args.files)
    elif args.what == "tokenizing":
        tokenizing(args.files)
    elif args.what == "allocation":
        allocation(args.files)
    else:
        plot(args.files, args.out)


if __name__ == "__main__":
    main()
