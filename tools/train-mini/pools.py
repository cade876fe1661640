"""Labelled pools of held-out pictures, some of them spoilt, and pairs for the other measurements."""
import numpy as np

import damage
import scenes

HELD_OUT = ('new_file', 'new_concept')
NAMED, NAMED_SHARES = (2, 3, 4), (.4, .35, .25)

# Of 3,000: as in the pool that earlier figures were measured on.
MISMATCHED, JUNK_TEXT, VAGUE_TEXT, JUNK_IMAGE, JUNK_BOTH, CLEAN = 360, 360, 180, 540, 360, 1200


def pairs(maker, count, levels=NAMED, shares=NAMED_SHARES, objects=None):
    """True pairs, with the scene, of pictures that have names."""
    found = []
    while len(found) < count:
        scene, pixels = maker.scene(objects() if objects else None)
        level = maker.random.choices(levels, shares)[0]
        if all(maker.items[o.item]['label'] for o in scene.objects):
            text, _ = maker.words(scene, maker.caption(scene, level))
            found.append((pixels, text, scene))
    return found


def labelled(maker, share=1.):
    """(pixels, caption, kind) of a pool in random order; `share` scales its 3,000 pairs."""
    n = lambda count: round(count * share)
    pool = [(pixels, text, 'clean') for pixels, text, _ in pairs(maker, n(CLEAN))]
    mixed = pairs(maker, n(MISMATCHED))
    pool += [(mixed[k][0], mixed[k - 1][1], 'mismatched') for k in range(len(mixed))]
    pool += [(pixels, damage.text(maker, k % 2 == 1), 'junk_text') for k, (pixels, _, _) in enumerate(pairs(maker, n(JUNK_TEXT)))]
    pool += [(pixels, maker.random.choice(damage.VAGUE), 'vague_text') for pixels, _, _ in pairs(maker, n(VAGUE_TEXT))]
    kinds = damage.SEEN_IMAGES + damage.UNSEEN_IMAGES
    for k, (_, text, _) in enumerate(pairs(maker, n(JUNK_IMAGE))):
        kind = kinds[k % len(kinds)]
        pool.append((damage.image(maker, kind), text, 'junk_image_' + kind))
    for _ in range(n(JUNK_BOTH)):
        pool.append((damage.image(maker, maker.random.choice(kinds)), damage.text(maker, maker.random.random() < .5), 'junk_both'))
    maker.random.shuffle(pool)
    return pool


def ladder(maker, count):
    """Captions of one picture: its group or kind, its name, its name and where it stands."""
    rows = []
    while len(rows) < count:
        item = maker.items[maker.pick()]
        if item['label'] and item['kind'] and item['kind'] != item['label']:
            name = scenes.with_article(item['label'])
            ground = maker.background()[1]
            detailed = name + ' on ' + ground if maker.random.random() < .5 else f'a large picture of {name} on {ground}'
            rows.append((maker.random.choice([item['group'], item['kind']]), name, detailed))
    return rows


def auc(good, bad):
    """The share of pairs of a good and a bad one in which the good one is higher; ties count half."""
    both = np.concatenate([good, bad])
    values, place, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return (ranks[:len(good)].sum() - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad))
