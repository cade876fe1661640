"""Measures a checkpoint on held-out pictures; every figure of the README.
    evaluate.py DATA CHECKPOINT [--seeds 101 102 103] [--quick] [--json FILE]
"""
import argparse
import json

import numpy as np
import torch

import damage
import model
import pools
import scenes
import train
import wordpiece

REFERENCE_SEED, REFERENCE_SIZE = 21, 1024
COMPONENTS = ('image_specificity', 'text_specificity', 'negative_distance', 'cosine')
EXAMPLES = ('image', 'IMG_1234.jpg', 'click here', 'something', 'food', 'a fruit', 'pizza', 'a slice of pizza',
            'a slice of pizza on a blue background', 'a slice of pizza and a red car on a blue background', 'an animal', 'a dog',
            'a brown dog on a white background')


class Encoders:
    """Points (space parts, float64) of pictures and captions."""

    def __init__(self, checkpoint, weights='averaged'):
        state = torch.load(checkpoint)
        self.settings = state['history'][-1]
        self.state = state
        self.euclidean = self.settings['euclidean']
        self.min_radius = self.settings['min_radius']
        self.net = model.Mini(len(state['vocabulary']), wordpiece.LENGTH)
        self.net.load_state_dict(state[weights], strict=False)
        self.net.eval()
        self.tokens = wordpiece.Encoder(state['vocabulary'])

    @torch.no_grad()
    def image_tangents(self, pixels):
        parts = []
        for k in range(0, len(pixels), 200):
            x = torch.from_numpy(np.stack(pixels[k:k + 200])).permute(0, 3, 1, 2).float() / 255
            parts.append(self.net.images((x - train.MEAN) / train.STD))
        return torch.cat(parts).double()

    @torch.no_grad()
    def text_tangents(self, texts):
        parts = []
        for k in range(0, len(texts), 200):
            rows = [self.tokens(text) for text in texts[k:k + 200]]
            ids = torch.zeros(len(rows), wordpiece.LENGTH, dtype=torch.long)
            for n, row in enumerate(rows):
                ids[n, :len(row)] = torch.tensor(row)
            parts.append(self.net.texts(ids))
        return torch.cat(parts).double()

    def similarity(self, images, texts):
        """[text, image]: higher is closer."""
        if self.euclidean:
            unit = torch.nn.functional.normalize
            return unit(texts, dim=1) @ unit(images, dim=1).t()
        return -model.distances(model.exp_map(texts), model.exp_map(images))


def reference_pairs(data):
    maker = scenes.Scenes(data, ('train',), REFERENCE_SEED)
    return pools.pairs(maker, REFERENCE_SIZE, (0, 1, 2, 3, 4), (.08, .14, .28, .30, .20))


class Scorer:
    def __init__(self, encoders, data):
        pairs = reference_pairs(data)
        self.k = encoders.min_radius
        self.tangents = encoders.image_tangents([p[0] for p in pairs]), encoders.text_tangents([p[1] for p in pairs])
        self.images, self.texts = map(model.exp_map, self.tangents)
        self.cut = model.half_aperture(self.texts, self.k, guard=0)[:, None]
        own = self.components(*self.tangents)
        self.statistics = {name: (v.mean(), v.std()) for name, v in own.items()}

    def components(self, images, texts):
        x, y = model.exp_map(images), model.exp_map(texts)
        p = model.time(x)[:, 0] * model.time(y)[:, 0] - (x * y).sum(1)
        columns = dict(
            image_specificity=(model.exterior_angles(self.texts, x, guard=0) - self.cut).mean(0),
            text_specificity=model.exterior_angles(y, self.images, guard=0).mean(1) - model.half_aperture(y, self.k, guard=0),
            negative_distance=-torch.acosh(p.clamp(min=1)),
            cosine=torch.nn.functional.cosine_similarity(images, texts))
        return {name: column.numpy() for name, column in columns.items()}

    def scores(self, columns):
        z = {name: (columns[name] - mean) / std for name, (mean, std) in self.statistics.items()}
        s = dict(columns)
        s['specificity_and_distance'] = sum(columns[name] for name in COMPONENTS[:3])
        s['hype'] = sum(columns[name] for name in COMPONENTS)
        s['standardized'] = sum(z[name] for name in COMPONENTS)
        s['shortfall'] = sum(np.minimum(z[name], 0) for name in COMPONENTS)
        return s


def pool_figures(encoders, scorer, data, seed, splits=pools.HELD_OUT, share=1.):
    pool = pools.labelled(scenes.Scenes(data, splits, seed), share)
    images = encoders.image_tangents([p[0] for p in pool])
    texts = encoders.text_tangents([p[1] for p in pool])
    kinds = np.array([p[2] for p in pool])
    clean = kinds == 'clean'
    if encoders.euclidean:
        scores = dict(cosine=torch.nn.functional.cosine_similarity(images, texts).numpy())
    else:
        scores = scorer.scores(scorer.components(images, texts))
    groups = {k: kinds == k for k in sorted(set(kinds)) if k != 'clean'}
    figures = {}
    for name, score in scores.items():
        top = np.argsort(-score, kind='stable')[:clean.sum()]
        figures[name] = dict(auc=pools.auc(score[clean], score[~clean]), precision=clean[top].mean(),
                             **{k: pools.auc(score[clean], score[rows]) for k, rows in groups.items()})
    return figures


