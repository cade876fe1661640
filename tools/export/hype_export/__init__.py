"""From the PyTorch checkpoints of hyperbolic and Euclidean image-text models to a model bundle."""

import os
import sys

TOOLS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The forms of graphs and the byte-level tokenizer are those of the other tools.
for _folder in ("precision", "shapes"):
    if os.path.join(TOOLS, _folder) not in sys.path:
        sys.path.append(os.path.join(TOOLS, _folder))
