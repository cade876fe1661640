package io.github.hype4j.onnx.text;

/**
 * Tells text that looks like mojibake, UTF-8 that was decoded as something else. The characters that such text is made of
 * fall into kinds; a few short sequences of kinds hardly ever occur in real text, such as an accented small letter before
 * a currency sign, and one of them is enough. Kinds and sequences were found by asking ftfy 6.3.1 which sequences it calls
 * bad: all pairs and triples of the 617 characters that matter to it, and fours
 * of those that were not alike.
 */
final class MojibakeSigns {

    private static final long START = 1;
    private static final long SPACE = 1 << 1;
    private static final long BLANK = 1 << 2;
    private static final long ASCII_SMALL = 1 << 3;
    private static final long ASCII_CAPITAL = 1 << 4;
    private static final long NOT_ASCII_LETTER = 1 << 5;
    private static final long WORD = 1 << 6;
    private static final long STOP = 1 << 7;
    private static final long C1 = 1 << 8;
    private static final long CAPITAL = 1 << 9;
    private static final long SMALL = 1 << 10;
    private static final long CAPITAL_OE = 1 << 11;
    private static final long SMALL_OE = 1 << 12;
    private static final long LEAD = 1 << 13;
    private static final long LATIN_LEAD = 1 << 14;
    private static final long A_CIRCUMFLEX = 1 << 15;
    private static final long SYMBOL = 1 << 16;
    private static final long CENT = 1 << 17;
    private static final long POUND_OR_EURO = 1 << 18;
    private static final long YEN = 1 << 19;
    private static final long PESETA = 1 << 20;
    private static final long OPENING = 1 << 21;
    private static final long MARK = 1 << 22;
    private static final long CLOSING_QUOTE = 1 << 23;
    private static final long NUMERIC = 1 << 24;
    private static final long SECTION = 1 << 25;
    private static final long DEGREE = 1 << 26;
    private static final long ACUTE = 1 << 27;
    private static final long BOX = 1 << 28;
    private static final long DASH = 1 << 29;
    private static final long TILDED = 1 << 30;
    private static final long SMALL_O_SLASH = 1L << 31;
    private static final long A_GRAVE = 1L << 32;
    private static final long AFTER_A_GRAVE = 1L << 33;
    private static final long TIMES = 1L << 34;
    private static final long SQUARE_OR_CUBE = 1L << 35;
    private static final long ROOT = 1L << 36;
    private static final long AFTER_ROOT = 1L << 37;
    private static final long ALMOST_EQUAL = 1L << 38;
    private static final long OTHER_SMALL = 1L << 39;
    private static final long OTHER_CAPITAL = 1L << 40;
    private static final long GREEK_LEAD = 1L << 41;
    private static final long CYRILLIC_LEAD = 1L << 42;
    private static final long SMALL_VE = 1L << 43;
    private static final long CAPITAL_DJE = 1L << 44;
    private static final long SMALL_BETA = 1L << 45;
    private static final long EURO = 1L << 46;
    private static final long AFTER_BETA_EURO = 1L << 47;
    private static final long LOW_QUOTE = 1L << 48;
    private static final long A_UMLAUT = 1L << 49;
    private static final long AFTER_QUOTE_UMLAUT = 1L << 50;
    private static final long A_CIRCUMFLEX_OR_O_ACUTE = 1L << 51;
    private static final long AFTER_QUOTE_A = 1L << 52;
    private static final long MICRO = 1L << 53;
    private static final long CARON = 1L << 54;
    private static final long ARABIC_LEAD = 1L << 55;
    private static final long AFTER_ARABIC_LEAD = 1L << 56;

    private static final long CURRENCY = CENT | POUND_OR_EURO | YEN | PESETA;
    private static final long CLOSING = MARK | CLOSING_QUOTE;
    private static final long OE = CAPITAL_OE | SMALL_OE;
    private static final long ACCENTED = CAPITAL | SMALL | OE;

    private static final long AFTER_ARABIC =
            OPENING | CURRENCY | SYMBOL | NUMERIC | DEGREE | ACUTE | DASH | AFTER_ARABIC_LEAD;

    /** Kinds that real text is full of; a sequence has another in the place before its last. */
    private static final long HARMLESS =
            START | SPACE | BLANK | ASCII_SMALL | ASCII_CAPITAL | NOT_ASCII_LETTER | WORD | STOP | DASH;

