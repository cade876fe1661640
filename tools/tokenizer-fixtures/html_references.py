#!/usr/bin/env python3
"""Writes the table of HTML 5's named character references that the caption cleaning reads.

One line a name, without ampersand and semicolon: the name, a star if it is also known without its semicolon, and its
characters in hexadecimal. The names are those of the HTML standard, as they stand in Python's html.entities.

    python3 tools/tokenizer-fixtures/html_references.py \
        > hype-onnx/src/main/resources/io/github/hype4j/onnx/text/html5-references.txt
"""
import html.entities

table = html.entities.html5
for name in sorted(name[:-1] for name in table if name.endswith(";")):
    star = "*" if name in table else ""
    print(name + star, *(f"{ord(c):X}" for c in table[name + ";"]))
