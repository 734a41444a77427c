package dev.contactbook.domain.text;

/**
 * The sort key of a text: folded, then as written, both by code point (contract §4).
 *
 * @param folded the folded text, cut to the length of its field
 * @param text the text as written
 */
public record FoldedText(String folded, String text) implements Comparable<FoldedText> {
    @Override
    public int compareTo(FoldedText other) {
        return compare(folded, text, other);
    }

    /** Compares a text with another one without an object for it: conditions compare the text of each contact. */
    public static int compare(String folded, String text, FoldedText other) {
        int byFolded = Texts.BY_CODE_POINT.compare(folded, other.folded);
        return byFolded != 0 ? byFolded : Texts.BY_CODE_POINT.compare(text, other.text);
    }
}
