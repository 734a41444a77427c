package dev.contactbook.it.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.FeedReader;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.CounterDrift;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangePosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The counters of a database: what they say, how they are mended, and what is without them. */
class CountersTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final Caller OTHER = Caller.user(789).inOrganization(457);
    private static final int STRIPES = 16;

    private HikariDataSource dataSource;
    private JdbcContactRepository repository;
    private Contacts contacts;

    @AfterEach
    void close() {
        dataSource.close();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.25")
    void the_total_is_what_the_counters_say(Database database) {
        migrate(database);
        create(ME, 40);
        create(OTHER, 3);
        contacts.delete(ME, create(ME, 1).get(0).id());
        assertThat(total(ME)).isEqualTo(40);

        sql().update("update contactbook_counter set live = live + 5 where organization_id = 456 and stripe = 7");

        assertThat(total(ME)).isEqualTo(45);
        assertThat(contacts.list(ME, ContactQuery.all().limit(3)).total()).hasValue(45);
        assertThat(total(OTHER)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void each_stripe_counts_its_own_and_gives_a_revision_to_each_change(Database database) {
        migrate(database);
        List<Contact> created = create(ME, 2 * STRIPES);
        contacts.patch(ME, created.get(0).id(), contact -> contact.firstName("Bob"));
        contacts.delete(ME, created.get(0).id());

        int changed = (int) (created.get(0).id() % STRIPES);
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            assertThat(sql().queryForMap("select live, rev from contactbook_counter where stripe = ?", stripe))
                    .as("stripe " + stripe)
                    .containsEntry("live", stripe == changed ? 1L : 2L)
                    .containsEntry("rev", stripe == changed ? 4L : 2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_recount_finds_nothing_wrong_with_counters_that_nobody_touched(Database database) {
        migrate(database);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        List<Contact> created = create(ME, 20);
        contacts.delete(ME, created.get(3).id());
        contacts.patch(ME, created.get(4).id(), contact -> contact.lastName("Lee"));

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(ContactSchema.repair(dataSource)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_recount_finds_each_kind_of_drift_and_a_repair_mends_it(Database database) {
        migrate(database);
        create(ME, STRIPES * 3);
        create(OTHER, STRIPES * 3);
        FeedReader reader = new FeedReader(456).readOn(repository);
        sql().update("update contactbook_counter set live = live + 2 where organization_id = 456 and stripe = 1");
        sql().update("delete from contactbook_counter where organization_id = 456 and stripe = 2");
        sql().update("update contactbook_counter set rev = 1 where organization_id = 456 and stripe = 3");
        sql().update("update contactbook_contact set rev = 0 where organization_id = 456 and stripe = 4");
        sql().update("update contactbook_contact set rev = 1 where organization_id = 456 and stripe = 5");
        sql().update("delete from contactbook_contact where organization_id = 456 and stripe = 6");
        List<CounterDrift> drifts = List.of(
                new CounterDrift(456, 1, 3, 5, 0),
                new CounterDrift(456, 2, 3, 0, 3),
                new CounterDrift(456, 3, 3, 3, 2),
                new CounterDrift(456, 4, 3, 3, 3),
                new CounterDrift(456, 5, 3, 3, 2),
                new CounterDrift(456, 6, 0, 3, 0));

        assertThat(ContactSchema.verify(dataSource)).isEqualTo(drifts);
        assertThat(total(ME)).isEqualTo(STRIPES * 3 + 2 - 3);
        assertThat(ContactSchema.repair(dataSource)).isEqualTo(drifts);

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(STRIPES * 3 - 3);
        Contact bob = contacts.patch(ME, all().get(0).id(), contact -> contact.firstName("Bob"));
        // The contacts whose revision was lost come again, though with the version that the reader knows already.
        List<Contact> told =
                repository.changesSince(456, reader.position(), 1_000).contacts();
        assertThat(told).contains(bob);
        assertThat(told).filteredOn(contact -> contact.id() % STRIPES == 4).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_counter_that_is_missing_is_made_by_the_next_change(Database database) {
        migrate(database);
        List<Contact> created = create(ME, STRIPES);
        sql().update("delete from contactbook_counter");

        contacts.patch(ME, created.get(0).id(), contact -> contact.firstName("Bob"));
        contacts.delete(ME, created.get(1).id());
        create(ME, 1);

        ContactSchema.repair(dataSource);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(STRIPES);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void without_counters_totals_are_counted_and_no_changes_are_told(Database database) {
        migrate(database);
        create(ME, 5);
        useCounters(false);
        create(ME, 3);
        contacts.delete(ME, all().get(0).id());
        sql().update("update contactbook_counter set live = 1000");

        assertThat(total(ME)).isEqualTo(7);
        assertThat(contacts.list(ME, ContactQuery.all().limit(2)).total()).hasValue(7);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> repository.changesSince(456, ChangePosition.START, 10))
                .withMessageContaining("ContactSchema.useCounters");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void counters_that_are_turned_on_again_tell_what_was_changed_meanwhile(Database database) {
        migrate(database);
        List<Contact> created = create(ME, 20);
        FeedReader reader = new FeedReader(456).readOn(repository);
        useCounters(false);
        create(ME, 5);
        contacts.patch(ME, created.get(0).id(), contact -> contact.firstName("Bob"));
        contacts.delete(ME, created.get(1).id());

        useCounters(true);

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(24);
        reader.readOn(repository).assertKnows(everything());
    }

    private void migrate(Database database) {
        dataSource = database.fresh();
        ContactSchema.migrate(dataSource);
        open();
    }

    private void open() {
        repository = JdbcContactRepository.over(dataSource);
        contacts = Contacts.over(repository);
    }

    private void useCounters(boolean on) {
        ContactSchema.useCounters(dataSource, on);
        open();
    }

    private List<Contact> create(Caller caller, int number) {
        List<Contact> created = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            created.add(contacts.create(caller, contact -> contact.firstName("Ann")));
        }
        return created;
    }

    private long total(Caller caller) {
        return contacts.list(caller, ContactQuery.all().limit(0)).total().orElseThrow();
    }

    private List<Contact> all() {
        return contacts.list(ME, ContactQuery.all().limit(1_000)).data();
    }

    /** Deleted ones too. */
    private List<Contact> everything() {
        return List.copyOf(repository
                .find(456, sql().queryForList("select id from contactbook_contact order by id", Long.class))
                .values());
    }

    private JdbcTemplate sql() {
        return new JdbcTemplate(dataSource);
    }
}
