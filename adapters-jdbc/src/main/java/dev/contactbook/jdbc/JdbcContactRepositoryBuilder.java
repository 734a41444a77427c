package dev.contactbook.jdbc;

import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Puts a {@link JdbcContactRepository} together from what the host brings. Not thread-safe. */
public final class JdbcContactRepositoryBuilder {
    final DataSource dataSource;

    @Nullable
    HostTransactions transactions;

    @Nullable
    IdGenerator ids;

    @Nullable
    SqlFlavour flavour;

    JdbcContactRepositoryBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Takes part in the host's transactions, as {@link JdbcContactRepository#over(DataSource, HostTransactions)} does.
     * Without it every call is a transaction of its own.
     *
     * @param transactions tells which connection has a transaction open
     * @return this builder
     */
    public JdbcContactRepositoryBuilder hostTransactions(HostTransactions transactions) {
        this.transactions = Objects.requireNonNull(transactions, "transactions");
        return this;
    }

    /**
     * Takes the ids of new contacts from this generator. Without one they come from a sequence in the database.
     *
     * @param ids the host's generator, which must not have given any id that a contact in the database has
     * @return this builder
     */
    public JdbcContactRepositoryBuilder ids(IdGenerator ids) {
        this.ids = Objects.requireNonNull(ids, "ids");
        return this;
    }

    /**
     * Speaks this SQL. Without it the database's own, by what it calls itself.
     *
     * @param flavour which one; {@link SqlFlavour#PORTABLE} needs {@link #ids} as well
     * @return this builder
     */
    public JdbcContactRepositoryBuilder sql(SqlFlavour flavour) {
        this.flavour = Objects.requireNonNull(flavour, "flavour");
        return this;
    }

    /**
     * The store, whose tables {@link ContactSchema#migrate} has made. It looks at the database once, to say at once
     * what would not work.
     *
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, does not speak the SQL that
     *     was named, or its encoding is not UTF8
     * @throws IllegalStateException if the SQL that was named needs an {@link IdGenerator} and there is none; if the
     *     tables are missing, or of a version this library cannot use; the message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails, or auto-commit is off and nobody
     *     says where the host's transactions are
     */
    public JdbcContactRepository build() {
        if (flavour == SqlFlavour.PORTABLE && ids == null) {
            throw new IllegalStateException(
                    "PORTABLE takes no ids from the database: give it an IdGenerator, TimeOrderedIds for instance");
        }
        return JdbcContactRepository.of(ContactSchema.database(dataSource, transactions), flavour, ids);
    }
}
