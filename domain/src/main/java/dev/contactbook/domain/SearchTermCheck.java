package dev.contactbook.domain;

import dev.contactbook.domain.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a search gets from its caller, and collects what is wrong with it (contract §3, search). The length of a
 * term counts as typed: folding may remove a vowel of a short word, or make one character many.
 */
final class SearchTermCheck {
    private final @Nullable String term;
    private final List<Violation> violations = new ArrayList<>();

    SearchTermCheck(@Nullable String term) {
        this.term = term;
    }

    /**
     * Returns the term without what cannot be seen, empty after it adds a violation. It may have control characters.
     */
    String visible() {
        String visible = term == null ? "" : Texts.visible(term);
        if (hasLength(visible)) {
            return visible;
        }
        violations.add(new Violation("term", "term_length", "Must be 2 to 255 characters"));
        return "";
    }

    /** Returns the term as one line without what cannot be seen, empty after it adds a violation. */
    String line() {
        String visible = visible();
        if (Texts.isOneLine(visible)) {
            return visible;
        }
        violations.add(ContactRule.TEXT_CHARACTERS.violation("term"));
        return "";
    }

    /** Returns the term as a clean phone, and adds a violation if it has no digits to search for. */
    String phone() {
        String number = PhoneText.clean(visible());
        if (number == null) {
            return "";
        } else if (!Texts.isOneLine(number)) {
            violations.add(ContactRule.TEXT_CHARACTERS.violation("term"));
        } else if (Texts.digits(number).length() < ContactSearch.MIN_TERM_LENGTH) {
            violations.add(new Violation("term", "term_digits", "Must have at least 2 digits"));
        }
        return number;
    }

    /** Adds a violation if nothing in the folded term can be searched for. One of its length comes first. */
    void requireLetters(boolean hasSome) {
        if (!hasSome && violations.isEmpty()) {
            violations.add(new Violation("term", "term_letters", "Must contain a letter or a digit"));
        }
    }

    /** Returns a country field of a phone search, empty after it adds a violation. */
    String country(ContactField<?> field, @Nullable String value, Predicate<String> isRight, ContactRule rule) {
        if (value == null) {
            violations.add(new Violation(field.name(), "required", "Required for a phone search"));
        } else if (!isRight.test(value)) {
            violations.add(rule.violation(field));
        }
        return value == null ? "" : value;
    }

    /**
     * Fails if anything is wrong.
     *
     * @throws ContactsException.Invalid with all violations
     */
    void requireNone() {
        if (!violations.isEmpty()) {
            throw ContactsException.Invalid.search(violations);
        }
    }

    /** Whether a text is as long as a term may be. */
    static boolean hasLength(String text) {
        int length = Texts.length(text);
        return length >= ContactSearch.MIN_TERM_LENGTH && length <= ContactSearch.MAX_TERM_LENGTH;
    }
}
