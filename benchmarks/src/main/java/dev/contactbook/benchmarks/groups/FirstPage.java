package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.databases.ManyContacts;
import dev.contactbook.benchmarks.databases.RawPages;
import dev.contactbook.benchmarks.databases.RawPages.PageAndTotal;
import dev.contactbook.benchmarks.peers.Jpa;
import dev.contactbook.benchmarks.peers.JpaContact;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.Page;
import dev.contactbook.spi.Rows;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** The first page of 25, newest first, with its exact total. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FirstPage {
    static final ContactQuery NEWEST =
            ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc()).limit(25);

    private static final String LIVE = " where organization_id = ? and deleted_at is null order by ";

    /** For JMH. */
    public FirstPage() {}

    /** The limit: the index that fits and the counters, as the library uses them, by one statement each. */
    @Benchmark
    public PageAndTotal rawJdbc(ManyContacts contacts) throws SQLException {
        return new PageAndTotal(
                RawPages.rows(
                        contacts.pool,
                        "select " + ContactRow.COLUMNS + " from contactbook_contact"
                                + contacts.database.useIndex("contactbook_contact_newest")
                                + LIVE + contacts.database.constantsOfIndex()
                                + "created_at desc, id desc fetch first 25 rows only",
                        ORGANIZATION),
                RawPages.number(
                        contacts.pool,
                        "select sum(live) from contactbook_counter where organization_id = ?",
                        ORGANIZATION));
    }

    /** As one writes it first. */
    @Benchmark
    public PageAndTotal pageAndCount(ManyContacts contacts) throws SQLException {
        return new PageAndTotal(
                RawPages.rows(
                        contacts.pool,
                        "select " + ContactRow.COLUMNS + " from contactbook_contact" + LIVE
                                + "created_at desc, id desc limit 25 offset 0",
                        ORGANIZATION),
                RawPages.number(
                        contacts.pool,
                        "select count(*) from contactbook_contact where organization_id = ? and deleted_at is null",
                        ORGANIZATION));
    }

    @Benchmark
    public org.springframework.data.domain.Page<JpaContact> springDataJpa(ManyContacts contacts, Hibernate hibernate) {
        return hibernate.jpa.contacts.findByOrganizationIdAndDeletedAtIsNull(
                ORGANIZATION, PageRequest.of(0, 25, Sort.by(Sort.Direction.DESC, "createdAt", "id")));
    }

    @Benchmark
    public Rows repository(ManyContacts contacts) {
        return contacts.store.list(ORGANIZATION, NEWEST);
    }

    @Benchmark
    public Page<Contact> library(ManyContacts contacts) {
        return contacts.library.list(ME, NEWEST);
    }

    /** Spring Data JPA on these contacts. */
    @State(Scope.Benchmark)
    public static class Hibernate {
        final Jpa jpa = new Jpa();

        /** For JMH. */
        public Hibernate() {}

        /** Starts it. */
        @Setup
        public void start(ManyContacts contacts) {
            jpa.start(contacts.pool);
        }
    }
}
