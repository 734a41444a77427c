package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.RawPages;
import dev.contactbook.benchmarks.databases.SqlContacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The first 25 contacts by id without their total, with all of their columns and with fewer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Columns {
    private static final ContactQuery BY_ID = ContactQuery.page().limit(25).withoutTotal();
    private static final ContactQuery WITHOUT_CUSTOM_FIELDS = BY_ID.withoutCustomFields();

    private static final String ALL_BUT_CUSTOM_FIELDS = ContactRow.COLUMNS.replace("custom_fields_by_name, ", "");

    /** For JMH. */
    public Columns() {}

    /** The limit: each column is read, and nothing is made of it. */
    @Benchmark
    public int rawJdbc(SqlContacts contacts) throws SQLException {
        return read(contacts, ContactRow.COLUMNS);
    }

    @Benchmark
    public int rawJdbcWithoutCustomFields(SqlContacts contacts) throws SQLException {
        return read(contacts, ALL_BUT_CUSTOM_FIELDS);
    }

    @Benchmark
    public int rawJdbcOfFour(SqlContacts contacts) throws SQLException {
        return read(contacts, "id, first_name, last_name, email");
    }

    @Benchmark
    public Page<Contact> library(SqlContacts contacts) {
        return contacts.library.list(ME, BY_ID);
    }

    @Benchmark
    public Page<Contact> libraryWithoutCustomFields(SqlContacts contacts) {
        return contacts.library.list(ME, WITHOUT_CUSTOM_FIELDS);
    }

    private static int read(SqlContacts contacts, String columns) throws SQLException {
        return RawPages.count(
                contacts.pool,
                "select " + columns + " from contactbook_contact"
                        + contacts.usePrimaryKey
                        + " where organization_id = ? and deleted_at is null"
                        + " order by organization_id, id fetch first 25 rows only",
                ORGANIZATION);
    }
}
