package dev.contactbook.it.changes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A process that changes contacts of some organizations in all ways, and takes some of it back: a few changes for each
 * byte on its standard input, up to the end of it. Arguments: {@code url seed}.
 */
final class ChangingProcess {
    private static final int ORGANIZATIONS = 6;

    private ChangingProcess() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        Random random = new Random(Long.parseLong(arguments[1]));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(2);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            Contacts contacts = Contacts.over(JdbcContactRepository.over(dataSource));
            while (System.in.read() >= 0) {
                Caller me = Caller.user(1).inOrganization(1 + random.nextInt(ORGANIZATIONS));
                change(contacts, me, random);
                try (Connection connection = dataSource.getConnection()) {
                    connection.setAutoCommit(false);
                    boolean stands =
                            change(Contacts.over(JdbcContactRepository.over(dataSource, () -> connection)), me, random);
                    if (stands && random.nextBoolean()) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                }
            }
        }
    }

    /** False where a transaction of the host has to be rolled back: the other process was faster, or time is up. */
    private static boolean change(Contacts contacts, Caller me, Random random) {
        try {
            contacts.create(me, c -> c.firstName("Ann"));
            contacts.bulk()
                    .each(
                            me,
                            Stream.of(
                                    BulkItem.create(c -> c.firstName("Bob")),
                                    BulkItem.create(c -> c.firstName("Eve"))));
            List<Contact> some = contacts.list(me, ContactQuery.page().limit(3).skip(random.nextInt(3)))
                    .data();
            for (Contact contact : some) {
                if (random.nextInt(3) == 0) {
                    contacts.delete(me, contact.id());
                } else {
                    contacts.patch(me, contact.id(), c -> c.lastName("Lee " + random.nextInt()));
                }
            }
            return true;
        } catch (NotFound e) {
            return true;
        } catch (Storage e) {
            return false; // what became of it is in the table, with which the outbox is compared
        }
    }
}
