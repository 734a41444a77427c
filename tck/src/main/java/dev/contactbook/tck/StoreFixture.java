package dev.contactbook.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import dev.contactbook.domain.Sort;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** The store under test, sample contacts, and checks that several sets of rules share. */
abstract class StoreFixture {
    static final long ORGANIZATION = 456;
    static final long OTHER_ORGANIZATION = 457;

    static final Duration LONG = Duration.ofHours(1);
    static final WorkBudget WITHOUT_TIME = WorkBudget.of(Duration.ZERO, Integer.MAX_VALUE);

    /** What some contacts have beside their primary address, and others as it. */
    private static final List<OtherEmail> OTHER_EMAILS =
            List.of(OtherEmail.of("JOS\u00c9@example.com"), new OtherEmail("zoe@m\u00fcnchen.example", "w\u00f6rk"));

    private static final List<OtherPhone> OTHER_PHONES =
            List.of(OtherPhone.of("+1 555 0100 1", null, null).labelled("mobile"), OtherPhone.of("98765", null, null));

    ContactRepository repository;

    @BeforeEach
    final void makeRepository() throws Exception {
        repository = emptyRepository();
    }

    @AfterEach
    final void closeRepository() throws Exception {
        close(repository);
    }

    static void assertOutOfTime(Executable call) {
        ContactsException.Storage failure = assertThrows(ContactsException.Storage.class, call);
        ContactsException.Storage expected = WorkBudget.outOfTime();
        assertEquals(expected.getMessage(), failure.getMessage());
        assertEquals(expected.retryable(), failure.retryable());
        assertEquals(expected.outcome(), failure.outcome());
    }

    Contact insert(NewContact contact) {
        return insert(ORGANIZATION, contact);
    }

    Contact insert(long organizationId, NewContact contact) {
        return contactsOf(repository.write(organizationId, List.of(new Change.Insert(contact))))
                .get(0);
    }

    List<Contact> insertAll(int number, IntFunction<NewContact> contact) {
        return write(IntStream.range(0, number)
                .mapToObj(i -> new Change.Insert(contact.apply(i)))
                .toArray(Change[]::new));
    }

    List<Contact> insertAll(List<String> firstNames) {
        return insertAll(firstNames.size(), i -> SampleContacts.named(firstNames.get(i)));
    }

    Contact replace(Contact before, Contact after) {
        return write(new Change.Replace(before, after)).get(0);
    }

    List<Contact> write(Change... changes) {
        return contactsOf(repository.write(ORGANIZATION, List.of(changes)));
    }

    /** Names the field that a store forgets. */
    static void assertFields(Contact expected, Contact actual) {
        for (ContactField<?> field : ContactFields.all()) {
            assertEquals(field.of(expected), field.of(actual), field::name);
        }
        assertEquals(expected, actual);
    }

    void assertStale(int index, Change... changes) {
        WriteResult result = repository.write(ORGANIZATION, List.of(changes));
        assertEquals(OptionalInt.of(index), result.staleIndex(), "the first stale change");
    }

    Contact stored(long id) {
        Contact contact = repository.find(ORGANIZATION, List.of(id)).get(id);
        return contact == null ? fail("not found: " + id) : contact;
    }

    List<Contact> list(ContactQuery query) {
        return repository.list(ORGANIZATION, query).contacts();
    }

    /** That a list by these keys has these contacts in the order that the domain gives them. */
    void assertOrder(List<Contact> contacts, Sort... sorts) {
        assertListed(contacts, ContactQuery.page().sortBy(sorts).limit(1_000));
    }

    /** That going on from page to page one meets what the whole list has, as the store itself lists it. */
    void assertWalks(ContactQuery query) {
        List<Contact> whole = list(query.limit(1_000));
        List<Contact> walked = new ArrayList<>();
        ContactQuery page = query.limit(3);
        boolean hasMore = true;
        while (hasMore && walked.size() <= whole.size()) {
            // With and without a total in turn: a store may read them by different ways.
            Rows rows = repository.list(ORGANIZATION, walked.size() % 2 == 0 ? page : page.withoutTotal());
            walked.addAll(rows.contacts());
            hasMore = rows.hasMore();
            if (hasMore) {
                Contact last = rows.contacts().get(rows.contacts().size() - 1);
                page = page.after(query.cursor(ORGANIZATION, last));
            }
        }
        assertListed(whole, walked, query);
    }

    /** That a search finds those of these contacts that the domain finds, in its order. */
    void assertRanked(List<Contact> contacts, ContactSearch search) {
        assertListed(contacts, ContactQuery.of(search.limit(1_000)));
    }

    /** That a search finds those of these contacts that the domain finds, in any order. */
    void assertFound(List<Contact> contacts, ContactSearch search) {
        assertFiltered(contacts, ContactQuery.of(search));
    }

