package dev.contactbook.jdbc;

import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.read.KeyReader;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.spi.EmailClash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.argument.Argument;

/**
 * The choice of organizations that each e-mail is of at most one contact.
 *
 * <p>It is made in one transaction, which no writer of keys can see half of, and which leaves nothing if it is killed:
 * a row says so, and the rows of the organization's e-mails have the one slot of unique keys.
 */
final class UniqueEmails {
    /** How often a lock is tried that others hold. */
    private static final int MAX_ATTEMPTS = 100;

    /** How long the writers that wait behind a try go on before the next one. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Argument EMAIL = SqlValues.number((long) KeyReader.number(ContactKey.Kind.EMAIL));

    private static final String OF_EMAILS = " from contactbook_key where organization_id = ? and kind = ?";

    private final Database database;
    private final Dialect dialect;

    UniqueEmails(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        Migration.requireUsable(database, dialect);
        Migration.requireFolded(database, dialect);
    }

    /** Rejects a database in which an organization has unique e-mails, for a store that does not expect it. */
    static void requireNone(Database database, Dialect dialect) {
        SqlFragment query = SqlFragment.of(
                dialect.tables().sql("select kind, organization_id from contactbook_unique_key " + dialect.first("1")));
        List<Long> chosen = database.read(connection -> SqlRunner.query(connection, query, row -> row.getLong(2)));
        if (!chosen.isEmpty()) {
            throw new IllegalStateException("The organization " + chosen.get(0)
                    + " has unique e-mails: build the repository with expectUniqueEmails()");
        }
    }

    /** The e-mails after one that several contacts have, in the order of the database. */
    List<EmailClash> clashes(long organizationId, String after, int limit) {
        EmailClash.requireLimit(limit);
        Objects.requireNonNull(after, "after");
        return database.readSnapshot(dialect, connection -> clashes(connection, organizationId, after, limit));
    }

    private List<EmailClash> clashes(Connection connection, long organizationId, String after, int limit)
            throws SQLException {
        SqlFragment query = SqlFragment.of(
                sql("select key_text" + OF_EMAILS + " and key_text > ? group by key_text having count(*) > 1"
                        + " order by key_text " + dialect.first(Integer.toString(limit))),
                SqlValues.number(organizationId),
                EMAIL,
                dialect.exactText(after));
        List<EmailClash> clashes = new ArrayList<>();
        for (String email : SqlRunner.query(connection, query, row -> row.getString(1))) {
            SqlFragment holders = SqlFragment.of(
                    sql("select contact_id" + OF_EMAILS + " and key_text = ? order by contact_id "
                            + dialect.first(Integer.toString(EmailClash.MOST_IDS))),
                    SqlValues.number(organizationId),
                    EMAIL,
                    dialect.exactText(email));
            clashes.add(new EmailClash(email, SqlRunner.query(connection, holders, row -> row.getLong(1))));
        }
        return clashes;
    }

    /** Chooses, and returns whether that changed anything. Waits for open transactions that wrote keys. */
    boolean use(long organizationId, boolean on) {
        for (int attempt = 1; ; attempt++) {
            try {
                List<EmailClash> clashes =
                        database.writeAtomically(connection -> choose(connection, organizationId, on));
                EmailClash.requireNone(clashes);
                return true;
            } catch (Storage e) {
                if (attempt == MAX_ATTEMPTS || !StorageFailures.isLocked(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Returns what keeps e-mails from being unique. Then nothing was changed. */
    private List<EmailClash> choose(Connection connection, long organizationId, boolean on) throws SQLException {
        for (String statement : dialect.keepWritersOfKeysOut()) {
            SqlRunner.update(connection, SqlFragment.of(statement));
        }
        List<EmailClash> clashes = on ? clashes(connection, organizationId, "", 1) : List.of();
        if (clashes.isEmpty()) {
            Argument organization = SqlValues.number(organizationId);
            update(
                    connection,
                    "delete from contactbook_unique_key where organization_id = ? and kind = ?",
                    organization);
            if (on) {
                update(
                        connection,
                        "insert into contactbook_unique_key (organization_id, kind) values (?, ?)",
                        organization);
            }
            String slot = on ? "0" : "contact_id";
            update(
                    connection,
                    "update contactbook_key set slot = " + slot + " where organization_id = ? and kind = ? and slot <> "
                            + slot,
                    organization);
        }
        return clashes;
    }

    private void update(Connection connection, String statement, Argument organization) throws SQLException {
        SqlRunner.update(connection, SqlFragment.of(sql(statement), organization, EMAIL));
    }

    private String sql(String text) {
        return dialect.tables().sql(text);
    }
}
