"""Every picture that there is: where it is, what it is called, its style, licence and split. Makes DATA/catalogue.json."""
import collections
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from multiprocessing.pool import ThreadPool

import hierarchy

OPENCLIPART = '/usr/share/openclipart'
WORDS = '/usr/share/dict/american-english'

LICENCES = {
    'openclipart': 'CC0-1.0', 'noto': 'Apache-2.0', 'fluent-3d': 'MIT', 'fluent-flat': 'MIT', 'fluent-modern': 'MIT',
    'openmoji': 'CC-BY-SA-4.0',
}
NEW_CONCEPTS = .04
NEW_FILES = .115

# Titles and file names of openclipart that name the artist or the collection, not the thing.
NO_NAME = re.compile(r'collection \(|svg|clip ?art|gramastar|aiga|pc connect|etiquette|untitled|architetto|http|^card$|'
                     r'francesco|rollandin|benji|park|lumen|design|kuehne|karam', re.I)
UNNAMED_FOLDERS = re.compile(r'icons/|aiga|stars|arrows|cards|gradients|patterns|roadsigns|led|buttons|jigsaw|callouts|flowchart')
NO_TAG = {'unsorted', 'special', 'menu', 'theme', 'icons', 'icon', 'magick', 'geometry', 'clip art', 'clipart', 'externalsource',
          'image', 'media', 'public domain', 'svg', 'png'}


def clean(text):
    """Lower case, letters and digits only, no lone numbers."""
    text = text.lower().replace('_', ' ').replace('-', ' ').replace('’', "'")
    text = re.sub(r'\(.*?\)', ' ', text)
    text = re.sub(r"[^a-z0-9' ]", ' ', text)
    text = re.sub(r'\b\d+\b', ' ', text)
    return re.sub(r'\s+', ' ', text).strip()


