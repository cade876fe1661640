"""Writes the labelled WebDataset pool and the folder of plain images with captions beside them."""

import argparse
import hashlib
import io
import json
import os
import random
import tarfile

from PIL import Image

import scenes

SEED = 11
SHARDS = 2
KINDS = {
    "clean": 120,
    "mismatched": 40,
    "junk_text": 24,
    "vague_text": 16,
    "junk_image": 18,
    "junk_both": 16,
    "broken_truncated": 1,
    "broken_zero": 1,
    "broken_html": 1,
    "broken_nocaption": 1,
    "broken_noimage": 1,
    "broken_notutf8": 1,
}
LEVELS = (0, 0.1, 0.35, 0.25, 0.3)
FORMATS = {
    "png": 20,
    "png-palette": 12,
    "png-rgba": 10,
    "png-grey": 8,
    "jpg": 12,
    "jpg-progressive": 8,
    "jpg-444": 8,
    "jpg-grey": 6,
    "webp-lossy": 10,
    "webp-lossless": 8,
}
MODIFIED = 1_700_000_000


def encoded(rng, image, name):
    """The image as the bytes of a file in the named format."""
    file = io.BytesIO()
    if name == "png-palette":
        image = image.quantize(rng.choice((16, 32)), dither=Image.Dither.NONE)
    if name.endswith("-grey"):
        image = image.convert("L")
    if name.startswith("png"):
        image.save(file, "PNG", optimize=True)
    elif name.startswith("jpg"):
        sampling = "4:4:4" if name == "jpg-444" else "4:2:0"
        image.save(
            file,
            "JPEG",
            quality=rng.randint(70, 90),
            optimize=True,
            progressive=name == "jpg-progressive",
            **({} if image.mode == "L" else {"subsampling": sampling}),
        )
    else:
        image.save(file, "WEBP", lossless=name == "webp-lossless", quality=80, method=6)
    return file.getvalue()


def dimensions(rng):
    """A width and a height, small ones more often."""
    return tuple(40 + int(80 * rng.random() ** 2.2) for _ in range(2))


def picture(rng, name, held_out):
    """A scene that the format can show, its image, and whether its background cannot be told."""
    width, height = dimensions(rng)
    if name.endswith("-grey"):
        scene = scenes.random_scene(rng, palette=scenes.ACHROMATIC)
        return scene, scenes.render(rng, scene, width, height, shade=scenes.grey), False
    scene = scenes.random_scene(rng, held_out)
    transparent = name == "png-rgba"
    while transparent and scene.background.colours != ("black",):
        scene = scenes.random_scene(rng, held_out)
    return scene, scenes.render(rng, scene, width, height, transparent=transparent), transparent


def describe(rng, scene, no_background=False):
    """A caption that says something, and its facts."""
    while True:
        text, facts = scenes.caption(rng, scene, rng.choices(range(5), LEVELS)[0])
        if not (no_background and "background" in text):
            return text, facts


def wrong_caption(rng, scene):
    """What is said of another scene, and not true of this one."""
    while True:
        text, facts = describe(rng, scenes.random_scene(rng, rng.random() < 0.5))
        if not facts <= scene.facts():
            return text


def empty_image(rng):
    """A picture of nothing, and the format for it."""
    width, height = dimensions(rng)
    if rng.random() < 0.5:
        return scenes.noise(rng, width, height), rng.choice(("jpg", "webp-lossy", "png-palette"))
    kind = rng.choice(("plain", "plain", "gradient"))
    scene = scenes.Scene((), scenes.random_background(rng, kind=kind))
    image = scenes.render(rng, scene, width, height)
    return image, rng.choice(("png", "jpg", "jpg-444", "webp-lossy", "webp-lossless"))


