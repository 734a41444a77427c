package dev.contactbook.domain;

import dev.contactbook.domain.SearchCondition.Part;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
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

    /** What is before each word. */
    static final String WORD = " ";

    /** What is before and after the forms that are a whole name, and never in a word. */
    private static final String WHOLE = ".";

    private final List<String> first;
    private final List<String> last;

    /** The same words with the letters written out that have a second spelling, ö as oe. The same lists if none has. */
    private final List<String> firstWrittenOut;

    private final List<String> lastWrittenOut;

    NameTexts(ContactDetails details, String foldedFirst, @Nullable String foldedLast) {
        first = Words.of(foldedFirst);
        last = foldedLast == null ? List.of() : Words.of(foldedLast);
        firstWrittenOut = writtenOut(details.firstName(), ContactFields.FIRST_NAME.maxLength(), first);
        lastWrittenOut = writtenOut(details.lastName(), ContactFields.LAST_NAME.maxLength(), last);
    }

    /**
     * Returns the words of a text with the letters written out that have a second spelling (contract §3, folding).
     *
     * @param words the words of the folded text
     * @return the words written out, {@code words} if they are the same
     */
    static List<String> writtenOut(@Nullable String text, int limit, List<String> words) {
        if (text == null || Texts.isAscii(text)) {
            return words; // most are
        }
        List<String> writtenOut = Words.of(Folding.foldWrittenOut(text, limit));
        return writtenOut.equals(words) ? words : writtenOut;
    }

    /** Returns the words, each after a space, null if there are none. */
    @Nullable
    String words() {
        if (first.isEmpty() && last.isEmpty()) {
            return null;
        }
        StringBuilder words = new StringBuilder();
        first.forEach(word -> words.append(WORD).append(word));
        last.forEach(word -> words.append(WORD).append(word));
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
        if (!firstWrittenOut.equals(first) || !lastWrittenOut.equals(last)) {
            add(firstWrittenOut, lastWrittenOut, whole, runs);
        }
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

    /**
     * Whether a part of the forms may occur. A form starts with a word, so of a part that starts one this need not join
     * them.
     */
    boolean mayHaveForm(String part) {
        int start = part.startsWith(WHOLE) ? 2 : 1;
        if (!part.startsWith(SearchText.ENTRY, start - 1)) {
            return true;
        }
        int end = part.endsWith(WHOLE) ? part.length() - 1 : part.length();
        return mayStart(first, part, start, end)
                || mayStart(last, part, start, end)
                || (!firstWrittenOut.equals(first) && mayStart(firstWrittenOut, part, start, end))
                || (!lastWrittenOut.equals(last) && mayStart(lastWrittenOut, part, start, end));
    }

    private static boolean mayStart(List<String> words, String part, int start, int end) {
        for (String word : words) {
            if (word.regionMatches(0, part, start, Math.min(word.length(), end - start))) {
                return true;
            }
        }
        return false;
    }

    /** The part that the forms have where the words or the forms have another one: whole names hold all words. */
    static Part anywhereInForms(String part) {
        int start = part.startsWith(WHOLE) ? WHOLE.length() : 0;
        start += part.startsWith(WORD, start) || part.startsWith(SearchText.ENTRY, start) ? 1 : 0;
        int end = part.length() - (part.endsWith(WHOLE) ? WHOLE.length() : 0);
        return new Part(SearchText.NAME_FORMS, part.substring(start, end));
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
