package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Sort;
import dev.contactbook.it.postgres.Recorder;
import dev.contactbook.it.support.SqliteDatabases;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What an operation costs on SQLite: its statements, and how far the database reads for it. */
class SqliteStatementsTest {
    private static final long ORGANIZATION = 456;
    private static final Caller ME = Caller.user(789).inOrganization(ORGANIZATION);

    private final HikariDataSource file = SqliteDatabases.fresh();
    private final Recorder recorder = new Recorder(file);
    private JdbcContactRepository repository;
    private Contacts contacts;

    @BeforeEach
    void migrate() {
        ContactSchema.migrate(file);
        repository = JdbcContactRepository.over(recorder.dataSource());
        contacts = Contacts.over(repository);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void every_write_begins_as_the_only_one() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));

        assertThat(sentBy(() -> contacts.create(ME, contact -> contact.firstName("Bob"))))
                .containsExactly("commit", "begin", "update", "insert", "insert", "commit");
        assertThat(sentBy(() -> contacts.patch(ME, ann.id(), contact -> contact.lastName("Lee"))))
                .containsExactly("select", "commit", "begin", "insert", "update", "commit");
        assertThat(sentBy(() -> contacts.delete(ME, ann.id())))
                .containsExactly("select", "commit", "begin", "insert", "update", "commit");
        assertThat(sentBy(() -> repository.write(
                        ORGANIZATION, Collections.nCopies(100, new Change.Insert(SampleContacts.named("Eve"))))))
                .containsExactly("commit", "begin", "update", "insert", "insert", "commit");
        assertThat(recorder.sent()).extracting(Recorder.Sent::what).contains("begin immediate");
    }

    @Test
    @Tag("3.245")
    void new_keys_are_one_statement_more_and_old_ones_another() {
        Contact ann = contacts.create(
                ME, contact -> contact.firstName("Ann").email("a@b.cd").externalId("crm", "1"));

        assertThat(sentBy(() -> contacts.create(
                        ME, contact -> contact.firstName("Bob").email("a@b.cd").phone("5550100"))))
                .containsExactly("commit", "begin", "update", "insert", "insert", "insert", "commit");
        assertThat(sentBy(() -> contacts.patch(ME, ann.id(), contact -> contact.externalId("crm", "2"))))
                .containsExactly("select", "commit", "begin", "insert", "update", "insert", "commit");
        assertThat(sentBy(() -> contacts.patch(ME, ann.id(), contact -> contact.email("b@b.cd"))))
                .containsExactly("select", "commit", "begin", "insert", "update", "insert", "delete", "commit");
        assertThat(sentBy(() -> contacts.delete(ME, ann.id())))
                .containsExactly("select", "commit", "begin", "insert", "update", "delete", "commit");
    }

    @Test
    @Tag("3.246")
    void contacts_with_an_address_are_looked_up_by_it() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann").email("a@b.cd"));
        Contact bob = contacts.create(ME, contact -> contact.firstName("Bob").addEmail("A@b.cd"));
        contacts.create(ME, contact -> contact.firstName("Eve").email("e@b.cd"));
        ContactQuery same = ContactQuery.page()
                .where(ContactFields.EMAIL.sameAs("a@B.cd"))
                .sortBy(ContactFields.LAST_NAME.asc(), ContactFields.FIRST_NAME.desc());

        assertThat(contacts.list(ME, same).data()).containsExactly(bob, ann);
        assertThat(plans(() -> contacts.list(ME, same)))
                .anyMatch(step -> step.startsWith("SEARCH contactbook_key USING PRIMARY KEY"))
                .noneMatch(step -> step.startsWith("SCAN contactbook_"));
    }

    @Test
    void reads_are_one_statement_and_never_begin_to_write() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));

        assertThat(sentBy(() -> contacts.get(ME, ann.id()))).containsExactly("select");
        assertThat(sentBy(() -> contacts.list(ME, ContactQuery.page()))).containsExactly("select");
        assertThat(sentBy(() -> contacts.search(ME, ContactSearch.byName("ann").limit(1))))
                .containsExactly("select", "commit");
    }

    @Test
    @Tag("3.85")
    void an_order_that_an_index_has_is_read_no_further_than_the_page() {
        for (Sort sort : List.of(
                ContactFields.ID.asc(),
                ContactFields.ID.desc(),
                ContactFields.CREATED_AT.asc(),
                ContactFields.CREATED_AT.desc(),
                ContactFields.UPDATED_AT.desc())) {
            ContactQuery query = ContactQuery.page().sortBy(sort);
            assertThat(plans(() -> contacts.list(ME, query)))
                    .as(sort.toString())
                    .isNotEmpty()
                    .allMatch(step -> !step.contains("TEMP B-TREE") && !step.startsWith("SCAN contactbook_contact"));
        }
    }

    @Test
    void contacts_are_found_by_their_key() {
        Contact ann = contacts.create(ME, contact -> contact.firstName("Ann"));

        assertThat(plans(() -> repository.find(ORGANIZATION, List.of(ann.id(), ann.id() + 1))))
                .contains("SEARCH contactbook_contact USING PRIMARY KEY (organization_id=? AND id=?)");
        assertThat(plans(() -> contacts.patch(ME, ann.id(), contact -> contact.lastName("Lee"))))
                .contains("SEARCH contactbook_contact USING PRIMARY KEY (organization_id=? AND id=?)");
    }

    /** The first words of what some work sends. */
    private List<String> sentBy(Runnable work) {
        return recorder.during(work).stream()
                .map(sent -> sent.what().split(" ", 2)[0])
                .toList();
    }

    /** The steps by which SQLite runs the statements of some work. */
    private List<String> plans(Runnable work) {
        JdbcTemplate sql = new JdbcTemplate(file);
        return recorder.during(work).stream()
                .map(Recorder.Sent::what)
                .filter(statement -> statement.startsWith("select") || statement.startsWith("update"))
                .flatMap(statement ->
                        sql.query("explain query plan " + statement, (row, number) -> row.getString("detail")).stream())
                .toList();
    }
}
