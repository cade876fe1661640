#!/usr/bin/env python3
"""Makes the small tokenizers that the tests of captions use, and ids worked out apart from the Java code.

    python3 tools/tokenizer-fixtures/make.py hype-onnx/src/test/resources/io/github/hype4j/onnx/text

Writes clip-tiny.json (byte-level BPE in CLIP's manner), wordpiece-tiny.json (BERT's manner) and golden-ids.jsonl. Needs
Python 3.8 or later and nothing else. The same text in gives the same files.
"""
import collections
import json
import pathlib
import sys
import unicodedata

TEXT = """
a photo of a small dog playing with a red ball on the green grass in the morning sun
two children are riding their bicycles along the river while the boats pass under the old bridge
the chef's table is set with white plates, silver spoons and a vase of fresh flowers
a close-up photo of a yellow flower with water drops on its petals after the rain
an old man is reading the newspaper on a wooden bench in the park
the cat isn't sleeping, it's watching the birds through the kitchen window
a group of people standing in front of a large building with many windows
mountain landscape with snow, pine trees and a clear blue lake in the background
vintage car parked on the street near a coffee shop, black and white photograph
women's running shoes in blue and orange, size 38, with free shipping
they're walking on the beach at sunset and we've seen the photos
a bowl of noodles with vegetables and two eggs on a dark wooden table
the train station at night with bright lights and people waiting for the last train
illustration of a happy cartoon bear holding a heart, vector image for children
interior of a modern living room with a grey sofa, a lamp and a large painting on the wall
café crème brûlée naïve façade über straße mañana
"""

CAPTIONS = [
    "",
    "a",
    "a photo of a dog",
    "the chef's table isn't set",
    "they're we've i'll he'd i'm '",
    "size 38, 1/2 price!!! (50% off)",
    "café crème brûlée",
    "straße über mañana",
    "a<|endoftext|>b <|startoftext|>",
    "!<|endoftext|>",
    "dogs&cats...and-birds",
    "日本の photo 写真",
    "кот и собака",
    "\U0001f600 smile \U0001f1e9\U0001f1ea",
    "x²ⅷ٣ ½",
    "e\u0301clair",
    "a\u00a0b\u2003c\u3000d",
    "photophotophotophotophotophotophotophotophotophotophotophotophotophotophoto",
]

START, END = "<|startoftext|>", "<|endoftext|>"
PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def is_space(c):
    return c in "\t\n\v\f\r \x85" or unicodedata.category(c)[0] == "Z"


def kind(c):
    return "space" if is_space(c) else unicodedata.category(c)[0] if unicodedata.category(c)[0] in "LN" else "other"


def clip_words(text):
    """CLIP's pattern, by hand: the standard library knows no \\p{L}."""
    i = 0
    while i < len(text):
        fixed = next((f for f in (START, END, "'s", "'t", "'re", "'ve", "'m", "'ll", "'d") if text.startswith(f, i)), None)
        here = kind(text[i])
        j = i + 1
        if fixed:
            j = i + len(fixed)
        elif here in ("L", "other"):
            while j < len(text) and kind(text[j]) == here:
                j += 1
        if fixed or here != "space":
            yield text[i:j]
        i = j


def byte_symbols():
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    symbols = {b: chr(b) for b in printable}
    for b in range(256):
        if b not in symbols:
            symbols[b] = chr(0x100 + len(symbols) - len(printable))
    return symbols


SYMBOLS = byte_symbols()


def start_symbols(word):
    symbols = [SYMBOLS[b] for b in word.encode()]
    symbols[-1] += "</w>"
    return symbols


def merge(symbols, pair):
    merged, i = [], 0
    while i < len(symbols):
        if tuple(symbols[i : i + 2]) == pair:
            merged.append(symbols[i] + symbols[i + 1])
            i += 2
        else:
            merged.append(symbols[i])
            i += 1
    return merged


def learn(text, count):
    words = collections.Counter(clip_words(text.lower()))
    split = {word: start_symbols(word) for word in words}
    merges = []
    for _ in range(count):
        pairs = collections.Counter()
        for word, symbols in split.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += words[word]
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        split = {word: merge(symbols, best) for word, symbols in split.items()}
    return merges


def bpe_ids(text, merges, vocab):
    ids = []
    for word in clip_words(text):
        if word in (START, END):
            ids.append(vocab[word])
            continue
        symbols = start_symbols(word)
        while True:
            pairs = [pair for pair in merges if pair in set(zip(symbols, symbols[1:]))]
            if not pairs:
                break
            symbols = merge(symbols, pairs[0])
        ids += [vocab[s] for s in symbols]
    return ids


