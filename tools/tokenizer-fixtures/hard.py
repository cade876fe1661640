#!/usr/bin/env python3
"""Makes 10,000 hard captions and their ids by CLIP's tokenizer, as golden data for the Java tokenizer.

    pip install ftfy==6.3.1                       # and Debian's python3-regex
    python3 tools/tokenizer-fixtures/hard.py clip-merges.txt.gz \
        hype-onnx/src/test/resources/io/github/hype4j/onnx/text/golden-hard.jsonl.gz [how many] [seed]

One object a line, {"caption", "ids"}: all ids, without start and end and not cut. The
tokenizer is that of OpenAI's CLIP, written here from its description: clean, split by the pattern, take each word's UTF-8
bytes, merge the pair that was learnt first, everywhere, until none is left. Characters that are not in Unicode 13, the
oldest that the Java code meets (Java 17), are left out.
"""
import functools
import gzip
import json
import random
import sys
import unicodedata

import regex

from cleaning import PIECES, clean
from make import END, START, SYMBOLS, merge, start_symbols
from mojibake import KINDS, WORDS

PATTERN = regex.compile(
    r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+", regex.IGNORECASE)

ENGLISH = """a the of in on with and for photo image picture dog cat girl beach sunset mountain street wedding vintage wooden
kitchen blue leather handbag portrait watercolor illustration vector background stock black white Christmas birthday cake iPhone
Nike running shoes New York City skyline antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis
they're we've it's isn't I'll he'd I'm don't rock'n'roll O'Reilly's THE'RE 'S 'tis ''s""".split()
SPACES = [" ", "  ", "\t", "\n", "\r\n", "\v", "\f", "\x1c", "\x1f", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u202f", "\u3000", "\u200b"]
ODD = """ΟΔΟΣ ΑΣ'Σ ΣΑΣ. Σ İSTANBUL Istanbul ıİ ẞ STRASSE Ǆ Ω K Å ﬀ ﬃ ＡＢＣ１２３ ｶﾞ ㎏ ½ ² ⅷ Ⅻ ٣ ३ ५ 𝟗 ①
e\u0301 o\u0308\u0323 A\u030a q\u0307\u0323 a\u0301\u0302\u0303 \u0344 \u1112\u1161\u11ab \u0958 \u0301
👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f ☎\ufe0e 👍🏽 🏳\ufe0f\u200d🌈 1\ufe0f\u20e3 🇩🇪🇫🇷 😀😀😀 \U0001f3f4\U000e0067\U000e0062\U000e007f
עברית مرحبا\u064b \u202eRTL\u202c \u200f\u200e فارسی\u200cها नमस्ते ไทยภาษา 日本語の写真 中文字幕 한국어사진 Привет ЩУКА ქართული አማርኛ தமிழ்
\x00 \x07 \x1b[31m \x1b \x7f \ufeff \ufffc \u206a \ufffd \ufffe \U0010ffff \ue000 \u00ad \u034f \ud83d
<|endoftext|> <|startoftext|> <|EndOfText|> <|endoftext| !<|endoftext|> a<|startoftext|>b [SEP] <|ſtartoftext|> 'ſ
https://www.example.com/path/to?q=1&amp;x=2#frag www.foo-bar.co.uk user@example.org @handle #hashtag IMG_20190412_153045.JPG
DSC00042.jpg file-name_v2.final.tar.gz C:\\Users\\x 1920x1080 $1,299.99 50% 24/7 3.14159 1234567890 2019-04-12 10:30pm (c) ... !!! ??? ---
___ *** ~~~ => <3 :-) ¯\\_(ツ)_/¯ &amp; &amp;amp; &lt;b&gt; &copy;2020 &nbsp; &#39; &#x1F600; &eacute &EACUTE; &notit; &unknown; <br> &ampamp;""".split()


def scatter(chance):
    return chance.choice([" ", " ", ""]).join(chance.choices(ENGLISH + ODD + PIECES + WORDS, k=chance.randint(1, 14)))


def spaced(chance):
    return "".join(w + chance.choice(SPACES) for w in chance.choices(ENGLISH + ODD, k=chance.randint(1, 10)))


def any_characters(chance):
    ranges = [(0x20, 0x7E), (0, 0x2FF), (0x300, 0x3FF), (0x400, 0x7FF), (0x900, 0xFFF), (0x1E00, 0x2FFF), (0x3000, 0xD7FF),
              (0xF900, 0xFFFF), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0x20000, 0x2A6DD)]
    return "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(1, 20)))


def long_word(chance):
    letters = chance.choice(["abcdefghij", "etaoin", "xqz", "äöü", "日本語", "!?.", "アイウ", "😀😂", "0123456789"])
    return scatter(chance) + " " + "".join(chance.choices(letters, k=chance.randint(65, 400)))


def long_caption(chance):
    return " ".join(chance.choices(ENGLISH + ODD + WORDS, k=chance.randint(150, 400)))


MAKERS = [(scatter, 40), (spaced, 15), (any_characters, 14), (long_word, 1), (long_caption, 0.3),
          (lambda chance: chance.choice(list(KINDS.values()))(chance), 30)]


@functools.lru_cache(None)
def word_symbols(word, ranks):
    symbols = start_symbols(word)
    while len(symbols) > 1:
        pair = min(zip(symbols, symbols[1:]), key=lambda p: ranks.get(p, len(ranks)))
        if pair not in ranks:
            break
        symbols = merge(symbols, pair)
    return symbols


class Ranks(dict):
    """The order in which pairs were learnt; one object, so that words can be remembered by it."""

    __hash__ = object.__hash__


# What Unicode 14 and later added, and U+0345, which Python's regex module loses: without regard to case it takes this mark
# for neither a letter nor anything else.
LEFT_OUT = regex.compile(
    "[\u0345\u061d\u0870-\u088e\u0890-\u089f\u08b5\u08c8-\u08d2\u0c3c\u0c5d\u0cdd\u0cf3\u0ece\u170d\u1715\u171f\u180f\u1ac1-\u1ace"
    "\u1b4c\u1b7d\u1b7e\u1c89\u1c8a\u1dfa\u20c0\u2427-\u2429\u2c2f\u2c5f\u2e53-\u2e5d\u2ffc-\u2fff\u31e4\u31e5\u31ef\u9ffd-\u9fff\ua7c0"
    "\ua7c1\ua7cb-\ua7dc\ua7f1-\ua7f4\ufbc2\ufd40-\ufd4f\ufdcf\ufdfe\ufdff\U0001f6dc-\U0001f6df\U0001f774-\U0001f77f\U0001f7d9"
    "\U0001f7f0\U0001f8b0-\U0001f90b\U0001f979\U0001f9cc\U0001fa54-\U0001faff\U0001fb93-\U0001fbef\U0002a6de-\U0002a6df]")


def is_comparable(text):
    assigned = all(unicodedata.category(c) != "Cn" or c in "\ufffe\U0010ffff" for c in text)
    return assigned and LEFT_OUT.search(text) is None


def main(merges_file, path, count=10_000, seed=1):
    lines = gzip.decompress(open(merges_file, "rb").read()).decode().split("\n")[:-1]
    merges = [tuple(line.split(" ")) for line in lines]
    ranks = Ranks((pair, i) for i, pair in enumerate(merges))
    tokens = [*SYMBOLS.values(), *(s + "</w>" for s in SYMBOLS.values()), *("".join(m) for m in merges), START, END]
    vocab = {token: i for i, token in enumerate(tokens)}
    chance = random.Random(seed)
    makers, weights = zip(*MAKERS)
    out, seen = [], set()
    while len(out) < count:
        caption = chance.choices(makers, weights)[0](chance)
        cleaned = clean(caption)
        if caption in seen or not is_comparable(caption + cleaned):
            continue
        seen.add(caption)
        ids = []
        for word in PATTERN.findall(cleaned):
            ids += [vocab[word]] if word in (START, END) else [vocab[s] for s in word_symbols(word, ranks)]
        out.append(json.dumps({"caption": caption, "ids": ids}, separators=(",", ":")) + "\n")
    with open(path, "wb") as file:
        file.write(gzip.compress("".join(out).encode(), 9, mtime=0))
    print(path, len(out), "captions")


if __name__ == "__main__":
    if not 3 <= len(sys.argv) <= 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
