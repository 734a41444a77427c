package dev.contactbook.domain.text;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds texts for search and order: José matches jose, and Straße matches strasse (contract §3).
 *
 * <p>Code points that cannot be seen are dropped. The others are decomposed (NFKD), lowered and replaced by
 * {@link FoldedLetters}. Marks go from letters of Latin, Greek, Cyrillic, Hebrew and Arabic, and from all that belongs
 * to no script. Letters of other scripts retain theirs, composed (NFC). A run of white space becomes one space. A
 * folded text can be longer than its source (U+FDFA becomes 18 code points), so it is cut to a limit.
 *
 * <p>Thread-safe. The time is proportional to the length of the text.
 */
public final class Folding {
    /**
     * The version of these rules. If they change, folded texts in stores and cursors of sorted queries are outdated.
     */
    public static final int RULES = 2;

    /**
     * The version of these rules and of the running JDK, whose Unicode tables differ between releases.
     * {@code SearchText} publishes it for stores.
     */
    public static final int VERSION = RULES * 1_000 + Runtime.version().feature();

    /** Longer texts are folded no further than needed. Texts of contacts are rarely longer. */
    private static final int SHORT = 4_096;

    /** No mark is below it, on any JDK. */
    private static final char FIRST_MARK = '\u0300';

    /** The normalizer sorts marks in quadratic time. A longer run, which no language has, keeps its order. */
    private static final int MOST_SORTED_MARKS = 30;

    private static final int DIAERESIS = 0x0308;
    private static final int RING = 0x030A;

