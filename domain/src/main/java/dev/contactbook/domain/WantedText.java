package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;

/**
 * The text that a condition searches for, folded once (contract §4).
 *
 * @param operator the operator, which {@linkplain FilterOperator#searches() searches}
 * @param folded the folded text, cut if no text can be as long
 * @param fits whether a text can be as long
 */
record WantedText(FilterOperator operator, String folded, boolean fits) {
    /**
     * Folds a text to search for.
     *
     * @param operator one that {@linkplain FilterOperator#searches() searches}
     * @param text the given text
     * @param maxLength the most code points of a folded text to search in
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
