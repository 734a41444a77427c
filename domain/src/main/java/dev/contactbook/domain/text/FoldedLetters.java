package dev.contactbook.domain.text;

/**
 * The letters and signs that no decomposition reaches, and what they fold to (contract §3). All letters are lower case.
 *
 * <p>Thread-safe: it has no state.
 */
final class FoldedLetters {
    private static final char HIRAGANA_FIRST = '\u3041';
    private static final char HIRAGANA_LAST = '\u3096';
    private static final char HIRAGANA_REPEATED = '\u309D';
    private static final char HIRAGANA_REPEATED_VOICED = '\u309E';

    /** How far katakana are from hiragana. */
    private static final int KATAKANA = 0x60;

    private FoldedLetters() {}

    /** Returns the apostrophe or the dash that a sign is, or the same code point. */
    static int sign(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint == '`' ? '\'' : codePoint;
        }
        return switch (codePoint) {
            // Acute accent, modifier letters and signs that people type for an apostrophe.
            case 0x00B4, 0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02BE, 0x02BF, 0x02C8, 0x02CA, 0x02CB, 0x0374 -> '\'';
            // The apostrophes of Armenian, Hebrew and N'Ko, and the grave and acute accent of Greek.
            case 0x055A, 0x05F3, 0x07F4, 0x07F5, 0x1FEF, 0x1FFD -> '\'';
            // Quotation marks, primes, saltillos and the full-width ones.
            case 0x2018, 0x2019, 0x201B, 0x2032, 0x2035, 0xA78B, 0xA78C, 0xFF07, 0xFF40 -> '\'';
            // Modifier, bullet and mathematical minus.
            case 0x02D7, 0x2043, 0x2212 -> '-';
            default -> Character.getType(codePoint) == Character.DASH_PUNCTUATION ? '-' : codePoint;
        };
    }

    /**
     * Returns what a letter folds to, empty for tatweel.
     *
     * @param letter a decomposed letter in lower case
     * @param writesOut whether ø and ə are written out as oe and a, not o and e
     */
    static String letter(int letter, boolean writesOut) {
        if (letter < 0x80) {
            return Character.toString(letter);
        }
        return switch (letter) {
            case 'ß' -> "ss";
            case 'þ' -> "th";
            case 'æ' -> "ae";
            case 'œ' -> "oe";
            case 'ø' -> writesOut ? "oe" : "o";
            case 'ə', 'ǝ' -> writesOut ? "a" : "e";
            case 'ⱥ', 'ɑ' -> "a";
            case 'ƀ', 'ƃ', 'ɓ' -> "b";
            case 'ȼ', 'ƈ', 'ɕ' -> "c";
            case 'đ', 'ð', 'ɖ', 'ɗ', 'ƌ' -> "d";
            case 'ɇ', 'ɛ' -> "e";
            case 'ƒ' -> "f";
            case 'ǥ', 'ɠ', 'ɡ', 'ɣ' -> "g";
            case 'ħ', 'ɦ', 'ⱨ' -> "h";
            case 'ı', 'ɨ', 'ɩ', 'ɪ' -> "i";
            case 'ȷ', 'ɉ' -> "j";
            case 'ƙ', 'ĸ', 'ⱪ' -> "k";
            case 'ł', 'ƚ', 'ɫ', 'ⱡ' -> "l";
            case 'ɱ' -> "m";
            case 'ŋ', 'ɲ', 'ƞ' -> "n";
            case 'ɔ', 'ɵ' -> "o";
            case 'ƥ', 'ᵽ' -> "p";
            case 'ɋ' -> "q";
            case 'ɍ', 'ɽ' -> "r";
            case 'ȿ', 'ʂ' -> "s";
            case 'ŧ', 'ƫ', 'ƭ', 'ʈ', 'ⱦ' -> "t";
            case 'ʉ', 'ʊ' -> "u";
            case 'ʋ' -> "v";
            case 'ⱳ' -> "w";
            case 'ɏ', 'ƴ' -> "y";
            case 'ƶ', 'ȥ', 'ⱬ' -> "z";
            case 'ς' -> "σ";
            case 'ـ' -> "";
            case 'ٱ' -> "ا";
            case 'ى', 'ی' -> "ي";
            case 'ک', 'ڪ' -> "ك";
            case 'ة', 'ۃ', 'ہ', 'ە' -> "ه";
            default -> Character.toString(isHiragana(letter) ? letter + KATAKANA : letter);
        };
    }

    private static boolean isHiragana(int letter) {
        return (letter >= HIRAGANA_FIRST && letter <= HIRAGANA_LAST)
                || letter == HIRAGANA_REPEATED
                || letter == HIRAGANA_REPEATED_VOICED;
    }
}
