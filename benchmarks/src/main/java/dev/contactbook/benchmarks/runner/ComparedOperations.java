package dev.contactbook.benchmarks.runner;

import static dev.contactbook.benchmarks.databases.Databases.ME;
import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.data.ReadyRows;
import dev.contactbook.benchmarks.databases.ContactBytes;
import dev.contactbook.benchmarks.databases.DatabaseKind;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The operations that {@link BuildComparison} times, over contacts of their own.
 *
 * <p>The class is loaded once for each build, so it uses only what both builds have, and shows types of the JDK only.
 */
public final class ComparedOperations implements Supplier<Map<String, Runnable>>, Closeable {
    private static final int PAGE = 25;
    private static final int WRITERS = 8;

    /** The limit of a call is not what is measured. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final int size;
    private final Closeable open;
    private final Map<String, Double> bytes;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private final Map<String, Runnable> operations = new LinkedHashMap<>();

    /**
     * Fills a store.
     *
     * @param store {@code MEMORY}, or the name of a {@link DatabaseKind}
     * @param size how many contacts it has
     */
    public ComparedOperations(String store, Integer size) {
        this.size = size;
        Contacts contacts;
        if (store.equals("MEMORY")) {
            open = () -> {};
            bytes = Map.of();
            contacts = Contacts.over(new InMemoryContactRepository());
            contacts.bulk().each(ME, people(new People()).limit(size), Databases::requireStored);
        } else {
            DatabaseKind database = DatabaseKind.valueOf(store);
            String url = database.newUrl();
            HikariDataSource filled = DatabaseKind.open(url);
            Databases.fill(filled, size);
            if (database == DatabaseKind.H2_FILE) {
                bytes = ContactBytes.inH2File(filled, size);
                filled = DatabaseKind.open(url);
            } else {
                bytes = database.isPostgresql() ? ContactBytes.inPostgresql(filled, size) : Map.of();
            }
            open = filled;
            contacts = Contacts.builder(JdbcContactRepository.over(filled))
                    .workLimits(WorkLimits.DEFAULT.deadline(DEADLINE))
                    .build();
        }
        People newcomers = new People();
        Supplier<ContactPatch> newcomer = () -> {
            synchronized (newcomers) {
                return ContactPatch.of(newcomers::next);
            }
        };
        ContactQuery page = ContactQuery.page().limit(PAGE);
        ContactQuery newest = page.sortBy(CREATED_AT.desc());
        Filter rare = ContactFields.custom("Size").is(77);
        ContactSearch byName = ContactSearch.byName("novák");
        ContactSearch byPhone = ContactSearch.byPhone("5550123", "US", "+1");
        Runnable create = () -> contacts.create(ME, newcomer.get());
        Runnable patch =
                () -> contacts.patch(ME, anyId(), ContactPatch.of(change -> change.email(ReadyRows.newEmail())));
        operations.put("get", () -> contacts.get(ME, anyId()));
        operations.put("page", () -> contacts.list(ME, page));
        operations.put(
                "newest of an owner, total", () -> contacts.list(ME, newest.where(OWNED_BY_USER_ID.is(any(100)))));
        operations.put(
                "newest of an owner",
                () -> contacts.list(
                        ME, newest.where(OWNED_BY_USER_ID.is(any(100))).withoutTotal()));
        operations.put("newest of a company, total", () -> contacts.list(ME, newest.where(COMPANY_ID.is(any(1_000)))));
        operations.put(
                "of an owner by id",
                () -> contacts.list(
                        ME, page.where(OWNED_BY_USER_ID.is(any(100))).withoutTotal()));
        operations.put(
                "of an owner with a custom field",
                () -> contacts.list(
                        ME, newest.where(OWNED_BY_USER_ID.is(any(100)).and(rare))));
        operations.put("with a custom field", () -> contacts.list(ME, page.where(rare)));
        operations.put("search by name", () -> contacts.search(ME, byName));
        operations.put("search by phone", () -> contacts.search(ME, byPhone));
        operations.put("patch", patch);
        operations.put(
                "patch of what no index has",
                () -> contacts.patch(
                        ME, anyId(), ContactPatch.of(change -> change.avatarUrl("/" + ReadyRows.newEmail()))));
        operations.put("patch × 80, 8 writers", () -> together(patch));
        // Last, since they make all others look at more contacts.
        operations.put("create", create);
        operations.put("create × 80, 8 writers", () -> together(create));
        operations.put(
                "create × 1,000 by each",
                () -> contacts.bulk()
                        .each(
                                ME,
                                Stream.generate(() -> BulkItem.create(newcomer.get()))
                                        .limit(1_000),
                                Databases::requireStored));
        operations.put(
                "create and delete",
                () -> contacts.delete(ME, contacts.create(ME, newcomer.get()).id()));
    }

    /** Ten times each by all writers. */
    private void together(Runnable operation) {
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            running.add(writers.submit(() -> {
                for (int i = 0; i < 10; i++) {
                    operation.run();
                }
            }));
        }
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<BulkItem> people(People people) {
        return Stream.generate(() -> BulkItem.create(ContactPatch.of(people::next)));
    }

    private static long any(int most) {
        return ThreadLocalRandom.current().nextLong(most) + 1;
    }

    /** What a contact takes in bytes, by table and index where that can be told. Empty in memory. */
    public Map<String, Double> bytes() {
        return bytes;
    }

    private long anyId() {
        return ThreadLocalRandom.current().nextLong(size) + 1;
    }

    @Override
    public Map<String, Runnable> get() {
        return operations;
    }

    @Override
    public void close() throws IOException {
        writers.shutdown();
        open.close();
    }
}
