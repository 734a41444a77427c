package dev.contactbook.benchmarks.groups;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.benchmarks.databases.Databases.ORGANIZATION;

import dev.contactbook.benchmarks.data.ContactRow;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.ManyContacts;
import dev.contactbook.benchmarks.databases.RawPages;
import dev.contactbook.benchmarks.databases.RawPages.PageAndTotal;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Page;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The first 25 that a search finds, with their exact total: rare and frequent terms, and such of two characters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Search {
    private static final int PAGE = 25;

    /** What is searched for. */
    @Param
    public Term term = Term.NAME_RARE;

    private ContactSearch search = ContactSearch.byName("none");

    /** For JMH. */
    public Search() {}

    /** Makes the search. */
    @Setup
    public void prepare() {
        search = term.search().limit(PAGE);
    }

    /** As one writes it first: {@code like} on the columns, which finds no accents, and a {@code count(*)}. */
    @Benchmark
    public PageAndTotal like(ManyContacts contacts) throws SQLException {
        String where = " from contactbook_contact where organization_id = ? and deleted_at is null and " + term.column
                + " like ?";
        String pattern = "%" + term.text + "%";
        return new PageAndTotal(
                RawPages.rows(
                        contacts.pool,
                        "select " + ContactRow.COLUMNS + where + " order by id limit " + PAGE,
                        ORGANIZATION,
                        pattern),
                RawPages.number(contacts.pool, "select count(*)" + where, ORGANIZATION, pattern));
    }

    @Benchmark
    public Page<Contact> library(ManyContacts contacts) {
        return contacts.library.search(ME, search);
    }

    /**
     * Terms by how many they find of what {@link People} makes: one or none, 2 %, a tenth and more, and such of two
     * characters.
     */
    public enum Term {
        NAME_RARE(Term.NAME, "papadopoulos 7ps"),
        NAME_MEDIUM(Term.NAME, "lindström"),
        NAME_COMMON(Term.NAME, "maria"),
        NAME_TWO_LETTERS(Term.NAME, "ng"),
        EMAIL_RARE(Term.EMAIL, "person7777@"),
        EMAIL_MEDIUM(Term.EMAIL, "example7.com"),
        EMAIL_COMMON(Term.EMAIL, "example"),
        EMAIL_TWO_LETTERS(Term.EMAIL, "77"),
        PHONE_RARE(Term.PHONE, "5551234567"),
        PHONE_MEDIUM(Term.PHONE, "5551"),
        PHONE_COMMON(Term.PHONE, "555"),
        PHONE_TWO_DIGITS(Term.PHONE, "12");

        private static final String NAME = "lower(first_name || ' ' || coalesce(last_name, ''))";
        private static final String EMAIL = "lower(email)";
        private static final String PHONE = "phone_numbers";

        private final String column;
        private final String text;

        Term(String column, String text) {
            this.column = column;
            this.text = text;
        }

        private ContactSearch search() {
            return switch (column) {
                case NAME -> ContactSearch.byName(text);
                case EMAIL -> ContactSearch.byEmail(text);
                default -> ContactSearch.byPhone(text, "US", "+1");
            };
        }
    }
}