    /** What hardly ever follows what, in real text. */
    private static final long[][] SEQUENCES = {
        {CURRENCY | NUMERIC, OPENING | SYMBOL | ACCENTED | BOX},
        {SYMBOL | BOX, OPENING | SYMBOL | CURRENCY | CLOSING | NUMERIC | SECTION | ACCENTED},
        {SYMBOL, BOX},
        {BOX, DEGREE | TILDED | SMALL_O_SLASH},
        {OPENING | SECTION, SYMBOL | BOX},
        {CLOSING, CURRENCY | SYMBOL | ACCENTED | BOX},
        {CAPITAL, SYMBOL | SECTION | DEGREE | NUMERIC | BOX},
        {SMALL, CURRENCY | SYMBOL | CAPITAL | CAPITAL_OE | BOX},
        {LEAD, DASH | OPENING | CENT | POUND_OR_EURO | MARK | ACUTE | CLOSING_QUOTE | SMALL_OE | CARON},
        {A_GRAVE, AFTER_A_GRAVE},
        {TIMES, SQUARE_OR_CUBE},
        {ROOT, YEN | MARK | AFTER_ROOT | ACUTE | MICRO | SMALL_O_SLASH},
        {ALMOST_EQUAL, CENT | DEGREE},
        {OE, NOT_ASCII_LETTER},
        {OTHER_SMALL, CAPITAL | CAPITAL_OE},
        {SMALL_VE, CAPITAL_DJE},
        {SPACE, CAPITAL, CURRENCY},
        {ASCII_SMALL, CAPITAL, OPENING | CURRENCY},
        {ASCII_SMALL | ASCII_CAPITAL, OTHER_SMALL | OTHER_CAPITAL, SYMBOL},
        {CURRENCY | NUMERIC | SECTION, CLOSING, OPENING},
        {CLOSING, OPENING, NUMERIC},
        {CAPITAL | SMALL, OPENING, WORD | NUMERIC},
        {CAPITAL | SMALL, CLOSING, WORD | OPENING},
        {GREEK_LEAD, OPENING | CURRENCY | SYMBOL | CLOSING | DEGREE, GREEK_LEAD},
        {CYRILLIC_LEAD, OPENING | CURRENCY | SYMBOL | CLOSING | DEGREE | MICRO, CYRILLIC_LEAD},
        {SMALL_BETA, EURO, AFTER_BETA_EURO},
        {LOW_QUOTE, A_UMLAUT, AFTER_QUOTE_UMLAUT},
        {LOW_QUOTE, A_CIRCUMFLEX_OR_O_ACUTE, AFTER_QUOTE_A},
        {START | ASCII_SMALL, LATIN_LEAD, BLANK},
        {ASCII_SMALL, SPACE, LATIN_LEAD, BLANK},
        {STOP, A_CIRCUMFLEX, BLANK},
        {ARABIC_LEAD, AFTER_ARABIC, ARABIC_LEAD, AFTER_ARABIC},
    };

    /** How general punctuation begins that was read as Windows-1251 twice; a character and one of these follow. */
    private static final String TWICE_CYRILLIC = "ГўВЂВ";

    private static final long KINDS_OF_ASCII = ASCII_SMALL | ASCII_CAPITAL | BLANK;

    /** The kinds of the characters below {@link #TABLE_END}, where all but four of them are. */
    private static final int TABLE_END = 0x2600;

    private static final long[] KINDS = kinds();

    private MojibakeSigns() {}

    /** Whether there is a sign of mojibake anywhere in the text. */
    static boolean areIn(String text) {
        long third = 0;
        long second = 0;
        long before = START;
        for (int i = 0; i < text.length(); i++) {
            long now = kindOf(text, i);
            if ((now & C1) != 0) {
                return true;
            }
            if ((before & ~HARMLESS) != 0) {
                for (long[] sequence : SEQUENCES) {
                    int last = sequence.length - 1;
                    if ((now & sequence[last]) != 0
                            && (before & sequence[last - 1]) != 0
                            && (last < 2 || (second & sequence[last - 2]) != 0)
                            && (last < 3 || (third & sequence[last - 3]) != 0)) {
                        return true;
                    }
                }
            }
            third = second;
            second = before;
            before = now;
        }
        return hasTwiceCyrillicPunctuation(text);
    }

    private static boolean hasTwiceCyrillicPunctuation(String text) {
        int found = text.indexOf(TWICE_CYRILLIC);
        while (found >= 0) {
            int last = found + TWICE_CYRILLIC.length();
            int next = last < text.length() ? last + Character.charCount(text.codePointAt(last)) : last;
            if (next < text.length() && text.charAt(last) != '\n' && (KINDS_OF_ASCII & kindOf(text, next)) != 0) {
                return true;
            }
            found = text.indexOf(TWICE_CYRILLIC, found + 1);
        }
        return false;
    }

    private static long kindOf(String text, int index) {
        char c = text.charAt(index);
        if (c < TABLE_END) {
            return KINDS[c];
        }
        return switch (c) {
            case '\uF8FF' -> OPENING | NOT_ASCII_LETTER;
            case 'ﬁ', 'ﬂ' -> SMALL | WORD | NOT_ASCII_LETTER;
            case '\uFFFD' -> SYMBOL | NOT_ASCII_LETTER;
            default -> common(text.codePointAt(index));
        };
    }

