"""Draws the training scenes once: DATA/scenes.npy (pixels), scenes.pickle (what they show; None for an empty picture) and
vocabulary.json.
    compose.py DATA COUNT [--seed 1]
"""
import argparse
import json
import pickle
from multiprocessing import Pool

import numpy as np

import damage
import scenes
import wordpiece

EMPTY = .06
PART = 10_000
CAPTIONS = 40_000
VOCABULARY = 4096


def part(job):
    data, seed, count, target, start = job
    maker = scenes.Scenes(data, ('train',), seed, vary=True)
    maker.made = start
    pixels = np.load(target, mmap_mode='r+')
    shown = []
    for k in range(count):
        if maker.random.random() < EMPTY:
            shown.append(None)
            pixels[start + k] = damage.image(maker)
        else:
            scene, image = maker.scene()
            shown.append(scene)
            pixels[start + k] = image
    pixels.flush()
    return shown


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('data')
    arguments.add_argument('count', type=int)
    arguments.add_argument('--seed', type=int, default=1)
    a = arguments.parse_args()
    target = a.data + '/scenes.npy'
    np.lib.format.open_memmap(target, 'w+', np.uint8, (a.count, scenes.SIZE, scenes.SIZE, 3))
    jobs = [(a.data, a.seed * 1000 + n, min(PART, a.count - start), target, start)
            for n, start in enumerate(range(0, a.count, PART))]
    with Pool(2) as pool:
        shown = [scene for scenes_of_part in pool.map(part, jobs, chunksize=1) for scene in scenes_of_part]
    pickle.dump(shown, open(a.data + '/scenes.pickle', 'wb'), protocol=4)

    maker = scenes.Scenes(a.data, ('train',), a.seed)
    texts = [maker.words(scene, maker.caption(scene))[0] for scene in shown[:CAPTIONS] if scene]
    texts += [damage.text(maker) for _ in range(CAPTIONS // 20)]
    for k in maker.indices:
        texts += maker.items[k]['tags'] + ([maker.items[k]['label']] if maker.items[k]['label'] else [])
    vocabulary = wordpiece.learn(texts, VOCABULARY)
    json.dump(vocabulary, open(a.data + '/vocabulary.json', 'w'))
    encode = wordpiece.Encoder(vocabulary)
    lengths = [len(encode(text)) for text in texts[:5000]]
    print(len(shown), 'scenes,', len(vocabulary), 'pieces; pieces a caption: median %d, 99%% %d' % tuple(np.percentile(lengths, [50, 99])))


if __name__ == '__main__':
    main()
