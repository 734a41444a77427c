package dev.contactbook.it.performance;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkProgress;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.Postgres;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what {@code docs/performance.md} says of columns and of a thousand writes at once, beside plain JDBC. Contenders take turns in one
 * run; what counts is the median of their turns.
 */
final class Measurements {
    private static final Caller ME = Caller.user(789).inOrganization(456);
    private static final int BATCH = 1_000;
    private static final List<String> FIRST_NAMES =
            List.of("José", "Anna", "Søren", "Grace", "Łukasz", "Mehmet", "Chloé", "Wei", "Olga", "Ibrahim");
    private static final List<String> LAST_NAMES = List.of(
            "García", "Smith", "Nguyễn", "Müller", "O’Connor", "Kowalska", "Yılmaz", "Okafor", "Ivanova", "Silva");

    private final PrintStream out;
    private final Random random = new Random(1);

    private Measurements(PrintStream out) {
        this.out = out;
    }

    /** {@code [columns] [bulk]}: both if nothing is named. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Measurements measurements = new Measurements(System.out);
        measurements.out.printf(
                "%s, JDK %s, %d processors, %s%n",
                LocalDate.now(),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"));
        Set<String> named = arguments.length == 0 ? Set.of("columns", "bulk") : Set.of(arguments);
        for (boolean postgres : List.of(false, true)) {
            if (named.contains("columns")) {
                measurements.columns(postgres);
            }
            if (named.contains("bulk")) {
                measurements.bulk(postgres);
            }
        }
        System.exit(0); // PostgreSQL's own threads would keep the process
    }

    /** What reading fewer columns would save. */
    private void columns(boolean postgres) throws Exception {
        title(postgres, "25 of 1,000 by id, without their total", "");
        try (HikariDataSource database = open(postgres)) {
            Contacts contacts = seeded(database);
            execute(database, postgres ? "vacuum analyze contactbook_contact" : "analyze");
            String all = ContactFields.all().stream().map(ContactField::name).collect(Collectors.joining(", "));
            String order = postgres ? "id" : "organization_id, deleted_at, id";
            ContactQuery byId = ContactQuery.all().limit(25).withoutTotal();
            ContactQuery withoutCustomFields = byId.withoutCustomFields();
            race(
                    10_000,
                    1,
                    "",
                    new Contender("listed", () -> contacts.list(ME, byId)),
                    new Contender("without custom fields", () -> contacts.list(ME, withoutCustomFields)),
                    new Contender("plain JDBC", () -> read(database, all, order)),
                    new Contender(
                            "without custom fields",
                            () -> read(database, all.replace("custom_fields_by_name, ", ""), order)),
                    new Contender("only four", () -> read(database, "id, first_name, last_name, email", order)));
        }
    }

