package dev.contactbook.domain.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of folded texts (contract §3, search). Apostrophes vanish. White space, dashes, brackets, quotation marks
 * and {@code , ; : . /} separate words.
 *
 * <p>Thread-safe: it has no state.
 */
public final class Words {
    private Words() {}

    /** Returns the words of a folded text, in their order, none of them empty. */
    public static List<String> of(String folded) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int codePoint;
        for (int i = 0; i < folded.length(); i += Character.charCount(codePoint)) {
            codePoint = folded.codePointAt(i);
            if (!separates(codePoint)) {
                if (codePoint != '\'') {
                    word.appendCodePoint(codePoint);
                }
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** Whether a text has a letter or a digit of any script. */
    public static boolean hasLetterOrDigit(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (Character.isLetterOrDigit(codePoint)) {
                return true;
            }
        }
        return false;
    }

    private static boolean separates(int codePoint) {
        if (codePoint < 0x80) {
            return switch (codePoint) {
                case ' ', '-', ',', ';', ':', '.', '"', '(', ')', '[', ']', '{', '}', '/' -> true;
                default -> false;
            };
        }
        return switch (codePoint) {
            // Middle dots, and the comma, semicolon and full stop of other scripts.
            case 0x00B7, 0x060C, 0x061B, 0x06D4, 0x2027, 0x3001, 0x3002, 0x30FB -> true;
            // A double prime, and the quotation mark of Hebrew.
            case 0x02BA, 0x05F4 -> true;
            default ->
                switch (Character.getType(codePoint)) {
                    case Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> true;
                    default -> false;
                };
        };
    }
}
