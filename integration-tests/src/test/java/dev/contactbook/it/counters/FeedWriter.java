package dev.contactbook.it.counters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A process that writes in all ways, and takes some of it back: {@code url organization seed}. */
final class FeedWriter {
    private static final int ROUNDS = 100;

    private FeedWriter() {}

    public static void main(String[] arguments) throws SQLException {
        long organizationId = Long.parseLong(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(2);
        try (HikariDataSource dataSource = new HikariDataSource(config)) {
            JdbcContactRepository repository = JdbcContactRepository.over(dataSource);
            List<Contact> mine = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                if (!arguments[0].startsWith("jdbc:sqlite")) {
                    writeAndRollBack(dataSource, organizationId, random, new ArrayList<>(mine));
                }
                write(repository, organizationId, random, mine);
            }
        }
    }

    private static void writeAndRollBack(
            HikariDataSource dataSource, long organizationId, Random random, List<Contact> mine) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            write(JdbcContactRepository.over(dataSource, () -> connection), organizationId, random, mine);
            connection.rollback();
        }
    }

    /**
     * Transactions of the host's that write several contacts can lock each other out: the database ends one, for
     * another try.
     */
    private static void write(
            JdbcContactRepository repository, long organizationId, Random random, List<Contact> mine) {
        try {
            writeOnce(repository, organizationId, random, mine);
        } catch (Storage e) {
            if (!e.retryable() || e.outcome() != Storage.Outcome.NOT_APPLIED) {
                throw e;
            }
        }
    }

    private static void writeOnce(
            JdbcContactRepository repository, long organizationId, Random random, List<Contact> mine) {
        Caller me = Caller.user(789).inOrganization(organizationId);
        Contacts contacts = Contacts.over(repository);
        mine.add(contacts.create(me, contact -> contact.firstName("Ann")));
        int any = random.nextInt(mine.size());
        mine.set(any, contacts.patch(me, mine.get(any).id(), contact -> contact.lastName("Lee " + random.nextInt())));
        repository
                .write(
                        organizationId,
                        List.of(
                                new Change.Insert(SampleContacts.named("Bob")),
                                new Change.Insert(SampleContacts.named("Eve"))))
                .contacts()
                .ifPresent(mine::addAll);
        if (random.nextInt(4) == 0) {
            contacts.delete(me, mine.remove(random.nextInt(mine.size())).id());
        }
    }
}
