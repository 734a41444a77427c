package dev.contactbook.it.changes;

import dev.contactbook.api.ContactChanges;
import dev.contactbook.domain.Contact;
import dev.contactbook.jdbc.HostTransactions;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.ChangeFeed;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.spi.Changes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A process that pulls changes into an outbox until it is killed, and says when it is where: {@code url}. */
final class PullingProcess {
    private PullingProcess() {}

    public static void main(String[] arguments) throws SQLException {
        DataSource dataSource = new DriverManagerDataSource(arguments[0]);
        Connection other = new DriverManagerDataSource(arguments[0]).getConnection();
        ChangeFeed feed = new CommittedOnly(repository(dataSource), other);
        WebhookOutbox outbox = new WebhookOutbox(ContactChanges.over(feed), dataSource);
        say("open");
        while (true) {
            outbox.pull();
            say("pulled");
        }
    }

    /** A store whose calls are part of Spring's transactions. */
    static JdbcContactRepository repository(DataSource dataSource) {
        HostTransactions transactions =
                () -> TransactionSynchronizationManager.getResource(dataSource) instanceof ConnectionHolder holder
                        ? holder.getConnection()
                        : null;
        return JdbcContactRepository.over(dataSource, transactions);
    }

    /** Without a reader there is nothing left to do. */
    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.print(line + "\n");
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** A feed whose answers are compared with what another connection sees, to which only commits are visible. */
    private static final class CommittedOnly implements ChangeFeed {
        private final ChangeFeed feed;
        private final JdbcTemplate others;

        CommittedOnly(ChangeFeed feed, Connection other) {
            this.feed = feed;
            this.others = new JdbcTemplate(new SingleConnectionDataSource(other, true));
        }

        @Override
        public Changes changesSince(long organizationId, ChangePosition position, int limit) {
            Changes changes = feed.changesSince(organizationId, position, limit);
            for (Contact contact : changes.contacts()) {
                List<Long> committed = others.queryForList(
                        "select version from contactbook_contact where organization_id = ? and id = ?",
                        Long.class,
                        organizationId,
                        contact.id());
                if (committed.isEmpty() || committed.get(0) < contact.version()) {
                    throw new AssertionError(contact + " was told before its commit");
                }
            }
            say("told");
            return changes;
        }

        @Override
        public SortedMap<Long, ChangePosition> ends() {
            return feed.ends();
        }
    }
}
