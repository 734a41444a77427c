package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The use cases do not pass on what a store must never say (contract §1, §5). */
class MisbehavingStoreTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(456);

    @Test
    @Tag("1.2")
    @Tag("5.4")
    void a_store_cannot_show_a_contact_of_another_organization() {
        Contacts contacts = Contacts.over(BrokenStore.SHOWS_OTHER_ORGANIZATIONS.make());
        Contact foreign = contacts.create(Caller.system(457), c -> c.firstName("Foreign"));

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.get(CALLER, foreign.id()));
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.delete(CALLER, foreign.id()));
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.list(CALLER, ContactQuery.page()));
    }

    @ParameterizedTest
    @EnumSource(names = {"LISTS_DELETED_CONTACTS", "COUNTS_UNASKED"})
    @Tag("5.4")
    void a_store_cannot_list_what_was_not_asked_for(BrokenStore store) {
        Contacts contacts = Contacts.over(store.make());
        Contact ann = contacts.create(CALLER, c -> c.firstName("Ann"));
        contacts.delete(CALLER, ann.id());

        assertFails(
                Storage.Outcome.NOT_APPLIED,
                () -> contacts.list(CALLER, ContactQuery.page().withoutTotal()));
    }

    @Test
    @Tag("5.4")
    void a_store_cannot_say_that_more_follows_an_empty_page() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            boolean hasMore(ContactQuery query, List<Contact> from) {
                return true;
            }
        });

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.list(CALLER, ContactQuery.page()));
    }

    static Stream<OptionalLong> impossibleTotals() {
        return Stream.of(OptionalLong.empty(), OptionalLong.of(-1));
    }

    @ParameterizedTest
    @MethodSource("impossibleTotals")
    @Tag("5.4")
    void a_store_cannot_leave_a_total_out_or_answer_a_negative_one(OptionalLong total) {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public Rows list(ListRequest request) {
                return new Rows(List.of(), total, false);
            }
        });

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.list(CALLER, ContactQuery.page()));
    }

    @Test
    @Tag("5.4")
    void a_store_cannot_find_another_contact_than_the_one_asked_for() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
                return Map.of(5L, Contact.builder(organizationId, 99).build());
            }
        });

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.get(CALLER, 5));
    }

    @Test
    @Tag("5.4")
    void a_store_cannot_find_contacts_that_were_not_asked_for() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
                return super.find(organizationId, List.of(1L, 2L, 3L));
            }
        });
        contacts.create(CALLER, c -> c.firstName("Ann"));
        contacts.create(CALLER, c -> c.firstName("Bob"));

        assertThat(contacts.getAll(CALLER, List.of(1L, 2L, 3L))).hasSize(2);
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.getAll(CALLER, List.of(1L)));
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.getAll(CALLER, List.of(1L, 3L)));
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.get(CALLER, 1));
    }

    @Test
    void a_store_cannot_say_that_a_contact_is_not_found() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public Rows list(ListRequest request) {
                throw new NotFound(1);
            }
        });

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.list(CALLER, ContactQuery.page()));
    }

    @Test
    @Tag("5.4")
    void a_store_cannot_refuse_an_insert_as_stale() {
        Contacts contacts = Contacts.over(answering(WriteResult.stale(0)));

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.create(CALLER, c -> c.firstName("Ann")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, Integer.MAX_VALUE})
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_refuse_a_change_that_there_is_not(int index) {
        AtomicInteger writes = new AtomicInteger();
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public WriteResult write(WriteRequest request) {
                return writes.incrementAndGet() == 1 ? super.write(request) : WriteResult.stale(index);
            }
        });
        contacts.create(CALLER, c -> c.firstName("Ann"));

        for (Runnable change : List.<Runnable>of(
                () -> contacts.patch(CALLER, 1, c -> c.firstName("Bob")),
                () -> contacts.delete(CALLER, 1),
                () -> contacts.create(CALLER, c -> c.firstName("Bob")))) {
            int before = writes.get();
            assertFails(Storage.Outcome.UNKNOWN, change);
            assertThatExceptionOfType(Storage.class).isThrownBy(change::run).matches(e -> !e.retryable());
            assertThat(writes.get()).isEqualTo(before + 2);
        }
    }

    @Test
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_answer_a_change_with_the_version_before() {
        NaiveStore store = new NaiveStore() {
            @Override
            public WriteResult write(WriteRequest request) {
                return request.changes().get(0) instanceof Change.Replace replace
                        ? WriteResult.stored(List.of(replace.before()))
                        : super.write(request);
            }
        };
        Contacts contacts = Contacts.over(store);
        contacts.create(CALLER, c -> c.firstName("Ann"));

        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.patch(CALLER, 1, c -> c.firstName("Bob")));
        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.delete(CALLER, 1));
    }

    @Test
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_answer_fewer_contacts_than_changes() {
        Contacts contacts = Contacts.over(answering(WriteResult.stored(List.of())));

        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.create(CALLER, c -> c.firstName("Ann")));
    }

    @Test
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_answer_a_change_with_another_contact() {
        Contacts contacts = Contacts.over(answering(stored ->
                Contact.builder(stored.organizationId(), stored.id() + 1).build()));
        contacts.create(CALLER, c -> c.firstName("Ann"));

        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.patch(CALLER, 1, c -> c.firstName("Bob")));
        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.delete(CALLER, 1));
    }

    @Test
    @Tag("1.2")
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_answer_a_create_with_a_contact_of_another_organization() {
        Contacts contacts = Contacts.over(answering(stored ->
                Contact.builder(stored.organizationId() + 1, stored.id()).build()));

        assertFails(Storage.Outcome.UNKNOWN, () -> contacts.create(CALLER, c -> c.firstName("Ann")));
    }

    @Test
    @Tag("5.4")
    void a_store_cannot_list_more_contacts_than_asked_for() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            List<Contact> window(ContactQuery query, List<Contact> matching) {
                return matching;
            }
        });
        contacts.create(CALLER, c -> c.firstName("Ann"));
        contacts.create(CALLER, c -> c.firstName("Bob"));

        assertThat(contacts.list(CALLER, ContactQuery.page().limit(2)).data()).hasSize(2);
        assertFails(
                Storage.Outcome.NOT_APPLIED,
                () -> contacts.list(CALLER, ContactQuery.page().limit(1)));
    }

    @Test
    @Tag("5.4")
    @Tag("5.5")
    void a_store_cannot_answer_null() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
                return null;
            }
        });

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.get(CALLER, 1));
    }

    @Test
    @Tag("3.70")
    @Tag("5.4")
    void a_store_cannot_list_what_the_policy_hides() {
        Contacts contacts = Contacts.builder(new NaiveStore() {
                    @Override
                    boolean matches(ContactQuery query, Contact contact) {
                        return contact.isLive();
                    }
                })
                .accessPolicy(FilterPolicy.toSee(ContactFields.FIRST_NAME.is("Ann")))
                .build();

        contacts.create(CALLER, c -> c.firstName("Ann"));
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).hasSize(1);
        contacts.create(CALLER, c -> c.firstName("Bob"));
        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.list(CALLER, ContactQuery.page()));
    }

    @Test
    @Tag("3.280")
    @Tag("5.4")
    void a_store_that_knows_no_life_states_is_a_failure_in_the_trash() {
        Contacts contacts = Contacts.over(new NaiveStore() {
            @Override
            boolean matches(ContactQuery query, Contact contact) {
                return contact.isLive();
            }
        });
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));

        assertFails(Storage.Outcome.NOT_APPLIED, () -> contacts.trash().list(CALLER, ContactQuery.page()));
        assertThat(contacts.list(CALLER, ContactQuery.page()).data()).containsExactly(ada);
    }

    /** A store that answers its writes with something else than it stored. */
    private static ContactRepository answering(UnaryOperator<Contact> instead) {
        return new NaiveStore() {
            @Override
            List<Contact> answer(List<Change> changes, List<Contact> answer) {
                return answer.stream().map(instead).toList();
            }
        };
    }

    private static ContactRepository answering(WriteResult result) {
        return new NaiveStore() {
            @Override
            public WriteResult write(WriteRequest request) {
                return result;
            }
        };
    }

    private static void assertFails(Storage.Outcome outcome, Runnable operation) {
        assertThatExceptionOfType(Storage.class).isThrownBy(operation::run).matches(e -> e.outcome() == outcome);
    }
}
