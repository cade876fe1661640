"""What the sources' folders and subgroups are called in captions: a group ('food') and a kind ('a fruit')."""

EMOJI_GROUPS = {
    'smileys-emotion': 'a face', 'people-body': 'a person', 'animals-nature': 'an animal', 'food-drink': 'food',
    'travel-places': 'a place', 'activities': 'an activity', 'objects': 'an object', 'symbols': 'a symbol',
    'flags': 'a flag',
}

ANIMAL_SUBGROUPS = {'animal-mammal', 'animal-bird', 'animal-amphibian', 'animal-reptile', 'animal-marine', 'animal-bug'}

EMOJI_KINDS = {
    'face-smiling': 'a smiling face', 'face-affection': 'a loving face', 'face-tongue': 'a face with tongue',
    'face-hand': 'a face with hand', 'face-neutral-skeptical': 'a neutral face', 'face-sleepy': 'a sleepy face',
    'face-unwell': 'a sick face', 'face-hat': 'a face with hat', 'face-glasses': 'a face with glasses',
    'face-concerned': 'a sad face', 'face-negative': 'an angry face', 'face-costume': 'a creature',
    'cat-face': 'a cat face', 'monkey-face': 'a monkey face', 'heart': 'a heart', 'emotion': 'an emotion',
    'hand-fingers-open': 'a hand', 'hand-fingers-partial': 'a hand', 'hand-single-finger': 'a hand',
    'hand-fingers-closed': 'a hand', 'hands': 'hands', 'hand-prop': 'a hand', 'body-parts': 'a body part',
    'person': 'a person', 'person-gesture': 'a gesturing person', 'person-role': 'a worker',
    'person-fantasy': 'a fantasy character', 'person-activity': 'an active person', 'person-sport': 'an athlete',
    'person-resting': 'a resting person', 'family': 'a family', 'person-symbol': 'people', 'animal-mammal': 'a mammal',
    'animal-bird': 'a bird', 'animal-amphibian': 'an amphibian', 'animal-reptile': 'a reptile',
    'animal-marine': 'a sea animal', 'animal-bug': 'an insect', 'plant-flower': 'a flower', 'plant-other': 'a plant',
    'food-fruit': 'a fruit', 'food-vegetable': 'a vegetable', 'food-prepared': 'a meal', 'food-asian': 'an asian meal',
    'food-marine': 'seafood', 'food-sweet': 'a dessert', 'drink': 'a drink', 'dishware': 'dishware', 'place-map': 'a map',
    'place-geographic': 'a landscape', 'place-building': 'a building', 'place-religious': 'a religious building',
    'place-other': 'a place', 'transport-ground': 'a land vehicle', 'transport-water': 'a boat',
    'transport-air': 'an aircraft', 'hotel': 'a hotel item', 'time': 'a clock', 'sky-weather': 'weather',
    'event': 'a celebration', 'award-medal': 'an award', 'sport': 'sports equipment', 'game': 'a game',
    'arts-crafts': 'art', 'clothing': 'clothing', 'sound': 'a sound symbol', 'music': 'music',
    'musical-instrument': 'a musical instrument', 'phone': 'a phone', 'computer': 'a computer',
    'light-video': 'a light or camera', 'book-paper': 'a book', 'money': 'money', 'mail': 'mail',
    'writing': 'a writing tool', 'office': 'office supplies', 'lock': 'a lock', 'tool': 'a tool',
    'science': 'a science tool', 'medical': 'a medical item', 'household': 'a household item',
    'other-object': 'an object', 'country-flag': 'a country flag', 'subdivision-flag': 'a regional flag', 'flag': 'a flag',
    'arrow': 'an arrow', 'geometric': 'a shape', 'zodiac': 'a zodiac sign', 'religion': 'a religious symbol',
    'keycap': 'a number', 'alphanum': 'letters', 'warning': 'a warning sign', 'transport-sign': 'a sign',
    'av-symbol': 'a media symbol', 'gender': 'a gender symbol', 'math': 'a math symbol', 'punctuation': 'punctuation',
    'currency': 'a currency symbol', 'other-symbol': 'a symbol',
}

# How often the pictures of a subgroup are drawn, where it is less than once: flags and signs are many and alike.
EMOJI_WEIGHTS = {
    'country-flag': .25, 'subdivision-flag': .25, 'alphanum': .4, 'keycap': .4, 'geometric': .4, 'arrow': .4,
    'zodiac': .4, 'av-symbol': .4, 'time': .4, 'person-role': .5, 'person-activity': .5, 'family': .5,
    'person-sport': .5, 'person-gesture': .5, 'person-fantasy': .5,
}

