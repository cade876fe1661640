"""CLIP's byte-level BPE with a small vocabulary: learning it, encoding with it, and writing tokenizer.json."""

import collections
import html
import json
import unicodedata

START, END = "<|startoftext|>", "<|endoftext|>"
CONTRACTIONS = ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d")
PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def byte_symbols():
    """The printable character that stands for each byte, in the order in which CLIP lists them."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    moved = [byte for byte in range(256) if byte not in kept]
    symbols = {byte: chr(byte) for byte in kept}
    symbols.update({byte: chr(256 + index) for index, byte in enumerate(moved)})
    return symbols


BYTES = byte_symbols()


def clean(text):
    """CLIP's cleaning of a caption, without the repair of wrongly decoded text."""
    return " ".join(html.unescape(html.unescape(text)).split()).lower()


def category(character):
    """L for a letter, N for a number, S for white space, O for the rest."""
    if character.isspace():
        return "S"
    major = unicodedata.category(character)[0]
    return major if major in "LN" else "O"


def split(text):
    """Splits as PATTERN does."""
    pieces, i = [], 0
    while i < len(text):
        contraction = next((c for c in CONTRACTIONS if text.startswith(c, i)), None)
        kind, j = category(text[i]), i + 1
        if contraction:
            j = i + len(contraction)
        elif kind in "LO":
            while j < len(text) and category(text[j]) == kind:
                j += 1
        if kind != "S":
            pieces.append(text[i:j])
        i = j
    return pieces


def symbols_of(word):
    """The word's bytes as symbols, the last one marked as the end of the word."""
    symbols = [BYTES[byte] for byte in word.encode("utf-8")]
    return symbols[:-1] + [symbols[-1] + "</w>"]


def joined(symbols, pair):
    """The symbols with every occurrence of the pair merged, from left to right."""
    merged, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            merged.append(pair[0] + pair[1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


def learn_merges(captions, count):
    """The `count` merges that byte pair encoding finds in the captions, ties in alphabetical order."""
    words = collections.Counter(word for text in captions for word in split(clean(text)))
    forms = {word: symbols_of(word) for word in words}
    merges = []
    for _ in range(count):
        pairs = collections.Counter()
        for word, symbols in forms.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += words[word]
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        forms = {word: joined(symbols, best) for word, symbols in forms.items()}
    return merges


class Tokenizer:
    """Encodes captions to a fixed number of token ids."""

    def __init__(self, merges, context_length=24):
        self.merges = [tuple(merge) for merge in merges]
        self.context_length = context_length
        tokens = list(BYTES.values())
        tokens += [token + "</w>" for token in tokens]
        tokens += ["".join(merge) for merge in self.merges] + [START, END]
        self.vocabulary = {token: index for index, token in enumerate(tokens)}
        self.ranks = {merge: rank for rank, merge in enumerate(self.merges)}
        self.cache = {}

    @property
    def end(self):
        """The id of the end token, which is the highest of all."""
        return self.vocabulary[END]

    def word(self, word):
        """The token ids of one word."""
        if word not in self.cache:
            symbols = symbols_of(word)
            while len(symbols) > 1:
                pairs = set(zip(symbols, symbols[1:]))
                best = min(pairs, key=lambda pair: self.ranks.get(pair, len(self.ranks)))
                if best not in self.ranks:
                    break
                symbols = joined(symbols, best)
            self.cache[word] = [self.vocabulary[symbol] for symbol in symbols]
        return self.cache[word]

    def encode(self, text):
        """Start token, the words, end token; cut so that the end token stays; padded with 0."""
        text = unicodedata.normalize("NFC", clean(text))
        ids = [self.vocabulary[START]]
        for word in split(text):
            ids += self.word(word)
        ids = ids[: self.context_length - 1] + [self.end]
        return ids + [0] * (self.context_length - len(ids))

    def save(self, path):
        """Writes the file that HuggingFace tokenizers reads, laid out as CLIP's."""
        flags = {"single_word": False, "lstrip": False, "rstrip": False}
        added = [
            {"id": self.vocabulary[token], "content": token, **flags, "normalized": normalized}
            for token, normalized in ((START, True), (END, False))
        ]
        document = {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [{**token, "special": True} for token in added],
            "normalizer": {
                "type": "Sequence",
                "normalizers": [
                    {"type": "NFC"},
                    {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "},
                    {"type": "Lowercase"},
                ],
            },
            "pre_tokenizer": {
                "type": "Sequence",
                "pretokenizers": [
                    {
                        "type": "Split",
                        "pattern": {"Regex": PATTERN},
                        "behavior": "Removed",
                        "invert": True,
                    },
                    {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True},
                ],
            },
            "post_processor": {
                "type": "RobertaProcessing",
                "sep": [END, self.end],
                "cls": [START, self.vocabulary[START]],
                "trim_offsets": False,
                "add_prefix_space": False,
            },
            "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True},
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": END,
                "continuing_subword_prefix": "",
                "end_of_word_suffix": "</w>",
                "fuse_unk": False,
                "vocab": self.vocabulary,
                "merges": [" ".join(merge) for merge in self.merges],
            },
        }
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, indent=1)
            file.write("\n")


def load(path, context_length=24):
    """Reads a tokenizer.json that `save` wrote."""
    with open(path, encoding="utf-8") as file:
        merges = json.load(file)["model"]["merges"]
    return Tokenizer([tuple(merge.split(" ")) for merge in merges], context_length)
