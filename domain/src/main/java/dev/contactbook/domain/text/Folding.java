package dev.contactbook.domain.text;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The folding of text for search and order, by which José finds jose and Straße finds strasse (contract §3).
 *
 * <p>It is NFKD, marks stripped, lower case of the root locale, a few letters that no decomposition reaches (ς→σ ß→ss
 * ł→l ø→o đ→d ð→d þ→th æ→ae œ→oe ı→i ’→'), and runs of white space as one space. A folded text can be longer than its
 * source (U+FDFA becomes 18 code points), which is why it is cut to a limit.
 *
 * <p>Thread-safe.
 */
public final class Folding {
    /**
     * Names the result that {@link #fold} gives here: this algorithm's version and the feature release of the running
     * JDK, whose Unicode tables decide over some code points (several hundred differ between 17 and 25). A store that
     * keeps folded texts keeps this number with them, so that it can tell which ones to fold again.
     */
    public static final int VERSION = 1_000 + Runtime.version().feature();

    /** Texts of contacts are rarely longer. */
    private static final int PIECE = 4_096;

    /** Below it there are no marks, whatever the JDK. */
    private static final char FIRST_MARK = '\u0300';

    /**
     * The folded form of each letter of two bytes, once it was needed, and of those before the first mark from the
     * start. Nothing depends on a letter's neighbours, and to normalize a text takes ten times as long as to look its
     * letters up.
     */
    private static final @Nullable String[] SINGLE = new String[Character.MAX_VALUE + 1];

    /**
     * The same where it is one letter: a number is read faster than a text. 0 where it is none or several, or was not
     * needed yet.
     */
    private static final char[] SINGLE_TO_ONE = new char[Character.MAX_VALUE + 1];

    static {
        for (char letter = 0; letter < FIRST_MARK; letter++) {
            single(letter);
        }
    }

    private Folding() {}

    /**
     * The folded form of a text, cut to a number of code points.
     *
     * @param text any text
     * @param limit the most code points to return; the limit of the field the text belongs to
     * @return the folded text, possibly empty, at most {@code limit} code points long
     */
    public static String fold(String text, int limit) {
        return fold(text, limit, PIECE);
    }

    /**
     * Piece by piece, and no further than needed: no letter's folded form depends on its neighbours, but for white
     * space.
     */
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
     * The folded form of a text, uncut.
     *
     * @param text any text
     * @return the folded text, possibly empty, possibly longer than the source
     */
    public static String fold(String text) {
        return collapse(hasSurrogates(text) ? foldUnicode(text) : foldSingly(text));
    }

    /** By folded text, cut to a limit, then as written, both by code point (contract §4). */
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

    /** Two threads may both fold a letter; each sees a whole text, and the same one. */
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
        // Marks go before the normalizer sees them, too: putting a long run of them in order takes it quadratic time.
        String decomposed = Normalizer.normalize(withoutMarks(text), Normalizer.Form.NFKD);
        // At each capital sigma the JDK looks for the end of the word: quadratic time in a long one.
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

    /** Without what Unicode calls marks: {@code \p{M}}. */
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

    /** Runs of white space as one space. */
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
