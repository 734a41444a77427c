package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.EmailClash;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/**
 * A process that makes the e-mails of an organization unique and shared in turn, until it is killed: {@code url}. It
 * prints each of its rounds, and ends if contacts share an address while none may.
 */
final class ChoosingProcess {
    private ChoosingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(2);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            Contacts contacts = Contacts.over(JdbcContactRepository.builder(dataSource)
                    .expectUniqueEmails()
                    .build());
            for (int round = 1; ; round++) {
                choose(dataSource, contacts);
                for (int look = 0; look < 3; look++) {
                    Set<ContactKey> shared = shared(contacts);
                    if (!shared.isEmpty()) {
                        System.out.println("shared " + shared.size());
                        System.exit(1);
                    }
                }
                ContactSchema.useUniqueEmails(dataSource, CALLER.organizationId(), false);
                System.out.println(round);
            }
        }
    }

    /** Deletes contacts until none share an address. */
    private static void choose(DataSource dataSource, Contacts contacts) {
        boolean isChosen = false;
        while (!isChosen) {
            try {
                ContactSchema.useUniqueEmails(dataSource, CALLER.organizationId(), true);
                isChosen = true;
            } catch (IllegalStateException e) {
                for (EmailClash clash : ContactSchema.emailClashes(dataSource, CALLER.organizationId(), "", 100)) {
                    List<Long> ids = clash.contactIds();
                    ids.subList(1, ids.size()).forEach(id -> delete(contacts, id));
                }
            }
        }
    }

    private static void delete(Contacts contacts, long id) {
        try {
            contacts.delete(CALLER, id);
        } catch (NotFound e) {
            // Another process was faster.
        }
    }

    /** The addresses that several live contacts have at one instant. */
    static Set<ContactKey> shared(Contacts contacts) {
        Set<ContactKey> seen = new HashSet<>();
        Set<ContactKey> shared = new HashSet<>();
        for (Contact contact :
                contacts.list(CALLER, ContactQuery.page().limit(1_000)).data()) {
            for (ContactKey key : ContactKey.of(contact)) {
                if (!seen.add(key)) {
                    shared.add(key);
                }
            }
        }
        return shared;
    }
}
