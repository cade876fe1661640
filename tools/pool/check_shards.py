#!/usr/bin/python3
"""Checks training shards against the subset they were made of: check_shards.py DIR subset.npy

Reads by webdataset's rules (the key is the path up to the first dot of the base name; only neighbours group) and says every
difference; exit status 1 if there is one. Needs numpy.
"""
import collections
import json
import pathlib
import re
import sys
import tarfile

import numpy

MEMBER = re.compile(r"^((?:.*/|)[^.]+)[.]([^/]*)$")
MOST_SAMPLES = 10_000
MOST_BYTES = 3_000_000_000


def samples(path, differ):
    """The groups of a tar: key -> {extension: bytes}, in order."""
    key, parts = None, {}
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            header = path.open("rb")
            with header:
                header.seek(member.offset)
                if header.read(512)[257:262] != b"ustar":
                    differ(f"{path.name}: {member.name}: not ustar")
            if member.mode != 0o444:
                differ(f"{path.name}: {member.name}: mode {member.mode:o}")
            match = MEMBER.match(member.name)
            if not match or not member.isfile():
                differ(f"{path.name}: {member.name}: no name of a sample's part")
                continue
            if match[1] != key:
                if key is not None:
                    yield key, parts
                key, parts = match[1], {}
            extension = match[2].lower()
            if extension in parts:
                differ(f"{path.name}: {member.name}: twice")
            parts[extension] = tar.extractfile(member).read()
    if key is not None:
        yield key, parts


def check(folder, subset_file):
    differences = []
    differ = differences.append
    subset = numpy.load(subset_file)
    wanted = collections.Counter(f"{high:016x}{low:016x}" for high, low in subset.tolist())
    found = collections.Counter()
    keys = set()
    shards = sorted(folder.glob("*.tar"))
    for number, path in enumerate(shards):
        if path.name != f"{number:08d}.tar":
            differ(f"{path.name} where {number:08d}.tar was due")
        count = 0
        size = 0
        for key, parts in samples(path, differ):
            count += 1
            size += sum(map(len, parts.values()))
            if key in keys:
                differ(f"{path.name}: {key}: a key twice")
            keys.add(key)
            uid, _, repeat = key.rpartition("-")
            found[uid] += 1
            if not repeat.isdigit() or int(repeat) >= wanted[uid]:
                differ(f"{path.name}: {key}: not in the subset so many times")
            if list(parts) != sorted(parts):
                differ(f"{path.name}: {key}: extensions in the order {list(parts)}")
            if not {"json", "txt"} <= parts.keys() or len(parts) < 3:
                differ(f"{path.name}: {key}: only {list(parts)}")
            elif json.loads(parts["json"]).get("uid") != uid:
                differ(f"{path.name}: {key}: another uid in its json")
        if count > MOST_SAMPLES or size > MOST_BYTES:
            differ(f"{path.name}: {count} samples of {size} bytes")
        stats = path.with_name(f"{path.stem}_stats.json")
        if not stats.exists() or json.loads(stats.read_text()).get("successes") != count:
            differ(f"{stats.name}: absent or not of {count} successes")
    for uid in sorted(wanted.keys() | found.keys()):
        if wanted[uid] != found[uid]:
            differ(f"{uid}: {found[uid]} times, not {wanted[uid]}")
    ids = folder / "sample_ids.npy"
    if not ids.exists() or ids.read_bytes() != subset_file.read_bytes():
        differ("sample_ids.npy: absent or not the subset's bytes")
    meta_file = folder / "meta.json"
    meta = json.loads(meta_file.read_text()) if meta_file.exists() else {}
    if type(meta.get("output_shard_count")) is not int or meta["output_shard_count"] != len(shards):
        differ(f"meta.json: output_shard_count is {meta.get('output_shard_count')!r}, not {len(shards)}")
    if not isinstance(meta.get("output_shard_format"), str):
        differ(f"meta.json: output_shard_format is {meta.get('output_shard_format')!r}")
    return sum(found.values()), len(shards), differences


def main():
    total, shards, differences = check(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
    for difference in differences:
        print(difference)
    print(f"{total} samples in {shards} shards, {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
