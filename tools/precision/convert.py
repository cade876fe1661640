#!/usr/bin/env python3
"""Makes another bundle of a model bundle, of other precision or faster on the CPU. Needs onnx and numpy alone.

    convert.py BUNDLE NEW --precision float16    weights stored in half the size; results differ in the third digit or later
    convert.py BUNDLE NEW --precision int8       products of 8-bit integers; measure what it keeps before you use it
    convert.py BUNDLE NEW --open-norms           layer normalisation in pieces that run faster on the CPU

What a conversion does to a selection is measured by compare.py; docs/precision.md has the figures for the models here. A
reference set is kept as it is: it is of the unconverted encoders.
"""

import argparse
import json
import os
import shutil

import onnx

import float16
import int8
import norms

CONVERSIONS = {"float16": float16.store_halves, "int8": int8.multiply_integers}


def convert(path, target, precision, open_norms):
    """Converts one graph; returns what was done."""
    model, done = onnx.load(path), []
    if open_norms:
        done.append(f"{norms.open_norms(model)} norms opened")
    if precision != "float32":
        done.append(f"{CONVERSIONS[precision](model)} weights in {precision}")
    onnx.save(model, target)
    onnx.checker.check_model(target)
    return done


def main():
    """Copies the bundle, but for the graphs and the name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", help="a folder")
    parser.add_argument("new", help="a folder that is not there yet")
    parser.add_argument("--precision", choices=("float32", *CONVERSIONS), default="float32")
    parser.add_argument("--open-norms", action="store_true")
    options = parser.parse_args()
    if options.precision == "float32" and not options.open_norms:
        parser.error("nothing to do: give --precision or --open-norms")
    # The weights that tools/random-model keeps for PyTorch are not those of the new graphs.
    shutil.copytree(options.bundle, options.new, ignore=shutil.ignore_patterns("weights.pt"))
    description_path = os.path.join(options.new, "hype-model.json")
    with open(description_path, encoding="utf-8") as file:
        description = json.load(file)
    if options.precision != "float32":
        description["name"] += "-" + options.precision
    for side in ("image", "text"):
        path = os.path.join(options.new, description[side]["file"])
        before = os.path.getsize(path)
        done = convert(path, path, options.precision, options.open_norms)
        print(f"{description[side]['file']}: {', '.join(done)}; {before:,} -> {os.path.getsize(path):,} bytes")
    with open(description_path, "w", encoding="utf-8") as file:
        json.dump(description, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
