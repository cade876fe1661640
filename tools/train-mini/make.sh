#!/bin/sh
# From nothing to the model bundle and the pool of the quickstart: fetch, prepare, train, measure, export.
#   tools/train-mini/make.sh DATA     (a folder with 6 GB to spare; about 2 hours on two cores with bfloat16)
set -eu
data=${1:?usage: make.sh DATA}
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH= cd -- "$here/../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
export OPENBLAS_CORETYPE=SkylakeX OMP_WAIT_POLICY=PASSIVE

"$here/fetch.sh" "$data"
data=$(CDPATH= cd -- "$data" && pwd)
cd "$here"
"$python" catalogue.py "$data"
"$python" sprites.py "$data"
"$python" compose.py "$data" 400000

train() { "$python" train.py "$data" "$@"; }
# Weak entailment and a high scale at first, so that contrast finds its feet; then wider, so that distances count.
train "$data/base.pt" --steps 750 --hold --largest-scale 14 --entailment .1 --text-entailment .2
train "$data/wide.pt" --from "$data/base.pt" --steps 450 --hold --grow 2 --largest-scale 7 --entailment .25 --text-entailment .4
train "$data/mini.pt" --from "$data/wide.pt" --steps 500 --grow 1.3 --largest-norm 2.8 --largest-scale 5 --entailment .25 --text-entailment .4
# The baseline: the same encoders, steps and pairs, no hyperbolic geometry.
train "$data/euclidean-held.pt" --steps 1200 --hold --euclidean
train "$data/euclidean.pt" --from "$data/euclidean-held.pt" --steps 500 --euclidean

"$python" evaluate.py "$data" "$data/mini.pt"
"$python" evaluate.py "$data" "$data/euclidean.pt"
"$python" export.py "$data" "$data/mini.pt" "$root/hype-model-mini/src/main/resources/io/github/hype4j/mini/bundle"
"$python" make_pool.py "$data" "$root/examples/mini-pool" --seed 7 --share .1 --shards 1 --broken 2
