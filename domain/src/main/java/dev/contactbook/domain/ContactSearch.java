package dev.contactbook.domain;

import dev.contactbook.domain.SearchCondition.Part;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.domain.text.Texts;
import dev.contactbook.domain.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A search by name, e-mail or phone (contract §3, search). It returns the best 10 matches unless {@link #limit(int)}
 * changes them.
 *
 * <pre>{@code ContactSearch.byPhone("98765", "US", "+1").limit(5)}</pre>
 *
 * <p>Every instance is valid: a phone search without its country cannot be made. {@link #matches} and {@link #rank}
 * define a search, and every store agrees with them. Immutable.
 */
public abstract sealed class ContactSearch
        permits ContactSearch.ByName, ContactSearch.ByEmail, ContactSearch.ByPhone, ContactSearch.ByAny {
    /** The fewest characters of a term, as typed: 2. */
    public static final int MIN_TERM_LENGTH = 2;

    /** The most characters of a term, as typed: 255. */
    public static final int MAX_TERM_LENGTH = 255;

    private final int limit;
    private final int skip;

    private final SearchCondition condition;
    private final List<SearchCondition> tiers;

    private ContactSearch(int limit, int skip, SearchCondition condition, List<SearchCondition> tiers) {
        this.limit = limit;
        this.skip = skip;
        this.condition = condition;
        this.tiers = tiers;
    }

    /**
     * Searches for contacts whose full name contains every word of the term.
     *
     * @param term 2 to 255 characters
     * @return the search
     * @throws ContactsException.Invalid with {@code term}
     */
    public static ContactSearch byName(@Nullable String term) {
        SearchTermCheck check = new SearchTermCheck(term);
        String typed = check.line();
        List<String> words = Words.of(Folding.fold(typed, ContactFields.FIRST_NAME.maxLength()));
        check.requireLetters(words.stream().anyMatch(Words::hasLetterOrDigit));
        check.requireNone();
        List<String> writtenOut = NameTexts.writtenOut(typed, Integer.MAX_VALUE, words);
        return new ByName(words, writtenOut, ContactQuery.DEFAULT_LIMIT, 0);
    }

    /**
     * Searches for contacts of whose e-mail addresses one contains the term. An address is taken out of what is pasted
     * with it: {@code Ada <ada@example.com>} (contract §2).
     *
     * @param term 2 to 255 characters
     * @return the search
     * @throws ContactsException.Invalid with {@code term}
     */
    public static ContactSearch byEmail(@Nullable String term) {
        SearchTermCheck check = new SearchTermCheck(term);
        String folded = foldedEmail(check.line());
        check.requireLetters(!folded.isBlank());
        check.requireNone();
        String part = foldedEmail(EmailText.part(Objects.requireNonNullElse(term, "")));
        return new ByEmail(SearchTermCheck.hasLength(part) ? part : folded, ContactQuery.DEFAULT_LIMIT, 0);
    }

    /** Cut like the field: a text that fits as typed may be longer folded. */
    private static String foldedEmail(String text) {
        boolean fits = Texts.length(text) <= ContactFields.EMAIL.maxLength();
        return fits ? ContactFields.EMAIL.folded(text) : Folding.fold(text);
    }

    /**
     * Searches for contacts with a phone number of one calling code that contains the digits of the term, as typed or
     * without calling code and trunk prefix. Contacts whose calling code is unknown are found by the digits alone.
     *
     * @param term 2 to 255 characters, at least 2 digits
     * @param phoneCountryIso the country, {@code US}. The calling code decides, so another country of it is found too
     * @param phoneCountryCode its calling code, {@code +1}
     * @return the search
     * @throws ContactsException.Invalid with {@code term}, {@code phone_country_iso} and {@code phone_country_code},
     *     each that is missing or has the wrong form
     */
    public static ContactSearch byPhone(
            @Nullable String term, @Nullable String phoneCountryIso, @Nullable String phoneCountryCode) {
        SearchTermCheck check = new SearchTermCheck(term);
        String number = check.phone();
        String iso = check.country(
                ContactFields.PHONE_COUNTRY_ISO,
                PhoneCountry.iso(phoneCountryIso),
                PhoneCountry::isIso,
                ContactRule.PHONE_COUNTRY_ISO_FORMAT);
        String code = check.country(
                ContactFields.PHONE_COUNTRY_CODE,
                PhoneCountry.code(phoneCountryCode),
                PhoneCountry::isCode,
                ContactRule.PHONE_COUNTRY_CODE_FORMAT);
        check.requireNone();
        return new ByPhone(number, iso, code, ContactQuery.DEFAULT_LIMIT, 0);
    }

    /**
     * Searches for contacts as one box for any term does: by e-mail if the term has an {@code @}, by phone if it is
     * digits and signs of phones only, otherwise by name and by e-mail. A phone needs no country here.
     *
     * @param term 2 to 255 characters
     * @return the search
     * @throws ContactsException.Invalid with {@code term}
     */
    public static ContactSearch byAny(@Nullable String term) {
        SearchTermCheck check = new SearchTermCheck(term);
        String typed = check.visible();
        check.requireNone();
        String phone = PhoneText.clean(typed);
        List<ContactSearch> parts;
        if (Folding.fold(typed).indexOf('@') >= 0) {
            parts = List.of(byEmail(term));
        } else if (phone != null && PhoneText.isPhone(phone)) {
            parts = List.of(new ByPhone(phone, "", "", ContactQuery.DEFAULT_LIMIT, 0));
        } else {
            parts = List.of(byName(term), byEmail(term));
        }
        return new ByAny(parts, ContactQuery.DEFAULT_LIMIT, 0);
    }

    /**
     * Returns this search with another limit.
     *
     * @param limit 0 to 1,000, 0 for the total only
     * @return a new search
     * @throws ContactsException.Invalid with {@code limit}
     */
    public final ContactSearch limit(int limit) {
        requireNone(ContactQuery.checkLimit(limit));
        return with(limit, skip);
    }

    /**
     * Returns this search with rows to skip.
     *
     * @param skip how many matching rows to skip, 0 to 2^31−1
     * @return a new search
     * @throws ContactsException.Invalid with {@code skip}
     */
    public final ContactSearch skip(int skip) {
        requireNone(ContactQuery.checkSkip(skip));
        return with(limit, skip);
    }

    private static void requireNone(Optional<Violation> violation) {
        violation.ifPresent(wrong -> {
            throw ContactsException.Invalid.search(List.of(wrong));
        });
    }

    /** {@return how many rows to return at most, 0 to 1,000} */
    public final int limit() {
        return limit;
    }

    /** {@return how many matching rows to skip, 0 to 2^31−1} */
    public final int skip() {
        return skip;
    }

    /**
     * Returns whether the search matches a contact, live or deleted. {@link ContactQuery#matches} checks both.
     *
     * @param contact any contact
     * @return true if it matches
     */
    public final boolean matches(Contact contact) {
        return finds(new FoldedContact(contact));
    }

    /**
     * Returns how well a contact matches: the number of the first of the {@link #tiers} that it matches, otherwise 4.
     *
     * @param contact a matching contact
     * @return 1 to 4, best first
     */
    public final int rank(Contact contact) {
        return tier(new FoldedContact(contact));
    }

    /**
     * Returns why the search finds a contact, or why not.
     *
     * @param contact any contact, live or deleted
     * @return what each word, number or field of the search met, and the rank
     */
    public final SearchExplanation explain(Contact contact) {
        return SearchExplanation.of(this, new FoldedContact(contact));
    }

    final boolean finds(FoldedContact contact) {
        return condition().matches(contact);
    }

    final int tier(FoldedContact contact) {
        int tier = 1;
        for (SearchCondition better : tiers()) {
            if (better.matches(contact)) {
                return tier;
            }
            tier++;
        }
        return tier;
    }

    /** {@return the condition that the search texts of matching contacts meet} */
    public final SearchCondition condition() {
        return condition;
    }

    /** {@return three conditions, best first: a matching contact has the rank of the first that it meets, or 4} */
    public final List<SearchCondition> tiers() {
        return tiers;
    }

    /**
     * Applies the function for the kind of this search.
     *
     * @param byName the function for a search by name
     * @param byEmail the function for a search by e-mail
     * @param byPhone the function for a search by phone
     * @param byAny the function for a search by any of them
     * @param <R> the type of the result
     * @return the result of the function
     */
    public abstract <R> R match(
            Function<? super ByName, ? extends R> byName,
            Function<? super ByEmail, ? extends R> byEmail,
            Function<? super ByPhone, ? extends R> byPhone,
            Function<? super ByAny, ? extends R> byAny);

    /** Equal if they match the same contacts and have the same limit and skip. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ContactSearch search
                && limit == search.limit
                && skip == search.skip
                && criteria().equals(search.criteria());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(limit, skip, criteria());
    }

    /** Its kind and numbers, without the term. */
    @Override
    public final String toString() {
        return match(n -> "ByName", e -> "ByEmail", p -> "ByPhone", a -> "ByAny") + "[limit=" + limit + ", skip=" + skip
                + "]";
    }

    /** Returns a search with these numbers: this one if it has them, since its conditions take time to make. */
    final ContactSearch within(int limit, int skip) {
        return this.limit == limit && this.skip == skip ? this : with(limit, skip);
    }

    abstract ContactSearch with(int limit, int skip);

    /** The searches of one kind that this one consists of. */
    List<ContactSearch> kinds() {
        return List.of(this);
    }

    /** Its kind and what it searches for, which identify the matches. */
    List<String> criteria() {
        return match(
                byName -> Stream.of(List.of("name"), byName.words(), byName.writtenOut)
                        .flatMap(List::stream)
                        .toList(),
                byEmail -> List.of("email", byEmail.term()),
                byPhone -> Stream.concat(
                                Stream.of("phone", byPhone.phoneCountryIso(), byPhone.phoneCountryCode()),
                                byPhone.term.criteria().stream())
                        .toList(),
                byAny -> Stream.concat(Stream.of("any"), byAny.parts.stream().flatMap(part -> part.criteria().stream()))
                        .toList());
    }

    /** A search by name. */
    public static final class ByName extends ContactSearch {
        private final List<String> words;
        private final List<String> writtenOut;

        /** For words, and the same with umlauts written out: ö as oe. */
        private ByName(List<String> words, List<String> writtenOut, int limit, int skip) {
            super(limit, skip, found(words, writtenOut), tiers(words, writtenOut));
            this.words = List.copyOf(words);
            this.writtenOut = List.copyOf(writtenOut);
        }

        /** {@return the folded words of the term, in their order, at least one} */
        public List<String> words() {
            return words;
        }

        /** Each word occurs in a word of the name, or a form of the name starts with it. */
        private static SearchCondition found(List<String> words, List<String> writtenOut) {
            return each(words, writtenOut, "");
        }

        /** A whole name, the start of one, and each word starts a word or a form. */
        private static List<SearchCondition> tiers(List<String> words, List<String> writtenOut) {
            List<String> names = Stream.of(words, writtenOut)
                    .map(name -> String.join("", name))
                    .distinct()
                    .toList();
            return List.of(
                    SearchCondition.anyOf(names.stream().map(NameTexts::isWhole).toList()),
                    SearchCondition.anyOf(
                            names.stream().map(NameTexts::startsWhole).toList()),
                    each(words, writtenOut, NameTexts.WORD));
        }

        private static SearchCondition each(List<String> words, List<String> writtenOut, String before) {
            return new SearchCondition(IntStream.range(0, words.size())
                    .mapToObj(i -> Stream.of(words.get(i), writtenOut.get(i))
                            .distinct()
                            .flatMap(word -> Stream.of(
                                    new Part(SearchText.NAME_WORDS, before + word), NameTexts.startsForm(word)))
                            .toList())
                    .distinct()
                    .toList());
        }

        @Override
        public <R> R match(
                Function<? super ByName, ? extends R> byName,
                Function<? super ByEmail, ? extends R> byEmail,
                Function<? super ByPhone, ? extends R> byPhone,
                Function<? super ByAny, ? extends R> byAny) {
            return byName.apply(this);
        }

        @Override
        ContactSearch with(int limit, int skip) {
            return new ByName(words, writtenOut, limit, skip);
        }
    }

    /** A search by e-mail. */
    public static final class ByEmail extends ContactSearch {
        private final String term;

        private ByEmail(String term, int limit, int skip) {
            super(limit, skip, SearchCondition.of(part(term)), tiers(term));
            this.term = term;
        }

        /** {@return the folded term, 2 to 255 code points} */
        public String term() {
            return term;
        }

        /** The whole address, the start of the address, and the start of the domain. */
        private static List<SearchCondition> tiers(String term) {
            return List.of(
                    SearchCondition.of(part(SearchText.whole(term))),
                    SearchCondition.of(part(SearchText.start(term))),
                    SearchCondition.of(part(term.startsWith("@") ? term : "@" + term)));
        }

        private static Part part(String value) {
            return new Part(SearchText.EMAIL_ADDRESSES, value);
        }

        @Override
        public <R> R match(
                Function<? super ByName, ? extends R> byName,
                Function<? super ByEmail, ? extends R> byEmail,
                Function<? super ByPhone, ? extends R> byPhone,
                Function<? super ByAny, ? extends R> byAny) {
            return byEmail.apply(this);
        }

        @Override
        ContactSearch with(int limit, int skip) {
            return new ByEmail(term, limit, skip);
        }
    }

    /** A search by phone, in the countries of one calling code. */
    public static final class ByPhone extends ContactSearch {
        private final PhoneTerm term;
        private final String phoneCountryIso;
        private final String phoneCountryCode;

        private ByPhone(String number, String phoneCountryIso, String phoneCountryCode, int limit, int skip) {
            this(
                    new PhoneTerm(number, PhoneNumber.countryOf(phoneCountryCode)),
                    phoneCountryIso,
                    phoneCountryCode,
                    limit,
                    skip);
        }

        private ByPhone(PhoneTerm term, String phoneCountryIso, String phoneCountryCode, int limit, int skip) {
            super(limit, skip, term.condition(), term.tiers());
            this.term = term;
            this.phoneCountryIso = phoneCountryIso;
            this.phoneCountryCode = phoneCountryCode;
        }

        /** {@return the numbers of the term, at least one} */
        public List<PhoneNumber> numbers() {
            return term.numbers();
        }

        /** {@return the country of the search, two upper-case letters} */
        public String phoneCountryIso() {
            return phoneCountryIso;
        }

        /** {@return the calling code that the contact's phone must have if it is known, {@code +} and digits} */
        public String phoneCountryCode() {
            return phoneCountryCode;
        }

        @Override
        public <R> R match(
                Function<? super ByName, ? extends R> byName,
                Function<? super ByEmail, ? extends R> byEmail,
                Function<? super ByPhone, ? extends R> byPhone,
                Function<? super ByAny, ? extends R> byAny) {
            return byPhone.apply(this);
        }

        @Override
        ContactSearch with(int limit, int skip) {
            return new ByPhone(term, phoneCountryIso, phoneCountryCode, limit, skip);
        }
    }

    /** A search by e-mail, by phone, or by name and e-mail, whichever the term looks like. */
    public static final class ByAny extends ContactSearch {
        private final List<ContactSearch> parts;

        private ByAny(List<ContactSearch> parts, int limit, int skip) {
            super(
                    limit,
                    skip,
                    SearchCondition.oneOf(
                            parts.stream().map(ContactSearch::condition).toList()),
                    tiers(parts));
            this.parts = parts;
        }

        /** {@return the fields that it looks at: names, e-mails or phones} */
        public List<ContactField<?>> fields() {
            return parts.stream()
                    .flatMap(part -> part.<Stream<ContactField<?>>>match(
                            name -> Stream.of(ContactFields.FIRST_NAME, ContactFields.LAST_NAME),
                            email -> SearchText.EMAIL_ADDRESSES.fields().stream(),
                            phone -> SearchText.PHONE_NUMBERS.fields().stream(),
                            any -> Stream.of()))
                    .toList();
        }

        /** A contact has the best tier of the parts. */
        private static List<SearchCondition> tiers(List<ContactSearch> parts) {
            List<SearchCondition> tiers = new ArrayList<>();
            for (int tier = 0; tier < parts.get(0).tiers().size(); tier++) {
                int place = tier;
                tiers.add(SearchCondition.oneOf(
                        parts.stream().map(part -> part.tiers().get(place)).toList()));
            }
            return List.copyOf(tiers);
        }

        @Override
        public <R> R match(
                Function<? super ByName, ? extends R> byName,
                Function<? super ByEmail, ? extends R> byEmail,
                Function<? super ByPhone, ? extends R> byPhone,
                Function<? super ByAny, ? extends R> byAny) {
            return byAny.apply(this);
        }

        @Override
        ContactSearch with(int limit, int skip) {
            return new ByAny(parts, limit, skip);
        }

        @Override
        List<ContactSearch> kinds() {
            return parts;
        }
    }
}