    /** That a list with a filter has those of these contacts that the domain says, in any order. */
    void assertFiltered(List<Contact> contacts, Filter filter) {
        assertFiltered(contacts, ContactQuery.page().where(filter));
    }

    void assertFiltered(List<Contact> contacts, ContactQuery filtered) {
        ContactQuery query = filtered.limit(1_000);
        List<Contact> expected = contacts.stream().filter(query::matches).toList();
        List<Contact> found = list(query);
        if (!byId(expected).equals(byId(found))) {
            assertEquals(new TreeSet<>(described(expected)), new TreeSet<>(described(found)), query::toString);
        }
    }

    /** That conditions on a column, with the values of these contacts and with others, hold as the domain says. */
    <T> void assertConditions(List<Contact> contacts, ColumnField<T> column, List<T> others) {
        List<T> values = Stream.concat(contacts.stream().map(column::of), others.stream())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        for (T value : values) {
            for (Filter filter : List.of(
                    column.is(value),
                    column.isNot(value),
                    column.lessThan(value),
                    column.atMost(value),
                    column.greaterThan(value),
                    column.atLeast(value),
                    column.lessThan(value).not(),
                    column.in(Arrays.asList(null, value)))) {
                assertFiltered(contacts, filter);
            }
        }
        List<T> half = values.subList(0, values.size() / 2);
        for (Filter filter : List.of(
                column.in(values),
                column.notIn(values),
                column.in(half),
                column.notIn(half),
                column.in(others),
                column.in(List.of()),
                column.notIn(List.of()),
                column.is(null),
                column.isNot(null),
                column.notIn(Arrays.asList(null, values.get(0))),
                column.exists(),
                column.isMissing())) {
            assertFiltered(contacts, filter);
        }
    }

    /** That a list has those of these contacts that the domain finds, in its order. */
    private void assertListed(List<Contact> contacts, ContactQuery query) {
        assertListed(
                contacts.stream().filter(query::matches).sorted(query.order()).toList(), list(query), query);
    }

    /** That contacts are the same in the same order. To describe them takes far longer than to compare them. */
    static void assertListed(List<Contact> expected, List<Contact> found, ContactQuery query) {
        if (!expected.equals(found)) {
            assertEquals(described(expected), described(found), query::toString);
        }
    }

    private static List<Contact> byId(List<Contact> contacts) {
        return contacts.stream().sorted(Comparator.comparingLong(Contact::id)).toList();
    }

    static List<String> firstNames(List<Contact> contacts) {
        return contacts.stream().map(Contact::firstName).toList();
    }

    private static List<String> described(List<Contact> contacts) {
        return contacts.stream().map(Contact::toString).toList();
    }

    static List<Contact> contactsOf(WriteResult result) {
        return result.contacts().orElseThrow();
    }

    static Contact renamed(Contact contact, String firstName) {
        return contact.changed(
                contact.details().toBuilder().firstName(firstName).build(), later(contact), null);
    }

    static Contact deleted(Contact contact) {
        return contact.deleted(later(contact), null);
    }

    /** A whole second, so that only the rule about milliseconds depends on them. */
    static Instant later(Contact contact) {
        return contact.updatedAt().plusSeconds(60);
    }

    /** 14 contacts of few values: some are missing, and some have the same. */
    List<Contact> manyTies() {
        List<@Nullable String> names = Arrays.asList(null, "Ann", "ANN", "Án", "anna", "\uFFFD", "\ud83d\ude00");
        return insertAll(
                14,
                i -> new NewContact(
                        ContactDetails.builder()
                                .firstName("an" + i % 3)
                                .lastName(names.get(i % names.size()))
                                .email(i % 4 == 0 ? null : (i % 4 == 1 ? "an@example.com" : "x@an.example.com"))
                                .owner(i % 3 == 0 ? null : (long) (i % 3))
                                .company(i % 5 == 0 ? null : (long) (i % 2))
                                .customFields(i % 2 == 0 ? Map.of("N", i) : Map.of())
                                .build(),
                        i % 2 == 0 ? null : 1L,
                        SampleContacts.CREATED_AT.plusMillis(i % 3)));
    }

