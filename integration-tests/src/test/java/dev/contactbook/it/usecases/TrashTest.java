package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.DELETED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Trash;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.LifeState;
import dev.contactbook.domain.Page;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.Store;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import dev.contactbook.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract §3, trash: reading deleted contacts. */
class TrashTest {
    private static final ContactQuery ALL = ContactQuery.page();

    private static Contacts contacts(Store store, TestClock clock) {
        return Contacts.builder(store.fresh()).clock(clock).build();
    }

    /** Deletes contacts one after the other, and returns them as they were deleted. */
    private static List<Contact> deleted(TestClock clock, Contacts contacts, int number) {
        List<Contact> deleted = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int each = i;
            Contact created = contacts.create(
                    CALLER,
                    c -> c.firstName("Ada " + each % 3)
                            .lastName(each % 2 == 0 ? "Lovelace" : null)
                            .email(each + "@example.com")
                            .owner(1 + each % 4));
            clock.advance(Duration.ofSeconds(1));
            deleted.add(created);
        }
        Collections.rotate(deleted, 2); // not in the order of their creation
        deleted.replaceAll(created -> {
            clock.advance(Duration.ofSeconds(1));
            return contacts.delete(CALLER, created.id());
        });
        return deleted;
    }

    private static List<Contact> reversed(List<Contact> contacts) {
        List<Contact> reversed = new ArrayList<>(contacts);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.280")
    @Tag("3.281")
    void the_trash_lists_deleted_contacts_only_the_last_deleted_first(Store store) {
        TestClock clock = new TestClock();
        Contacts contacts = contacts(store, clock);
        Trash trash = contacts.trash();
        Contact live = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada"));
        contacts.delete(FOREIGNER, foreign.id());
        List<Contact> deleted = deleted(clock, contacts, 7);

        Page<Contact> page = trash.list(CALLER, ALL.limit(5));
        assertThat(page.data()).isEqualTo(reversed(deleted).subList(0, 5));
        assertThat(page.total()).hasValue(7);
        assertThat(page.limit()).isEqualTo(5);
        Page<Contact> rest = trash.list(CALLER, ALL.limit(5).after(page.next().orElseThrow()));
        assertThat(rest.data()).isEqualTo(reversed(deleted).subList(5, 7));
        assertThat(rest.next()).isEmpty();

        assertThat(contacts.list(CALLER, ALL).data()).containsExactly(live);
        assertThat(trash.list(FOREIGNER, ALL).data()).hasSize(1);
        assertThat(trash.list(CALLER, ALL.limit(0)).total()).hasValue(7);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.281")
    void of_contacts_that_are_deleted_together_the_last_created_comes_first(Store store) {
        TestClock clock = new TestClock();
        Contacts contacts = contacts(store, clock);
        List<Contact> created = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            created.add(contacts.create(CALLER, c -> c.firstName("Ada")));
            clock.advance(Duration.ofSeconds(i % 2));
        }
        List<Contact> deleted = contacts.bulk()
                .allOrNothing(
                        CALLER,
                        created.stream().map(each -> BulkItem.delete(each.id())).toList())
                .contactsOrThrow();

        assertThat(contacts.trash().list(CALLER, ALL).data()).isEqualTo(reversed(deleted));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.282")
    void queries_of_the_trash_filter_search_sort_and_stream_as_those_of_live_contacts(Store store) {
        TestClock clock = new TestClock();
        Contacts contacts = contacts(store, clock);
        Trash trash = contacts.trash();
        contacts.create(CALLER, c -> c.firstName("Ada 0").email("0@example.com"));
        List<Contact> deleted = deleted(clock, contacts, 9);

        for (ContactQuery query : List.of(
                ALL.where(EMAIL.sameAs("4@EXAMPLE.com")),
                ALL.where(OWNED_BY_USER_ID.is(1)),
                ALL.where(OWNED_BY_USER_ID.is(1)).sortBy(CREATED_AT.desc()),
                ALL.where(LAST_NAME.isMissing().or(FIRST_NAME.is("Ada 0"))).sortBy(FIRST_NAME.asc()),
                ALL.where(DELETED_AT.exists()).sortBy(ID.desc()),
                ALL.where(DELETED_AT.isMissing()),
                ALL.where(DELETED_AT.lessThan(deleted.get(4).deletedAt())),
                ALL.sortBy(DELETED_AT.asc()),
                ALL.sortBy(EMAIL.desc(), ID.desc()),
                ContactQuery.of(ContactSearch.byName("ada 1")),
                ContactQuery.of(ContactSearch.byEmail("@example")).where(LAST_NAME.exists()))) {
            boolean hasOrder = query.search().isPresent() || !query.sorts().isEmpty();
            ContactQuery same = (hasOrder ? query : query.sortBy(DELETED_AT.desc())).inState(LifeState.DELETED);
            List<Contact> expected =
                    deleted.stream().filter(same::matches).sorted(same.order()).toList();

            assertThat(trash.list(CALLER, query).data()).as(query.toString()).isEqualTo(expected);
            assertThat(trash.list(CALLER, query.limit(1)).total()).hasValue(expected.size());
            assertThat(trash.stream(CALLER, query)).as(query.toString()).isEqualTo(expected);
        }
        assertThat(trash.search(CALLER, ContactSearch.byName("ada 1")).total()).hasValue(3);
        assertThatThrownBy(() -> trash.stream(CALLER, ALL.after(Cursor.of("x"))).toList())
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.282")
    @Tag("4.15")
    void a_cursor_of_the_trash_belongs_to_the_trash(Store store) {
        TestClock clock = new TestClock();
        Contacts contacts = contacts(store, clock);
        IntStream.range(0, 4).forEach(i -> contacts.create(CALLER, c -> c.firstName("Ada")));
        deleted(clock, contacts, 4);
        ContactQuery byId = ALL.sortBy(ID.desc()).limit(2);
        Cursor ofLive = contacts.list(CALLER, byId).next().orElseThrow();
        Cursor ofDeleted = contacts.trash().list(CALLER, byId).next().orElseThrow();

        assertThat(errorsOf(() -> contacts.list(CALLER, byId.after(ofDeleted))))
                .containsEntry("after", "Cursor belongs to another query");
        assertThat(errorsOf(() -> contacts.trash().list(CALLER, byId.after(ofLive))))
                .containsEntry("after", "Cursor belongs to another query");
        assertThat(contacts.trash().list(CALLER, byId.after(ofDeleted)).data()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.283")
    void a_deleted_contact_is_read_in_the_trash_and_no_other_one_is(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Trash trash = contacts.trash();
        Contact live = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada"));
        contacts.delete(FOREIGNER, foreign.id());
        long id = contacts.create(CALLER, c -> c.firstName("Ada").customField("Tags", List.of("a")))
                .id();
        Contact deleted = contacts.delete(CALLER, id);

        assertThat(trash.get(CALLER, id)).isEqualTo(deleted);
        for (long other : new long[] {live.id(), foreign.id(), 0, -1, Long.MAX_VALUE}) {
            assertNotFound(other, () -> trash.get(CALLER, other));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.287")
    @Tag("3.293")
    void a_hidden_contact_is_in_no_trash_and_a_view_has_its_own(Store store) {
        ContactRepository repository = store.fresh();
        Contacts all = Contacts.over(repository);
        Contact mine = all.delete(
                CALLER, all.create(CALLER, c -> c.firstName("Ada").owner(789)).id());
        Contact hidden = all.delete(
                CALLER, all.create(CALLER, c -> c.firstName("Ada").owner(790)).id());

        for (Contacts some : List.of(
                all.where(OWNED_BY_USER_ID.is(789)),
                Contacts.builder(repository)
                        .accessPolicy(FilterPolicy.toSee(OWNED_BY_USER_ID.is(789)))
                        .build())) {
            Page<Contact> page = some.trash().list(CALLER, ALL.withoutCustomFields());
            assertThat(page.data()).containsExactly(mine);
            assertThat(page.total()).hasValue(1);
            assertThat(some.trash().search(CALLER, ContactSearch.byName("ada")).data())
                    .containsExactly(mine);
            assertThat(some.trash().get(CALLER, mine.id())).isEqualTo(mine);
            assertNotFound(hidden.id(), () -> some.trash().get(CALLER, hidden.id()));
            assertNotFound(hidden.id(), () -> some.trash().restore(CALLER, hidden.id()));
        }
        Contacts none = Contacts.builder(repository)
                .accessPolicy(FilterPolicy.toSee(Filter.nothing()))
                .build();
        assertThat(none.trash().list(CALLER, ALL).total()).hasValue(0);
    }

    @Test
    @Tag("3.287")
    void reading_the_trash_is_an_operation_of_its_own() {
        Contacts contacts = Contacts.builder(new InMemoryContactRepository())
                .accessPolicy((caller, operation) -> operation != Operation.READ_TRASH)
                .build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, id);

        assertThatThrownBy(() -> contacts.trash().get(CALLER, id)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contacts.trash().list(CALLER, ALL)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> contacts.trash().stream(CALLER, ALL).toList()).isInstanceOf(Forbidden.class);
        assertThat(contacts.trash().restore(CALLER, id).isLive()).isTrue();
    }

    @Test
    @Tag("3.280")
    void a_query_never_chooses_whose_contacts_it_lists() {
        Contacts contacts = Contacts.over(new InMemoryContactRepository());
        Contact live = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact deleted = contacts.delete(
                CALLER, contacts.create(CALLER, c -> c.firstName("Bob")).id());

        for (LifeState state : LifeState.values()) {
            ContactQuery query = ALL.inState(state);
            assertThat(contacts.list(CALLER, query).data()).containsExactly(live);
            assertThat(contacts.stream(CALLER, query)).containsExactly(live);
            assertThat(contacts.trash().list(CALLER, query).data()).containsExactly(deleted);
        }
    }
}
