"""A lower-cased word-piece vocabulary learnt from captions, and its encoder (longest match first, as BERT's)."""
import collections
import json
import re

SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]']
LENGTH = 22


def words(text):
    return re.findall(r'[a-z0-9]+|[^\sa-z0-9]', text.lower())


def learn(texts, size):
    """Merges the most frequent neighbours until the vocabulary is full."""
    counts = collections.Counter(w for text in texts for w in words(text))
    pieces = [([c if k == 0 else '##' + c for k, c in enumerate(word)], n) for word, n in sorted(counts.items())]
    symbols = set(s for parts, _ in pieces for s in parts)
    for c in map(chr, range(33, 127)):
        symbols |= {c.lower(), '##' + c.lower()}
    vocabulary = SPECIAL + sorted(symbols)
    known = set(vocabulary)
    pairs, places = collections.Counter(), collections.defaultdict(set)
    for k, (parts, n) in enumerate(pieces):
        for pair in zip(parts, parts[1:]):
            pairs[pair] += n
            places[pair].add(k)
    while len(vocabulary) < size and pairs:
        pair = max(pairs, key=lambda p: (pairs[p], p))
        if pairs[pair] < 3:
            break
        merged = pair[0] + pair[1][2:]
        if merged not in known:
            vocabulary.append(merged)
            known.add(merged)
        for k in sorted(places[pair]):
            parts, n = pieces[k]
            for old in zip(parts, parts[1:]):
                pairs[old] -= n
            joined, i = [], 0
            while i < len(parts):
                if tuple(parts[i:i + 2]) == pair:
                    joined.append(merged)
                    i += 2
                else:
                    joined.append(parts[i])
                    i += 1
            pieces[k] = (joined, n)
            for new in zip(joined, joined[1:]):
                pairs[new] += n
                places[new].add(k)
        del pairs[pair]
        places.pop(pair, None)
    return vocabulary


class Encoder:
    def __init__(self, vocabulary):
        self.ids = {piece: k for k, piece in enumerate(vocabulary)}
        self.cache = {}

    def word(self, word):
        if word not in self.cache:
            self.cache[word] = self.split(word)
        return self.cache[word]

    def split(self, word):
        ids, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start and ('##' if start else '') + word[start:end] not in self.ids:
                end -= 1
            if end == start:
                return [SPECIAL.index('[UNK]')]
            ids.append(self.ids[('##' if start else '') + word[start:end]])
            start = end
        return ids

    def __call__(self, text):
        ids = [2] + [i for word in words(text) for i in self.word(word)]
        return ids[:LENGTH - 1] + [3]


def write(vocabulary, path):
    """The vocabulary in the format of HuggingFace's tokenizers."""
    special = [dict(id=k, content=piece, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
               for k, piece in enumerate(SPECIAL)]
    frame = [{'SpecialToken': {'id': '[CLS]', 'type_id': 0}}, {'Sequence': {'id': 'A', 'type_id': 0}},
             {'SpecialToken': {'id': '[SEP]', 'type_id': 0}}]
    json.dump(dict(
        version='1.0', truncation=dict(direction='Right', max_length=LENGTH, strategy='LongestFirst', stride=0), padding=None,
        added_tokens=special,
        normalizer=dict(type='BertNormalizer', clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True),
        pre_tokenizer=dict(type='BertPreTokenizer'),
        post_processor=dict(type='TemplateProcessing', single=frame, pair=frame + [
            {'Sequence': {'id': 'B', 'type_id': 1}}, {'SpecialToken': {'id': '[SEP]', 'type_id': 1}}],
            special_tokens={t: dict(id=t, ids=[SPECIAL.index(t)], tokens=[t]) for t in ('[CLS]', '[SEP]')}),
        decoder=dict(type='WordPiece', prefix='##', cleanup=True),
        model=dict(type='WordPiece', unk_token='[UNK]', continuing_subword_prefix='##', max_input_chars_per_word=100,
                   vocab={piece: k for k, piece in enumerate(vocabulary)})), open(path, 'w'))
