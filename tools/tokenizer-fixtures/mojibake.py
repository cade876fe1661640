#!/usr/bin/env python3
"""Damages text in the ways of the world and asks ftfy to repair it, as golden data for the Java repair.

    pip install ftfy==6.3.1
    python3 tools/tokenizer-fixtures/mojibake.py \
        hype-onnx/src/test/resources/io/github/hype4j/onnx/text/golden-mojibake.jsonl.gz [how many a kind] [seed]

One object a line, {"damage", "text", "repaired"}: the kind of damage, the damaged text and what ftfy.fix_text makes of it,
right or not.
"""
import collections
import gzip
import html
import json
import random
import sys

import ftfy

WORDS = """
a photo of the dog in Paris café naïve crème brûlée Ärger Größe über straße Łódź żółw žluťoučký kůň Őrült űr Škoda žába
smørrebrød Ærø señor ¿qué? ¡hola! ñandú são coração àquele às à Œuvre maïs İstanbul ışık Ünlü þorn ð ķēniņš ąžuolas Ș ț
Привет мир собака Україна їжак Ўзбек ћирилица Ελληνικά καλημέρα οδός Ώρα 日本語 写真 の 한국어 中文 العربية صورة
עברית כלב ภาพถ่าย हिन्दी தமிழ் ქართული Tiếng Việt Nẵng “quoted” ‘single’ „low“ it’s … – — • † ‡ ‰ € £5 ¥ ¢ ©2020 ® ™ × ÷ ±
½ ¼ ² ³ µ ° º ª § ¶ « » ‹x› → ✔ ★ ♥ ☺ ≠ ≤ √2 ∞ Ω ∑ ◊ │ ─ ░ ﬁne ﬂy №5 😀 👨‍👩‍👧 👍🏽 ❤️ 🇩🇪 𝒜 \ufeff \u2028 e\u0301 38 , . ! ? ( ) - / #1
""".split() + ["\xa0", "a\xa0b", "©\xa02020", "5\xa0€"]

ENCODINGS = ["latin-1", "windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257",
             "iso-8859-2", "macroman", "cp437"]
SLOPPY = {"windows-1252", "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257"}


def sound(chance):
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 6)))


def misread(text, encoding, errors="sloppy"):
    data = text.encode("utf-8", "surrogatepass")
    if errors == "replace":
        return data.decode(encoding, "replace")
    return "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in data)


def as_surrogates(text):
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(units[i] << 8 | units[i + 1]) for i in range(0, len(units), 2))


def any_misread(chance, text):
    return misread(text, chance.choice(ENCODINGS))


def mixed(chance):
    words = [any_misread(chance, w) if chance.random() < 0.4 else w for w in chance.choices(WORDS, k=chance.randint(2, 7))]
    return chance.choice(["", " "]).join(words)


def signs(chance):
    """Characters that mojibake is made of, in no order."""
    return "".join(
        chance.choice(" abZ5?") if chance.random() < 0.3 else bytes([chance.randint(0x80, 0xFF)]).decode(chance.choice(ENCODINGS), "ignore")
        for _ in range(chance.randint(2, 8))
    )


KINDS = {
    **{f"UTF-8 read as {e}": lambda chance, e=e: misread(sound(chance), e) for e in ENCODINGS},
    "read wrongly twice": lambda chance: any_misread(chance, any_misread(chance, sound(chance))),
    "unknown bytes lost as U+FFFD": lambda chance: misread(sound(chance), chance.choice(sorted(SLOPPY)), "replace"),
    "unknown bytes lost as question marks":
        lambda chance: misread(sound(chance), chance.choice(sorted(SLOPPY)), "replace").replace("\ufffd", "?"),
    "no-break spaces made spaces": lambda chance: any_misread(chance, sound(chance) + " à Ê 丠 ก 😠").replace("\xa0", " "),
    "CESU-8": lambda chance: any_misread(chance, as_surrogates(sound(chance) + " 😀")),
    "CESU-8 with losses": lambda chance: misread(as_surrogates(sound(chance) + " 😀"), "windows-1252", "replace"),
    "null as two bytes": lambda chance: sound(chance).replace(" ", " \xc0\x80", 1) + "Ã©",
    "mixed with sound text": mixed,
    "C1 controls": lambda chance: sound(chance) + " \x93" + chance.choice(WORDS) + "\x94 \x80 \x85\x81",
    "HTML references to mojibake": lambda chance: html.escape(any_misread(chance, sound(chance))).replace("Ã", "&Atilde;"),
    "sound text": sound,
    "mere signs": signs,
}


def main(path, count=160, seed=1):
    chance = random.Random(seed)
    lines, repaired = [], collections.Counter()
    for kind, make in KINDS.items():
        for _ in range(count):
            text = make(chance)
            fixed = ftfy.fix_text(text)
            repaired[kind] += fixed != text
            lines.append(json.dumps({"damage": kind, "text": text, "repaired": fixed}) + "\n")
    with open(path, "wb") as out:
        out.write(gzip.compress("".join(lines).encode(), 9, mtime=0))
    for kind in KINDS:
        print(f"{kind}: {count} texts, {repaired[kind]} changed")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
