"""The tokenizer of a bundle: from CLIP's list of merges, or a tokenizer.json as it is."""

import gzip
import json

from hype_export.refusal import Refusal

import tokenizer as byte_level

# The list is longer; CLIP was trained with its beginning.
MERGES = 49_152 - 256 - 2


def of_merges(path, context_length):
    """CLIP's tokenizer from bpe_simple_vocab_16e6.txt.gz, or the merges alone, a line each."""
    opened = gzip.open if path.endswith(".gz") else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            lines = file.read().split("\n")
    except UnicodeDecodeError as e:
        raise Refusal(f"{path} is not a list of merges: {e}") from None
    if "#version" in lines[0]:
        lines = lines[1:]
    merges = [tuple(line.split()) for line in lines[:MERGES]]
    if merges and merges[-1] == ():
        merges.pop()
    for number, merge in enumerate(merges, 1):
        if len(merge) != 2:
            raise Refusal(f"{path}: merge {number} has {len(merge)} parts, not two")
    return byte_level.Tokenizer(merges, context_length)


def of_file(path, context_length):
    """A tokenizer.json of byte-level BPE, laid out as CLIP's."""
    try:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        model = document["model"]
        merges = [tuple(merge.split(" ") if isinstance(merge, str) else merge) for merge in model["merges"]]
        tokens = {**model["vocab"], **{token["content"]: token["id"] for token in document["added_tokens"]}}
    except (ValueError, KeyError, TypeError) as e:
        raise Refusal(f"{path} is not a tokenizer.json of byte-level BPE: {type(e).__name__}: {e}") from None
    tokenizer = byte_level.Tokenizer(merges, context_length)
    differing = next((token for token, number in tokenizer.vocabulary.items() if tokens.get(token) != number), None)
    if differing is not None or len(tokens) != len(tokenizer.vocabulary):
        raise Refusal(f"{path} numbers its tokens in another order than CLIP" + (f", {differing!r} first" if differing else ""))
    return tokenizer


def check(tokenizer, vocabulary, name):
    """The model must have a row for every token, and the end token must be the last."""
    if len(tokenizer.vocabulary) != vocabulary:
        raise Refusal(f"{name} has {len(tokenizer.vocabulary)} tokens, and the checkpoint's text tower {vocabulary}")
