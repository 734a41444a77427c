package dev.contactbook.domain;

import dev.contactbook.domain.SearchCondition.Part;
import dev.contactbook.domain.text.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a contact's name, and the forms that they have written together (contract §3, search). Immutable. */
final class NameTexts {
    /** The most forms of a name beside the whole ones. */
    static final int MAX_FORMS = 32;

    /** The most UTF-16 units of a form beside the whole ones. */
    static final int MAX_FORM_LENGTH = 64;

    /** What is before and after the forms that are a whole name, and never in a word. */
    private static final String WHOLE = ".";

    private final List<String> first;
    private final List<String> last;

    NameTexts(String foldedFirst, @Nullable String foldedLast) {
        first = Words.of(foldedFirst);
        last = foldedLast == null ? List.of() : Words.of(foldedLast);
    }

    /** Returns the words, each after a space, null if there are none. */
    @Nullable
    String words() {
        if (first.isEmpty() && last.isEmpty()) {
            return null;
        }
        StringBuilder words = new StringBuilder();
        first.forEach(word -> words.append(' ').append(word));
        last.forEach(word -> words.append(' ').append(word));
        return words.toString();
    }

    /** Returns the forms, null if there are no words. */
    @Nullable
    String forms() {
        if (first.isEmpty() && last.isEmpty()) {
            return null;
        }
        Set<String> whole = new LinkedHashSet<>();
        Set<String> runs = new LinkedHashSet<>();
        add(first, last, whole, runs);
        StringBuilder forms = new StringBuilder();
        whole.forEach(form -> forms.append(WHOLE).append(SearchText.ENTRY).append(form));
        forms.append(WHOLE);
        runs.removeAll(whole);
        if (!runs.isEmpty()) {
            forms.append(SearchText.ENTRY); // an empty entry, so that no run is beside a dot
            runs.stream()
                    .limit(MAX_FORMS)
                    .forEach(form -> forms.append(SearchText.ENTRY).append(form));
        }
        return forms.toString();
    }

    /**
     * Adds the forms of some words. From each word on, a form goes to the end of its name, and on to the other name.
     */
    private static void add(List<String> first, List<String> last, Set<String> whole, Set<String> runs) {
        String firstName = String.join("", first);
        String lastName = String.join("", last);
        whole.add(firstName + lastName);
        whole.add(lastName + firstName);
        whole.add(firstName);
        whole.add(lastName);
        whole.remove("");
        addRuns(first, firstName, lastName, runs);
        addRuns(last, lastName, firstName, runs);
    }

    private static void addRuns(List<String> words, String name, String otherName, Set<String> runs) {
        int start = 0;
        for (String word : words) {
            if (start > 0) { // that from the first word on is whole
                runs.add(cut(name, start, otherName));
            }
            start += word.length();
        }
    }

    private static String cut(String name, int start, String otherName) {
        String run = name.substring(start, Math.min(name.length(), start + MAX_FORM_LENGTH + 1));
        if (run.length() < MAX_FORM_LENGTH) {
            run += otherName.substring(0, Math.min(otherName.length(), MAX_FORM_LENGTH + 1 - run.length()));
        }
        if (run.length() <= MAX_FORM_LENGTH) {
            return run;
        }
        // Never half a code point.
        int end = Character.isHighSurrogate(run.charAt(MAX_FORM_LENGTH - 1)) ? MAX_FORM_LENGTH - 1 : MAX_FORM_LENGTH;
        return run.substring(0, end);
    }

    /** The part of the forms in which a form starts with a word. */
    static Part startsForm(String word) {
        return new Part(SearchText.NAME_FORMS, SearchText.ENTRY + word);
    }

    /** The part of the forms in which a whole form equals a text. */
    static Part isWhole(String joined) {
        return new Part(SearchText.NAME_FORMS, SearchText.ENTRY + joined + WHOLE);
    }

    /** The part of the forms in which a whole form starts with a text. */
    static Part startsWhole(String joined) {
        return new Part(SearchText.NAME_FORMS, WHOLE + SearchText.ENTRY + joined);
    }
}