    private static void read(HikariDataSource database, String columns, String order) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select " + columns
                        + " from contactbook_contact where organization_id = ? and deleted_at is null order by " + order
                        + " fetch first 25 rows only")) {
            statement.setLong(1, ME.organizationId());
            try (ResultSet rows = statement.executeQuery()) {
                int count = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= count; column++) {
                        rows.getObject(column);
                    }
                }
            }
        }
    }

    private void bulk(boolean postgres) throws Exception {
        title(postgres, "1,000 at once", "");
        try (HikariDataSource database = open(postgres)) {
            Contacts contacts = seeded(database);
            RawContacts raw = new RawContacts(database, postgres);
            Deque<List<Long>> byHand = new ArrayDeque<>();
            Deque<List<Long>> byBulk = new ArrayDeque<>();
            Deque<List<Long>> ready = new ArrayDeque<>();
            race(
                    60,
                    BATCH,
                    "create, ",
                    new Contender("a batch by hand", () -> byHand.add(raw.create(people(BATCH)))),
                    new Contender("bulk", () -> byBulk.add(create(contacts))),
                    new Contender("a batch of ready rows", () -> ready.add(raw.insert(BATCH))));
            race(
                    60,
                    BATCH,
                    "patch, ",
                    new Contender("a batch by hand", () -> raw.patch(changes(next(byHand)))),
                    new Contender(
                            "bulk",
                            () -> each(contacts, next(byBulk), id -> BulkItem.patch(id, person(random.nextInt())))),
                    new Contender("a batch of ready rows", () -> raw.replace(next(ready), 1)));
            race(
                    60,
                    BATCH,
                    "delete, ",
                    new Contender("a batch by hand", () -> raw.delete(next(byHand))),
                    new Contender("bulk", () -> each(contacts, next(byBulk), BulkItem::delete)));
        }
    }

    private List<ContactDetails> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> details(random.nextInt()))
                .toList();
    }

    private Map<Long, ContactDetails> changes(List<Long> ids) {
        Map<Long, ContactDetails> changes = new LinkedHashMap<>();
        ids.forEach(id -> changes.put(id, details(random.nextInt())));
        return changes;
    }

    private static ContactDetails details(int seed) {
        ContactDetails.Builder details = ContactDetails.builder();
        person(seed).accept(details);
        return details.build();
    }

    private List<Long> create(Contacts contacts) {
        List<Long> ids = new ArrayList<>();
        contacts.bulk()
                .each(
                        ME,
                        IntStream.range(0, BATCH).mapToObj(i -> BulkItem.create(person(random.nextInt()))),
                        result -> ids.add(result.contact().orElseThrow().id()));
        return ids;
    }

    private static void each(Contacts contacts, List<Long> ids, LongFunction<BulkItem> item) {
        BulkProgress done = contacts.bulk().each(ME, ids.stream().map(item::apply), result -> {});
        if (done.stored() != BATCH) {
            throw new IllegalStateException(done.toString());
        }
    }

    /** The first is taken again after all others. */
    private static List<Long> next(Deque<List<Long>> batches) {
        List<Long> batch = batches.remove();
        batches.add(batch);
        return batch;
    }

    private Contacts seeded(HikariDataSource database) {
        Contacts contacts = Contacts.over(JdbcContactRepository.over(database));
        create(contacts);
        return contacts;
    }

    /** Lets contenders take turns, the first tenth of which does not count. */
    private void race(int turns, int items, String of, Contender... contenders) throws Exception {
        long[][] nanos = new long[contenders.length][turns];
        for (int turn = -turns / 10; turn < turns; turn++) {
            for (int i = 0; i < contenders.length; i++) {
                long start = System.nanoTime();
                contenders[i].work().run();
                if (turn >= 0) {
                    nanos[i][turn] = System.nanoTime() - start;
                }
            }
        }
        double first = 0;
        for (int i = 0; i < contenders.length; i++) {
            Arrays.sort(nanos[i]);
            double median = nanos[i][turns / 2] / 1_000.0;
            first = i == 0 ? median : first;
            out.printf(
                    Locale.ROOT,
                    "| %s%s | %,.0f | %s| %.2f |%n",
                    of,
                    contenders[i].name(),
                    median,
                    items > 1 ? String.format(Locale.ROOT, "%,.0f rows/s ", items * 1e6 / median) : "",
                    first / median);
        }
    }

    private void title(boolean postgres, String what, String of) {
        out.printf(
                "%n%s, %s%n| %s | µs, median | | × the first |%n|---|---|---|---|%n",
                what, postgres ? "PostgreSQL" : "H2 file", of);
    }

    private static HikariDataSource open(boolean postgres) throws Exception {
        HikariDataSource database;
        if (postgres) {
            database = Postgres.freshSchema();
        } else {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "measured");
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl("jdbc:h2:file:" + folder.toAbsolutePath().resolve("contacts")
                    + ";WRITE_DELAY=0;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0");
            database = new HikariDataSource(config);
        }
        ContactSchema.migrate(database);
        return database;
    }

    private static void execute(HikariDataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                statement.getResultSet().next();
            }
        }
    }

    private static Consumer<ContactDetails.Builder> person(int seed) {
        int number = Math.abs(seed % 1_000_000);
        String first = FIRST_NAMES.get(number % 10);
        String last = LAST_NAMES.get(number / 10 % 10);
        return contact -> contact.firstName(first)
                .lastName(last + " " + number)
                .email("person" + number + "@example.com")
                .phone("(555) 01" + number)
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .owner(789)
                .company(101)
                .customField("Industry", "Technology");
    }
}