def normal(text):
    """What the normalizer below does, but for white space, which only parts words."""
    return "".join(c.lower() for c in unicodedata.normalize("NFC", text))


def clip_tokenizer():
    merges = learn(TEXT, 200)
    tokens = [*SYMBOLS.values(), *(s + "</w>" for s in SYMBOLS.values()), *("".join(m) for m in merges), START, END]
    vocab = {token: i for i, token in enumerate(tokens)}
    assert len(vocab) == len(tokens)
    return clip_document(vocab, [" ".join(m) for m in merges]), merges, vocab


def clip_document(vocab, merges):
    """A tokenizer.json in CLIP's manner; a merge is two symbols with a space between."""
    added = [
        {"id": vocab[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": True,
         "special": True}
        for t in (START, END)
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added,
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFC"},
                {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "},
                {"type": "Lowercase"},
            ],
        },
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Removed", "invert": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
            ],
        },
        "post_processor": {
            "type": "RobertaProcessing",
            "sep": [END, vocab[END]],
            "cls": [START, vocab[START]],
            "trim_offsets": False,
            "add_prefix_space": False,
        },
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": END,
            "continuing_subword_prefix": "",
            "end_of_word_suffix": "</w>",
            "fuse_unk": False,
            "byte_fallback": False,
            "vocab": vocab,
            "merges": merges,
        },
    }


def is_punctuation(c):
    return (c.isascii() and c.isprintable() and not c.isalnum() and c != " ") or unicodedata.category(c)[0] == "P"


def bert_words(text):
    clean = ""
    for c in text:
        if is_space(c) and c not in "\v\f\x85":
            clean += " "
        elif unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") or c in "\0\ufffd":
            continue
        elif 0x4E00 <= ord(c) <= 0x9FFF or 0x3400 <= ord(c) <= 0x4DBF:
            clean += f" {c} "
        else:
            clean += c
    bare = "".join(c for c in unicodedata.normalize("NFD", clean) if unicodedata.category(c) != "Mn")
    word = ""
    for c in "".join(c.lower() for c in bare) + " ":
        if is_space(c) or is_punctuation(c):
            if word:
                yield word
            word = ""
            if not is_space(c):
                yield c
        else:
            word += c


def wordpiece_ids(text, vocab):
    ids = []
    for word in bert_words(text):
        pieces, start = [], 0
        while start < len(word) <= 20:
            prefix = "##" if start else ""
            ends = [e for e in range(len(word), start, -1) if prefix + word[start:e] in vocab]
            if not ends:
                pieces = []
                break
            pieces.append(vocab[prefix + word[start : ends[0]]])
            start = ends[0]
        ids += pieces or [vocab["[UNK]"]]
    return ids


def wordpiece_tokenizer():
    words = collections.Counter(bert_words(TEXT))
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *("##" + c for c in letters)]
    tokens += list("!\"#$%&'()*+,-./:;<=>?@[]_{}~«»。、…") + list("日本写真山") + list("αβγδεκοστω") + list("кот")
    tokens += ["##" + c for c in "αβγδεκοστωкот"]
    tokens += [w for w, _ in sorted(words.items(), key=lambda item: (-item[1], item[0])) if len(w) > 2][:120]
    tokens += ["##ing", "##s", "##er", "##ed", "##ly", "##th", "##in"]
    vocab = {token: i for i, token in enumerate(dict.fromkeys(tokens))}
    special = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
    document = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": vocab[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False,
             "normalized": False, "special": True}
            for t in special
        ],
        "normalizer": {
            "type": "BertNormalizer",
            "clean_text": True,
            "handle_chinese_chars": True,
            "strip_accents": None,
            "lowercase": True,
        },
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            ],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
            "special_tokens": {
                t: {"id": t, "ids": [vocab[t]], "tokens": [t]} for t in ("[CLS]", "[SEP]")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece",
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 20,
            "vocab": vocab,
        },
    }
    return document, vocab


def write(path, text):
    path.write_text(text, encoding="utf-8")
    print(path, len(text.encode()), "bytes")


def compact(document):
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    clip, merges, clip_vocab = clip_tokenizer()
    bert, bert_vocab = wordpiece_tokenizer()
    write(folder / "clip-tiny.json", compact(clip))
    write(folder / "wordpiece-tiny.json", compact(bert))
    golden = "".join(
        json.dumps({"caption": c, "clip": bpe_ids(normal(c), merges, clip_vocab), "wordpiece": wordpiece_ids(c, bert_vocab)}) + "\n"
        for c in CAPTIONS
    )
    write(folder / "golden-ids.jsonl", golden)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
