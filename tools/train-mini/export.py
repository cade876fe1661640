"""Writes the model bundle: both encoders as ONNX, the tokenizer, the reference set with its statistics, the description.
    export.py DATA CHECKPOINT BUNDLE
"""
import argparse
import json
import os

import numpy as np
import onnx
import torch

import evaluate
import model
import scenes
import train
import wordpiece

NAME = 'hype-mini-1'
OPSET = 17


class Image(torch.nn.Module):
    """Normalised pixels to tangent vectors."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixel_values):
        return self.net.images(pixel_values)


class Text(torch.nn.Module):
    """Ids, padded with 0, to tangent vectors."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, input_ids):
        return self.net.texts(input_ids)


def export(encoder, example, name, path):
    with torch.no_grad():
        torch.onnx.export(encoder.eval(), (example,), path, input_names=[name], output_names=['embedding'],
                          dynamic_axes={name: {0: 'batch'}, 'embedding': {0: 'batch'}}, opset_version=OPSET, do_constant_folding=True)
    graph = onnx.load(path)
    for node in graph.graph.node:
        node.doc_string = ''
    onnx.save(graph, path)
    onnx.checker.check_model(path, full_check=True)


def description(encoders, statistics):
    normalised = dict(mean=[train.MEAN] * 3, std=[train.STD] * 3)
    return dict(
        formatVersion=1, name=NAME, curvature=1.0, minRadius=encoders.min_radius, dimension=model.DIMENSION, embeddingSpace='tangent',
        image=dict(file='image_encoder.onnx', input='pixel_values', output='embedding', scale=1.0, size=scenes.SIZE,
                   resize='shortest-edge', interpolation='bicubic', crop='center', **normalised),
        text=dict(file='text_encoder.onnx', input='input_ids', output='embedding', scale=1.0, tokenizer='tokenizer.json',
                  contextLength=wordpiece.LENGTH, padId=0, clean='clip'),
        reference=dict(image='reference_image.npy', text='reference_text.npy', statistics=statistics),
        license='Apache-2.0',
        source='trained from scratch by tools/train-mini on scenes of openclipart (CC0-1.0), Noto emoji (Apache-2.0) and Fluent emoji (MIT)')


def statistics(scorer):
    """Mean and standard deviation of every component over the reference pairs."""
    images, texts = scorer.tangents
    columns = scorer.components(images, texts)
    x, y = model.exp_map(images), model.exp_map(texts)
    columns.update(image_root_distance=images.norm(dim=1).numpy(), text_root_distance=texts.norm(dim=1).numpy(),
                   entailment_violation=(model.exterior_angle(y, x, guard=0) - model.half_aperture(y, scorer.k, guard=0)).numpy())
    return {name: dict(mean=float(v.mean()), std=float(v.std())) for name, v in sorted(columns.items())}


def main():
    p = argparse.ArgumentParser()
    p.add_argument('data')
    p.add_argument('checkpoint')
    p.add_argument('bundle')
    a = p.parse_args()
    os.makedirs(a.bundle, exist_ok=True)
    encoders = evaluate.Encoders(a.checkpoint)
    scorer = evaluate.Scorer(encoders, a.data)
    path = lambda name: os.path.join(a.bundle, name)
    ids = torch.zeros(2, wordpiece.LENGTH, dtype=torch.long)
    ids[:, :5] = torch.tensor([[2, 9, 10, 11, 3], [2, 12, 3, 0, 0]])
    export(Image(encoders.net), torch.zeros(2, 3, scenes.SIZE, scenes.SIZE), 'pixel_values', path('image_encoder.onnx'))
    export(Text(encoders.net), ids, 'input_ids', path('text_encoder.onnx'))
    wordpiece.write(encoders.state['vocabulary'], path('tokenizer.json'))
    for name, tangents in zip(('reference_image.npy', 'reference_text.npy'), scorer.tangents):
        np.save(path(name), tangents.float().numpy())
    with open(path('hype-model.json'), 'w', encoding='utf-8') as file:
        json.dump(description(encoders, statistics(scorer)), file, indent=2)
        file.write('\n')
    for name in sorted(os.listdir(a.bundle)):
        print('%9d %s' % (os.path.getsize(path(name)), name))


if __name__ == '__main__':
    main()
