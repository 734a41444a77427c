package dev.contactbook.jdbc;

import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.dialect.Dialect;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.sql.SqlFragment;
import dev.contactbook.jdbc.sql.SqlRunner;
import dev.contactbook.jdbc.table.InstalledIndexes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes and drops optional indexes, one after the other, each by a statement that is no part of a transaction. */
final class IndexChoice {
    private final Database database;
    private final Dialect dialect;

    IndexChoice(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        Migration.requireUsable(database, dialect);
    }

    /** The statement that makes an index. */
    static String create(Dialect dialect, ContactIndex index) {
        return dialect.createIndex(index.table()).orElseThrow(() -> unknown(index));
    }

    private static IllegalArgumentException unknown(ContactIndex index) {
        return new IllegalArgumentException("index: this database has none for " + index + ", PostgreSQL has");
    }

    Set<ContactIndex> present() {
        InstalledIndexes installed = installed();
        return Stream.of(ContactIndex.values())
                .filter(index -> installed.ready().contains(index.table()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private InstalledIndexes installed() {
        return database.read(dialect::indexes);
    }

    void use(Set<ContactIndex> wanted) {
        List<ContactIndex> all = List.copyOf(wanted);
        all.forEach(this::requirePossible);
        InstalledIndexes installed = installed();
        for (ContactIndex index : ContactIndex.values()) {
            boolean isThere = installed.ready().contains(index.table());
            if (installed.unfinished().contains(index.table())) {
                requireNotBeingMade(index);
                drop(index);
            } else if (isThere && !all.contains(index)) {
                drop(index);
            }
            if (!isThere && all.contains(index)) {
                make(index);
            }
        }
    }

    private void requirePossible(ContactIndex index) {
        create(dialect, index);
        database.read(connection -> dialect.objection(connection, index.table()))
                .ifPresent(objection -> {
                    throw new IllegalStateException(objection);
                });
    }

    /** To drop it would wait for the other process, and then drop what that one has made. */
    private void requireNotBeingMade(ContactIndex index) {
        if (database.read(connection -> dialect.isBeingMade(connection, index.table()))) {
            throw new IllegalStateException(
                    "Another process is making the index " + index + ": wait until it has ended, and call again");
        }
    }

    private void make(ContactIndex index) {
        String create = database.read(connection -> dialect.createIndexAmidWrites(connection, index.table()))
                .orElseThrow(() -> unknown(index));
        database.write(connection -> SqlRunner.update(connection, SqlFragment.of(create)));
    }

    private void drop(ContactIndex index) {
        String drop = dialect.dropIndex(index.table());
        database.write(connection -> SqlRunner.update(connection, SqlFragment.of(drop)));
    }
}
