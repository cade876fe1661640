"""Trains the two encoders.
    train.py DATA OUT --steps N [--from CHECKPOINT] [--hold] [options]

The learning rate rises, stays, and with no --hold falls to nothing over the steps of this call, so that a run that was held
can be ended in several ways. The same arguments on the same machine give the same weights.
"""
import argparse
import json
import math
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import damage
import model
import scenes
import wordpiece

MEAN, STD = .6, .33
JUNK_CAPTIONS = .08
UNKNOWN_WORDS = .05


class Batches(torch.utils.data.IterableDataset):
    """Scenes drawn again and again, each time with new captions and other light."""

    def __init__(self, data, size, seed):
        self.pixels = np.load(data + '/scenes.npy')
        self.shown = pickle.load(open(data + '/scenes.pickle', 'rb'))
        self.maker = scenes.Scenes(data, ('train',), seed)
        self.encode = wordpiece.Encoder(json.load(open(data + '/vocabulary.json')))
        self.size = size
        self.rows = np.random.RandomState(seed)
        self.torch = torch.Generator().manual_seed(seed)
        self.random = random.Random(seed)
        self.order = np.empty(0, int)

    def __iter__(self):
        while True:
            yield self.batch()

    def batch(self):
        if len(self.order) < self.size:
            self.order = np.concatenate([self.order, self.rows.permutation(len(self.shown))])
        chosen, self.order = self.order[:self.size], self.order[self.size:]
        texts, parents, needs, has = [], [], [], []
        junk = torch.zeros(self.size, dtype=torch.bool)
        empty = torch.tensor([self.shown[k] is None for k in chosen])
        for n, k in enumerate(chosen):
            scene = self.shown[k]
            has.append(self.maker.nodes(scene) if scene else [])
            said = scene or self.another()
            junk[n] = self.random.random() < JUNK_CAPTIONS
            caption = self.maker.caption(said)
            text, nodes = self.maker.words(said, caption)
            parents.append(self.maker.words(said, self.maker.generalised(caption))[0])
            texts.append(damage.text(self.maker) if junk[n] else text)
            needs.append(['junk'] if junk[n] else nodes)
        return self.relit(self.pixels[chosen]), self.ids(texts), self.ids(parents), matches(needs, has), junk, empty

    def another(self):
        while True:
            scene = self.shown[self.random.randrange(len(self.shown))]
            if scene:
                return scene

    def ids(self, texts):
        rows = [self.encode(text) for text in texts]
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        for k, row in enumerate(rows):
            ids[k, :len(row)] = torch.tensor(row)
        lost = torch.rand(ids.shape, generator=self.torch) < UNKNOWN_WORDS
        ids[lost & (ids > 3)] = 1
        return ids

    def relit(self, pixels):
        """Brightness, contrast and tint vary; a sixth is a little soft; halves of the batch move by up to three pixels."""
        n = len(pixels)
        draw = lambda low, high, *shape: low + (high - low) * torch.rand(n, *shape, generator=self.torch)
        padded = np.pad(pixels, ((0, 0), (3, 3), (3, 3), (0, 0)), mode='edge')
        moved = np.empty_like(pixels)
        for half in (slice(0, n // 2), slice(n // 2, n)):
            left, top = self.rows.randint(0, 7, 2)
            moved[half] = padded[half, top:top + 64, left:left + 64]
        gain = draw(.8, 1.2, 1, 1, 1)
        offset = .5 - .5 * gain + draw(-.08, .08, 1, 1, 1) + draw(-.05, .05, 3, 1, 1)
        x = torch.from_numpy(moved).permute(0, 3, 1, 2).float()
        x.mul_(gain / (255 * STD)).add_((offset - MEAN) / STD).clamp_(-MEAN / STD, (1 - MEAN) / STD)
        soft = torch.rand(n, generator=self.torch) < .17
        x[soft] = F.avg_pool2d(x[soft], 3, 1, 1, count_include_pad=False)
        return x


def matches(needs, has):
    """[i, j]: whether caption i is true of image j."""
    number = {}
    for nodes in needs:
        for node in nodes:
            number.setdefault(node, len(number))
    need, have = np.zeros((len(needs), len(number)), np.float32), np.zeros((len(has), len(number)), np.float32)
    for k, nodes in enumerate(needs):
        need[k, [number[node] for node in nodes]] = 1
    for k, nodes in enumerate(has):
        have[k, [number[node] for node in nodes if node in number]] = 1
    return torch.from_numpy(need) @ torch.from_numpy(have).t() > torch.from_numpy(need).sum(1, keepdim=True) - .5


def contrast(logits, others_true):
    """Cross entropy both ways, other true captions left out."""
    logits = logits.masked_fill(others_true, -1e4)
    wanted = torch.arange(len(logits))
    return .5 * (F.cross_entropy(logits, wanted) + F.cross_entropy(logits.t(), wanted)), logits


def losses(net, batch, a):
    pixels, ids, parent_ids, true, junk, empty = batch
    itself = torch.eye(len(ids), dtype=torch.bool)
    scale = net.log_scale.clamp(max=math.log(a.largest_scale)).exp()
    with torch.autocast('cpu', dtype=torch.bfloat16):
        image_vectors = net.image(pixels)
        both = torch.zeros(2, len(ids), max(ids.shape[1], parent_ids.shape[1]), dtype=torch.long)
        both[0, :, :ids.shape[1]], both[1, :, :parent_ids.shape[1]] = ids, parent_ids
        text_vectors = net.text(both.flatten(0, 1) if not a.euclidean else ids)
    if a.euclidean:
        images, texts = F.normalize(image_vectors.float(), dim=-1), F.normalize(text_vectors.float(), dim=-1)
        loss, logits = contrast(texts @ images.t() * net.log_scale.clamp(max=math.log(100)).exp(), true & ~itself)
        return loss, dict(contrast=loss, right=right(logits, ~junk & ~empty))
    images = model.exp_map(net.held(image_vectors, net.log_image))
    texts, parents = model.exp_map(net.held(text_vectors, net.log_text)).chunk(2)
    contrastive, logits = contrast(-model.distances(texts, images) * scale, true & ~itself)
    entailed = true | itself | junk[:, None] | empty[None, :]
    violation = F.relu(model.exterior_angles(texts, images) - model.half_aperture(texts, a.min_radius)[:, None] + a.margin)
    entailment = .5 * (violation.diagonal().mean() + violation[entailed].mean())
    meant = ~junk
    apertures = model.half_aperture(parents, a.min_radius) - a.margin
    more_general = F.relu(model.exterior_angle(parents, texts) - apertures)[meant].mean()
    parent_image = F.relu(model.exterior_angle(parents, images) - apertures).mean()
    loss = contrastive + a.entailment * (entailment + .5 * parent_image) + a.text_entailment * more_general
    norm = lambda x, rows: x.detach().norm(dim=-1)[rows].mean()
    return loss, dict(contrast=contrastive, entail=entailment, general=more_general, parent=parent_image,
                      right=right(logits, ~junk & ~empty), scale=scale, text=norm(texts, ~junk), junk=norm(texts, junk),
                      general_text=norm(parents, meant), image=norm(images, ~empty), empty=norm(images, empty),
                      inside=(violation.diagonal() <= a.margin)[~junk & ~empty].float().mean())


def right(logits, rows):
    return (logits.argmax(1) == torch.arange(len(logits)))[rows].float().mean()


def main():
    p = argparse.ArgumentParser()
    p.add_argument('data')
    p.add_argument('out')
    p.add_argument('--steps', type=int, required=True)
    p.add_argument('--from', dest='start')
    p.add_argument('--hold', action='store_true', help='keep the learning rate up at the end')
    p.add_argument('--euclidean', action='store_true', help='the baseline: cosine, contrast only')
    p.add_argument('--batch', type=int, default=512)
    p.add_argument('--rate', type=float, default=2e-3)
    p.add_argument('--warm', type=int, default=150)
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--threads', type=int, default=2)
    p.add_argument('--min-radius', type=float, default=.2)
    p.add_argument('--margin', type=float, default=.1)
    p.add_argument('--entailment', type=float, default=.5)
    p.add_argument('--text-entailment', type=float, default=.5)
    p.add_argument('--largest-scale', type=float, default=6.)
    p.add_argument('--largest-norm', type=float, default=2.5)
    p.add_argument('--grow', type=float, default=1., help='multiply all tangent vectors at the start of this call')
    p.add_argument('--save-every', type=int, default=250)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    vocabulary = json.load(open(a.data + '/vocabulary.json'))
    net = model.Mini(len(vocabulary), wordpiece.LENGTH, 14. if a.euclidean else a.largest_scale).to(memory_format=torch.channels_last)
    decayed = [w for w in net.parameters() if w.ndim >= 2]
    optimizer = torch.optim.AdamW([dict(params=decayed, weight_decay=.1),
                                   dict(params=[w for w in net.parameters() if w.ndim < 2], weight_decay=0)],
                                  lr=a.rate, betas=(.9, .98))
    history = []
    averaged = {k: v.clone() for k, v in net.state_dict().items()}
    done = 0
    if a.start:
        state = torch.load(a.start)
        net.load_state_dict(state['net'], strict=False)
        optimizer.load_state_dict(state['optimizer'])
        averaged, done, history = state['averaged'], state['steps'], state['history']
    with torch.no_grad():
        for weights in (net.state_dict(), averaged):
            weights['log_image'] += math.log(a.grow)
            weights['log_text'] += math.log(a.grow)
            weights['log_scale'].clamp_(max=math.log(100 if a.euclidean else a.largest_scale))
    net.largest_norm.fill_(a.largest_norm)
    averaged['largest_norm'] = torch.tensor(a.largest_norm)
    history = history + [vars(a)]
    batches = iter(torch.utils.data.DataLoader(Batches(a.data, a.batch, a.seed + 7 * done), batch_size=None, num_workers=1,
                                               prefetch_factor=4, worker_init_fn=lambda _: torch.set_num_threads(1)))
    began = time.time()

    def save():
        torch.save(dict(net=net.state_dict(), averaged=averaged, optimizer=optimizer.state_dict(), steps=done,
                        history=history, vocabulary=vocabulary, seconds=time.time() - began), a.out)

    for step in range(a.steps):
        rate = a.rate * min(1, (done + 1) / a.warm) * (1 if a.hold else .5 * (1 + math.cos(math.pi * step / a.steps)))
        for group in optimizer.param_groups:
            group['lr'] = rate
        loss, figures = losses(net, next(batches), a)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.)
        optimizer.step()
        done += 1
        keep = min(.995, done / (done + 20))
        with torch.no_grad():
            for k, v in net.state_dict().items():
                if v.dtype.is_floating_point:
                    averaged[k].mul_(keep).add_(v, alpha=1 - keep)
                else:
                    averaged[k].copy_(v)
        if step < 3 or done % 25 == 0:
            print(done, '%.0fs' % (time.time() - began), '%.0f pairs/s' % ((step + 1) * a.batch / (time.time() - began)),
                  ' '.join(f'{k} {v.item():.3f}' for k, v in figures.items()), flush=True)
        if done % a.save_every == 0:
            save()
    save()


if __name__ == '__main__':
    main()
