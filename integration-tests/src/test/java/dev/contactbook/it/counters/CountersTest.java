package dev.contactbook.it.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.ContactChanges;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.CounterDrift;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The counters of a database: what they say, how they are mended, and what is without them. */
class CountersTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final Caller OTHER = Caller.user(789).inOrganization(457);

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
    void the_total_is_what_the_counters_say(CountedDatabase database) {
        migrate(database);
        create(ME, 40);
        create(OTHER, 3);
        contacts.delete(ME, create(ME, 1).get(0).id());
        assertThat(total(ME)).isEqualTo(40);

        sql().update("update contactbook_counter set live = live + 5 where organization_id = 456");

        assertThat(total(ME)).isEqualTo(45);
        assertThat(contacts.list(ME, ContactQuery.page().limit(3)).total()).hasValue(45);
        assertThat(total(OTHER)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.281")
    void the_total_of_the_trash_is_what_the_counters_say(CountedDatabase database) {
        migrate(database);
        List<Long> ids = create(ME, 5).stream().map(Contact::id).toList();
        ids.subList(0, 3).forEach(id -> contacts.delete(ME, id));
        contacts.trash().restore(ME, ids.get(0));
        contacts.bulk().allOrNothing(ME, List.of(BulkItem.restore(ids.get(1)), BulkItem.delete(ids.get(3))));

        assertThat(totalOfTrash()).isEqualTo(2);
        assertThat(total(ME)).isEqualTo(3);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();

        sql().update("update contactbook_counter set deleted = deleted + 5 where organization_id = 456");
        assertThat(totalOfTrash()).isEqualTo(7);
        assertThat(contacts.trash().list(ME, ContactQuery.page().limit(1)).total())
                .hasValue(7);
    }

    private long totalOfTrash() {
        return contacts.trash().list(ME, ContactQuery.page().limit(0)).total().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void one_counter_is_enough_for_writes_that_come_one_after_the_other(CountedDatabase database) {
        migrate(database);
        List<Contact> created = create(ME, 20);
        contacts.patch(ME, created.get(0).id(), contact -> contact.firstName("Bob"));
        contacts.delete(ME, created.get(0).id());

        assertThat(sql().queryForList(
                                "select live || ' ' || deleted || ' ' || rev from contactbook_counter", String.class))
                .containsExactly("19 1 22");
        assertThat(sql().queryForObject(
                                "select count(*) from contactbook_contact c join contactbook_counter k"
                                        + " on k.organization_id = c.organization_id and k.stripe = c.stripe",
                                Long.class))
                .isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_counter_may_have_fewer_than_none_if_all_of_them_have_what_there_is(CountedDatabase database) {
        migrate(database);
        create(ME, 4);
        sql().update("insert into contactbook_counter (organization_id, stripe, live, rev) values (456, 3, -7, 9)");
        sql().update("update contactbook_counter set live = live + 7 where stripe <> 3");

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_recount_finds_nothing_wrong_with_counters_that_nobody_touched(CountedDatabase database) {
        migrate(database);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        List<Contact> created = create(ME, 20);
        contacts.delete(ME, created.get(3).id());
        contacts.patch(ME, created.get(4).id(), contact -> contact.lastName("Lee"));

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(ContactSchema.repair(dataSource)).isEmpty();
    }

    /** A way to make counters wrong, and what a recount then finds of 48 contacts beside 2 deleted ones. */
    enum Damage {
        TOO_MANY_COUNTED("update contactbook_counter set live = live + 2 where organization_id = 456", 48, 50, 0),
        TOO_FEW_DELETED_COUNTED(
                "update contactbook_counter set deleted = deleted - 1 where organization_id = 456", 48, 48, 1, 0),
        COUNTER_GONE("delete from contactbook_counter where organization_id = 456", 48, 0, 0, 50),
        REVISIONS_NOT_GIVEN_YET("update contactbook_counter set rev = 1 where organization_id = 456", 48, 48, 49),
        REVISIONS_LOST("update contactbook_contact set rev = 0 where organization_id = 456 and rev < 4", 48, 48, 3),
        REVISIONS_TWICE("update contactbook_contact set rev = 1 where organization_id = 456 and rev < 4", 48, 48, 2),
        COUNTER_OF_SOME_GONE(
                "update contactbook_contact set stripe = 5 where organization_id = 456 and rev < 4", 48, 48, 3),
        CONTACTS_GONE("delete from contactbook_contact where organization_id = 456 and rev < 4", 45, 48, 0);

        private final String sql;
        private final CounterDrift drift;

        Damage(String sql, long live, long counted, long unstamped) {
            this(sql, live, counted, 2, unstamped);
        }

        Damage(String sql, long live, long counted, long countedDeleted, long unstamped) {
            this.sql = sql;
            this.drift = new CounterDrift(456, live, counted, 2, countedDeleted, unstamped, 0, 0);
        }
    }

    static Stream<Arguments> damages() {
        return Stream.of(CountedDatabase.values())
                .flatMap(database -> Stream.of(Damage.values()).map(damage -> Arguments.of(database, damage)));
    }

    @ParameterizedTest
    @MethodSource("damages")
    @Tag("3.68")
    void a_recount_finds_each_kind_of_drift_and_a_repair_mends_it(CountedDatabase database, Damage damage) {
        migrate(database);
        create(ME, 48);
        create(ME, 2).forEach(deleted -> contacts.delete(ME, deleted.id()));
        create(OTHER, 48);
        FeedReader reader = new FeedReader(456).readOn(repository);
        sql().update(damage.sql);

        assertThat(ContactSchema.verify(dataSource)).containsExactly(damage.drift);
        assertThat(total(ME)).isEqualTo(damage.drift.counted());
        assertThat(totalOfTrash()).isEqualTo(damage.drift.countedDeleted());
        assertThat(ContactSchema.repair(dataSource)).containsExactly(damage.drift);

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(damage.drift.live());
        assertThat(totalOfTrash()).isEqualTo(2);
        assertThat(total(OTHER)).isEqualTo(48);
        Contact last = all().get(all().size() - 1);
        Contact bob = contacts.patch(ME, last.id(), contact -> contact.firstName("Bob"));
        List<Contact> told =
                repository.changesSince(456, reader.position(), 1_000).contacts();
        assertThat(told).contains(bob);
        // The contacts whose revision was lost come again, though with the version that the reader knows already.
        assertThat(told).hasSizeGreaterThanOrEqualTo(damage == Damage.REVISIONS_LOST ? 4 : 1);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void two_repairs_at_the_same_time_add_what_is_lacking_once(CountedDatabase database) {
        migrate(database);
        create(ME, 10);
        sql().update("update contactbook_counter set live = live - 4");

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> ContactSchema.repair(dataSource)),
                        CompletableFuture.runAsync(() -> ContactSchema.repair(dataSource)))
                .join();

        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.68")
    void a_counter_that_is_missing_is_no_obstacle_for_the_next_change(CountedDatabase database) {
        migrate(database);
        List<Contact> created = create(ME, 16);
        sql().update("delete from contactbook_counter");

        contacts.patch(ME, created.get(0).id(), contact -> contact.firstName("Bob"));
        contacts.delete(ME, created.get(1).id());
        create(ME, 1);

        ContactSchema.repair(dataSource);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThat(total(ME)).isEqualTo(16);
        new FeedReader(456).readOn(repository).assertKnows(everything());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void without_counters_totals_are_counted_and_no_changes_are_told(CountedDatabase database) {
        migrate(database);
        create(ME, 5);
        useCounters(false);
        create(ME, 3);
        contacts.delete(ME, all().get(0).id());
        sql().update("update contactbook_counter set live = 1000");

        assertThat(total(ME)).isEqualTo(7);
        assertThat(contacts.list(ME, ContactQuery.page().limit(2)).total()).hasValue(7);
        assertThat(ContactSchema.verify(dataSource)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> repository.changesSince(456, ChangePosition.START, 10))
                .withMessageContaining("ContactSchema.useCounters");
        ContactChanges changes = ContactChanges.over(repository);
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.since(456, ContactChanges.START, 10))
                .withMessageContaining("ContactSchema.useCounters");
        assertThatIllegalStateException()
                .isThrownBy(() -> changes.organizations(Map.of()))
                .withMessageContaining("ContactSchema.useCounters");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.67")
    void counters_that_are_turned_on_again_tell_what_was_changed_meanwhile(CountedDatabase database) {
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

    private void migrate(CountedDatabase database) {
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
        return contacts.list(caller, ContactQuery.page().limit(0)).total().orElseThrow();
    }

    private List<Contact> all() {
        return contacts.list(ME, ContactQuery.page().limit(1_000)).data();
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