    /** What belongs to no script: digits, punctuation, and marks for letters of many scripts. */
    private static final Set<UnicodeScript> NO_SCRIPT =
            EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);

    /** The scripts whose letters lose their marks. */
    private static final Set<UnicodeScript> WITHOUT_MARKS = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.UNKNOWN);

    /**
     * The folded form of each UTF-16 unit that is a letter or sign of its own, computed when first needed, or at the
     * start if before the first mark. It does not depend on neighbours, and a lookup is much faster than normalizing.
     */
    private static final @Nullable String[] SINGLE = new String[Character.MAX_VALUE + 1];

    /**
     * The same if it is one letter. A char is read faster than a text. 0 if it is none or several, or was not needed
     * yet.
     */
    private static final char[] SINGLE_TO_ONE = new char[Character.MAX_VALUE + 1];

    /** Letters with marks that were composed last: a text has few. Two threads may write the same place. */
    private static final @Nullable Composed[] COMPOSED = new Composed[1 << 10];

    static {
        for (char letter = 0; letter < FIRST_MARK; letter++) {
            single(letter);
        }
    }

    private final boolean writesOut;
    private final StringBuilder folded;

    /** Where the letter starts that the next mark belongs to. */
    private int letterStart;

    /** How many marks that letter retained. */
    private int marks;

    private Folding(boolean writesOut, StringBuilder folded) {
        this.writesOut = writesOut;
        this.folded = folded;
    }

    /**
     * Returns the folded form of a text, cut to a number of code points.
     *
     * @param text any text
     * @param limit the most code points to return: the limit of the text's field
     * @return the folded text, possibly empty, at most {@code limit} code points long
     */
    public static String fold(String text, int limit) {
        boolean isShort = text.length() <= SHORT;
        return Texts.cut(isShort ? fold(text) : new Folding(false, new StringBuilder()).all(text, limit), limit);
    }

    /**
     * Returns the folded form of a text, uncut.
     *
     * @param text any text
     * @return the folded text, possibly empty, possibly longer than the source
     */
    public static String fold(String text) {
        char[] letters = new char[text.length()];
        for (int i = 0; i < letters.length; i++) {
            char one = SINGLE_TO_ONE[text.charAt(i)];
            if (one == 0) {
                return new Folding(false, new StringBuilder(text.length() + 8)).all(text, Integer.MAX_VALUE);
            }
            letters[i] = one;
        }
        return collapse(new String(letters));
    }

    /**
     * Returns the folded form of a text in which letters with a second spelling have it: ä ö ü ø å ə are ae oe ue oe aa
     * a.
     *
     * @param text any text
     * @param limit the most code points to return
     * @return the folded text, at most {@code limit} code points long, the same as {@link #fold} without such letters
     */
    public static String foldWrittenOut(String text, int limit) {
        return Texts.cut(new Folding(true, new StringBuilder(text.length() + 8)).all(text, limit), limit);
    }

    /** Returns the order by folded text, cut to a limit, then as written, both by code point (contract §4). */
    public static Comparator<String> order(int limit) {
        return Comparator.comparing((String text) -> fold(text, limit), Texts.BY_CODE_POINT)
                .thenComparing(Texts.BY_CODE_POINT);
    }

    /** Folds a text, no further than the limit needs. */
    private String all(String text, int limit) {
        int lastSingle = writesOut ? 0x7F : Character.MAX_VALUE; // others may be written differently
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            String single = codePoint <= lastSingle ? single((char) codePoint) : decomposed(codePoint);
            if (codePoint <= lastSingle && !startsWithMark(single)) {
                letters(single);
            } else {
                parts(single);
            }
            if (marks == 0 && folded.length() / 2 > limit) {
                break;
            }
        }
        endLetter();
        return folded.toString();
    }

    /**
     * Returns what a letter folds to, nothing if it cannot be seen, or the parts of a mark, which its letter decides
     * about.
     */
    private static String single(char letter) {
        String single = SINGLE[letter];
        if (single == null) {
            single = decomposed(letter);
            if (!startsWithMark(single)) {
                Folding folding = new Folding(false, new StringBuilder());
                folding.parts(single);
                folding.endLetter();
                single = folding.folded.toString();
            }
            // Two threads may fold the same letter: both get the same text.
            SINGLE[letter] = single;
            boolean isOne = single.length() == 1 && !startsWithMark(single) && !Character.isSurrogate(letter);
            SINGLE_TO_ONE[letter] = isOne ? single.charAt(0) : 0;
        }
        return single;
    }

    /** Returns the letters, signs and marks that a code point consists of, none if it cannot be seen. */
    private static String decomposed(int codePoint) {
        if (Invisible.is(codePoint)) {
            return "";
        }
        String sign = Character.toString(FoldedLetters.sign(codePoint));
        return codePoint < 0x80 ? sign : Normalizer.normalize(sign, Normalizer.Form.NFKD);
    }

    private static boolean startsWithMark(String parts) {
        return !parts.isEmpty() && isMark(parts.codePointAt(0));
    }

    /** Appends the letters, signs and marks that a code point consists of. */
    private void parts(String parts) {
        int part;
        for (int i = 0; i < parts.length(); i += Character.charCount(part)) {
            part = parts.codePointAt(i);
            if (isMark(part)) {
                mark(part);
            } else if (!Invisible.is(part)) {
                letters(FoldedLetters.letter(Character.toLowerCase(FoldedLetters.sign(part)), writesOut));
            }
        }
    }

    /** Appends folded letters and signs. White space after white space is left out. */
    private void letters(String letters) {
        if (!letters.isEmpty()) { // else the next mark belongs to the letter before
            endLetter();
        }
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (!Texts.isWhiteSpace(letter)) {
                folded.append(letter);
            } else if (folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
    }

    /** Appends a mark to the letter before it, writes the letter out, or leaves the mark out. */
    private void mark(int mark) {
        if (marks == 0) {
            letterStart = lastLetter();
        }
        int letter = letterStart < folded.length() ? folded.codePointAt(letterStart) : mark;
        if (retains(letter, mark)) {
            folded.appendCodePoint(mark);
            marks++;
        } else if (writesOut && letterStart == folded.length() - 1) {
            if (mark == DIAERESIS && (letter == 'a' || letter == 'o' || letter == 'u')) {
                folded.append('e');
            } else if (mark == RING && letter == 'a') {
                folded.append('a');
            }
        }
    }

    /** Where the last letter starts. It may have marks already, of its decomposition. */
    private int lastLetter() {
        int start = folded.length();
        for (int i = 0; i <= MOST_SORTED_MARKS && start > 0; i++) {
            int codePoint = folded.codePointBefore(start);
            start -= Character.charCount(codePoint);
            if (!isMark(codePoint)) {
                return start;
            }
        }
        return start;
    }

    /** Whether a letter retains a mark. Where there is no letter of a script, the mark's own script decides. */
    private static boolean retains(int letter, int mark) {
        UnicodeScript script = isMark(letter) ? UnicodeScript.COMMON : UnicodeScript.of(letter);
        return !WITHOUT_MARKS.contains(NO_SCRIPT.contains(script) ? UnicodeScript.of(mark) : script);
    }

    /** Composes the last letter with the marks that it retained, so that these are in one order. */
    private void endLetter() {
        if (marks > 0 && marks <= MOST_SORTED_MARKS) {
            String typed = folded.substring(letterStart);
            int place = typed.hashCode() & (COMPOSED.length - 1);
            Composed composed = COMPOSED[place];
            if (composed == null || !composed.typed.equals(typed)) {
                composed = new Composed(typed, Normalizer.normalize(typed, Normalizer.Form.NFC));
                COMPOSED[place] = composed;
            }
            folded.replace(letterStart, folded.length(), composed.text);
        }
        marks = 0;
    }

    /** A letter with marks, and the same composed. */
    private record Composed(String typed, String text) {}

    private static boolean isMark(int codePoint) {
        return codePoint >= FIRST_MARK
                && switch (Character.getType(codePoint)) {
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
}