# openclipart's folders, the longest known one counts: group and kind.
FOLDERS = {
    'shapes': ('a shape', None), 'shapes/stars': ('a shape', 'a star'), 'shapes/arrows': ('a symbol', 'an arrow'),
    'shapes/jigsaw': ('a shape', 'a jigsaw piece'), 'shapes/callouts': ('a shape', 'a speech bubble'),
    'shapes/flowchart': ('a shape', 'a flowchart symbol'), 'computer': ('a computer', None),
    'computer/icons': ('a computer icon', None), 'computer/buttons': ('a symbol', 'a button'),
    'computer/hardware': ('an object', 'computer hardware'), 'signs_and_symbols': ('a symbol', None),
    'signs_and_symbols/map_symbols': ('a symbol', 'a map symbol'), 'signs_and_symbols/flags': ('a flag', None),
    'signs_and_symbols/weather': ('weather', None), 'signs_and_symbols/clocks': ('an object', 'a clock'),
    'signs_and_symbols/money': ('an object', 'money'), 'signs_and_symbols/led': ('a symbol', 'an led light'),
    'people': ('a person', None), 'people/stickmen': ('a person', 'a stick figure'), 'people/smilies': ('a face', 'a smiley'),
    'people/bodypart': ('a person', 'a body part'), 'people/clothing': ('an object', 'clothing'),
    'people/clothing/hats': ('clothing', 'a hat'), 'office': ('an object', 'office supplies'),
    'office/telephone': ('an object', 'a phone'), 'geography': ('a map', None), 'geography/astronomy': ('the sky', 'astronomy'),
    'science': ('science', None), 'science/astronomy': ('the sky', 'astronomy'), 'tools': ('an object', 'a tool'),
    'tools/weapons': ('an object', 'a weapon'), 'special/gradients': ('a gradient', None),
    'special/patterns': ('a pattern', None), 'food': ('food', None), 'food/fruit': ('food', 'a fruit'),
    'food/desserts': ('food', 'a dessert'), 'food/beverages': ('food', 'a drink'),
    'food/beverages/alcohol': ('a drink', 'an alcoholic drink'), 'food/meats_and_eggs': ('food', 'meat'),
    'food/breads_and_carbs': ('food', 'bread'), 'food/vegetables': ('food', 'a vegetable'), 'food/dairy': ('food', 'dairy'),
    'transportation': ('a vehicle', None), 'transportation/vehicles': ('a vehicle', 'a land vehicle'),
    'transportation/vehicles/hummers': ('a vehicle', 'a car'), 'transportation/boating': ('a vehicle', 'a boat'),
    'transportation/roadsigns': ('a sign', 'a road sign'), 'transportation/aiga-symbols': ('a symbol', 'a sign'),
    'recreation': ('an activity', None), 'recreation/music': ('music', 'a musical instrument'),
    'recreation/sports': ('a person', 'sports equipment'), 'recreation/party': ('an activity', 'a celebration'),
    'recreation/games': ('a game', None), 'recreation/games/cards': ('a game', 'a playing card'),
    'recreation/games/chess': ('a game', 'a chess piece'), 'recreation/toys': ('an object', 'a toy'),
    'recreation/holiday': ('a holiday', None), 'recreation/holiday/christmas': ('a holiday', 'christmas'),
    'recreation/holiday/valentines': ('a holiday', 'valentines'), 'recreation/religion': ('a religious symbol', None),
    'animals': ('an animal', None), 'animals/mammals': ('an animal', 'a mammal'),
    'animals/mammals/big_cats': ('an animal', 'a big cat'), 'animals/mammals/housecats': ('an animal', 'a cat'),
    'animals/mammals/horses': ('an animal', 'a horse'), 'animals/mammals/bears': ('an animal', 'a bear'),
    'animals/mammals/dogs': ('an animal', 'a dog'), 'animals/bugs': ('an animal', 'an insect'),
    'animals/birds': ('an animal', 'a bird'), 'animals/fish': ('an animal', 'a fish'),
    'animals/dinosaurs': ('an animal', 'a dinosaur'), 'plants': ('a plant', None), 'plants/flowers': ('a plant', 'a flower'),
    'plants/trees': ('a plant', 'a tree'), 'buildings': ('a building', None), 'buildings/homes': ('a building', 'a house'),
    'buildings/furniture': ('an object', 'furniture'), 'education': ('an object', 'school supplies'),
    'education/books': ('an object', 'a book'), 'electronics': ('an object', 'electronics'),
    'electronics/bulb': ('an object', 'a light bulb'), 'decorations': ('a decoration', None),
    'containers': ('an object', 'a container'), 'unsorted': ('a picture', None), 'logos': ('a logo', None),
}


def of_emoji(group, subgroup):
    """The group and kind of an emoji, by emojibase's keys."""
    if subgroup in ANIMAL_SUBGROUPS:
        name = 'an animal'
    elif subgroup.startswith('plant'):
        name = 'a plant'
    elif subgroup.startswith('transport-') and subgroup != 'transport-sign':
        name = 'a vehicle'
    else:
        name = EMOJI_GROUPS[group]
    kind = EMOJI_KINDS.get(subgroup)
    return name, None if kind == name else kind


def of_folder(folder):
    """The group and kind of an openclipart folder, or None if no part of its path is known."""
    while folder:
        if folder in FOLDERS:
            return FOLDERS[folder]
        folder = folder.rpartition('/')[0]
    return None
