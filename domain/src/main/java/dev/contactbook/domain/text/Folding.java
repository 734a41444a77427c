package dev.contactbook.domain.text;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Folds texts for search and order: José matches jose, and Straße matches strasse (contract §3).
 *
 * <p>The steps are NFKD, no marks, lower case of the root locale, a few letters that no decomposition reaches (ς→σ ß→ss
 * ł→l ø→o đ→d ð→d þ→th æ→ae œ→oe ı→i ’→'), and runs of white space as one space. A folded text can be longer than its
 * source (U+FDFA becomes 18 code points), so it is cut to a limit.
 *
 * <p>Thread-safe.
 */
public final class Folding {
    /**
     * The version of this algorithm and of the running JDK, whose Unicode tables differ between releases.
     * {@code SearchText} publishes it for stores.
     */
    public static final int VERSION = 1_000 + Runtime.version().feature();

    /** Longer texts are folded piece by piece. Texts of contacts are rarely longer. */
    private static final int PIECE = 4_096;

    /** No mark is below it, on any JDK. */
    private static final char FIRST_MARK = '\u0300';

    /**
     * The folded form of each UTF-16 unit, computed when first needed, or at the start if before the first mark. It
     * does not depend on neighbours, and a lookup is much faster than normalizing a text.
     */
    private static final @Nullable String[] SINGLE = new String[Character.MAX_VALUE + 1];

    /**
     * The same if it is one letter. A char is read faster than a text. 0 if it is none or several, or was not needed
     * yet.
     */
    private static final char[] SINGLE_TO_ONE = new char[Character.MAX_VALUE + 1];

    static {
        for (char letter = 0; letter < FIRST_MARK; letter++) {
            single(letter);
        }
    }

    private Folding() {}

    /**
     * Returns the folded form of a text, cut to a number of code points.
     *
     * @param text any text
     * @param limit the most code points to return: the limit of the text's field
     * @return the folded text, possibly empty, at most {@code limit} code points long
     */
    public static String fold(String text, int limit) {
        return fold(text, limit, PIECE);
    }

    /** Folds piece by piece, and no further than needed: only white space depends on its neighbours. */
    static String fold(String text, int limit, int piece) {
        if (text.length() <= piece) {
            return Texts.cut(fold(text), limit);
        }
        StringBuilder folded = new StringBuilder();
        int start = 0;
        while (start < text.length() && folded.codePointCount(0, folded.length()) <= limit) {
            int end = Math.min(text.length(), start + piece);
            if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
                end++;
            }
            String more = fold(text.substring(start, end));
            boolean goesOnWithSpace =
                    !folded.isEmpty() && folded.charAt(folded.length() - 1) == ' ' && more.startsWith(" ");
            folded.append(more, goesOnWithSpace ? 1 : 0, more.length());
            start = end;
        }
        return Texts.cut(folded.toString(), limit);
    }

    /**
     * Returns the folded form of a text, uncut.
     *
     * @param text any text
     * @return the folded text, possibly empty, possibly longer than the source
     */
    public static String fold(String text) {
        return collapse(hasSurrogates(text) ? foldUnicode(text) : foldSingly(text));
    }

    /** Returns the order by folded text, cut to a limit, then as written, both by code point (contract §4). */
    public static Comparator<String> order(int limit) {
        return Comparator.comparing((String text) -> fold(text, limit), Texts.BY_CODE_POINT)
                .thenComparing(Texts.BY_CODE_POINT);
    }

    private static String foldSingly(String text) {
        char[] folded = new char[text.length()];
        for (int i = 0; i < folded.length; i++) {
            char letter = text.charAt(i);
            char one = SINGLE_TO_ONE[letter];
            if (one == 0) {
                return foldSingly(text, i, new StringBuilder(text.length()).append(folded, 0, i));
            }
            folded[i] = one;
        }
        return new String(folded);
    }

    /** The rest of a text from a letter on that may become none or several. */
    private static String foldSingly(String text, int start, StringBuilder folded) {
        for (int i = start; i < text.length(); i++) {
            char letter = text.charAt(i);
            char one = SINGLE_TO_ONE[letter];
            if (one == 0) {
                folded.append(single(letter));
            } else {
                folded.append(one);
            }
        }
        return folded.toString();
    }

    /** Two threads may fold the same letter: both get the same text. */
    private static String single(char letter) {
        String folded = SINGLE[letter];
        if (folded == null) {
            folded = foldUnicode(String.valueOf(letter));
            SINGLE[letter] = folded;
            SINGLE_TO_ONE[letter] = folded.length() == 1 ? folded.charAt(0) : 0;
        }
        return folded;
    }

    private static String foldUnicode(String text) {
        // Remove marks before normalizing, too: the normalizer sorts a long run of marks in quadratic time.
        String decomposed = Normalizer.normalize(withoutMarks(text), Normalizer.Form.NFKD);
        // At each capital sigma the JDK searches for the end of the word, in quadratic time.
        String lower = withoutMarks(decomposed).replace('Σ', 'σ').toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char letter = lower.charAt(i);
            switch (letter) {
                case 'ς' -> folded.append('σ');
                case 'ß' -> folded.append("ss");
                case 'ł' -> folded.append('l');
                case 'ø' -> folded.append('o');
                case 'đ', 'ð' -> folded.append('d');
                case 'þ' -> folded.append("th");
                case 'æ' -> folded.append("ae");
                case 'œ' -> folded.append("oe");
                case 'ı' -> folded.append('i');
                case '’' -> folded.append('\'');
                default -> folded.append(letter);
            }
        }
        return folded.toString();
    }

    /** Removes the Unicode marks, {@code \p{M}}. */
    private static String withoutMarks(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int codePoint = text.codePointAt(i);
            if (codePoint < FIRST_MARK || !isMark(codePoint)) {
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    private static boolean isMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** Replaces each run of white space by one space. */
    public static String collapse(String text) {
        if (!Texts.hasWhiteSpace(text)) {
            return text;
        }
        StringBuilder collapsed = new StringBuilder(text.length());
        boolean inWhiteSpace = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            boolean whiteSpace = Texts.isWhiteSpace(letter);
            if (!whiteSpace) {
                collapsed.append(letter);
            } else if (!inWhiteSpace) {
                collapsed.append(' ');
            }
            inWhiteSpace = whiteSpace;
        }
        return collapsed.toString();
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
