#!/usr/bin/python3
"""Selection of the same rows by hype and DuckDB in turns: select_peers.py DUCKDB.jar WORK ROWS... [--rounds 3]

Makes score files of each number of rows with MakeScores.java, selects 20 % of them by each, has DuckDB compare the
subsets, and prints a table in Markdown. Times include the start of Java. Peak memory is the largest resident set.
HYPE_JAR names another jar than hype-cli/target/hype.jar.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

TOOLS = pathlib.Path(__file__).resolve().parent
JAR = os.environ.get("HYPE_JAR", str(TOOLS.parent.parent / "hype-cli/target/hype.jar"))


def run(command):
    """Seconds and peak MiB of a command that has to succeed."""
    start = time.perf_counter()
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if child.returncode:
        sys.exit(f"exit status {child.returncode}: {command}")
    return seconds, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("duckdb")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("rows", type=int, nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    # Compiled once: a peer is not to be charged for the launcher's compiler.
    subprocess.run(["javac", "-d", work / "classes", TOOLS / "SelectDuckDb.java"], check=True)
    duckdb = ["java", "-cp", f"{work / 'classes'}:{options.duckdb}", "SelectDuckDb"]
    vectors = ["--add-modules", "jdk.incubator.vector"]
    print("| rows | selection | seconds | rows/s | time, of hype's | peak MiB |\n|---|---|---|---|---|---|")
    for rows in options.rows:
        pool = work / f"pool-{rows}"
        if not (pool / "made").exists():
            shutil.rmtree(pool, ignore_errors=True)
            run(["java", "-cp", JAR, TOOLS / "MakeScores.java", "--output", pool, "--rows", rows])
            (pool / "made").touch()
        for repeats, flags in (("hashes", []), ("ignore", ["--unique-uids"])):
            hype_out = work / "hype"
            hype = ["java", *vectors, "-Xmx512m", "-jar", JAR, "select", pool / "scores", "--keep-fraction", "0.2"]
            hype += ["--output", hype_out, "--overwrite", *flags]
            forms = {"hype, 512 MB heap": hype}
            for memory in ("default", "512MB"):
                out = work / f"duckdb-{memory}.parquet"
                forms[f"DuckDB, memory {memory}"] = [
                    *duckdb, "select", pool / "scores", out, "0.2", "bins", repeats, "2", memory, work / "temp"]
            figures = {name: [] for name in forms}
            for _ in range(options.rounds):
                for name, command in forms.items():
                    figures[name].append(run(command))
            for memory in ("default", "512MB"):
                run([*duckdb, "verify", work / f"duckdb-{memory}.parquet", hype_out / "subset.npy"])
            base = statistics.median(seconds for seconds, _ in figures["hype, 512 MB heap"])
            for name, measured in figures.items():
                seconds = statistics.median(second for second, _ in measured)
                peak = max(memory for _, memory in measured)
                looked = "repeats found" if repeats == "hashes" else "uids taken to differ"
                print(f"| {rows:,} | {name}; {looked} | {seconds:.2f} | {rows / seconds:,.0f} | {seconds / base:.2f}"
                      f" | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
