#!/bin/sh
# Draws, trains, exports, writes the pool and measures. Everything is seeded. Usage: tools/shapes/make.sh [work folder]
set -eu
cd "$(dirname "$0")"
work=${1:-$(mktemp -d)}
examples=../../examples
python=${PYTHON:-/usr/bin/python3}
export PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1

nice -n 10 "$python" train.py --out "$work"
"$python" export.py --weights "$work" --bundle "$examples/shapes-model"
"$python" make_pool.py --pool "$examples/shapes-pool" --folder "$examples/shapes-folder"
"$python" evaluate.py --weights "$work" --bundle "$examples/shapes-model" --pool "$examples/shapes-pool"
