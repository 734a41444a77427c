package dev.contactbook.it.counters;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much threads write to one organization, beside a transaction of the host's that stays open after a create and
 * without one: {@code H2|POSTGRESQL create|patch|mixed threads milliseconds rounds [isolation]}. Speaks public API
 * alone, so that it runs over the classes of another version as well.
 */
final class Writers {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final int CONTACTS = 400;
    private static final int POOL = 10;

    private Writers() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        CountedDatabase database = CountedDatabase.valueOf(arguments[0]);
        Work work = Work.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int threads = Integer.parseInt(arguments[2]);
        long millis = Long.parseLong(arguments[3]);
        String isolation = arguments.length > 5 ? arguments[5] : null;
        for (int round = 0; round < Integer.parseInt(arguments[4]); round++) {
            for (boolean held : isolation == null ? new boolean[] {false, true} : new boolean[] {false}) {
                Result result = measure(database, work, threads, millis, held, isolation);
                System.out.println(database + " " + work + " " + (held ? "held" : "free") + " " + result);
            }
        }
        System.exit(0);
    }

    /** Lets threads write for some time to a fresh database. */
    static Result measure(
            CountedDatabase database, Work work, int threads, long millis, boolean held, @Nullable String isolation)
            throws Exception {
        try (HikariDataSource tables = database.fresh()) {
            ContactSchema.migrate(tables);
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(tables.getJdbcUrl());
            config.setMaximumPoolSize(POOL);
            config.setTransactionIsolation(isolation);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                Contacts contacts = Contacts.over(JdbcContactRepository.over(pool));
                List<Long> ids = new ArrayList<>();
                for (int i = 0; i < CONTACTS; i++) {
                    ids.add(contacts.create(ME, contact -> contact.firstName("Ann"))
                            .id());
                }
                race(contacts, ids, work, threads, millis / 3);
                if (!held) {
                    return race(contacts, ids, work, threads, millis);
                }
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    Contacts.over(JdbcContactRepository.over(pool, () -> connection))
                            .create(ME, contact -> contact.firstName("Held"));
                    Result result = race(contacts, ids, work, threads, millis);
                    connection.rollback();
                    return result;
                }
            }
        }
    }

    private static Result race(Contacts contacts, List<Long> ids, Work work, int threads, long millis)
            throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        List<Thread> writers = new ArrayList<>();
        for (int number = 0; number < threads; number++) {
            List<Long> mine = ids.subList(number * ids.size() / threads, (number + 1) * ids.size() / threads);
            Thread writer = new Thread(() -> {
                for (int i = 0; System.nanoTime() < end; i++) {
                    try {
                        work.write(contacts, mine.get(i % mine.size()), i);
                        done.incrementAndGet();
                    } catch (Storage e) {
                        failed.incrementAndGet();
                    }
                }
            });
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
        return new Result(done.get() * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start), failed.get());
    }

    /** What a thread does again and again. */
    enum Work {
        CREATE {
            @Override
            void write(Contacts contacts, long id, int round) {
                contacts.create(ME, contact -> contact.firstName("Bob"));
            }
        },
        PATCH {
            @Override
            void write(Contacts contacts, long id, int round) {
                contacts.patch(ME, id, contact -> contact.firstName("Bob " + round));
            }
        },
        MIXED {
            @Override
            void write(Contacts contacts, long id, int round) {
                Contact created = contacts.create(ME, contact -> contact.firstName("Bob"));
                contacts.patch(ME, id, contact -> contact.firstName("Bob " + round));
                contacts.delete(ME, created.id());
            }
        };

        abstract void write(Contacts contacts, long id, int round);
    }

    /**
     * What was written.
     *
     * @param perSecond rounds of work in a second, of all threads
     * @param failed how many failed
     */
    record Result(long perSecond, long failed) {}
}