def damage(kind, members, caption):
    """Breaks a sample in the named way."""
    image = next(name for name in members if name not in ("json", "txt"))
    if kind == "broken_truncated":
        members[image] = members[image][: len(members[image]) * 3 // 5]
    elif kind == "broken_zero":
        members[image] = b""
    elif kind == "broken_html":
        members[image] = b"<html><body>404</body></html>"
    elif kind == "broken_nocaption":
        del members["txt"]
    elif kind == "broken_noimage":
        del members[image]
    elif kind == "broken_notutf8":
        members["txt"] = b"caf\xe9 \xff\xfe" + caption.encode()
    return members


def sample(rng, kind, key):
    """The uid and the members of one sample, by extension."""
    name = rng.choices(list(FORMATS), list(FORMATS.values()))[0]
    scene, image, no_background = picture(rng, name, rng.random() < 0.5)
    caption, _ = describe(rng, scene, no_background)
    if kind == "mismatched":
        caption = wrong_caption(rng, scene)
    if kind in ("junk_text", "junk_both"):
        caption = scenes.junk_text(rng, unseen=rng.random() < 0.5)
    if kind == "vague_text":
        caption = scenes.vague_text(rng, unseen=rng.random() < 0.5)
    if kind in ("junk_image", "junk_both"):
        image, name = empty_image(rng)
    uid = hashlib.sha256(f"shapes/{key}".encode()).hexdigest()[:32]
    facts = {"uid": uid, "caption": caption, "width": image.width, "height": image.height}
    if kind in ("broken_nocaption", "broken_notutf8"):
        del facts["caption"]
    members = {
        "json": json.dumps(facts).encode(),
        name.split("-")[0]: encoded(rng, image, name),
        "txt": caption.encode(),
    }
    return uid, damage(kind, members, caption)


def write_shard(path, samples):
    """Writes (key, members) pairs as USTAR, the same bytes every time."""
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for key, members in samples:
            for extension, content in sorted(members.items()):
                entry = tarfile.TarInfo(f"{key}.{extension}")
                entry.size, entry.mode, entry.mtime = len(content), 0o444, MODIFIED
                tar.addfile(entry, io.BytesIO(content))


def write_pool(folder, counts, seed):
    """Writes the shards and labels.tsv."""
    os.makedirs(folder, exist_ok=True)
    rng = random.Random(seed)
    kinds = [kind for kind, count in counts.items() for _ in range(count)]
    rng.shuffle(kinds)
    each = -(-len(kinds) // SHARDS)
    labels = ["uid\tkey\tkind"]
    for shard in range(SHARDS):
        samples = []
        for index, kind in enumerate(kinds[shard * each : (shard + 1) * each]):
            key = f"{shard:05d}{index:04d}"
            uid, members = sample(rng, kind, key)
            samples.append((key, members))
            labels.append(f"{uid}\t{key}\t{kind}")
        write_shard(os.path.join(folder, f"{shard:08d}.tar"), samples)
    with open(os.path.join(folder, "labels.tsv"), "w", encoding="utf-8") as file:
        file.write("\n".join(labels) + "\n")


def write_folder(folder):
    """Writes twelve clean pictures, one in a folder of its own, each with its caption beside it."""
    rng = random.Random(SEED + 1)
    names = (*FORMATS, "png", "jpg")
    for number, name in enumerate(names, 1):
        scene, image, no_background = picture(rng, name, number % 3 == 0)
        caption, _ = describe(rng, scene, no_background)
        stem = "-".join(shape.kind for shape in scene.shapes)
        place = os.path.join(folder, "more") if number == len(names) else folder
        os.makedirs(place, exist_ok=True)
        path = os.path.join(place, f"{number:02d}-{stem}")
        with open(f"{path}.{name.split('-')[0]}", "wb") as file:
            file.write(encoded(rng, image, name))
        with open(f"{path}.txt", "w", encoding="utf-8") as file:
            file.write(caption + "\n")


def main():
    """Writes both, or a pool of another size alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--folder", help="left out: no folder is written")
    parser.add_argument("--times", type=int, default=1, help="so many times as many samples of every kind")
    parser.add_argument("--clean", action="store_true", help="clean samples only")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    kinds = ["clean"] if options.clean else KINDS
    write_pool(options.pool, {kind: KINDS[kind] * options.times for kind in kinds}, options.seed)
    if options.folder:
        write_folder(options.folder)


if __name__ == "__main__":
    main()
