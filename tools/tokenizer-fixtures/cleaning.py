#!/usr/bin/env python3
"""Cleans captions with the Python libraries that CLIP's own code uses, as golden data for the Java cleaning.

    pip install ftfy==6.3.1 regex
    python3 tools/tokenizer-fixtures/cleaning.py \
        hype-onnx/src/test/resources/io/github/hype4j/onnx/text/golden-cleaning.jsonl [how many random ones] [seed]

One object a line, {"caption", "clean"}: some captions by hand, the others put together at random from pieces that have
gone wrong somewhere.
"""
import html
import json
import random
import sys

import ftfy
import regex

BY_HAND = [
    "", "   ", "A Photo of a DOG", "Tom &amp; Jerry", "Tom &amp;amp; Jerry", "&amp;amp;amp;amp;amp;lt;", "&lt;b&gt;bold&lt;/b&gt;",
    "<b>R&eacute;sum&eacute;</b> &amp;eacute;", "caf&eacute na&iuml;ve &copy2020 &notit; &notin;", "&#39;quoted&#39; &#x27;hex&#X27;",
    "&#8217;&#146;&#x92;", "&#0;&#1;&#11;&#13;x&#128;&#129;&#xD800;&#x110000;&#99999999999999;", "&#59; &#59 &semi;", "&#65&#66;",
    "&;&#;&#x;&#xg;&", "&EACUTE;COLE &NTILDE;O &SZLIG; &nTILDE; &AMP; &LTIMES;", "&NotEqualTilde; &fjlig; &Tab;|&NewLine;|",
    "&CounterClockwiseContourIntegral;", "&ampersand &ltimes &ltx", "\u201chere\u2019s\u201d \u2018a\u2019 \u201etest\u201f \u02bc",
    "\ufb01ne \ufb02uffy a\ufb03x \ufb05 \ufb06 \u0132 \u01c5 \u0149", "\uff2c\uff2f\uff35\uff24\u3000\uff11\uff12 \uff76\uff9e\uff77 \uffe3 \uffa1",
    "a\r\nb\rc\u2028d\u2029e\x85f\vg\fh", "a\x00b\x08c\x1bd\x7fe\ufefff\ufff9g\u206ah\u200bi\u200dj", "\x1b[36;44mblue\x1b[0m \x1b[ x \x1b[1",
    "\x93quoted\x94 \x80 5 \x81", "e\u0301 o\u0308 \u1100\u1161\u11a8 \u0344 \u212b", "\u039f\u0394\u039f\u03a3 \u03a3 \u0391\u03a3'\u03a3 \u0391\u03a3.",
    "\u0130stanbul \u1e9e \u01c4 \u2126 K\u212a", "\x1c a \x1d b \x1e c \x1f\xa0\u2003\u3000d\u1680",
    "caf\xc3\xa9", "it\xe2\u20ac\u2122s", "&Atilde;&copy;", "\xc3\x1b[0m\xa9",
    "line one &amp; <i>\nline two &amp;\nline &amp;amp; three", "line &amp;amp;amp; one\n<br> &amp;amp;amp; two", "\ud83d", "a\udc00b",
]
PIECES = [
    "a", "Photo", "of", "the", "DOG", "38", "!", "...", "'s", "\u2019s", "&amp;", "&amp", "&lt;", "&quot;", "&#39;", "&#x2019;", "&nbsp;",
    "&eacute;", "&EACUTE;", "&hellip;", "&amp;amp;", "&amp;quot;", "amp;", "&", "#", ";", "&#", "&#130;", "&notin;", "&not", "<", ">",
    "<br/>", "\u201c", "\u201d", "\u2018", "\u201e", "\ufb01", "\ufb06", "\u01c4", "\uff21", "\uff0e", "\u3000", "\uff76\uff9e", "\r\n",
    "\r", "\n", "\t", "\x85", "\x92", "\x07", "\x1b[1m", "\x1b", "[0m", "\u200b", "\u206b", "\ufeff", "\u2028", "\xa0", " ", "  ",
    "e\u0301", "\u0327", "\u0308", "A\u030a", "\xc5", "\u1112\u1161\u11ab", "\u03a3", "\u039f\u0394\u039f\u03a3", "\u0391", "\u0130", "\u00df",
    "\u1e9e", "\u65e5\u672c", "\u043a\u043e\u0442", "\U0001f600", "\U0001f468\u200d\U0001f469", "\ufffd", "\u2126", "\u0344", ".", ":", "\u00b7",
]


def clean(text):
    text = ftfy.fix_text(text)
    text = html.unescape(html.unescape(text)).strip()
    return regex.sub(r"\s+", " ", text).strip().lower()


def main(path, count=400, seed=1):
    chance = random.Random(seed)
    captions = list(BY_HAND)
    for _ in range(count):
        separator = chance.choice(["", " ", " "])
        captions.append(separator.join(chance.choices(PIECES, k=chance.randint(1, 14))))
    with open(path, "w", encoding="ascii", newline="\n") as out:
        for caption in captions:
            out.write(json.dumps({"caption": caption, "clean": clean(caption)}) + "\n")
    print(path, len(captions), "captions")


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4:
        sys.exit(__doc__)
    main(sys.argv[1], *map(int, sys.argv[2:]))
