package dev.contactbook.it.ids;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.jdbc.NumberedIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Threads and processes that number the same texts at the same time. */
@Tag("3.130")
@SuppressWarnings("SystemOut")
class NumberedIdsRaceTest {
    private static final long SEED = Long.getLong("contactbook.seed", new Random().nextLong());
    private static final int TEXTS = 100;
    private static final int THREADS = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void threads_of_two_instances_get_the_same_number_for_a_text(NumberedDatabase database) throws Exception {
        System.out.println("-Dcontactbook.seed=" + SEED);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (HikariDataSource dataSource = database.migrated()) {
            List<NumberedIds> instances = List.of(database.ids(dataSource, "user"), database.ids(dataSource, "user"));
            Map<String, Long> numbers = new ConcurrentHashMap<>();
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                NumberedIds users = instances.get(thread % instances.size());
                List<Integer> order = shuffled(SEED + thread / instances.size());
                running.add(threads.submit(() -> {
                    start.await(1, TimeUnit.MINUTES);
                    for (int text : order) {
                        long number = users.numberOf("user" + text);
                        assertThat(numbers.merge("user" + text, number, (first, other) -> first))
                                .isEqualTo(number);
                    }
                    return true;
                }));
            }
            for (Future<?> each : running) {
                each.get(2, TimeUnit.MINUTES);
            }

            requireOneNumberEach(dataSource, numbers);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"}) // H2 lets one process in
    void processes_get_the_same_number_for_a_text(NumberedDatabase database) throws Exception {
        System.out.println("-Dcontactbook.seed=" + SEED);
        try (HikariDataSource schema = database.migrated()) {
            List<Process> processes = new ArrayList<>();
            try {
                for (int number = 0; number < 2; number++) {
                    processes.add(start(schema.getJdbcUrl(), number));
                }
                for (Process process : processes) {
                    assertThat(process.waitFor())
                            .as(Files.readString(folder.resolve("errors")))
                            .isZero();
                }
            } finally {
                processes.forEach(Process::destroyForcibly);
            }

            List<String> first = printed(0);
            assertThat(first).hasSize(TEXTS).containsExactlyInAnyOrderElementsOf(printed(1));
            NumberedIds users = JdbcContactRepository.over(schema).numberedIds("user");
            assertThat(first).allSatisfy(line -> assertThat(line).endsWith("=" + users.numberOf(line.split("=")[0])));
        }
    }

    private static void requireOneNumberEach(HikariDataSource dataSource, Map<String, Long> numbers) {
        assertThat(numbers).hasSize(TEXTS);
        assertThat(new HashSet<>(numbers.values())).hasSize(TEXTS);
        assertThat(new JdbcTemplate(dataSource).queryForList("select number from contactbook_numbered_id", Long.class))
                .containsExactlyInAnyOrderElementsOf(numbers.values());
    }

    private static List<Integer> shuffled(long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, TEXTS).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    private List<String> printed(int number) throws IOException {
        return Files.readAllLines(folder.resolve("out" + number));
    }

    /** Both in the same order, so that they meet. */
    private Process start(String url, int number) throws IOException {
        return Processes.start(new ProcessBuilder(
                        Processes.java(NumberingProcess.class, url, Integer.toString(TEXTS), Long.toString(SEED)))
                .redirectOutput(folder.resolve("out" + number).toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("errors").toFile())));
    }
}
