#!/bin/sh
# Installs what tools/export and its tests need, where there is apt-get and one may use it; else says so and does nothing.
#
# What these packages recommend is not needed, but for OpenBLAS: Debian's PyTorch takes any BLAS, and with the plain one
# products of matrices run at a tenth of the speed.
set -eu
if ! command -v apt-get >/dev/null; then
    echo "tools/export: there is no apt-get here; the tests that need PyTorch are skipped"
elif [ "$(id -u)" -ne 0 ]; then
    echo "tools/export: installing packages needs root; without PyTorch its tests are skipped"
elif /usr/bin/python3 -c "import torch, onnx, numpy, PIL" 2>/dev/null; then
    echo "tools/export: everything is there already"
else
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        libopenblas0-pthread python3-torch python3-onnx python3-numpy python3-pil
fi
