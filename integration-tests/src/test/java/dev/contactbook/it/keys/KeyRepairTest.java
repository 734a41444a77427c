package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.CounterDrift;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.EmailClash;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("3.244")
class KeyRepairTest {
    enum Database {
        H2(() -> {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return new HikariDataSource(config);
        }),
        SQLITE(SqliteDatabases::fresh),
        POSTGRESQL(Postgres::freshSchema);

        private final Supplier<HikariDataSource> fresh;

        Database(Supplier<HikariDataSource> fresh) {
            this.fresh = fresh;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keys_that_are_missing_are_written_and_those_of_no_contact_go(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            contacts.bulk()
                    .each(
                            CALLER,
                            IntStream.range(0, 1_200)
                                    .mapToObj(i -> BulkItem.create(c -> c.firstName("Ann")
                                            .email(i + "@example.com")
                                            .phone("+49 30 23125101"))));
            JdbcTemplate sql = new JdbcTemplate(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();

            sql.update("delete from contactbook_key where kind = 1 and mod(contact_id, 3) = 0");
            sql.update("update contactbook_contact set email = null where id = 1");
            sql.update("delete from contactbook_contact where id = 2");

            assertThat(ContactSchema.verify(dataSource))
                    .containsExactly(new CounterDrift(ORGANIZATION, 1_199, 1_200, 0, 0, 0, 400, 3));
            ContactSchema.repair(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();
            assertThat(contacts.find(CALLER, ContactKey.email("2@example.com")))
                    .extracting(Contact::id)
                    .containsExactly(3L);
            assertThat(sql.queryForObject("select count(*) from contactbook_key", Long.class))
                    .isEqualTo(1_199 * 2 - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.273")
    void unique_emails_are_verified_and_repaired_as_the_organization_chose(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.builder(dataSource)
                    .expectUniqueEmails()
                    .build());
            for (String email : List.of("a@example.com", "b@example.com", "c@example.com")) {
                contacts.create(CALLER, c -> c.firstName("Ann").email(email));
            }
            ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, true);
            JdbcTemplate sql = new JdbcTemplate(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();

            sql.update("update contactbook_key set slot = contact_id where contact_id = 2");
            assertThat(ContactSchema.verify(dataSource))
                    .containsExactly(new CounterDrift(ORGANIZATION, 0, 0, 0, 0, 0, 1, 1));
            ContactSchema.repair(dataSource);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();

            // As if other rules of folding had made two addresses equal.
            sql.update("update contactbook_contact set email = 'a@example.com' where id = 3");
            ContactSchema.repair(dataSource);
            assertThat(contacts.find(CALLER, ContactKey.email("a@example.com")))
                    .extracting(Contact::id)
                    .containsExactly(1L);
            CounterDrift missing = new CounterDrift(ORGANIZATION, 0, 0, 0, 0, 0, 1, 0);
            assertThat(ContactSchema.verify(dataSource)).containsExactly(missing);
            contacts.delete(CALLER, 1);
            assertThat(ContactSchema.verify(dataSource)).containsExactly(missing);
            ContactSchema.repair(dataSource);
            assertThat(contacts.find(CALLER, ContactKey.email("a@example.com")))
                    .extracting(Contact::id)
                    .containsExactly(3L);
            assertThat(ContactSchema.verify(dataSource)).isEmpty();

            sql.update("update contactbook_contact set email = 'a@example.com' where id = 2");
            ContactSchema.repair(dataSource);
            assertThat(ContactSchema.verify(dataSource)).containsExactly(missing);
            contacts.patch(CALLER, 2, c -> c.email("c@example.com"));
            assertThat(ContactSchema.verify(dataSource)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.267")
    void a_store_that_does_not_expect_unique_emails_adds_none(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").email("ada@example.com"));
            ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, true);

            for (ThrowingCallable write : List.<ThrowingCallable>of(
                    () -> contacts.create(CALLER, c -> c.firstName("Eve").email("eve@example.com")),
                    () -> contacts.patch(CALLER, ada.id(), c -> c.addEmail("eve@example.com")))) {
                assertThatThrownBy(write)
                        .isInstanceOfSatisfying(
                                Storage.class, e -> assertThat(e.outcome()).isEqualTo(Storage.Outcome.NOT_APPLIED));
            }
            assertThat(contacts.find(CALLER, ContactKey.email("eve@example.com")))
                    .isEmpty();
            contacts.patch(CALLER, ada.id(), c -> c.lastName("Lovelace"));
            contacts.create(CALLER, c -> c.firstName("Eve"));
            contacts.delete(CALLER, ada.id());
            assertThat(ContactSchema.verify(dataSource)).isEmpty();
            assertThatThrownBy(() -> JdbcContactRepository.over(dataSource))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("" + ORGANIZATION, "expectUniqueEmails()");

            assertThat(Contacts.over(JdbcContactRepository.builder(dataSource)
                                    .expectUniqueEmails()
                                    .build())
                            .create(CALLER, c -> c.firstName("Eve").email("ada@example.com"))
                            .email())
                    .isEqualTo("ada@example.com");
            ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, false);
            contacts.create(CALLER, c -> c.firstName("Eve").email("ada@example.com"));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.265")
    void a_choice_that_fails_leaves_all_as_it_was(Database database) {
        try (HikariDataSource dataSource = database.fresh.get()) {
            ContactSchema.migrate(dataSource);
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            for (int i = 0; i < 9; i++) {
                String email = i % 4 + "@example.com";
                contacts.create(CALLER, c -> c.firstName("Ann").email(email));
            }

            assertThat(ContactSchema.emailClashes(dataSource, ORGANIZATION, "0@example.com", 2))
                    .extracting(EmailClash::email)
                    .containsExactly("1@example.com", "2@example.com");
            assertThat(ContactSchema.emailClashes(dataSource, ORGANIZATION, "", 1))
                    .extracting(EmailClash::contactIds)
                    .containsExactly(List.of(1L, 5L, 9L));
            assertThatThrownBy(() -> ContactSchema.useUniqueEmails(dataSource, ORGANIZATION, true))
                    .hasMessageContaining("such as the contacts 1 and 5:");
            assertThat(ContactSchema.verify(dataSource)).isEmpty();
            JdbcContactRepository.over(dataSource);
        }
    }
}
