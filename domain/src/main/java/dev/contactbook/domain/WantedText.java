package dev.contactbook.domain;

import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A text that a condition searches for or compares with, folded once (contract §4).
 *
 * @param operator the operator, which {@linkplain FilterOperator#comparesFolded() compares folded texts}
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

    /**
     * Folds a text to compare with. A folded text can be longer than its field, so the typed length decides if it fits.
     *
     * @param text the text as it is stored
     * @param folded its folded form, cut like that of a stored text
     * @param maxLength the most code points of a stored text
     */
    static WantedText same(String text, String folded, int maxLength) {
        return new WantedText(FilterOperator.SAME_AS, folded, Texts.length(text) <= maxLength);
    }

    /** The folded texts of those that fit. */
    static Set<String> fitting(List<WantedText> texts) {
        return texts.stream().filter(WantedText::fits).map(WantedText::folded).collect(Collectors.toUnmodifiableSet());
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
