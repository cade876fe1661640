#!/usr/bin/env python3
"""`hype score` and its peer in PyTorch, in turns over the same pool with the same weights: a Markdown table, and how far
apart their scores are.

    tools/random-model/make.py BUNDLE
    tools/random-model/make_pool.py POOL
    tools/bench/end_to_end.py POOL BUNDLE --rounds 3

Times are those of whole processes, start and loading included. Both are given the same threads, and the peer the batch that is
best for it. CPU seconds are those of all of a process's threads: on a machine with neighbours they say more than the clock,
but they count threads that spin.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def processor_seconds():
    """Of all commands that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def timed(command, allowed=(0,)):
    """Seconds that a command took by the clock and of processors, what it printed, and its errors and progress."""
    start, before = time.perf_counter(), processor_seconds()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in allowed:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")
    return time.perf_counter() - start, processor_seconds() - before, done.stdout, done.stderr


def table(text):
    """The columns of a tab-separated table by name, the uids apart."""
    header, *rows = (line.split("\t") for line in text.splitlines())
    values = np.array([[float(value) for value in row[1:]] for row in rows])
    return [row[0] for row in rows], dict(zip(header[1:], values.T))


def kept(scores, fraction=0.3):
    """The indices of the best."""
    return set(np.argsort(-scores, kind="stable")[: int(len(scores) * fraction)])


def compare(ours, theirs):
    """Prints the largest and the mean difference of every column that both have."""
    if ours[0] != theirs[0]:
        sys.exit(f"different pairs: {len(ours[0])} of ours, {len(theirs[0])} of the peer's")
    print("\n| column | largest difference | mean difference | deviation over the pool |\n|---|---|---|---|")
    for name in theirs[1]:
        difference = np.abs(ours[1][name] - theirs[1][name])
        print(f"| {name} | {difference.max():.1e} | {difference.mean():.1e} | {ours[1][name].std():.1e} |")
    mine, other = kept(ours[1]["score"]), kept(theirs[1]["score"])
    print(f"\nOf the best 30 % by score both keep the same {len(mine & other)} of {len(mine)}.")


def main():
    """Runs both in turns, and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool")
    parser.add_argument("bundle")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--hype-batch", type=int, help="if not its own choice")
    parser.add_argument("--peer-batch", type=int, default=8)
    parser.add_argument("--workers", type=int, default=0, help="of the peer's DataLoader")
    parser.add_argument("--compiled", action="store_true", help="the peer's encoders rewritten for oneDNN")
    parser.add_argument("--python", default=sys.executable, help="the Python that has PyTorch")
    options = parser.parse_args()
    jar = os.path.join(ROOT, "hype-cli", "target", "hype.jar")
    hype = os.path.join(ROOT, "hype")
    both = ["--threads", str(options.threads)]
    with tempfile.TemporaryDirectory() as scratch:
        out, scores = os.path.join(scratch, "out"), os.path.join(scratch, "peer.tsv")
        ours = [hype, "score", options.pool, "--model", options.bundle, "--output", out, "--overwrite", *both]
        ours += ["--batch-size", str(options.hype_batch)] if options.hype_batch else []
        peer = [options.python, os.path.join(HERE, "score_torch.py"), options.pool, options.bundle, scores, *both]
        peer += ["--batch", str(options.peer_batch), "--workers", str(options.workers)] + ["--compiled"] * options.compiled
        timed([hype, "--version"])  # builds it, where it has not been built
        seconds, processors, stages = {"hype": [], "peer": []}, {"hype": [], "peer": []}, {}
        for _ in range(options.rounds):
            for name, command in (("hype", ours), ("peer", peer)):
                elapsed, used, printed, told = timed(command)
                seconds[name].append(elapsed)
                processors[name].append(used)
                if name == "hype":
                    busy = [line for line in told.splitlines() if line.startswith("Scored in ")]
            stages = json.loads(printed.splitlines()[-1])
        mine = table(timed(["java", "-cp", jar, os.path.join(HERE, "ScoreTable.java"), out])[2])
        with open(scores, encoding="utf-8") as file:
            theirs = table(file.read())
    print("| | seconds, median | all rounds | CPU seconds, median | pairs/s |\n|---|---|---|---|---|")
    for name, label in (("hype", "`hype score`"), ("peer", "PyTorch")):
        median = statistics.median(seconds[name])
        rounds = ", ".join(f"{value:.1f}" for value in seconds[name])
        used = statistics.median(processors[name])
        print(f"| {label} | {median:.1f} | {rounds} | {used:.1f} | {len(mine[0]) / median:.2f} |")
    ratios = [theirs_ / ours_ for ours_, theirs_ in zip(seconds["hype"], seconds["peer"])]
    print(f"\nPyTorch / hype, round by round: {', '.join(f'{ratio:.2f}' for ratio in ratios)};", end=" ")
    print(f"median {statistics.median(ratios):.2f}.")
    print(f"Stages of hype in its last round: {busy[-1]}.")
    print("Stages of the peer in its last round, seconds:", end=" ")
    print(", ".join(f"{name} {stages[name]:.1f}" for name in stages if name != "pairs") + ".")
    compare(mine, theirs)


if __name__ == "__main__":
    main()
