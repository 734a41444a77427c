package dev.contactbook.domain;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A condition of a search on the {@linkplain SearchText search texts} of a contact: of each group, at least one part
 * occurs. A store in a database translates it to {@code like}. Immutable.
 *
 * @param groups the groups, none of them empty. No contact matches a condition without groups
 */
public record SearchCondition(List<List<Part>> groups) {
    /** A condition that no contact meets. */
    static final SearchCondition NONE = new SearchCondition(List.of());

    /** {@return the condition that no contact meets} */
    public static SearchCondition none() {
        return NONE;
    }

    /**
     * A condition of groups.
     *
     * @param groups the groups, which are copied
     */
    public SearchCondition {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /**
     * Matches contacts in one of whose search texts a part occurs.
     *
     * @param text the search text
     * @param value the part, with the line feeds and dots of the search text
     */
    public record Part(SearchText text, String value) {
        /** Its search text, without the part. */
        @Override
        public String toString() {
            return "Part[" + text.label() + "]";
        }
    }

    /**
     * Returns a condition that every match meets too. Each of its groups looks at fewer search texts, so a database
     * checks it first.
     *
     * @return the condition, with as many groups as this one at most
     */
    public SearchCondition implied() {
        return new SearchCondition(groups.stream()
                .map(group -> group.stream()
                        .map(part -> part.text() == SearchText.NAME_WORDS || part.text() == SearchText.NAME_FORMS
                                ? NameTexts.anywhereInForms(part.value())
                                : part)
                        .distinct()
                        .toList())
                .distinct()
                .toList());
    }

    /**
     * Returns whether a contact matches.
     *
     * @param contact any contact
     * @return true if of each group a part occurs
     */
    public boolean matches(Contact contact) {
        return matches(new FoldedContact(contact));
    }

    boolean matches(FoldedContact contact) {
        for (List<Part> group : groups) {
            if (!hasOne(contact, group)) {
                return false;
            }
        }
        return !groups.isEmpty();
    }

    private static boolean hasOne(FoldedContact contact, List<Part> group) {
        for (Part part : group) {
            if (contact.has(part)) {
                return true;
            }
        }
        return false;
    }

    /** Its search texts, without the parts. */
    @Override
    public String toString() {
        return "SearchCondition" + groups;
    }

    /**
     * Returns the condition that an e-mail address is the same as another one.
     *
     * @param key {@link TextField#sameKey} of an e-mail
     * @return the condition
     */
    public static SearchCondition sameEmail(String key) {
        return of(new Part(SearchText.EMAIL_ADDRESSES, SearchText.ENTRY + SearchText.whole(key)));
    }

    /** A part that has to occur. */
    static SearchCondition of(Part part) {
        return anyOf(List.of(part));
    }

    static SearchCondition anyOf(List<Part> parts) {
        return new SearchCondition(List.of(parts));
    }

    /** Returns parts of one search text. */
    static List<Part> parts(SearchText text, Collection<String> values) {
        return values.stream().map(value -> new Part(text, value)).toList();
    }

    /** Returns a condition that contacts meet that meet one of several. */
    static SearchCondition oneOf(List<SearchCondition> conditions) {
        SearchCondition any = NONE;
        for (SearchCondition condition : conditions) {
            any = any.or(condition);
        }
        return any;
    }

    private SearchCondition or(SearchCondition other) {
        if (groups.isEmpty() || other.groups.isEmpty()) {
            return groups.isEmpty() ? other : this;
        }
        return new SearchCondition(groups.stream()
                .flatMap(one -> other.groups.stream()
                        .map(another ->
                                Stream.concat(one.stream(), another.stream()).toList()))
                .toList());
    }
}
