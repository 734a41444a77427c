package dev.contactbook.it.access;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.BulkReports.contact;
import static dev.contactbook.it.support.BulkReports.error;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkContacts;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingListener.Event;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.testkit.TestContacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees which contacts, and who may change which. */
class VisibilityTest {
    private static final Filter MINE = OWNED_BY_USER_ID.is(789);

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.70")
    void what_a_caller_does_not_see_is_not_found_listed_searched_counted_or_changed(Store store) {
        ContactRepository repository = store.fresh();
        Contact mine = owned(repository, 789L);
        Contact other = owned(repository, 790L);
        Contact nobodys = owned(repository, null);
        Contacts contacts = with(repository, FilterPolicy.toSee(MINE));

        for (Contact hidden : List.of(other, nobodys)) {
            for (ThrowingCallable call : everyCall(contacts, hidden.id())) {
                assertNotFound(hidden.id(), call);
            }
        }
        for (ContactQuery query : List.of(
                ContactQuery.page(),
                ContactQuery.page().sortBy(LAST_NAME.desc()),
                ContactQuery.page().where(FIRST_NAME.is("Ada")),
                ContactQuery.page().where(Filter.everything()),
                ContactQuery.of(ContactSearch.byName("ada")),
                ContactQuery.of(ContactSearch.byEmail("ada"))
                        .where(custom("Industry").exists()),
                ContactQuery.of(ContactSearch.byPhone("5550100", "US", "+1")))) {
            assertListed(contacts, query, mine);
        }
        assertListed(contacts, ContactQuery.page().where(ID.in(other.id(), nobodys.id())));
        assertThat(contacts.search(CALLER, ContactSearch.byName("ada")).data()).containsExactly(mine);
        assertThat(contacts.get(CALLER, mine.id())).isEqualTo(mine);
        assertThat(contacts.patch(CALLER, mine.id(), c -> c.lastName("King")).version())
                .isEqualTo(2);
        assertThat(contacts.delete(CALLER, mine.id()).isLive()).isFalse();
        assertThat(repository.find(ORGANIZATION, List.of(other.id(), nobodys.id())))
                .containsValues(other, nobodys);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.70")
    void any_filter_will_do(Store store) {
        ContactRepository repository = store.fresh();
        Contact ada = owned(repository, 789L);
        Contact bob = Contacts.over(repository).create(CALLER, c -> c.firstName("Bob"));

        for (Filter adas : List.of(
                custom("INDUSTRY").is("Technology"),
                custom("industry").isMissing().not(),
                EMAIL.endsWith("@example.COM").and(custom("Size").greaterThan(99)),
                FIRST_NAME.isNot("Bob").or(Filter.nothing()),
                COMPANY_ID.exists().and(Filter.everything()))) {
            Contacts contacts = with(repository, FilterPolicy.toSee(adas));

            assertListed(contacts, ContactQuery.page(), ada);
            assertListed(contacts, ContactQuery.page().where(custom("vip").is(true)), ada);
            assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
            assertNotFound(bob.id(), () -> contacts.get(CALLER, bob.id()));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.71")
    void what_a_caller_sees_but_may_not_change_is_forbidden_to_patch_and_delete(Store store) {
        ContactRepository repository = store.fresh();
        Contact mine = owned(repository, 789L);
        Contact other = owned(repository, 790L);
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(Filter.everything(), MINE))
                .directory(directory)
                .build();
        ContactPatch change = ContactPatch.of(c -> c.lastName("King"));

        for (ContactPatch refused : List.of(
                change,
                change.ifVersion(1),
                change.ifVersion(99),
                ContactPatch.of(c -> {}),
                ContactPatch.of(c -> c.email("nope")),
                ContactPatch.of(c -> c.owner(8).company(9)))) {
            assertForbidden(() -> contacts.patch(CALLER, other.id(), refused));
            assertForbidden(() -> each(contacts, BulkItem.patch(other.id(), refused)));
            assertForbidden(() -> allOrNothing(contacts, BulkItem.patch(other.id(), refused)));
        }
        assertForbidden(() -> contacts.delete(CALLER, other.id()));
        assertForbidden(() -> each(contacts, BulkItem.delete(other.id())));
        assertForbidden(() -> allOrNothing(contacts, BulkItem.delete(other.id())));

        assertThat(directory.questions).isEmpty();
        assertListed(contacts, ContactQuery.page(), mine, other);
        assertThat(contacts.get(CALLER, other.id())).isEqualTo(other);
        assertThat(contacts.patch(CALLER, mine.id(), change).lastName()).isEqualTo("King");
        assertThat(contacts.delete(CALLER, mine.id()).version()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.71")
    void invalid_comes_before_not_found_before_forbidden_before_conflict_before_an_invalid_result(Store store) {
        ContactRepository repository = store.fresh();
        Contact hidden = owned(repository, null);
        Contact fixed = owned(repository, 790L);
        Contact mine = owned(repository, 789L);
        Contacts contacts = with(repository, new FilterPolicy(OWNED_BY_USER_ID.exists(), MINE));
        ContactPatch wrongInItself = ContactPatch.of(c -> c.set("nope", 1)).ifVersion(99);
        ContactPatch wrongAndLate = ContactPatch.of(c -> c.email("nope")).ifVersion(99);
        ContactPatch wrong = ContactPatch.of(c -> c.email("nope"));

        assertThatThrownBy(() -> contacts.patch(CALLER, hidden.id(), wrongInItself))
                .isInstanceOf(Invalid.class);
        assertNotFound(hidden.id(), () -> contacts.patch(CALLER, hidden.id(), wrongAndLate));
        assertForbidden(() -> contacts.patch(CALLER, fixed.id(), wrongAndLate));
        assertThatThrownBy(() -> contacts.patch(CALLER, mine.id(), wrongAndLate))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> contacts.patch(CALLER, mine.id(), wrong)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.72")
    @Tag("3.77")
    void what_is_made_or_moved_out_of_sight_is_answered_this_once(Store store) {
        ContactRepository repository = store.fresh();
        Contact mine = owned(repository, 789L);
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(MINE))
                .listener(listener)
                .build();

        Contact given = contacts.patch(CALLER, mine.id(), c -> c.owner(790));
        Contact made = contacts.create(CALLER, c -> c.firstName("Eve").owner(790));

        assertThat(given.ownedByUserId()).isEqualTo(790);
        assertThat(given.version()).isEqualTo(2);
        assertThat(made.ownedByUserId()).isEqualTo(790);
        assertThat(repository.find(ORGANIZATION, List.of(given.id(), made.id())))
                .containsValues(given, made);
        assertThat(listener.events)
                .containsExactly(
                        new Event("patched", CALLER, List.of(mine, given)),
                        new Event("created", CALLER, List.of(made)));
        assertNotFound(mine.id(), () -> contacts.get(CALLER, mine.id()));
        assertNotFound(mine.id(), () -> contacts.patch(CALLER, mine.id(), c -> c.owner(789)));
        assertNotFound(made.id(), () -> contacts.delete(CALLER, made.id()));
        assertListed(contacts, ContactQuery.page());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.72")
    void in_bulk_an_item_meets_the_contact_as_those_before_it_left_it(Store store) {
        ContactRepository repository = store.fresh();
        Contact moved = owned(repository, 789L);
        Contact locked = owned(repository, 789L);
        Contacts contacts = with(repository, new FilterPolicy(MINE, LAST_NAME.isNot("Locked")));
        List<BulkItem> items = List.of(
                BulkItem.patch(moved.id(), c -> c.lastName("King")),
                BulkItem.patch(moved.id(), c -> c.owner(790)),
                BulkItem.patch(moved.id(), c -> c.owner(789)),
                BulkItem.delete(moved.id()),
                BulkItem.patch(locked.id(), c -> c.lastName("Locked")),
                BulkItem.patch(locked.id(), c -> c.lastName("Open")),
                BulkItem.delete(locked.id()),
                BulkItem.create(c -> c.firstName("Eve").owner(790)));

        BulkReport together = contacts.bulk().allOrNothing(CALLER, items);
        assertThat(repository.find(ORGANIZATION, List.of(moved.id(), locked.id())))
                .containsValues(moved, locked);
        BulkReport each = contacts.bulk().each(CALLER, items.stream());

        for (BulkReport report : List.of(together, each)) {
            assertThat(report.failures())
                    .extracting(failure -> failure.index() + " "
                            + failure.error().orElseThrow().getClass().getSimpleName())
                    .containsExactly("2 NotFound", "3 NotFound", "5 Forbidden", "6 Forbidden");
        }
        assertThat(contact(each, 1).version()).isEqualTo(3);
        assertThat(contact(each, 1).ownedByUserId()).isEqualTo(790);
        assertThat(contact(each, 4).lastName()).isEqualTo("Locked");
        assertThat(contact(each, 7).ownedByUserId()).isEqualTo(790);
        assertThat(repository.find(ORGANIZATION, List.of(moved.id(), locked.id())))
                .containsValues(contact(each, 1), contact(each, 4));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.72")
    void what_a_rival_moves_out_of_sight_meanwhile_is_not_found(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        Contacts contacts =
                with(book.repository(), new FilterPolicy(OWNED_BY_USER_ID.isNot(790), LAST_NAME.isNot("Locked")));

        for (boolean hides : new boolean[] {true, false}) {
            for (int call = 0; call < 6; call++) {
                Contact ada = owned(book.repository(), 789L);
                ThrowingCallable change = everyCall(contacts, ada.id()).get(1 + call);
                Contact[] left = {ada};
                book.faults()
                        .beforeNextWrite(rival -> left[0] = rival.patch(CALLER, ada.id(), c -> {
                            if (hides) {
                                c.owner(790);
                            } else {
                                c.lastName("Locked");
                            }
                        }));

                if (hides) {
                    assertNotFound(ada.id(), change);
                } else {
                    assertForbidden(change);
                }
                assertThat(left[0].version()).isEqualTo(2);
                assertThat(book.contacts().get(CALLER, ada.id())).isEqualTo(left[0]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.73")
    void the_policy_is_asked_once_before_the_store_and_only_where_it_matters(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        book.faults().everyRead().raceWith(others -> asked.add("store"));
        book.faults().everyWrite().raceWith(others -> asked.add("store"));
        Contacts contacts = with(book.repository(), new AskedPolicy(asked));
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        assertThat(asked).containsExactly("CREATE", "store");

        assertAsked(asked, () -> contacts.get(CALLER, id), "GET", "visible", "store");
        assertAsked(asked, () -> contacts.list(CALLER, ContactQuery.page()), "LIST", "visible", "store");
        assertAsked(asked, () -> contacts.search(CALLER, ContactSearch.byName("ada")), "SEARCH", "visible", "store");
        assertAsked(
                asked,
                () -> contacts.patch(CALLER, id, c -> c.lastName("King")),
                "PATCH",
                "visible",
                "changeable",
                "store",
                "store");
        assertAsked(
                asked,
                () -> contacts.bulk()
                        .each(
                                CALLER,
                                Stream.of(
                                        BulkItem.create(c -> c.firstName("Bob")),
                                        BulkItem.patch(id, c -> c.lastName("Lovelace")),
                                        BulkItem.delete(id))),
                "CREATE",
                "PATCH",
                "visible",
                "changeable",
                "DELETE",
                "store", // which keys are unique
                "store",
                "store");
        assertAsked(
                asked,
                () -> contacts.bulk().allOrNothing(CALLER, List.of(BulkItem.create(c -> c.firstName("Bob")))),
                "CREATE",
                "store");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.73")
    void the_policy_is_asked_once_however_many_chunks_there_are_and_attempts_it_takes(Store store) {
        TestContacts book = TestContacts.over(store.fresh());
        List<String> asked = new ArrayList<>();
        Contact ada = owned(book.repository(), 789L);
        Contacts contacts = with(book.repository(), new AskedPolicy(asked));
        book.faults().beforeNextWrite(rival -> rival.patch(CALLER, ada.id(), c -> c.email("ada@example.org")));

        contacts.bulk()
                .each(
                        CALLER,
                        IntStream.range(0, BulkContacts.CHUNK + 1)
                                .mapToObj(i -> BulkItem.patch(ada.id(), c -> c.lastName("King " + i))))
                .contactsOrThrow();

        assertThat(asked).containsExactly("PATCH", "visible", "changeable");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.73")
    void what_the_policy_throws_reaches_the_caller_and_nothing_happens(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        for (RuntimeException failure : List.of(new IllegalStateException("no answer"), new NotFound(1))) {
            Contacts blind = with(
                    repository,
                    policy(
                            () -> {
                                throw failure;
                            },
                            () -> Filter.everything()));
            Contacts unsure = with(repository, policy(() -> Filter.everything(), () -> {
                throw failure;
            }));

            List<ThrowingCallable> calls = new ArrayList<>(everyCall(unsure, 1).subList(1, 7));
            calls.addAll(everyCall(blind, 1));
            calls.add(() -> blind.list(CALLER, ContactQuery.page()));
            calls.add(() -> blind.search(CALLER, ContactSearch.byName("ada")));
            for (ThrowingCallable call : calls) {
                assertThatThrownBy(call).isSameAs(failure);
            }
        }
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.73")
    void what_the_policy_throws_in_bulk_leaves_the_chunks_before_stored(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        IllegalStateException failure = new IllegalStateException("no answer");
        Contacts contacts = with(
                repository,
                policy(
                        () -> {
                            throw failure;
                        },
                        () -> Filter.everything()));
        Stream<BulkItem> items = Stream.concat(
                Stream.generate(() -> BulkItem.create(c -> c.firstName("Ada"))).limit(BulkContacts.CHUNK + 1),
                Stream.of(BulkItem.delete(1)));

        assertThatThrownBy(() -> contacts.bulk().each(CALLER, items)).isSameAs(failure);

        assertThat(repository.calls).containsExactly("write");
        assertThat(Contacts.over(repository)
                        .list(CALLER, ContactQuery.page().limit(0))
                        .total())
                .hasValue(BulkContacts.CHUNK);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.74")
    void a_filter_that_no_query_takes_is_a_bug_of_the_host(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Filter wrong = custom("$Secret").is("secret").and(LAST_NAME.contains(""));
        Filter tooMany = Filter.anyOf(Collections.nCopies(201, ID.is(1)));

        for (Supplier<Filter> bad : List.<Supplier<Filter>>of(() -> wrong, () -> tooMany, () -> null)) {
            Contacts blind = with(repository, policy(bad, () -> Filter.everything()));
            Contacts unsure = with(repository, policy(() -> Filter.everything(), bad));
            List<ThrowingCallable> calls = new ArrayList<>(everyCall(unsure, 1).subList(1, 7));
            calls.addAll(everyCall(blind, 1));
            calls.add(() -> blind.list(CALLER, ContactQuery.page()));

            for (ThrowingCallable call : calls) {
                assertThatThrownBy(call)
                        .isExactlyInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("The access policy returned ")
                        .message()
                        .doesNotContainIgnoringCase("secret");
            }
        }
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.75")
    void a_policys_filter_leaves_the_callers_own_all_its_bounds(Store store) {
        ContactRepository repository = store.fresh();
        Contact ada = owned(repository, 789L);
        owned(repository, 790L);
        Filter deepest = MINE;
        for (int level = 1; level < Filter.MAX_DEPTH; level++) {
            deepest = level % 2 == 0 ? Filter.allOf(List.of(deepest)) : Filter.anyOf(List.of(deepest));
        }
        Filter widest = Filter.anyOf(Collections.nCopies(Filter.MAX_CONDITIONS, FIRST_NAME.is("Ada")));

        assertListed(
                with(repository, FilterPolicy.toSee(deepest)),
                ContactQuery.page().where(widest),
                ada);
        assertListed(
                with(repository, FilterPolicy.toSee(widest)).where(deepest),
                ContactQuery.page().where(deepest),
                ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.75")
    void to_see_every_contact_leaves_the_query_as_it_is(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contact ada = owned(repository, 789L);
        Contacts contacts = with(repository, new FilterPolicy(Filter.everything(), Filter.everything()))
                .where(Filter.everything());
        ContactQuery query = ContactQuery.page().sortBy(LAST_NAME.asc());

        assertThat(contacts.list(CALLER, query).data()).containsExactly(ada);

        assertThat(repository.queries).containsExactly(query);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.75")
    void who_sees_no_contact_does_not_trouble_the_store(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contact ada = owned(repository, 789L);
        repository.calls.clear();

        for (Contacts contacts : List.of(
                with(repository, FilterPolicy.toSee(Filter.nothing())),
                Contacts.over(repository).where(Filter.nothing()))) {
            for (ThrowingCallable call : everyCall(contacts, ada.id())) {
                assertNotFound(ada.id(), call);
            }
            assertListed(contacts, ContactQuery.page().limit(3).skip(2));
            assertListed(contacts, ContactQuery.of(ContactSearch.byName("ada")));
            assertThat(repository.calls).isEmpty();
            assertThat(contacts.create(CALLER, c -> c.firstName("Eve")).id()).isGreaterThan(ada.id());
            assertThat(repository.calls).containsExactly("write");
            repository.calls.clear();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.76")
    void contacts_with_a_filter_are_as_if_there_were_no_others(Store store) {
        ContactRepository repository = store.fresh();
        Contact mine = owned(repository, 789L);
        Contact other = owned(repository, 790L);
        Contacts all = Contacts.over(repository);
        Contacts contacts = all.where(MINE);

        for (ThrowingCallable call : everyCall(contacts, other.id())) {
            assertNotFound(other.id(), call);
        }
        assertListed(contacts, ContactQuery.page(), mine);
        assertListed(contacts, ContactQuery.of(ContactSearch.byName("ada")), mine);
        assertThat(contacts.get(CALLER, mine.id())).isEqualTo(mine);
        Contact given = contacts.patch(CALLER, mine.id(), c -> c.owner(790));
        assertThat(given.ownedByUserId()).isEqualTo(790);
        assertNotFound(mine.id(), () -> contacts.delete(CALLER, mine.id()));
        Contact made = contacts.create(CALLER, c -> c.firstName("Eve").owner(790));
        assertListed(contacts, ContactQuery.page());
        assertListed(all, ContactQuery.page(), given, other, made);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.76")
    void each_of_several_filters_has_to_match_and_the_policys_too(Store store) {
        ContactRepository repository = store.fresh();
        Contact seen = owned(repository, 789L);
        Contact elsewhere = Contacts.over(repository)
                .create(CALLER, c -> c.firstName("Bob").owner(789).company(102));
        Contact hidden = owned(repository, 790L);
        Contacts contacts = with(repository, new FilterPolicy(MINE, Filter.nothing()))
                .where(COMPANY_ID.exists())
                .where(COMPANY_ID.is(101));

        assertListed(contacts, ContactQuery.page(), seen);
        assertThat(contacts.get(CALLER, seen.id())).isEqualTo(seen);
        assertForbidden(() -> contacts.delete(CALLER, seen.id()));
        for (Contact missing : List.of(elsewhere, hidden)) {
            for (ThrowingCallable call : everyCall(contacts, missing.id())) {
                assertNotFound(missing.id(), call);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.76")
    void contacts_take_no_filter_with_violations(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        assertThat(Fixtures.errorsOf(() ->
                        contacts.where(LAST_NAME.contains("").and(custom("$x").exists()))))
                .containsOnlyKeys("last_name", "custom_fields_by_name.$x");
        assertThatThrownBy(() -> contacts.where(LAST_NAME.contains("")))
                .isExactlyInstanceOf(Invalid.class)
                .hasMessage("Invalid query");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.77")
    void the_directory_and_associations_are_as_without_a_policy(Store store) {
        ContactRepository repository = store.fresh();
        RecordingDirectory directory = new RecordingDirectory()
                .user(ORGANIZATION, new User(790, "Grace", "Hopper"))
                .company(ORGANIZATION, new Company(101, "Navy"));
        Contact hidden = owned(repository, 790L);
        Page<Contact> page = Contacts.over(repository).list(CALLER, ContactQuery.page());
        Contacts contacts = Contacts.builder(repository)
                .accessPolicy(new FilterPolicy(Filter.nothing(), Filter.nothing()))
                .directory(directory)
                .build();

        assertThat(contacts.associate(CALLER, page).data()).singleElement().satisfies(row -> {
            assertThat(row.contact()).isEqualTo(hidden);
            assertThat(row.owner()).isNotNull();
            assertThat(row.company()).isNotNull();
        });
        assertThat(contacts.create(CALLER, c -> c.firstName("Eve").owner(790)).ownedByUserId())
                .isEqualTo(790);
        assertThat(Fixtures.errorsOf(
                        () -> contacts.create(CALLER, c -> c.firstName("Eve").owner(791))))
                .containsOnlyKeys("owned_by_user_id");
    }

    /** A get first, then each way to patch or delete. */
    private static List<ThrowingCallable> everyCall(Contacts contacts, long id) {
        BulkItem patch = BulkItem.patch(id, c -> c.customField("Seen", true));
        return List.of(
                () -> contacts.get(CALLER, id),
                () -> contacts.patch(CALLER, id, c -> c.customField("Seen", true)),
                () -> contacts.delete(CALLER, id),
                () -> each(contacts, patch),
                () -> each(contacts, BulkItem.delete(id)),
                () -> allOrNothing(contacts, patch),
                () -> allOrNothing(contacts, BulkItem.delete(id)));
    }

    private static void each(Contacts contacts, BulkItem item) {
        contacts.bulk().each(CALLER, Stream.of(item)).contactsOrThrow();
    }

    private static void allOrNothing(Contacts contacts, BulkItem item) {
        BulkReport report = contacts.bulk().allOrNothing(CALLER, List.of(item));
        if (!report.failures().isEmpty()) {
            throw error(report, 0);
        }
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isExactlyInstanceOf(Forbidden.class)
                .hasMessage("Not authorized to access this contact");
    }

    private static void assertListed(Contacts contacts, ContactQuery query, Contact... expected) {
        assertThat(contacts.list(CALLER, query).data()).as(query.toString()).containsExactly(expected);
        assertThat(contacts.list(CALLER, query).total()).as(query.toString()).hasValue(expected.length);
        assertThat(contacts.list(CALLER, query.limit(0)).total()).hasValue(expected.length);
        Page<Contact> uncounted = contacts.list(CALLER, query.withoutTotal());
        assertThat(uncounted.data()).containsExactly(expected);
        assertThat(uncounted.total()).isEmpty();
        assertThat(contacts.list(CALLER, query.withoutCustomFields()).data())
                .isEqualTo(
                        Stream.of(expected).map(Fixtures::withoutCustomFields).toList());
    }

    private static void assertAsked(List<String> asked, Runnable call, String... expected) {
        asked.clear();
        call.run();
        assertThat(asked).containsExactly(expected);
    }

    private static Contact owned(ContactRepository repository, Long owner) {
        return Contacts.over(repository).create(CALLER, c -> {
            Fixtures.everyField(c);
            c.owner(owner);
        });
    }

    private static Contacts with(ContactRepository repository, AccessPolicy policy) {
        return Contacts.builder(repository).accessPolicy(policy).build();
    }

    private static AccessPolicy policy(Supplier<Filter> visible, Supplier<Filter> changeable) {
        return new AccessPolicy() {
            @Override
            public boolean permits(Caller caller, Operation operation) {
                return true;
            }

            @Override
            public Filter visibleTo(Caller caller) {
                return visible.get();
            }

            @Override
            public Filter changeableBy(Caller caller) {
                return changeable.get();
            }
        };
    }

    /** Notes what it is asked, of which caller. */
    private record AskedPolicy(List<String> asked) implements AccessPolicy {
        @Override
        public boolean permits(Caller caller, Operation operation) {
            return note(caller, operation.name());
        }

        @Override
        public Filter visibleTo(Caller caller) {
            note(caller, "visible");
            return ID.exists();
        }

        @Override
        public Filter changeableBy(Caller caller) {
            note(caller, "changeable");
            return ID.exists();
        }

        private boolean note(Caller caller, String question) {
            assertThat(caller).isEqualTo(CALLER);
            return asked.add(question);
        }
    }
}
