package dev.contactbook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.it.support.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Texts that PostgreSQL cannot hold: the rules keep them out, and in unchecked details they are rejected, not altered.
 */
class PostgresTextTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    /** Not as arguments of their own, since a report of the tests cannot hold them either. */
    enum Text {
        NUL("a\u0000b"),
        FIRST_SURROGATE_ALONE("a\uD83Db"),
        FIRST_SURROGATE_AT_THE_END("a\uD83D"),
        SECOND_SURROGATE_ALONE("\uDE00b"),
        SURROGATES_THE_WRONG_WAY_ROUND("\uDE00\uD83D");

        private final String text;

        Text(String text) {
            this.text = text;
        }

        private List<ContactDetails> inEveryPlace() {
            return List.of(
                    ContactDetails.builder().firstName(text).build(),
                    ContactDetails.builder().firstName("Ann").email(text).build(),
                    ContactDetails.builder()
                            .firstName("Ann")
                            .replaceCustomFields(CustomFields.of(Map.of("Note", text)))
                            .build(),
                    ContactDetails.builder()
                            .firstName("Ann")
                            .replaceCustomFields(CustomFields.of(Map.of(text, "note")))
                            .build());
        }
    }

    private final HikariDataSource schema = Postgres.freshSchema();
    private JdbcContactRepository repository;
    private Contacts contacts;

    @BeforeEach
    void migrate() {
        schema.setMaximumPoolSize(1); // so that whoever comes next has the connection on which it failed
        ContactSchema.migrate(schema);
        repository = JdbcContactRepository.over(schema);
        contacts = Contacts.over(repository);
    }

    @AfterEach
    void close() {
        schema.close();
    }

    @ParameterizedTest
    @EnumSource
    void details_that_nobody_checked_are_refused_and_nothing_is_written(Text text) {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));
        Change fine = new Change.Insert(SampleContacts.named("Bob"));

        for (ContactDetails details : text.inEveryPlace()) {
            Change insert = new Change.Insert(SampleContacts.newContact(details, 1));
            Change replace = new Change.Replace(ann, ann.changed(details, ann.updatedAt(), null));
            refused(() -> repository.write(ORGANIZATION, List.of(insert)));
            refused(() -> repository.write(ORGANIZATION, List.of(replace)));
            refused(() -> repository.write(ORGANIZATION, List.of(fine, insert)));

            assertThat(repository.list(ORGANIZATION, ContactQuery.page()).contacts())
                    .containsExactly(ann);
        }
        contacts.patch(ME, ann.id(), contact -> contact.lastName("Lee"));
    }

    @ParameterizedTest
    @EnumSource
    void the_rules_keep_them_out(Text text) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> contacts.create(ME, contact -> contact.firstName(text.text)));
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() ->
                        contacts.create(ME, contact -> contact.firstName("Ann").customField("Note", text.text)));
    }

    private static void refused(ThrowingCallable write) {
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(write)
                .withMessageStartingWith("The database failed, SQL state 22")
                .withNoCause()
                .matches(e -> e.outcome() == Storage.Outcome.NOT_APPLIED && !e.retryable());
    }
}
