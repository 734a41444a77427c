package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Position;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.domain.Violation;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WorkBudget;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The contract of a store, as tests: one for each numbered rule of {@link ContactRepository}.
 *
 * <p>A store's own test extends this class and says how to make an empty one. Where the domain says what is right
 * ({@link ContactQuery#matches}, {@link ContactQuery#order}), the tests ask it; each test uses little beside what its
 * rule is about, so that a store which breaks one rule fails that one.
 */
public abstract class ContactRepositoryContract {
    private static final long ORGANIZATION = 456;
    private static final long OTHER_ORGANIZATION = 457;

    private static final Duration LONG = Duration.ofHours(1);
    private static final WorkBudget WITHOUT_TIME = WorkBudget.of(Duration.ZERO, Integer.MAX_VALUE);

    /** Texts to look for in others. */
    private static final List<String> PARTS = List.of(
            "E",
            "É%",
            "s s",
            "JOSÉ",
            "os",
            "j",
            "ß",
            "%",
            "_",
            "!",
            "a!",
            "\\",
            "'",
            " ",
            "\ud83d\ude00",
            "@",
            "zz",
            "x".repeat(300));

    private ContactRepository repository;

    /** For subclasses. */
    protected ContactRepositoryContract() {}

    /**
     * Makes the store to test.
     *
     * @return a store without contacts; called once for each test
     * @throws Exception if it cannot be made
     */
    protected abstract ContactRepository emptyRepository() throws Exception;

    /**
     * Closes a store after its test; does nothing unless overridden.
     *
     * @param repository a store that {@link #emptyRepository()} made
     * @throws Exception if it cannot be closed
     */
    protected void close(ContactRepository repository) throws Exception {}

    @BeforeEach
    final void makeRepository() throws Exception {
        repository = emptyRepository();
    }

    @AfterEach
    final void closeRepository() throws Exception {
        close(repository);
    }

    @Test
    void rule_1_1_a_contact_of_another_organization_is_neither_shown_nor_changed() {
        Contact foreign = insert(OTHER_ORGANIZATION, SampleContacts.named("Foreign"));

        assertEquals(Map.of(), repository.find(ORGANIZATION, List.of(foreign.id())));
        assertEquals(
                List.of(), repository.list(ORGANIZATION, ContactQuery.page()).contacts());
        assertEquals(Map.of(foreign.id(), foreign), repository.find(OTHER_ORGANIZATION, List.of(foreign.id())));
    }

    @Test
    void rule_1_2_a_contact_comes_back_with_every_field() {
        Contact created = insert(SampleContacts.newContact(SampleContacts.full(1), 1));
        assertFields(created, stored(created.id()));
        assertFields(created, list(ContactQuery.page()).get(0));

        Contact changed = replace(created, created.changed(SampleContacts.full(2), later(created)));
        assertEquals(SampleContacts.full(2), changed.details());
        assertFields(changed, stored(created.id()));
        assertFields(changed, list(ContactQuery.page()).get(0));
    }

    @Test
    void rule_1_3_every_character_comes_back() {
        String hostile =
                "José Straße İıſ ΌΔΥΣΣΕΎΣ ﷺ ﬁ 👩‍👩‍👧 𝒳 a\u0301 %_*!\\'\"`;--/*?:x<y>${z} {{q}} \u200d\ufeff";
        ContactDetails details = ContactDetails.builder()
                .firstName(hostile)
                .lastName(hostile)
                .channelWhatsappWaId(hostile)
                .customField("Ключ 'имя' \\ \"q\"", "line\r\none\ttab " + hostile)
                .customField("Liste", List.of(hostile, "\\", "null", "{}"))
                .build();

        Contact created = insert(new NewContact(details, null, SampleContacts.CREATED_AT));

        assertEquals(details, stored(created.id()).details());
    }

    @Test
    void rule_1_4_every_millisecond_comes_back() {
        List<Change> touched = new ArrayList<>();
        for (String time : List.of(
                "2023-10-29T00:30:00.001Z",
                "2023-10-29T01:30:00.999Z",
                "1883-11-18T17:59:59.123Z",
                "-0044-03-15T12:00:00.001Z",
                "9999-12-31T23:59:59.999Z")) {
            Contact created = insert(new NewContact(SampleContacts.full(1), null, Instant.parse(time)));
            assertEquals(Instant.parse(time), stored(created.id()).createdAt());
            assertEquals(Instant.parse(time), stored(created.id()).updatedAt());
            touched.add(new Change.Replace(
                    created,
                    created.changed(created.details(), created.updatedAt().plusMillis(1))));
        }

        List<Contact> answer = write(touched.toArray(Change[]::new));

        assertEquals(
                answer.stream().map(Contact::updatedAt).toList(),
                answer.stream().map(contact -> stored(contact.id()).updatedAt()).toList());
    }

    @Test
    void rule_2_1_contacts_are_found_by_id_deleted_ones_too_and_missing_ones_are_absent() {
        Contact live = insert(SampleContacts.named("Live"));
        Contact other = insert(SampleContacts.named("Other"));
        Contact deleted = replace(other, other.deleted(later(other)));

        Map<Long, Contact> found =
                repository.find(ORGANIZATION, List.of(deleted.id(), Long.MAX_VALUE, live.id(), 0L, -1L, live.id()));

        assertEquals(Map.of(live.id(), live, deleted.id(), deleted), found);
        assertEquals(Map.of(), repository.find(ORGANIZATION, List.of()));
    }

    @Test
    void rule_2_1_what_is_deleted_and_what_is_restored_is_found_so() {
        Contact live = insert(SampleContacts.named("Live"));
        Contact other = insert(SampleContacts.named("Other"));
        Contact deleted = replace(other, deleted(other));
        Contact restored = renamed(deleted, deleted.firstName()).toBuilder()
                .deletedAt(null)
                .build();

        write(new Change.Replace(deleted, restored), new Change.Replace(live, deleted(live)));

        assertEquals(
                Map.of(restored.id(), restored, live.id(), deleted(live)),
                repository.find(ORGANIZATION, List.of(restored.id(), live.id())));
    }

    @Test
    void rule_2_1_many_contacts_are_found_at_once() {
        List<Contact> created = insertAll(2_345, i -> SampleContacts.named("Ann"));

        Map<Long, Contact> found =
                repository.find(ORGANIZATION, created.stream().map(Contact::id).toList());

        assertEquals(new HashSet<>(created), new HashSet<>(found.values()));
    }

    @Test
    void rule_3_1_live_contacts_only_are_listed() {
        Contact live = insert(SampleContacts.named("live"));
        Contact other = insert(SampleContacts.named("live too"));
        replace(other, other.deleted(later(other)));

        assertEquals(List.of(live), list(ContactQuery.page()));
        assertEquals(List.of(live), list(ContactQuery.of(ContactSearch.byName("live"))));
        assertEquals(
                OptionalLong.of(1),
                repository.list(ORGANIZATION, ContactQuery.page().limit(0)).total());
    }

    @Test
    void rule_3_2_the_order_without_keys_is_by_id() {
        List<Contact> created = insertAll(9, i -> SampleContacts.named("Name " + (9 - i)));

        assertEquals(created, list(ContactQuery.page()));
    }

    @Test
    void rule_3_3_every_column_can_be_a_key_in_both_directions() {
        List<Contact> contacts = new ArrayList<>();
        for (int number : List.of(3, 1, 4, 0, 2)) {
            Contact contact = insert(SampleContacts.newContact(SampleContacts.full(number), number));
            for (int change = 0; change < 5 - number; change++) {
                contact = replace(contact, contact.changed(contact.details(), later(contact)));
            }
            contacts.add(contact);
        }

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column && differs(contacts, column)) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
            }
        }
    }

    @Test
    void rule_3_3_the_first_key_that_differs_decides() {
        List<Contact> contacts = new ArrayList<>();
        for (int i = 0; i < 27; i++) {
            contacts.add(insert(new NewContact(
                    ContactDetails.builder()
                            .firstName("n" + i % 3)
                            .owner(1 + i / 3 % 3)
                            .company(1 + (i / 9 + 2) % 3)
                            .build(),
                    null,
                    SampleContacts.CREATED_AT.plusSeconds(i % 5))));
        }

        assertOrder(contacts, OWNED_BY_USER_ID.desc(), FIRST_NAME.asc(), COMPANY_ID.desc());
        assertOrder(contacts, CREATED_AT.desc(), COMPANY_ID.asc(), FIRST_NAME.desc(), OWNED_BY_USER_ID.asc());
    }

    @Test
    void rule_3_4_text_sorts_by_folded_value_then_as_written_both_by_code_point() {
        List<String> names = List.of(
                "zoe",
                "Zoë",
                "ZOE",
                "Zoe",
                "Öz",
                "oz",
                "Oz",
                "a b",
                "a",
                "ab",
                "A  B",
                "a-b",
                "Straße",
                "strasse",
                "STRASSE",
                "\uFF21",
                "\uD83D\uDE00",
                "\uFFFD",
                "\uD835\uDCB3",
                "X",
                "é",
                "e\u0301",
                "e",
                "f",
                "1",
                "10",
                "2",
                "\u0301\u0302",
                "ﷺ",
                "Ωmega",
                "ωμεγα",
                "Яна",
                "яна",
                "Łódź",
                "lodz",
                "ı",
                "i",
                "I",
                "İ");
        List<Contact> contacts =
                names.stream().map(name -> insert(SampleContacts.named(name))).toList();

        assertOrder(contacts, FIRST_NAME.asc());
        assertOrder(contacts, FIRST_NAME.desc());
    }

    @Test
    void rule_3_5_null_is_smaller_than_any_value() {
        ContactDetails nothing = ContactDetails.builder().firstName("Ann").build();
        List<Contact> contacts = List.of(
                insert(new NewContact(SampleContacts.full(2), 1L, SampleContacts.CREATED_AT)),
                insert(new NewContact(nothing, null, SampleContacts.CREATED_AT)),
                insert(new NewContact(SampleContacts.full(1), 2L, SampleContacts.CREATED_AT)));

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column
                    && column.of(contacts.get(1)) == null
                    && differs(contacts, column)) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
            }
        }
    }

    @Test
    void rule_3_6_ties_come_by_id_in_the_direction_of_the_last_key() {
        List<Contact> contacts = insertAll(12, i -> SampleContacts.named("Ann"));

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column && column != FIRST_NAME) {
                assertOrder(contacts, column.asc());
                assertOrder(contacts, column.desc());
                assertOrder(contacts, FIRST_NAME.asc(), column.desc());
                assertOrder(contacts, FIRST_NAME.desc(), column.asc());
            }
        }
    }

    @Test
    void rule_3_7_skip_leaves_out_and_limit_bounds() {
        List<Contact> created = insertAll(7, i -> SampleContacts.named("ann"));
        ContactQuery byId = ContactQuery.page().sortBy(ID.asc());

        assertEquals(created.subList(0, 3), list(byId.limit(3)));
        assertEquals(created.subList(3, 6), list(byId.limit(3).skip(3)));
        assertEquals(created.subList(6, 7), list(byId.limit(3).skip(6)));
        assertEquals(List.of(), list(byId.limit(3).skip(7)));
        assertEquals(List.of(), list(byId.limit(3).skip(Integer.MAX_VALUE)));
        assertEquals(List.of(), list(byId.limit(0)));
        assertEquals(created, list(byId.limit(1_000)));
        assertEquals(
                created.subList(2, 4),
                list(ContactQuery.of(ContactSearch.byName("ann").limit(2).skip(2))));
    }

    @Test
    void rule_3_8_the_total_counts_all_that_match() {
        insertAll(7, i -> SampleContacts.named(i < 5 ? "ann" : "bob"));

        for (int limit : List.of(0, 1, 6, 7, 8)) {
            for (int skip : List.of(0, 3, 6, 7, 8, Integer.MAX_VALUE)) {
                ContactQuery all = ContactQuery.page().limit(limit).skip(skip);
                ContactQuery found =
                        ContactQuery.of(ContactSearch.byName("ann").limit(limit).skip(skip));
                assertEquals(
                        OptionalLong.of(7), repository.list(ORGANIZATION, all).total(), all::toString);
                assertEquals(
                        OptionalLong.of(5), repository.list(ORGANIZATION, found).total(), found::toString);
            }
        }
    }

    @Test
    void rule_3_9_the_total_is_absent_exactly_where_the_query_does_without() {
        insert(SampleContacts.named("Ann"));

        for (int limit : List.of(0, 1, 2)) {
            ContactQuery query = ContactQuery.page().limit(limit);
            Rows with = repository.list(ORGANIZATION, query);
            Rows without = repository.list(ORGANIZATION, query.withoutTotal());
            assertTrue(with.total().isPresent());
            assertFalse(without.total().isPresent());
            assertEquals(with.contacts(), without.contacts());
        }
    }

    @Test
    void rule_3_10_a_search_by_name_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term : List.of(
                "jo",
                "jose",
                "JOSÉ",
                "garcia",
                "jose garcia",
                "garcia  jose",
                "ga jo",
                "strasse",
                "straße",
                "odysseus",
                "ΌΔΥΣ",
                "o'c",
                "o’connor",
                "van der",
                "zz",
                "ann",
                "ss",
                "fi",
                "łu",
                "a b",
                "e\u0301l")) {
            assertFound(contacts, ContactSearch.byName(term));
        }
    }

    @Test
    void rule_3_11_a_search_by_email_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term :
                List.of("jo", "JOSE@", "@example", "example.com", "@example.org", "jose@example.com", "mü", "zz")) {
            assertFound(contacts, ContactSearch.byEmail(term));
        }
    }

    @Test
    void rule_3_12_a_search_by_phone_finds_what_the_domain_says() {
        List<Contact> contacts = people();

        for (String term : List.of("98765", "+1 98765", "+198", "555", "0100", "(555) 01", "00")) {
            assertFound(contacts, ContactSearch.byPhone(term, "US", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "CA", "+1"));
            assertFound(contacts, ContactSearch.byPhone(term, "US", "+44"));
        }
    }

    @Test
    void rule_3_13_what_a_search_finds_comes_by_rank_then_by_id() {
        List<Contact> byName = new ArrayList<>(insertAll(List.of(
                "mariann lee", "joanna ann", "annabel", "anna lee", "ann lee", "ann", "lee ann", "ann", "leann ann")));
        byName.add(insert(new NewContact(person("ann", "lee", null), null, SampleContacts.CREATED_AT)));
        assertRanked(byName, ContactSearch.byName("ann"));
        assertRanked(byName, ContactSearch.byName("ann lee"));
        assertRanked(byName, ContactSearch.byName("lee ann"));

        List<Contact> byEmail = new ArrayList<>(byName);
        for (String email : List.of(
                "x.ann@lee.org",
                "x@annlee.org",
                "ann@lee.org",
                "ann@b.org",
                "x@ann.org",
                "ann@lee.org",
                "lee@x.ann.org")) {
            byEmail.add(insert(new NewContact(
                    ContactDetails.builder().firstName("x").email(email).build(), null, SampleContacts.CREATED_AT)));
        }
        assertRanked(byEmail, ContactSearch.byEmail("ann"));
        assertRanked(byEmail, ContactSearch.byEmail("@ann"));
        assertRanked(byEmail, ContactSearch.byEmail("ann@lee.org"));

        List<Contact> byPhone = new ArrayList<>(byEmail);
        for (String phone : List.of("912 345", "1234567", "12345", "(123) 45", "0012345")) {
            byPhone.add(insert(new NewContact(phone("x", phone, "US", "+1"), null, SampleContacts.CREATED_AT)));
        }
        assertRanked(byPhone, ContactSearch.byPhone("12345", "US", "+1"));
    }

    @Test
    void rule_3_14_wildcards_and_quotes_are_ordinary_characters() {
        List<Contact> contacts = insertAll(List.of(
                "100%",
                "100x", "100", "a_b", "axb", "a*b", "a!b", "a\\b", "a'b", "a%b", "a!%b", "a!!b", "%%", "__", "\\%"));

        for (String term : List.of(
                "0%",
                "a_", "_b", "a*", "a!", "!b", "a\\", "\\b", "a'", "'b", "%%", "__", "%_", "!%", "!!", "\\%", "a!_",
                "--")) {
            assertFound(contacts, ContactSearch.byName(term));
        }
    }

    @Test
    void rule_3_15_contacts_and_total_are_of_one_instant() throws Exception {
        // Two states take turns: one Ann, or two Bobs. The row of the page tells which total belongs to it.
        NewContact ann = SampleContacts.named("Ann");
        NewContact bob = SampleContacts.named("Bob");
        Contact firstAnn = insert(ann);
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();

        Races.run(
                () -> {
                    Contact oneAnn = firstAnn;
                    try {
                        for (int turn = 0; turn < 200; turn++) {
                            List<Contact> bobs =
                                    write(new Change.Insert(bob), new Change.Insert(bob), new Change.Remove(oneAnn));
                            Races.awaitChange(reads);
                            oneAnn = write(
                                            new Change.Insert(ann),
                                            new Change.Remove(bobs.get(0)),
                                            new Change.Remove(bobs.get(1)))
                                    .get(0);
                            Races.awaitChange(reads);
                        }
                    } finally {
                        done.set(true);
                    }
                },
                () -> {
                    do {
                        Rows rows = repository.list(
                                ORGANIZATION, ContactQuery.page().limit(1));
                        boolean isAnn = rows.contacts().get(0).firstName().equals("Ann");
                        assertEquals(OptionalLong.of(isAnn ? 1 : 2), rows.total());
                        reads.incrementAndGet();
                    } while (!done.get());
                });
    }

    @Test
    void rule_3_16_a_condition_on_a_column_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof TextField text) {
                assertConditions(contacts, text, List.of("", "JOSE"));
                // All of them on one field, a few on each of the others.
                for (String part : text == FIRST_NAME ? PARTS : PARTS.subList(0, 3)) {
                    assertFiltered(contacts, text.contains(part));
                    assertFiltered(contacts, text.startsWith(part));
                    assertFiltered(contacts, text.endsWith(part));
                    assertFiltered(contacts, text.contains(part).not());
                }
            } else if (field instanceof NumberField number) {
                assertConditions(contacts, number, List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE));
            } else if (field instanceof TimeField time) {
                assertConditions(
                        contacts,
                        time,
                        List.of(
                                SampleContacts.CREATED_AT.minusNanos(1),
                                SampleContacts.CREATED_AT.plusNanos(1),
                                Instant.parse("-4713-11-23T23:59:59.999Z"),
                                Instant.parse("-0044-03-15T12:00:00Z"),
                                Instant.MIN,
                                Instant.MAX));
            }
        }
    }

    @Test
    void rule_3_16_a_condition_can_have_a_thousand_values() {
        List<Contact> contacts = insertAll(3, i -> SampleContacts.named("Name " + i));
        List<String> names = IntStream.range(1, 1 + Filter.MAX_VALUES)
                .mapToObj(i -> "Name " + i)
                .toList();
        List<Long> ids = LongStream.range(0, Filter.MAX_VALUES)
                .mapToObj(i -> contacts.get(1).id() + i)
                .toList();
        List<Instant> times = LongStream.range(0, Filter.MAX_VALUES)
                .mapToObj(SampleContacts.CREATED_AT::plusMillis)
                .toList();

        for (Filter filter : List.of(FIRST_NAME.in(names), ID.in(ids), CREATED_AT.in(times))) {
            assertFiltered(contacts, filter);
            assertFiltered(contacts, filter.not());
        }
    }

    @Test
    void rule_3_17_a_condition_on_a_custom_field_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();

        for (String name : List.of("Industry", "iNDUSTRY", "Straße", "I", "nobody's")) {
            CustomField field = ContactFields.custom(name);
            for (String text : List.of("Steel", "steel", "1", "b%", "é")) {
                for (Filter filter : List.of(
                        field.is(text),
                        field.isNot(text),
                        field.in(text, null),
                        field.notIn(text),
                        field.lessThan(text),
                        field.atLeast(text),
                        field.contains(text),
                        field.startsWith(text),
                        field.endsWith(text))) {
                    assertFiltered(contacts, filter);
                }
            }
            for (Filter filter : List.of(
                    field.is(1),
                    field.isNot(1),
                    field.in(List.of(1.0, true, "steel")),
                    field.notIn(1, 2),
                    field.greaterThan(0.5),
                    field.atMost(1),
                    field.is(true),
                    field.isNot(true),
                    field.exists(),
                    field.isMissing())) {
                assertFiltered(contacts, filter);
            }
        }
    }

    @Test
    void rule_3_18_a_tree_of_conditions_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();
        List<Filter> conditions = List.of(
                FIRST_NAME.contains("jos"),
                LAST_NAME.is("García"),
                COMPANY_ID.lessThan(3),
                CREATED_AT.atLeast(SampleContacts.CREATED_AT.plusSeconds(3)),
                ContactFields.custom("industry").is("steel"),
                ContactFields.custom("industry").isMissing(),
                Filter.everything(),
                Filter.nothing());

        for (Filter one : conditions) {
            assertFiltered(contacts, one.not());
            assertFiltered(contacts, one.not().not());
            for (Filter other : conditions) {
                assertFiltered(contacts, one.and(other));
                assertFiltered(contacts, one.or(other));
                assertFiltered(contacts, one.and(other).not());
                assertFiltered(contacts, one.or(other.not()).not());
                assertFiltered(contacts, one.not().and(other.or(LAST_NAME.isMissing())));
            }
        }
    }

    @Test
    void rule_3_18_two_filters_at_their_bounds_hold_together() {
        List<Contact> contacts = filtered();
        Filter deepest = COMPANY_ID.lessThan(3);
        for (int level = 1; level < Filter.MAX_DEPTH; level++) {
            deepest = level % 2 == 0 ? Filter.allOf(List.of(deepest)) : Filter.anyOf(List.of(deepest));
        }
        Filter widest = Filter.anyOf(Collections.nCopies(Filter.MAX_CONDITIONS, FIRST_NAME.contains("jos")));
        Filter custom = ContactFields.custom("industry").exists();

        assertFiltered(contacts, ContactQuery.page().within(deepest).where(widest));
        assertFiltered(contacts, ContactQuery.page().within(widest).where(deepest));
        assertFiltered(
                contacts, ContactQuery.page().within(custom).within(deepest).where(widest));
    }

    @Test
    void rule_3_19_order_search_limit_skip_and_total_are_of_what_the_filter_means() {
        filtered();
        Filter column = COMPANY_ID.lessThan(3);
        Filter custom = ContactFields.custom("INDUSTRY").exists();

        for (Filter filter :
                List.of(column, custom, column.and(custom), COMPANY_ID.is(99), custom.and(COMPANY_ID.is(99)))) {
            for (ContactQuery query : List.of(
                    ContactQuery.page(),
                    ContactQuery.page().sortBy(LAST_NAME.desc(), COMPANY_ID.asc()),
                    ContactQuery.page().sortBy(CREATED_AT.desc()),
                    ContactQuery.of(ContactSearch.byName("jos")))) {
                // What the store itself lists without the filter, so that only the filter is in question.
                List<String> meant = described(list(query.limit(1_000)).stream()
                        .filter(filter::matches)
                        .toList());
                for (int limit : List.of(0, 1, 2, 1_000)) {
                    for (int skip : List.of(0, 1, 3, Integer.MAX_VALUE)) {
                        ContactQuery window = query.where(filter).limit(limit).skip(skip);
                        List<String> page =
                                meant.stream().skip(skip).limit(limit).toList();
                        Rows rows = repository.list(ORGANIZATION, window);

                        assertEquals(page, described(rows.contacts()), window::toString);
                        assertEquals(OptionalLong.of(meant.size()), rows.total(), window::toString);
                        assertEquals(page, described(list(window.withoutTotal())), window::toString);
                    }
                }
            }
        }
    }

    @Test
    void rule_3_20_it_says_that_there_is_more_exactly_where_a_contact_follows() {
        insertAll(7, i -> SampleContacts.named(i < 5 ? "ann" : "bob"));
        Map<ContactQuery, Integer> queries = Map.of(
                ContactQuery.page(), 7,
                ContactQuery.page().sortBy(CREATED_AT.desc()), 7,
                ContactQuery.of(ContactSearch.byName("ann")), 5,
                ContactQuery.page().where(FIRST_NAME.is("ann")), 5,
                ContactQuery.page().where(ContactFields.custom("none").isMissing()), 7,
                ContactQuery.page().where(ContactFields.custom("none").exists()), 0);

        queries.forEach((query, matching) -> {
            for (int limit : List.of(0, 1, 4, 5, 6, 7, 1_000)) {
                for (int skip : List.of(0, 1, 3, 7, Integer.MAX_VALUE)) {
                    ContactQuery window = query.limit(limit).skip(skip);
                    boolean hasMore = limit > 0 && matching - (long) skip > limit;
                    assertEquals(hasMore, repository.list(ORGANIZATION, window).hasMore(), window::toString);
                    ContactQuery uncounted = window.withoutTotal();
                    assertEquals(
                            hasMore, repository.list(ORGANIZATION, uncounted).hasMore(), uncounted::toString);
                }
            }
        });
    }

    @Test
    void rule_3_21_page_after_page_is_the_whole_list_in_its_order() {
        manyTies();

        assertWalks(ContactQuery.page());
        assertWalks(ContactQuery.of(ContactSearch.byName("an")));
        assertWalks(ContactQuery.of(ContactSearch.byEmail("an")));
        assertWalks(ContactQuery.page().where(OWNED_BY_USER_ID.isNot(1)).sortBy(LAST_NAME.desc()));
        assertWalks(ContactQuery.of(ContactSearch.byName("an")).where(OWNED_BY_USER_ID.isNot(1)));
        assertWalks(
                ContactQuery.page().where(ContactFields.custom("n").exists()).sortBy(CREATED_AT.desc()));
        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof ColumnField<?> column) {
                assertWalks(ContactQuery.page().sortBy(column.asc()));
                assertWalks(ContactQuery.page().sortBy(column.desc()));
            }
        }
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.asc(), FIRST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.desc(), FIRST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(LAST_NAME.asc(), FIRST_NAME.desc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.desc(), LAST_NAME.asc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.asc(), COMPANY_ID.desc(), CREATED_AT.asc()));
        assertWalks(ContactQuery.page().sortBy(OWNED_BY_USER_ID.desc(), COMPANY_ID.asc(), LAST_NAME.desc()));
        assertWalks(ContactQuery.page().sortBy(CREATED_AT.desc(), ID.asc(), LAST_NAME.asc()));
    }

    @Test
    void rule_3_21_a_place_stays_where_it_is_whatever_becomes_of_its_contact() {
        List<Contact> contacts = insertAll(List.of("b", "d", "f", "h", "j", "l"));
        ContactQuery query = ContactQuery.page().sortBy(FIRST_NAME.asc()).limit(2);
        Contact d = contacts.get(1);
        Contact f = contacts.get(2);
        ContactQuery afterD = query.after(query.cursor(ORGANIZATION, d));
        ContactQuery afterF = query.after(query.cursor(ORGANIZATION, f));

        replace(d, renamed(d, "z"));
        write(new Change.Remove(f));
        insertAll(List.of("a", "e", "g"));

        Rows rows = repository.list(ORGANIZATION, afterD);
        assertEquals(List.of("e", "g"), firstNames(rows.contacts()));
        assertEquals(OptionalLong.of(8), rows.total());
        assertEquals(List.of("g", "h"), firstNames(list(afterF)));
        assertEquals(List.of("g", "h"), firstNames(list(afterF.withoutTotal())));
    }

    @Test
    void rule_3_21_a_key_behind_the_id_has_its_place_too() {
        Contact free = insert(ORGANIZATION, SampleContacts.named("Ann"));
        Contact owned = replace(free, owned(free, 7L));
        Contact other = insert(ORGANIZATION, SampleContacts.named("Bob"));
        replace(other, owned(other, 7L));
        replace(owned, owned(owned, null));

        for (Sort owner : List.of(OWNED_BY_USER_ID.asc(), OWNED_BY_USER_ID.desc())) {
            for (Sort id : List.of(ID.asc(), ID.desc())) {
                ContactQuery query = ContactQuery.page().sortBy(id, owner);
                assertWalks(query);
                for (Contact was : List.of(free, owned, other)) {
                    ContactQuery after = query.after(query.cursor(ORGANIZATION, was));
                    Position place = after.position(ORGANIZATION).orElseThrow();
                    List<Contact> following =
                            list(query).stream().filter(place::precedes).toList();
                    assertEquals(described(following), described(list(after)), after::toString);
                }
            }
        }
    }

    @Test
    void rule_3_21_after_the_last_contact_there_is_nothing_and_the_total_is_all() {
        List<Contact> contacts = insertAll(List.of("a", "b"));
        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().where(FIRST_NAME.exists()),
                ContactQuery.page().where(ContactFields.custom("none").isMissing()))) {
            ContactQuery end = query.after(query.cursor(ORGANIZATION, contacts.get(1)));

            Rows rows = repository.list(ORGANIZATION, end);

            assertEquals(List.of(), rows.contacts());
            assertEquals(OptionalLong.of(2), rows.total());
            assertFalse(rows.hasMore());
            assertEquals(
                    OptionalLong.of(2),
                    repository.list(ORGANIZATION, end.limit(0)).total());
        }
    }

    @Test
    void rule_3_22_a_query_without_custom_fields_finds_the_same_contacts_without_them() {
        filtered();
        Filter custom = ContactFields.custom("INDUSTRY").exists();

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().sortBy(LAST_NAME.desc(), COMPANY_ID.asc()),
                ContactQuery.page().where(COMPANY_ID.lessThan(3)),
                ContactQuery.page().where(custom),
                ContactQuery.page().where(custom.not()).sortBy(CREATED_AT.desc()),
                ContactQuery.of(ContactSearch.byName("jos")).where(custom),
                ContactQuery.page().within(COMPANY_ID.exists()))) {
            for (ContactQuery page : List.of(query.limit(1_000), query.limit(2).skip(1), query.withoutTotal())) {
                Rows whole = repository.list(ORGANIZATION, page);
                List<Contact> without = whole.contacts().stream()
                        .map(ContactRepositoryContract::withoutCustomFields)
                        .toList();

                assertEquals(
                        new Rows(without, whole.total(), whole.hasMore()),
                        repository.list(ORGANIZATION, page.withoutCustomFields()),
                        page::toString);
            }
        }
        ContactQuery within = ContactQuery.page().within(custom);
        assertEquals(
                repository.list(ORGANIZATION, within),
                repository.list(ORGANIZATION, within.withoutCustomFields()),
                "custom fields that decide what there is come along");
    }

    private static Contact withoutCustomFields(Contact contact) {
        ContactDetails details = contact.details().toBuilder()
                .replaceCustomFields(CustomFields.EMPTY)
                .build();
        return contact.toBuilder().details(details).build();
    }

    @Test
    void rule_3_23_a_list_without_time_fails_and_shows_nothing() {
        insertAll(3, i -> SampleContacts.named("Ann " + i));

        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().limit(0),
                ContactQuery.page().withoutTotal(),
                ContactQuery.page().sortBy(FIRST_NAME.desc()),
                ContactQuery.page().where(FIRST_NAME.contains("ann")),
                ContactQuery.of(ContactSearch.byName("ann")))) {
            assertOutOfTime(
                    () -> repository.list(ListRequest.of(ORGANIZATION, query).withBudget(WITHOUT_TIME)));
        }

        assertEquals(3, list(ContactQuery.page()).size(), "the next call works");
    }

    @Test
    void rule_3_24_more_rows_than_may_be_sorted_are_refused_or_all_sorted() {
        manyTies();
        WorkBudget three = WorkBudget.of(LONG, 3);

        // Which columns have an index is the store's business, so both are right; the first three alone are not.
        for (Sort sort : List.of(LAST_NAME.asc(), LAST_NAME.desc(), OWNED_BY_USER_ID.asc(), CREATED_AT.desc())) {
            for (ContactQuery query :
                    List.of(ContactQuery.page(), ContactQuery.page().where(COMPANY_ID.exists()))) {
                ContactQuery sorted = query.sortBy(sort).limit(5);
                try {
                    assertEquals(
                            repository.list(ORGANIZATION, sorted),
                            repository.list(ListRequest.of(ORGANIZATION, sorted).withBudget(three)),
                            sorted::toString);
                } catch (ContactsException.Invalid e) {
                    assertEquals(
                            List.of("sort"),
                            e.violations().stream().map(Violation::field).toList());
                }
            }
        }
        WorkBudget none = WorkBudget.of(LONG, 0);
        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().sortBy(ID.desc()),
                ContactQuery.page().where(COMPANY_ID.exists()),
                ContactQuery.page().sortBy(LAST_NAME.asc()).limit(0),
                ContactQuery.of(ContactSearch.byName("an")))) {
            assertEquals(
                    repository.list(ORGANIZATION, query),
                    repository.list(ListRequest.of(ORGANIZATION, query).withBudget(none)),
                    query::toString);
        }
    }

    @Test
    void rule_4_1_ids_are_unique_over_all_organizations_ascending_and_never_given_again() throws Exception {
        long last = 0;
        for (int i = 0; i < 20; i++) {
            Contact contact = insert(i % 2 == 0 ? ORGANIZATION : OTHER_ORGANIZATION, SampleContacts.named("Ann"));
            assertTrue(contact.id() > last, "ascending");
            Contact removed = insert(SampleContacts.named("Removed"));
            assertTrue(removed.id() > contact.id(), "ascending");
            write(new Change.Remove(removed));
            last = removed.id();
        }
        assertTrue(last >= 1 && last < 1L << 53, "from 1 to 2^53−1");

        Set<Long> ids = ConcurrentHashMap.newKeySet();
        Races.run(Collections.nCopies(4, () -> {
            for (int i = 0; i < 25; i++) {
                assertTrue(ids.add(insert(SampleContacts.named("Ann")).id()), "unique");
            }
        }));
    }

    @Test
    void rule_4_2_a_change_to_another_version_than_the_stored_one_is_stale() {
        Contact old = insert(SampleContacts.named("Ann"));
        Contact current = replace(old, renamed(old, "Bob"));
        Contact gone = insert(SampleContacts.named("Gone"));
        write(new Change.Remove(gone));

        assertStale(0, new Change.Replace(old, renamed(old, "Late")));
        assertStale(0, new Change.Replace(old, deleted(old)));
        assertStale(0, new Change.Remove(old));
        assertStale(0, new Change.Replace(gone, renamed(gone, "Late")));
        assertStale(0, new Change.Remove(gone));
        assertEquals(current, stored(old.id()));
    }

    @Test
    void rule_4_3_changes_happen_wholly_or_not_at_all() {
        Contact gone = insert(SampleContacts.named("Gone"));
        write(new Change.Remove(gone));
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));

        assertStale(
                3,
                new Change.Insert(SampleContacts.named("New")),
                new Change.Replace(ann, renamed(ann, "Anna")),
                new Change.Remove(bob),
                new Change.Replace(gone, renamed(gone, "Late")),
                new Change.Insert(SampleContacts.named("New too")),
                new Change.Remove(gone));
        assertStale(1, new Change.Replace(ann, deleted(ann)), new Change.Replace(gone, deleted(gone)));

        assertEquals(List.of(ann, bob), list(ContactQuery.page().sortBy(ID.asc())));
        assertEquals(Map.of(ann.id(), ann, bob.id(), bob), repository.find(ORGANIZATION, List.of(ann.id(), bob.id())));
    }

    @Test
    void rule_4_4_changes_happen_in_their_order_each_on_what_those_before_it_left() {
        Contact first = insert(SampleContacts.named("Ann"));
        Contact second = renamed(first, "Bob");
        Contact third = renamed(second, "Carl");
        Contact other = insert(SampleContacts.named("Other"));

        write(new Change.Replace(first, second), new Change.Replace(second, third));

        assertEquals(third, stored(first.id()));
        assertStale(1, new Change.Replace(third, renamed(third, "Dora")), new Change.Remove(third));
        assertStale(1, new Change.Remove(other), new Change.Remove(other));
    }

    @Test
    void rule_4_5_the_answer_has_one_contact_for_each_change() {
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));
        Contact anna = renamed(ann, "Anna");
        Contact emil = insert(SampleContacts.named("Emil"));

        List<Contact> answer = write(
                new Change.Insert(SampleContacts.named("New")),
                new Change.Replace(ann, anna),
                new Change.Remove(bob),
                new Change.Insert(SampleContacts.named("New too")),
                new Change.Replace(emil, deleted(emil)));

        assertEquals(5, answer.size());
        assertEquals(
                SampleContacts.named("New").stored(ORGANIZATION, answer.get(0).id()), answer.get(0));
        assertEquals(List.of(anna, bob), answer.subList(1, 3));
        assertEquals("New too", answer.get(3).firstName());
        assertEquals(deleted(emil), answer.get(4));
        assertEquals(anna, stored(ann.id()));
        assertEquals(List.of(), write());
    }

    @Test
    void rule_4_6_of_concurrent_changes_to_one_version_exactly_one_succeeds() throws Exception {
        for (int round = 0; round < 50; round++) {
            Contact contact = insert(SampleContacts.named("Ann"));
            Queue<String> winners = new ConcurrentLinkedQueue<>();
            Races.run(IntStream.range(0, 4)
                    .mapToObj(racer -> (Races.Racer) () -> {
                        Contact after = renamed(contact, "Racer " + racer);
                        repository
                                .write(ORGANIZATION, List.of(new Change.Replace(contact, after)))
                                .contacts()
                                .ifPresent(stored -> winners.add(after.firstName()));
                    })
                    .toList());

            assertEquals(1, winners.size(), "winners");
            assertEquals(winners.peek(), stored(contact.id()).firstName());
        }
    }

    @Test
    void rule_4_7_what_was_answered_as_stored_every_later_call_sees() throws Exception {
        for (int round = 0; round < 25; round++) {
            Contact created = insert(SampleContacts.named("Ann"));
            Contact changed = replace(created, renamed(created, "Bob"));
            Races.run(() -> {
                assertEquals(changed, stored(created.id()));
                assertTrue(list(ContactQuery.page().limit(1_000)).contains(changed));
            });
        }
    }

    @Test
    void rule_4_8_a_remove_takes_the_contact_away() {
        Contact ann = insert(SampleContacts.named("Ann"));
        Contact bob = insert(SampleContacts.named("Bob"));

        write(new Change.Remove(ann));

        assertEquals(Map.of(bob.id(), bob), repository.find(ORGANIZATION, List.of(ann.id(), bob.id())));
        assertEquals(List.of(bob), list(ContactQuery.page()));
    }

    @Test
    void rule_4_9_a_change_to_a_contact_of_another_organization_is_refused() {
        Contact foreign = insert(OTHER_ORGANIZATION, SampleContacts.named("Foreign"));
        Change insert = new Change.Insert(SampleContacts.named("Ann"));

        for (Change change :
                List.of(new Change.Replace(foreign, renamed(foreign, "Mine")), new Change.Remove(foreign))) {
            assertThrows(IllegalArgumentException.class, () -> repository.write(ORGANIZATION, List.of(insert, change)));
        }

        assertEquals(Map.of(foreign.id(), foreign), repository.find(OTHER_ORGANIZATION, List.of(foreign.id())));
        assertTrue(list(ContactQuery.page()).stream()
                .noneMatch(contact -> contact.firstName().equals("Ann")));
    }

    @Test
    void rule_4_10_a_write_without_time_fails_and_writes_nothing() {
        Contact ann = insert(SampleContacts.named("Ann"));
        List<Change> changes =
                List.of(new Change.Insert(SampleContacts.named("Bob")), new Change.Replace(ann, renamed(ann, "Anna")));

        assertOutOfTime(
                () -> repository.write(WriteRequest.of(ORGANIZATION, changes).withBudget(WITHOUT_TIME)));
        assertOutOfTime(() -> repository.write(
                WriteRequest.of(ORGANIZATION, changes.subList(0, 1)).withBudget(WITHOUT_TIME)));

        assertEquals(List.of(ann), list(ContactQuery.page()));
        assertEquals(2, write(changes.toArray(Change[]::new)).size(), "the next call works");
    }

    private static void assertOutOfTime(Executable call) {
        ContactsException.Storage failure = assertThrows(ContactsException.Storage.class, call);
        ContactsException.Storage expected = WorkBudget.outOfTime();
        assertEquals(expected.getMessage(), failure.getMessage());
        assertEquals(expected.retryable(), failure.retryable());
        assertEquals(expected.outcome(), failure.outcome());
    }

    private Contact insert(NewContact contact) {
        return insert(ORGANIZATION, contact);
    }

    private Contact insert(long organizationId, NewContact contact) {
        return contactsOf(repository.write(organizationId, List.of(new Change.Insert(contact))))
                .get(0);
    }

    private List<Contact> insertAll(int number, IntFunction<NewContact> contact) {
        return write(IntStream.range(0, number)
                .mapToObj(i -> new Change.Insert(contact.apply(i)))
                .toArray(Change[]::new));
    }

    private List<Contact> insertAll(List<String> firstNames) {
        return insertAll(firstNames.size(), i -> SampleContacts.named(firstNames.get(i)));
    }

    private Contact replace(Contact before, Contact after) {
        return write(new Change.Replace(before, after)).get(0);
    }

    private List<Contact> write(Change... changes) {
        return contactsOf(repository.write(ORGANIZATION, List.of(changes)));
    }

    /** Names the field that a store forgets. */
    private static void assertFields(Contact expected, Contact actual) {
        for (ContactField<?> field : ContactFields.all()) {
            assertEquals(field.of(expected), field.of(actual), field::name);
        }
        assertEquals(expected, actual);
    }

    private void assertStale(int index, Change... changes) {
        WriteResult result = repository.write(ORGANIZATION, List.of(changes));
        assertEquals(OptionalInt.of(index), result.staleIndex(), "the first stale change");
    }

    private Contact stored(long id) {
        Contact contact = repository.find(ORGANIZATION, List.of(id)).get(id);
        return contact == null ? fail("not found: " + id) : contact;
    }

    private List<Contact> list(ContactQuery query) {
        return repository.list(ORGANIZATION, query).contacts();
    }

    /** That a list by these keys has these contacts in the order that the domain gives them. */
    private void assertOrder(List<Contact> contacts, Sort... sorts) {
        ContactQuery query = ContactQuery.page().sortBy(sorts).limit(1_000);
        assertEquals(expected(contacts, query), described(list(query)), query::toString);
    }

    /** That going on from page to page one meets what the whole list has, as the store itself lists it. */
    private void assertWalks(ContactQuery query) {
        List<String> whole = described(list(query.limit(1_000)));
        List<String> walked = new ArrayList<>();
        ContactQuery page = query.limit(3);
        boolean hasMore = true;
        while (hasMore && walked.size() <= whole.size()) {
            // With and without a total in turn: a store may read them by different ways.
            Rows rows = repository.list(ORGANIZATION, walked.size() % 2 == 0 ? page : page.withoutTotal());
            walked.addAll(described(rows.contacts()));
            hasMore = rows.hasMore();
            if (hasMore) {
                Contact last = rows.contacts().get(rows.contacts().size() - 1);
                page = page.after(query.cursor(ORGANIZATION, last));
            }
        }
        assertEquals(whole, walked, query::toString);
    }

    /** That a search finds those of these contacts that the domain finds, in its order. */
    private void assertRanked(List<Contact> contacts, ContactSearch search) {
        ContactQuery query = ContactQuery.of(search.limit(1_000));
        assertEquals(expected(contacts, query), described(list(query)), query::toString);
    }

    /** That a search finds those of these contacts that the domain finds, in any order. */
    private void assertFound(List<Contact> contacts, ContactSearch search) {
        ContactQuery query = ContactQuery.of(search.limit(1_000));
        assertEquals(new TreeSet<>(expected(contacts, query)), new TreeSet<>(described(list(query))), query::toString);
    }

    /** That a list with a filter has those of these contacts that the domain says, in any order. */
    private void assertFiltered(List<Contact> contacts, Filter filter) {
        assertFiltered(contacts, ContactQuery.page().where(filter));
    }

    private void assertFiltered(List<Contact> contacts, ContactQuery filtered) {
        ContactQuery query = filtered.limit(1_000);
        assertEquals(new TreeSet<>(expected(contacts, query)), new TreeSet<>(described(list(query))), query::toString);
    }

    /** That conditions on a column, with the values of these contacts and with others, hold as the domain says. */
    private <T> void assertConditions(List<Contact> contacts, ColumnField<T> column, List<T> others) {
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

    private static List<String> expected(List<Contact> contacts, ContactQuery query) {
        return described(
                contacts.stream().filter(query::matches).sorted(query.order()).toList());
    }

    private static List<String> firstNames(List<Contact> contacts) {
        return contacts.stream().map(Contact::firstName).toList();
    }

    private static List<String> described(List<Contact> contacts) {
        return contacts.stream().map(Contact::toString).toList();
    }

    private static boolean differs(List<Contact> contacts, ColumnField<?> column) {
        return contacts.stream().map(column::of).distinct().count() == contacts.size();
    }

    private static List<Contact> contactsOf(WriteResult result) {
        return result.contacts().orElseThrow();
    }

    private static Contact renamed(Contact contact, String firstName) {
        return contact.changed(
                contact.details().toBuilder().firstName(firstName).build(), later(contact));
    }

    private static Contact owned(Contact contact, @Nullable Long owner) {
        return contact.changed(contact.details().toBuilder().owner(owner).build(), later(contact));
    }

    private static Contact deleted(Contact contact) {
        return contact.deleted(later(contact));
    }

    /** A whole second, so that only the rule about milliseconds depends on them. */
    private static Instant later(Contact contact) {
        return contact.updatedAt().plusSeconds(60);
    }

    /** 14 contacts of few values: some are missing, and some have the same. */
    private List<Contact> manyTies() {
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
    private List<Contact> filtered() {
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
    private List<Contact> people() {
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
                phone("Half a country", "98765", "US", null));
        return insertAll(people.size(), i -> new NewContact(people.get(i), null, SampleContacts.CREATED_AT));
    }

    private static ContactDetails person(String firstName, @Nullable String lastName, @Nullable String email) {
        return ContactDetails.builder()
                .firstName(firstName)
                .lastName(lastName)
                .email(email)
                .build();
    }

    private static ContactDetails phone(
            String firstName, String phone, @Nullable String countryIso, @Nullable String countryCode) {
        return ContactDetails.builder()
                .firstName(firstName)
                .phone(phone)
                .phoneCountryIso(countryIso)
                .phoneCountryCode(countryCode)
                .build();
    }
}
