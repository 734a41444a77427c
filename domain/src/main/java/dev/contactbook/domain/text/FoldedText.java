package dev.contactbook.domain.text;

/**
 * A text as contacts are sorted by it: by the folded one, then as written, both by code point (contract §4).
 *
 * @param folded the text, folded and cut to the length of its field
 * @param text the text as written
 */
public record FoldedText(String folded, String text) implements Comparable<FoldedText> {
    @Override
    public int compareTo(FoldedText other) {
        return compare(folded, text, other);
    }

    /** How a text compares with another one, without an object for it: conditions compare each contact's. */
    public static int compare(String folded, String text, FoldedText other) {
        int byFolded = Texts.BY_CODE_POINT.compare(folded, other.folded);
        return byFolded != 0 ? byFolded : Texts.BY_CODE_POINT.compare(text, other.text);
    }
}
