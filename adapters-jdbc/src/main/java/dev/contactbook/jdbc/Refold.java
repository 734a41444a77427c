package dev.contactbook.jdbc;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.SearchText;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.sql.SqlValues;
import dev.contactbook.jdbc.table.ContactTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes again what is derived from contacts whose texts another version of the library folded: the search texts and
 * the keys of orders.
 *
 * <p>Each batch is a transaction of its own, by the primary key, so that a run which is stopped has done what it has
 * done. A contact that another writer changes meanwhile keeps what that writer derived: the version of the contact
 * tells. The keys of an organization are mended before its contacts are written, so that a later run mends them again.
 */
final class Refold {
    /** So few that the locks on them are short. */
    private static final int BATCH = 500;

    private static final long FIRST_ID = 0;

    private final Database database;
    private final Dialect dialect;
    private final LongConsumer progress;
    private long folded;

    /**
     * A run.
     *
     * @param progress gets the number of contacts done so far, after each batch
     */
    Refold(Database database, LongConsumer progress) {
        this.database = database;
        this.dialect = database.dialect();
        Migration.requireUsable(database, dialect);
        this.progress = progress;
    }

    /** Returns how many contacts it wrote. Those of another JDK are among them. */
    long run() {
        organizations().forEach(this::organization);
        return folded;
    }

    private List<Long> organizations() {
        SqlFragment query = sql("select distinct organization_id from contactbook_contact where fold_version <> "
                + SearchText.FOLDING_VERSION + " order by organization_id");
        return database.read(connection -> SqlRunner.query(connection, query, row -> row.getLong(1)));
    }

    private void organization(long organizationId) {
        new KeyRepair(database).repair(organizationId);
        List<Contact> batch = after(organizationId, FIRST_ID);
        while (!batch.isEmpty()) {
            List<Contact> contacts = batch;
            folded += database.writeAtomically(connection -> write(connection, contacts));
            progress.accept(folded);
            batch = after(organizationId, contacts.get(contacts.size() - 1).id());
        }
    }

    private List<Contact> after(long organizationId, long id) {
        SqlFragment query = SqlFragment.of(
                dialect.tables()
                        .sql("select " + ContactTable.readColumns(dialect) + " from contactbook_contact"
                                + " where organization_id = ? and id > ? and fold_version <> "
                                + SearchText.FOLDING_VERSION + " order by id "
                                + dialect.first(Integer.toString(BATCH))),
                SqlValues.number(organizationId),
                SqlValues.number(id));
        return database.read(connection -> SqlRunner.query(connection, query, row -> ContactTable.read(dialect, row)));
    }

    private int write(Connection connection, List<Contact> contacts) throws SQLException {
        int[] changed = SqlRunner.batch(
                connection,
                ContactTable.updateDerived(dialect) + ContactTable.AT_VERSION,
                contacts,
                (statement, contact) -> ContactTable.bindVersion(
                        statement, ContactTable.bindDerived(dialect, statement, 1, contact), contact));
        return Arrays.stream(changed).sum();
    }

    private SqlFragment sql(String text) {
        return SqlFragment.of(dialect.tables().sql(text));
    }
}