def retrieval(encoders, data, splits, seed, count=500):
    pairs = pools.pairs(scenes.Scenes(data, splits, seed), count)
    s = encoders.similarity(encoders.image_tangents([p[0] for p in pairs]), encoders.text_tangents([p[1] for p in pairs])).numpy()
    own = s.diagonal()
    by_text, by_image = (s > own[:, None]).sum(1), (s > own[None]).sum(0)
    return {f'{way} R@{k}': (rank < k).mean() for way, rank in (('text to image', by_text), ('image to text', by_image)) for k in (1, 10)}


def ladder(encoders, scorer, data, seed):
    rows = pools.ladder(scenes.Scenes(data, pools.HELD_OUT, seed), 500)
    a, b, c = (scorer.components(scorer.tangents[0][:1].expand(500, -1), encoders.text_tangents([r[k] for r in rows]))['text_specificity']
               for k in range(3))
    return {'general < name': (a < b).mean(), 'name < detailed': (b < c).mean(), 'in order': ((a < b) & (b < c)).mean()}


def cones(encoders, data, seed):
    figures = {}
    for level in range(5):
        pairs = pools.pairs(scenes.Scenes(data, pools.HELD_OUT, seed), 300, (level,), (1,))
        images = model.exp_map(encoders.image_tangents([p[0] for p in pairs]))
        texts = model.exp_map(encoders.text_tangents([p[1] for p in pairs]))
        inside = model.exterior_angles(texts, images, guard=0) < model.half_aperture(texts, encoders.min_radius, guard=0)[:, None]
        figures[level] = dict(own=inside.diagonal().double().mean().item(), any=inside.double().mean().item(),
                              aperture=np.degrees(model.half_aperture(texts, encoders.min_radius, guard=0).mean().item()),
                              text_norm=texts.norm(dim=1).mean().item(), image_norm=images.norm(dim=1).mean().item())
    return figures


def over_seeds(measure, seeds):
    """Mean and spread (largest minus smallest) of every figure over the seeds."""
    runs = [measure(seed) for seed in seeds]
    return merge(runs)


def merge(runs):
    if isinstance(runs[0], dict):
        return {k: merge([run[k] for run in runs]) for k in runs[0]}
    return [float(np.mean(runs)), float(np.ptp(runs))]


def show(title, figures):
    print('==', title)
    for name, value in figures.items():
        parts = value.items() if isinstance(value, dict) else [('', value)]
        print('  %-26s' % name, '  '.join('%s %.3f (%.3f)' % (k, *v) for k, v in parts), flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument('data')
    p.add_argument('checkpoint')
    p.add_argument('--seeds', type=int, nargs='+', default=[101, 102, 103])
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--raw', action='store_true', help='the weights of the last step, not their average')
    p.add_argument('--quick', action='store_true')
    p.add_argument('--json')
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    encoders = Encoders(a.checkpoint, 'net' if a.raw else 'averaged')
    print(a.checkpoint, 'steps', encoders.state['steps'], encoders.settings)
    scorer = None if encoders.euclidean else Scorer(encoders, a.data)
    result = {}

    def measure(title, what):
        result[title] = over_seeds(what, a.seeds)
        show(title, result[title])

    measure('held-out pool', lambda s: pool_figures(encoders, scorer, a.data, s))
    splits = [('held out', pools.HELD_OUT), ('OpenMoji, seen concepts', ('openmoji',))]
    if not a.quick:
        measure('pool of training pictures', lambda s: pool_figures(encoders, scorer, a.data, s, ('train',)))
        splits += [('new files', ('new_file',)), ('new concepts', ('new_concept',)), ('training pictures', ('train',)),
                   ('OpenMoji, new concepts', ('openmoji_new_concept',))]
    result['retrieval'] = {name: over_seeds(lambda s: retrieval(encoders, a.data, split, s), a.seeds) for name, split in splits}
    show('retrieval of 500', result['retrieval'])
    if scorer:
        measure('order of text specificity', lambda s: ladder(encoders, scorer, a.data, s))
        measure('cones by level of the caption', lambda s: cones(encoders, a.data, s))
        texts = encoders.text_tangents(EXAMPLES)
        specific = scorer.components(scorer.tangents[0][:1].expand(len(EXAMPLES), -1), texts)['text_specificity']
        result['examples'] = {text: float(v) for text, v in zip(EXAMPLES, specific)}
        print('\n'.join('  %6.3f  norm %.2f  %s' % (v, t.norm(), text) for text, v, t in zip(EXAMPLES, specific, texts)))
        result['statistics'] = {name: [float(v) for v in pair] for name, pair in scorer.statistics.items()}
        print(result['statistics'])
    if a.json:
        json.dump(result, open(a.json, 'w'), indent=1)


if __name__ == '__main__':
    main()
