package dev.contactbook.domain;

import dev.contactbook.domain.SearchCondition.Part;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a search finds a contact, or why not, for support staff and tests (contract §3, search). Immutable.
 *
 * <p>{@link #describe} and the accessors of findings contain the contact's data. {@link #toString} does not.
 *
 * @param rank the rank of the contact, empty if the search does not find it
 * @param findings one for each word, number or field that the search looks for, in the order of the term
 */
public record SearchExplanation(OptionalInt rank, List<Finding> findings) {
    /**
     * An explanation.
     *
     * @param rank the rank of the contact, empty if the search does not find it
     * @param findings one for each word, number or field, copied
     */
    public SearchExplanation {
        findings = List.copyOf(findings);
    }

    /** How a contact has what a search looks for. */
    public enum Match {
        /** A word, an address, a number or a field equals it. */
        WHOLE,

        /** A word, an address or a number starts with it. */
        START,

        /** A word, an address or a number contains it. */
        INSIDE,

        /** Words written together, or with umlauts written out, start with it. */
        FORM,

        /** The contact does not have it. */
        MISSING
    }

    /**
     * One thing that a search looks for.
     *
     * @param wanted the word, address, digits or value, folded
     * @param match how the contact has it
     * @param fields the fields that have it, all that it was looked for in if it is missing
     * @param met the word, form, address, number or value of the contact, null if it is missing. {@code unknown} if a
     *     contact without a calling code fits any
     */
    public record Finding(
            String wanted,
            Match match,
            List<? extends ContactField<?>> fields,
            @Nullable String met) {
        /**
         * One thing that a search looks for.
         *
         * @param wanted the word, address, digits or value, folded
         * @param match how the contact has it
         * @param fields the fields, copied
         * @param met the word, form, address, number or value of the contact, null if it is missing. {@code unknown} if
         *     a contact without a calling code fits any
         */
        public Finding {
            fields = List.copyOf(fields);
        }

        /** Returns the finding as a sentence: {@code "lee" starts "leeroy" in last_name}. */
        String describe() {
            return '"' + wanted + "\" "
                    + switch (match) {
                        case WHOLE -> "is \"" + met + '"';
                        case START -> "starts \"" + met + '"';
                        case INSIDE -> "is inside \"" + met + '"';
                        case FORM -> "starts the form \"" + met + '"';
                        case MISSING -> "is missing";
                    }
                    + " in " + names();
        }

        private String names() {
            return fields.stream().map(ContactField::name).collect(Collectors.joining(" and "));
        }

        /** The kind of match and the fields, without texts. */
        @Override
        public String toString() {
            return match.name().toLowerCase(Locale.ROOT) + " in " + names();
        }
    }

    /** {@return whether the search finds the contact} */
    public boolean isFound() {
        return rank.isPresent();
    }

    /**
     * Returns the explanation as text, one line per finding, with the data of the contact.
     *
     * @return {@code Found with rank 2}, or {@code Not found}, and a line for each finding
     */
    public String describe() {
        return findings.stream()
                .map(Finding::describe)
                .collect(Collectors.joining(
                        "\n", isFound() ? "Found with rank " + rank.getAsInt() + "\n" : "Not found\n", ""));
    }

    /** The rank and the fields, without texts. */
    @Override
    public String toString() {
        return "SearchExplanation[" + (isFound() ? "rank " + rank.getAsInt() : "not found") + ", " + findings + "]";
    }

    static SearchExplanation of(ContactSearch search, FoldedContact contact) {
        List<Finding> findings = search.kinds().stream()
                .filter(kind -> kind.finds(contact) || !search.finds(contact))
                .flatMap(kind -> kind.condition().groups().stream().map(group -> finding(kind, group, contact)))
                .toList();
        return new SearchExplanation(
                search.finds(contact) ? OptionalInt.of(search.tier(contact)) : OptionalInt.empty(), findings);
    }

    /** Says which part of a group the contact has best: in one field alone before all together. */
    private static Finding finding(ContactSearch search, List<Part> group, FoldedContact contact) {
        Part first = group.get(0);
        String code = PhoneEntries.codeIn(first.value());
        if (code != null) {
            return ofCode(code, group, contact);
        } else if (first.text() == SearchText.PHONE_NUMBERS && search.finds(contact)) {
            return ofRank(search, contact).orElseGet(() -> best(group, contact));
        }
        return best(group, contact);
    }

    /** The digits of a phone that decide its rank may be others than the fewest that it is found by. */
    private static Optional<Finding> ofRank(ContactSearch search, FoldedContact contact) {
        int rank = search.tier(contact);
        if (rank > search.tiers().size()) {
            return Optional.empty();
        }
        Match match = rank == 1 ? Match.WHOLE : Match.START;
        return search.tiers().get(rank - 1).groups().stream()
                .flatMap(List::stream)
                .filter(contact::has)
                .flatMap(part -> part.text().fields().stream().flatMap(field -> {
                    String wanted = PhoneEntries.digitsOf(wanted(part));
                    return part.text().entries(contact.only(field)).stream()
                            .filter(entry -> rank == 1 ? entry.equals(wanted) : entry.startsWith(wanted))
                            .map(met -> new Finding(wanted, match, List.of(field), met));
                }))
                .findFirst();
    }

    private static Finding best(List<Part> group, FoldedContact contact) {
        Part first = group.get(0);
        Finding best = new Finding(wanted(first), Match.MISSING, first.text().fields(), null);
        for (Part part : group) {
            for (ContactField<?> field : part.text().fields()) {
                best = better(best, part, List.of(field), contact.only(field));
            }
            best = better(best, part, part.text().fields(), contact);
        }
        return best;
    }

    /** A term may name several codes, and a contact whose code is unknown has any. */
    private static Finding ofCode(String code, List<Part> group, FoldedContact contact) {
        return group.stream()
                .filter(contact::has)
                .findFirst()
                .map(part -> {
                    String met = Objects.requireNonNull(PhoneEntries.codeIn(part.value()));
                    List<ContactField<?>> fields = List.of(fieldOfCode(part, met, contact));
                    return PhoneEntries.isUnknown(met)
                            ? new Finding(code, Match.WHOLE, fields, "unknown")
                            : new Finding(met, Match.WHOLE, fields, met);
                })
                .orElseGet(() -> new Finding(code, Match.MISSING, List.of(ContactFields.PHONE_COUNTRY_CODE), null));
    }

    private static ContactField<?> fieldOfCode(Part part, String met, FoldedContact contact) {
        if (!contact.only(ContactFields.PHONE).has(part)) {
            return ContactFields.OTHER_PHONES;
        }
        String own = "+"
                + PhoneNumber.countryOf(contact.contact().phoneCountryCode()).digits();
        return PhoneEntries.isUnknown(met) || met.equals(own) ? ContactFields.PHONE_COUNTRY_CODE : ContactFields.PHONE;
    }

    private static Finding better(
            Finding best, Part part, List<? extends ContactField<?>> fields, FoldedContact contact) {
        Finding better = best;
        for (String entry : part.text().entries(contact)) {
            Match match = match(part, entry);
            if (match.compareTo(better.match()) < 0) {
                String wanted = part.text() == SearchText.PHONE_NUMBERS ? wanted(part) : best.wanted();
                better = new Finding(wanted, match, fields, entry);
            }
        }
        return better;
    }

    private static Match match(Part part, String entry) {
        String wanted = wanted(part);
        if (part.text() == SearchText.NAME_FORMS) {
            return entry.startsWith(wanted) ? Match.FORM : Match.MISSING;
        } else if (entry.equals(wanted)) {
            return Match.WHOLE;
        } else if (entry.startsWith(wanted)) {
            return Match.START;
        }
        boolean isInside = entry.contains(wanted) && !part.value().startsWith(SearchText.ENTRY);
        return isInside ? Match.INSIDE : Match.MISSING;
    }

    private static String wanted(Part part) {
        return part.value().replace(SearchText.ENTRY, "");
    }
}
