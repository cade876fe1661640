"""Writes a labelled pool of held-out pictures as WebDataset shards, with labels.tsv (uid, key, kind).
    make_pool.py DATA FOLDER [--seed 101] [--share 1] [--shards 6]
"""
import argparse
import hashlib
import io
import json
import os
import tarfile

from PIL import Image

import pools
import scenes

MODIFIED = 1763856000
FORMATS = {'png': dict(format='PNG', optimize=True), 'jpg': dict(format='JPEG', quality=88, subsampling=0),
           'webp': dict(format='WEBP', quality=88)}
CAPTION_LESS, PICTURE_LESS, CUT, EMPTY = 'broken_no_caption', 'broken_no_image', 'broken_cut', 'broken_zero_bytes'
BROKEN = (CAPTION_LESS, PICTURE_LESS, CUT, EMPTY)


def members(key, uid, pixels, caption, kind, maker):
    extension = maker.random.choices(list(FORMATS), (.5, .25, .25))[0]
    image = io.BytesIO()
    Image.fromarray(pixels).save(image, **FORMATS[extension])
    content = {extension: image.getvalue(), 'json': json.dumps(dict(uid=uid)).encode(), 'txt': caption.encode()}
    if kind == CUT:
        content[extension] = content[extension][:len(content[extension]) // 2]
    elif kind == EMPTY:
        content[extension] = b''
    elif kind == CAPTION_LESS:
        del content['txt']
    elif kind == PICTURE_LESS:
        del content[extension]
    return {f'{key}.{name}': data for name, data in content.items()}


def main():
    p = argparse.ArgumentParser()
    p.add_argument('data')
    p.add_argument('folder')
    p.add_argument('--seed', type=int, default=101)
    p.add_argument('--share', type=float, default=1.)
    p.add_argument('--shards', type=int, default=6)
    p.add_argument('--broken', type=int, default=0, help='of each kind')
    a = p.parse_args()
    maker = scenes.Scenes(a.data, pools.HELD_OUT, a.seed)
    pool = pools.labelled(maker, a.share)
    pool += [(pixels, text, kind) for kind in BROKEN for pixels, text, _ in pools.pairs(maker, a.broken)]
    maker.random.shuffle(pool)
    os.makedirs(a.folder, exist_ok=True)
    each = -(-len(pool) // a.shards)
    labels = ['uid\tkey\tkind']
    for shard in range(a.shards):
        with tarfile.open(f'{a.folder}/{shard:08d}.tar', 'w', format=tarfile.USTAR_FORMAT) as tar:
            for index, (pixels, caption, kind) in enumerate(pool[shard * each:(shard + 1) * each]):
                key = f'{shard:05d}{index:04d}'
                uid = hashlib.sha256(f'mini/{a.seed}/{key}'.encode()).hexdigest()[:32]
                labels.append(f'{uid}\t{key}\t{kind}')
                for name, data in sorted(members(key, uid, pixels, caption, kind, maker).items()):
                    entry = tarfile.TarInfo(name)
                    entry.size, entry.mode, entry.mtime = len(data), 0o444, MODIFIED
                    tar.addfile(entry, io.BytesIO(data))
    with open(a.folder + '/labels.tsv', 'w', encoding='utf-8') as file:
        file.write('\n'.join(labels) + '\n')


if __name__ == '__main__':
    main()
