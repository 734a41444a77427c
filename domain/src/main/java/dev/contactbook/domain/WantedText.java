package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;

/**
 * A text that a condition looks for in others, folded once (contract §4).
 *
 * @param operator where to look for it
 * @param folded the text, folded; of one that is longer than any text to look in no more than the start
 * @param fits whether a text to look in can be as long
 */
record WantedText(FilterOperator operator, String folded, boolean fits) {
    /**
     * A text to look for.
     *
     * @param operator one that {@linkplain FilterOperator#searches() searches}
     * @param text the text, as given
     * @param maxLength the most code points of a folded text to look in
     */
    static WantedText of(FilterOperator operator, String text, int maxLength) {
        String folded = Folding.fold(text, maxLength + 1);
        return new WantedText(operator, folded, Texts.length(folded) <= maxLength);
    }

    boolean isIn(String text) {
        return switch (operator) {
            case CONTAINS -> text.contains(folded);
            case STARTS_WITH -> text.startsWith(folded);
            case ENDS_WITH -> text.endsWith(folded);
            default -> throw new IllegalStateException(operator + " does not search");
        };
    }
}
