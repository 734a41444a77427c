package dev.contactbook.benchmarks.runner;

import static dev.contactbook.benchmarks.databases.Databases.ME;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.benchmarks.databases.Databases;
import dev.contactbook.benchmarks.databases.Engine;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactSearch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Prints what a contact takes in each engine, how many contacts it writes in a second, and how often PostgreSQL
 * searches with and without the indexes for that: the engines in turns, and of each the median and the middle half of
 * the turns.
 */
final class EngineTable {
    /** The argument that asks for it. */
    static final String NAME = "engines";

    private static final int ROUNDS = 20;
    private static final int WARM_UP = 5;
    private static final long TURN_NANOS = 200_000_000;
    private static final int WRITERS = 8;
    private static final int MANY = 1_000;

    private static final Map<String, ContactSearch> SEARCHES = new LinkedHashMap<>();

    static {
        SEARCHES.put("smith", ContactSearch.byName("smith"));
        SEARCHES.put("an", ContactSearch.byName("an"));
        SEARCHES.put("zoë ng", ContactSearch.byName("zoë ng"));
        SEARCHES.put("no such name", ContactSearch.byName("xylophon"));
        SEARCHES.put("every e-mail", ContactSearch.byEmail("person"));
        SEARCHES.put("some e-mails", ContactSearch.byEmail("person777"));
        SEARCHES.put("every phone", ContactSearch.byPhone("555", "US", "+1"));
        SEARCHES.put("some phones", ContactSearch.byPhone("5550123", "US", "+1"));
    }

    private final int size;
    private final People people = new People();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

    private EngineTable(int size) {
        this.size = size;
    }

    /** Measures all engines, with so many contacts in each. */
    static void print(int size) throws Exception {
        EngineTable table = new EngineTable(size);
        Map<Engine, Engine.Filled> open = new EnumMap<>(Engine.class);
        try {
            for (Engine engine : Engine.values()) {
                open.put(engine, engine.open(size));
            }
            table.print(open);
        } finally {
            table.writers.shutdown();
            for (Engine.Filled each : open.values()) {
                each.close();
            }
        }
    }

    private void print(Map<Engine, Engine.Filled> open) throws Exception {
        Map<Engine, Engine.Filled> searched = new EnumMap<>(open);
        searched.keySet().retainAll(List.of(Engine.POSTGRESQL, Engine.POSTGRESQL_SEARCH));
        Map<String, Working> searches = new LinkedHashMap<>();
        SEARCHES.forEach((name, search) -> searches.put(name, contacts -> {
            contacts.search(ME, search);
            return 1;
        }));
        print(searched, searches, "searches a second");
        Map<String, Working> kinds = new LinkedHashMap<>();
        kinds.put("patches", this::patch);
        kinds.put("by 8 threads", contacts -> together(() -> patch(contacts)));
        kinds.put("creates", this::create);
        kinds.put("by 8 threads ", contacts -> together(() -> create(contacts)));
        kinds.put("creates by `each`", this::createMany);
        print(open, kinds, "writes a second");
    }

    private void print(Map<Engine, Engine.Filled> open, Map<String, Working> kinds, String title) throws Exception {
        Map<Engine, List<String>> rows = new EnumMap<>(Engine.class);
        open.forEach((engine, store) -> add(rows, engine, String.format(Locale.ROOT, "%.0f", store.bytes())));
        for (Working kind : kinds.values()) {
            measure(open, kind).forEach((engine, rates) -> add(rows, engine, rates));
        }
        System.out.printf(
                "%n| %d contacts, %s | bytes a contact | %s |%n", size, title, String.join(" | ", kinds.keySet()));
        System.out.println("|---".repeat(kinds.size() + 2) + "|");
        rows.forEach((engine, cells) -> System.out.println("| " + engine + " | " + String.join(" | ", cells) + " |"));
    }

    private static void add(Map<Engine, List<String>> rows, Engine engine, String cell) {
        rows.computeIfAbsent(engine, first -> new ArrayList<>()).add(cell);
    }

    private static Map<Engine, String> measure(Map<Engine, Engine.Filled> open, Working kind) throws Exception {
        Map<Engine, List<Double>> rates = new EnumMap<>(Engine.class);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<Engine, Engine.Filled> each : open.entrySet()) {
                long begin = System.nanoTime();
                long done = 0;
                while (System.nanoTime() - begin < TURN_NANOS) {
                    done += kind.work(each.getValue().contacts());
                }
                double rate = done * 1e9 / (System.nanoTime() - begin);
                if (round >= 0) {
                    rates.computeIfAbsent(each.getKey(), engine -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        Map<Engine, String> cells = new EnumMap<>(Engine.class);
        rates.forEach((engine, all) -> {
            Collections.sort(all);
            cells.put(
                    engine,
                    String.format(
                            Locale.ROOT,
                            "%,.0f (%,.0f to %,.0f)",
                            (all.get(ROUNDS / 2 - 1) + all.get(ROUNDS / 2)) / 2,
                            all.get(ROUNDS / 4),
                            all.get(3 * ROUNDS / 4 - 1)));
        });
        return cells;
    }

    private int patch(Contacts contacts) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String avatar = "/" + random.nextLong();
        contacts.patch(ME, random.nextLong(size) + 1, change -> change.avatarUrl(avatar));
        return 1;
    }

    private int create(Contacts contacts) {
        contacts.create(ME, newcomer());
        return 1;
    }

    private int createMany(Contacts contacts) {
        contacts.bulk()
                .each(ME, Stream.generate(() -> BulkItem.create(newcomer())).limit(MANY), Databases::requireStored);
        return MANY;
    }

    private ContactPatch newcomer() {
        synchronized (people) {
            return ContactPatch.of(people::next);
        }
    }

    /** Ten times by each writer. */
    private int together(Callable<Integer> write) throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            running.add(writers.submit(() -> {
                int written = 0;
                for (int i = 0; i < 10; i++) {
                    written += write.call();
                }
                return written;
            }));
        }
        int written = 0;
        for (Future<Integer> each : running) {
            written += each.get();
        }
        return written;
    }

    /** Does something some times, and returns how many. */
    @FunctionalInterface
    private interface Working {
        int work(Contacts contacts) throws Exception;
    }
}