def share(text):
    """A number in [0, 1) that depends on the text alone: splits do not depend on the order of the files."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], 'big') / 2 ** 48


def slug(label):
    return re.sub(r'[^a-z0-9]+', '-', re.sub("[’'“”]", '', label.lower())).strip('-')


def emojis(data):
    base = data + '/emojibase-data/en/'
    messages = json.load(open(base + 'messages.json'))
    groups = {g['order']: g['key'] for g in messages['groups']}
    subgroups = {g['order']: g['key'] for g in messages['subgroups']}
    render = []
    items = []
    for emoji in json.load(open(base + 'data.json')):
        if 'group' not in emoji or groups[emoji['group']] == 'component':
            continue
        subgroup = subgroups[emoji['subgroup']]
        group, kind = hierarchy.of_emoji(groups[emoji['group']], subgroup)
        label = clean(emoji['label'].replace('flag:', 'flag of')) or emoji['label'].lower()
        flag = subgroup in ('country-flag', 'subdivision-flag')
        item = dict(concept='emoji:' + emoji['hexcode'], label=label, kind=kind, group=group,
                    tags=[t for t in map(clean, emoji.get('tags', [])) if t][:8], weight=hierarchy.EMOJI_WEIGHTS.get(subgroup, 1.),
                    flip=not flag and group not in ('a symbol', 'a flag'))
        for style, path in emoji_files(data, emoji, render):
            items.append(dict(item, style=style, path=path))
    ThreadPool(2).map(lambda job: subprocess.run(
        ['rsvg-convert', '-w', '96', '-h', '96', '--keep-aspect-ratio', job[0], '-o', job[1]],
        stderr=subprocess.DEVNULL, check=False), render)
    return [item for item in items if os.path.exists(item['path'])]


def emoji_files(data, emoji, render):
    code = emoji['hexcode']
    for style, pattern in (('noto', '/emoji-datasource-google/img/google/64/%s.png'), ('fluent-3d', '/lobehub-fluent-emoji-3d/assets/%s.webp')):
        for name in (code.lower(), code.lower().replace('-fe0f', ''), code.lower() + '-fe0f'):
            if os.path.exists(data + pattern % name):
                yield style, data + pattern % name
                break
    vectors = [('openmoji', f'/openmoji/color/svg/{code}.svg')]
    for name in (slug(emoji['label']), slug(emoji['label']) + '-default'):
        vectors += [('fluent-flat', f'/fluentui-emoji/icons/flat/{name}.svg'), ('fluent-modern', f'/fluentui-emoji/icons/modern/{name}.svg')]
    os.makedirs(data + '/rendered', exist_ok=True)
    done = set()
    for style, vector in vectors:
        if style not in done and os.path.exists(data + vector):
            done.add(style)
            target = f'{data}/rendered/{style}-{code}.png'
            if not os.path.exists(target):
                render.append((data + vector, target))
            yield style, target


def clip_art():
    words = set(w.strip().lower() for w in open(WORDS) if "'" not in w)
    files = []
    for folder, _, names in sorted(os.walk(OPENCLIPART + '/svg')):
        for name in sorted(names):
            if name.endswith('.svg'):
                files.append(os.path.relpath(os.path.join(folder, name), OPENCLIPART + '/svg'))
    described = [(file, *description(OPENCLIPART + '/svg/' + file)) for file in files]
    titles = collections.Counter(title for _, title, _ in described)
    crowd = collections.Counter(os.path.dirname(file) for file in files)
    for file, title, keywords in described:
        folder = os.path.dirname(file)
        png = f'{OPENCLIPART}/png/{file[:-4]}.png'
        named = hierarchy.of_folder(folder)
        if named is None or not os.path.exists(png):
            continue
        label = None if titles[title] > 12 or NO_NAME.search(title) else known(clean(title), words)
        if label is None and not UNNAMED_FOLDERS.search(folder):
            stem = [w for w in re.split('[^a-z]+', os.path.basename(file)[:-4].lower()) if len(w) > 2 and not NO_NAME.search(w)]
            label = known(stem[0], words) if stem else None
        tags = [t for t in map(clean, keywords) if t and t not in NO_TAG and 'hash' not in t and known(t, words)]
        background = named[0] in ('a gradient', 'a pattern')
        weight = min(1., 45 / crowd[folder]) * (1 if label else .4) * (.3 if 'flag' in folder else 1) * (.2 if background else 1)
        yield dict(concept='clip-art:' + (label or file), label=label, kind=named[1], group=named[0], tags=tags[:6], weight=weight,
                   flip=not re.search('flag|sign|cards|computer|map', folder), style='openclipart', path=png)


def description(path):
    """Title and keywords of an SVG's metadata. By pattern, since many of the files are not well-formed."""
    text = open(path, encoding='utf-8', errors='replace').read()
    metadata = re.search('<metadata.*?</metadata>', text, re.S)
    work = metadata.group(0) if metadata else ''
    title = re.search(r'<dc:title>(.*?)</dc:title>', re.sub(r'<dc:(creator|publisher|rights)>.*?</dc:\1>', '', work, flags=re.S), re.S)
    keywords = re.findall('<rdf:li>(.*?)</rdf:li>', work, re.S)
    return html.unescape(title.group(1)).strip() if title else '', [html.unescape(k) for k in keywords]


def known(text, words):
    """The text if it is a name of one to five words that a dictionary has, else None."""
    parts = text.split()
    good = [w for w in parts if w in words and len(w) > 1 or w in ('a', 'i')]
    return text if 1 <= len(parts) <= 5 and len(good) == len(parts) and any(len(w) > 2 for w in parts) else None


def split(items):
    """train, new_file (a seen concept, an unseen file), new_concept; OpenMoji apart."""
    for item in items:
        new_concept = share('concept ' + item['concept']) < NEW_CONCEPTS
        if item['style'] == 'openmoji':
            item['split'] = 'openmoji_new_concept' if new_concept else 'openmoji'
        elif new_concept:
            item['split'] = 'new_concept'
        else:
            item['split'] = 'new_file' if share('file ' + item['concept'] + item['style'] + os.path.basename(item['path'])) < NEW_FILES else 'train'
    trained = set(item['concept'] for item in items if item['split'] == 'train')
    for item in items:
        if item['split'] == 'new_file' and item['concept'] not in trained:
            item['split'] = 'new_concept'
        if item['split'] == 'openmoji' and item['concept'] not in trained:
            item['split'] = 'openmoji_new_concept'


def main(data):
    items = emojis(data) + list(clip_art())
    for item in items:
        item['licence'] = LICENCES[item['style']]
    split(items)
    json.dump(items, open(data + '/catalogue.json', 'w'), indent=0)
    for field in ('style', 'split'):
        print(field, dict(collections.Counter(item[field] for item in items)))
    print('named', sum(item['label'] is not None for item in items), 'of', len(items))


if __name__ == '__main__':
    main(sys.argv[1])
