package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static dev.contactbook.it.support.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.testkit.TestClock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.21")
    void answers_the_deleted_contact_and_keeps_it_in_the_store(Store store) {
        ContactRepository repository = store.fresh();
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(repository).clock(clock).build();
        Contact live = contacts.create(CALLER, Fixtures::everyField);
        clock.set(NOW.plusSeconds(60).plusNanos(999_999));

        Contact deleted = contacts.delete(CALLER, live.id());

        assertThat(deleted)
                .isEqualTo(live.toBuilder()
                        .updatedAt(NOW.plusSeconds(60))
                        .deletedAt(NOW.plusSeconds(60))
                        .version(2)
                        .build());
        assertThat(repository.find(ORGANIZATION, List.of(live.id()))).containsEntry(live.id(), deleted);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.26")
    @Tag("3.21")
    void deleted_at_is_updated_at_even_when_the_clock_runs_backwards(Store store) {
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        clock.set(NOW.minusSeconds(3_600));

        Contact deleted = contacts.delete(CALLER, id);

        assertThat(deleted.updatedAt()).isEqualTo(NOW.plusMillis(1));
        assertThat(deleted.deletedAt()).isEqualTo(NOW.plusMillis(1));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.22")
    void a_deleted_contact_is_not_found_by_any_operation(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        Contact deleted = contacts.delete(CALLER, id);

        assertNotFound(id, () -> contacts.delete(CALLER, id));
        assertNotFound(id, () -> contacts.get(CALLER, id));
        assertNotFound(id, () -> contacts.patch(CALLER, id, c -> c.lastName("Lovelace")));
        assertThat(repository.find(ORGANIZATION, List.of(id))).containsEntry(id, deleted);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.2")
    void missing_and_foreign_contacts_are_not_found(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada"));

        for (long id : new long[] {foreign.id(), foreign.id() + 1, 0, -1, Long.MAX_VALUE}) {
            assertNotFound(id, () -> contacts.delete(CALLER, id));
        }
        assertThat(contacts.get(FOREIGNER, foreign.id())).isEqualTo(foreign);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.23")
    void an_old_contact_that_breaks_todays_rules_can_be_deleted(Store store) {
        ContactRepository repository = store.fresh();
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(repository).directory(directory).build();
        Contact old =
                seed(repository, ContactDetails.builder().email("nope").owner(7).build());

        Contact deleted = contacts.delete(CALLER, old.id());

        assertThat(deleted.details()).isEqualTo(old.details());
        assertThat(deleted.isLive()).isFalse();
        assertThat(directory.questions).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.23")
    void the_id_of_a_deleted_contact_is_not_given_again(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long first = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, first);

        long second = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        assertThat(second).isGreaterThan(first);
    }
}