    /** Contacts that differ in every column, have values and have none, and texts that look alike. */
    List<Contact> filtered() {
        List<@Nullable String> names = Arrays.asList(
                "José",
                "Jose\u0301",
                "jose",
                "JOSE",
                "josef",
                "a%b",
                "a_b",
                "a!b",
                "a\\b",
                "a'b",
                "Straße",
                "strasse",
                "\ud83d\ude00 x",
                "\uff21da",
                "\ud835\udc9cda",
                "e\u200dx",
                "\ufdfa".repeat(15) + "zz");
        List<@Nullable String> lastNames = Arrays.asList("García", null, "garcia", "s s");
        List<@Nullable String> emails = Arrays.asList(null, "José@Example.com", "jose@example.com", "100%_!@x.org");
        List<@Nullable Object> industries = Arrays.asList(
                "Steel", "steel", null, 1, 1.0, true, List.of("Steel", "b%x"), List.of("steel"), "é", "x%");
        List<String> spellings = List.of("Industry", "INDUSTRY", "industry", "STRAßE", "straße", "\u0130", "i");
        List<Contact> contacts = new ArrayList<>(insertAll(
                names.size(),
                i -> new NewContact(
                        ContactDetails.builder()
                                .firstName(names.get(i))
                                .lastName(lastNames.get(i % lastNames.size()))
                                .email(emails.get(i % emails.size()))
                                .phone(i % 3 == 0 ? null : "(555) 0100-" + i % 4)
                                .phoneCountryCode(i % 3 == 0 ? null : "+" + (1 + i % 2))
                                .phoneCountryIso(i % 3 == 0 ? null : i % 2 == 0 ? "US" : "DE")
                                .otherEmails(i % 4 == 0 ? OTHER_EMAILS : List.of())
                                .otherPhones(i % 5 == 0 ? OTHER_PHONES : List.of())
                                .externalIds(i % 3 == 0 ? List.of(new ExternalId("crm", "0" + i)) : List.of())
                                .owner(i % 4 == 0 ? null : Long.valueOf(i % 4))
                                .company(i % 5 == 0 ? null : Long.valueOf(i % 5))
                                .channelWhatsappWaId(lastNames.get((i + 1) % lastNames.size()))
                                .channelInstagramUserId(lastNames.get((i + 2) % lastNames.size()))
                                .avatarUrl(i % 2 == 0 ? null : "/é%_" + i % 3 + ".png")
                                .customField(spellings.get(i % spellings.size()), industries.get(i % industries.size()))
                                .build(),
                        i % 4 == 1 ? null : Long.valueOf(i % 4),
                        SampleContacts.CREATED_AT.plusSeconds(i % 6))));
        for (int i = 0; i < contacts.size(); i += 4) {
            contacts.set(
                    i,
                    replace(
                            contacts.get(i),
                            renamed(contacts.get(i), contacts.get(i).firstName())));
        }
        return contacts;
    }

    /** People of all kinds for the searches. */
    List<Contact> people() {
        List<ContactDetails> people = List.of(
                person("José", "García", "jose@example.com"),
                person("Jose", "Garcia Lopez", "JOSE.garcia@Example.ORG"),
                person("John", null, "john@mail.example.com"),
                person("Maria José", "van der Berg", "mj@jo.example"),
                person("Straße", null, "strasse@example.com"),
                person("STRASSE", "Weg", null),
                person("Ὀδυσσεύς", "ΟΔΥΣΣΕΥΣ", "ody@example.com"),
                person("Odysseus", null, null),
                person("Sinead", "O’Connor", "o'connor@example.com"),
                person("ﬁona", "Łukasz", "müller@exämple.org"),
                person("A", "B", "a@b.cd"),
                person("Ann", "Elle", "ann@example.com"),
                phone("US", "98765", "US", "+1"),
                phone("US too", "+1 (987) 65-432", "US", "+1"),
                phone("CA", "98765", "CA", "+1"),
                phone("UK", "98765", "US", "+44"),
                phone("Fiction", "(555) 0100", "US", "+1"),
                phone("No country", "98765", null, null),
                phone("Half a country", "98765", "US", null),
                person("Several", null, "sev@example.com").toBuilder()
                        .otherEmails(List.of(OtherEmail.of("work@jose.example"), OtherEmail.of("Jose@Example.com")))
                        .build(),
                phone("Several too", "0100 555", "DE", "+49").toBuilder()
                        .otherPhones(
                                List.of(OtherPhone.of("0301 555", "FR", "+33"), OtherPhone.of("98765", "US", "+1")))
                        .build(),
                person("None", "but others", null).toBuilder()
                        .otherEmails(OTHER_EMAILS)
                        .otherPhones(OTHER_PHONES)
                        .build());
        return insertAll(people.size(), i -> new NewContact(people.get(i), null, SampleContacts.CREATED_AT));
    }

    static ContactDetails person(String firstName, @Nullable String lastName, @Nullable String email) {
        return ContactDetails.builder()
                .firstName(firstName)
                .lastName(lastName)
                .email(email)
                .build();
    }

    static ContactDetails phone(
            String firstName, String phone, @Nullable String countryIso, @Nullable String countryCode) {
        return ContactDetails.builder()
                .firstName(firstName)
                .phone(phone)
                .phoneCountryIso(countryIso)
                .phoneCountryCode(countryCode)
                .build();
    }

    /** Makes the store to test. */
    abstract ContactRepository emptyRepository() throws Exception;

    /** Makes e-mails unique in an organization, or not any more. False if the store has no such choice. */
    abstract boolean useUniqueEmails(ContactRepository repository, long organizationId, boolean on) throws Exception;

    /** Closes a store after its test. */
    abstract void close(ContactRepository repository) throws Exception;
}