    private static long common(int codePoint) {
        if (codePoint >= 'a' && codePoint <= 'z') {
            return ASCII_SMALL | WORD;
        }
        if (codePoint >= 'A' && codePoint <= 'Z') {
            return ASCII_CAPITAL | WORD;
        }
        long kind = NOT_ASCII_LETTER;
        if (Character.isLetter(codePoint) || ClipWords.isNumber(codePoint) || codePoint == '_') {
            kind |= WORD;
        }
        return PythonText.isSpace(codePoint) ? kind | SPACE : kind;
    }

    private static long[] kinds() {
        long[] kinds = new long[TABLE_END];
        for (int c = 0; c < TABLE_END; c++) {
            kinds[c] = common(c);
        }
        add(kinds, BLANK, " ");
        add(kinds, STOP, "!,.?");
        addRange(kinds, C1, 0x80, 0x9F);
        add(kinds, CAPITAL, "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑØÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŘŚŞŠŢŤŮŰŸŹŻŽҐ");
        add(kinds, SMALL, "ßàáâãäåæçèéêëìíîïðñüāăąćčďđēėęěğģīįķĺļľłŕśşšťźżžґ");
        add(kinds, CAPITAL_OE, "Œ");
        add(kinds, SMALL_OE, "œ");
        add(kinds, LEAD, "ÂÃÎÐ");
        add(kinds, LATIN_LEAD, "ÂÃ");
        add(kinds, A_CIRCUMFLEX, "Â");
        add(kinds, CARON, "ŠŸšž");
        add(kinds, SYMBOL, "¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊");
        add(kinds, CENT, "¢");
        add(kinds, POUND_OR_EURO, "£€");
        add(kinds, YEN, "¥");
        add(kinds, PESETA, "₧");
        add(kinds, OPENING, "¡©«¿΄΅‘‚“„•‹");
        add(kinds, MARK, "®™");
        add(kinds, CLOSING_QUOTE, "»˝”›");
        add(kinds, NUMERIC, "±²³µ¹¼½¾×÷⁄№∂∆∏∑√∞∩∫≈≠≡≤≥");
        add(kinds, SECTION, "§¶");
        add(kinds, DEGREE, "°");
        add(kinds, ACUTE, "´");
        add(kinds, BOX, "│┌┐┘├┤┬┼═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬▀▄█▌▐░▒▓");
        add(kinds, DASH, "\u00A0\u00AD·–—");
        add(kinds, TILDED, "ÒÓÔÕÖÙÚÛòóôõöùúûŌŐŪŲ");
        add(kinds, SMALL_O_SLASH, "ø");
        add(kinds, A_GRAVE, "à");
        add(kinds, AFTER_A_GRAVE, "²µ¹¼½¾");
        add(kinds, TIMES, "×");
        add(kinds, SQUARE_OR_CUBE, "²³");
        add(kinds, ROOT, "√");
        add(kinds, AFTER_ROOT, "±∂≠≤≥");
        add(kinds, ALMOST_EQUAL, "≈");
        addRange(kinds, OTHER_SMALL, 'ά', 'ω');
        addRange(kinds, OTHER_SMALL, 'а', 'џ');
        add(kinds, OTHER_CAPITAL, "ÞΆ");
        addRange(kinds, OTHER_CAPITAL, 'Έ', 'Ώ');
        addRange(kinds, OTHER_CAPITAL, 'Α', 'Ϋ');
        addRange(kinds, OTHER_CAPITAL, 'Ё', 'Я');
        add(kinds, GREEK_LEAD, "ΒΓΞΟ");
        add(kinds, CYRILLIC_LEAD, "ВГРС");
        add(kinds, SMALL_VE, "в");
        add(kinds, CAPITAL_DJE, "Ђ");
        add(kinds, SMALL_BETA, "β");
        add(kinds, EURO, "€");
        add(kinds, AFTER_BETA_EURO, "\u00A0\u00AD®°Ά™");
        add(kinds, LOW_QUOTE, "‚");
        add(kinds, A_UMLAUT, "Ä");
        add(kinds, AFTER_QUOTE_UMLAUT, "¢ìîïòôùúûπ");
        add(kinds, A_CIRCUMFLEX_OR_O_ACUTE, "âó");
        add(kinds, AFTER_QUOTE_A, "°àäê");
        add(kinds, MICRO, "µ");
        add(kinds, ARABIC_LEAD, "ØÙ");
        add(kinds, AFTER_ARABIC_LEAD, "®»ŠŸ―’…");
        return kinds;
    }

    private static void add(long[] kinds, long kind, String characters) {
        characters.chars().forEach(c -> kinds[c] |= kind);
    }

    private static void addRange(long[] kinds, long kind, int first, int last) {
        for (int c = first; c <= last; c++) {
            kinds[c] |= kind;
        }
    }
}
