package io.github.hype4j.bench;

import java.util.Random;

/** Captions like those of pictures on the web: common words most of all, rarer ones, names, numbers, punctuation. */
final class WebCaptions {

    private static final String[] COMMON = """
            the of and in a with for on to at by from an is photo image stock vector white black blue red green old new home
            house woman man girl dog cat tree water beach mountain city street night summer wedding design pattern background
            illustration picture view flower garden kitchen room table wall art print poster vintage free download isolated""".split("\\s+");

    private static final String[] RARER = """
            Watercolor handbag skyline Kitchenware upholstered Mediterranean bougainvillea cathedral Renaissance hydrangea
            motorcycle aluminium terracotta Scandinavian succulents photographer embroidered chandelier minimalist greyhound
            Lighthouse snowboarding cappuccino kaleidoscope typography weatherproof quadcopter sunflower marbled Chihuahua
            children's women's it's don't Stainless-Steel close-up café Zürich São jalapeño crème façade “quoted” – ® © ½""".split("\\s+");

    private static final String[] NAMES = {
        "an", "bel", "cor", "dra", "el", "fin", "gar", "hol", "is", "jo", "kar", "lin"
    };
    private static final String[] PUNCTUATION = {",", ".", "!", " -", " |", ":", "...", " &amp;", " /", "?"};

    private WebCaptions() {}

    /** Always the same captions, the shortest of two words and the longest of about thirty. */
    static String[] make(int count) {
        Random random = new Random(1);
        String[] captions = new String[count];
        for (int i = 0; i < count; i++) {
            StringBuilder caption = new StringBuilder();
            int words = 2 + (int) Math.min(28, Math.abs(random.nextGaussian()) * 10);
            for (int w = 0; w < words; w++) {
                caption.append(w == 0 ? "" : " ").append(word(random));
                if (random.nextInt(10) == 0) {
                    caption.append(pick(random, PUNCTUATION));
                }
            }
            captions[i] = caption.toString();
        }
        return captions;
    }

    private static String word(Random random) {
        int kind = random.nextInt(100);
        if (kind < 70) {
            return pick(random, COMMON);
        }
        if (kind < 86) {
            return pick(random, RARER);
        }
        if (kind < 92) {
            return String.valueOf(random.nextInt(random.nextBoolean() ? 100 : 20_000));
        }
        String name = pick(random, NAMES) + pick(random, NAMES) + pick(random, NAMES);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String pick(Random random, String[] words) {
        return words[random.nextInt(words.length)];
    }
}
