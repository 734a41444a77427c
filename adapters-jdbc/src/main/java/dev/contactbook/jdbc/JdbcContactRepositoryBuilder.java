package dev.contactbook.jdbc;

import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.Schema;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a {@link JdbcContactRepository} from what the host brings. Not thread-safe. */
public final class JdbcContactRepositoryBuilder {
    final DataSource dataSource;

    @Nullable
    HostTransactions transactions;

    @Nullable
    IdGenerator ids;

    @Nullable
    SqlFlavour flavour;

    @Nullable
    Schema schema;

    boolean expectsUniqueEmails;

    Consumer<? super Exception> onFailure = thrown -> {};

    JdbcContactRepositoryBuilder(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Takes part in the host's transactions, as {@link JdbcContactRepository#over(DataSource, HostTransactions)} does.
     * Without it every call is a transaction of its own. Not on SQLite.
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
     * @param flavour which one. {@link SqlFlavour#PORTABLE} needs {@link #ids} as well
     * @return this builder
     */
    public JdbcContactRepositoryBuilder sql(SqlFlavour flavour) {
        this.flavour = Objects.requireNonNull(flavour, "flavour");
        return this;
    }

    /**
     * Reads and writes the tables in this schema. Without it they are in the current schema of the connections. The
     * connections are not changed: each statement names the schema. Upper and lower case make no difference, unless
     * several schemas differ in it only. Not on SQLite, which has none.
     *
     * @param schema its name: 1 to 63 letters (A to Z), digits and underscores, and no digit first
     * @return this builder
     * @throws IllegalArgumentException if it is no such name
     */
    public JdbcContactRepositoryBuilder schema(String schema) {
        this.schema = new Schema(Objects.requireNonNull(schema, "schema"));
        return this;
    }

    /**
     * Expects organizations with unique e-mails: {@link ContactSchema#useUniqueEmails}. Without it such a database is
     * rejected, and later a write that gives a contact of such an organization an e-mail. So two processes cannot
     * disagree: build all stores of a database so before the first organization chooses.
     *
     * <p>In portable SQL, a write that changes e-mails is one statement more then, in each organization. On PostgreSQL
     * it is in organizations with unique e-mails, and in the host's transactions.
     *
     * @return this builder
     */
    public JdbcContactRepositoryBuilder expectUniqueEmails() {
        this.expectsUniqueEmails = true;
        return this;
    }

    /**
     * Hands each exception of the data source, the driver and the database to this hook, before the call fails with
     * {@link dev.contactbook.domain.ContactsException.Storage}, which carries neither its message nor its cause.
     *
     * <p><b>Personal data:</b> such an exception may contain SQL, rows and values, and so names, e-mails and phone
     * numbers. Use the hook in development, or send what it gets only where personal data may be kept. Without a hook
     * nothing of it is kept or logged.
     *
     * <p>The hook is called in the thread of the call, when a transaction of the store's own is rolled back and its
     * connection is given back. So it may call the store. A failure within a hook calls no hook. What it throws is
     * ignored and changes neither the failure nor what became of the write. Failures that the store hides, because it
     * tries again, are not handed over.
     *
     * @param hook takes the original exception
     * @return this builder
     */
    public JdbcContactRepositoryBuilder onFailure(Consumer<? super Exception> hook) {
        this.onFailure = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /**
     * The store, whose tables {@link ContactSchema#migrate} has made. It checks the database once, so that a missing
     * table or a wrong setting fails here.
     *
     * @return the store
     * @throws IllegalArgumentException if the database is of a kind that is not supported, does not speak the SQL that
     *     was named, or its encoding is not UTF8. On SQLite also if its version is older than 3.51.3, or if there are
     *     {@link #hostTransactions} or a {@link #schema}
     * @throws IllegalStateException if the SQL that was named needs an {@link IdGenerator} and there is none, or if the
     *     tables are missing, or of a version this library cannot use. Also if an organization has unique e-mails that
     *     are not {@linkplain #expectUniqueEmails expected}. The message says what to do
     * @throws dev.contactbook.domain.ContactsException.Storage if the database fails, or auto-commit is off without
     *     {@link #hostTransactions}
     */
    public JdbcContactRepository build() {
        if (flavour != null && ids == null && !flavour.givesIds()) {
            throw new IllegalStateException(
                    flavour + " takes no ids from the database: give it an IdGenerator, such as TimeOrderedIds");
        }
        return JdbcContactRepository.of(
                new Database(dataSource, transactions == null ? null : transactions::current, schema, onFailure),
                flavour,
                ids,
                expectsUniqueEmails);
    }
}
