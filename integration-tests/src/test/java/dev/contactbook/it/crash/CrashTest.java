package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.CrashingWriter.GROUP_SIZE;
import static dev.contactbook.it.crash.CrashingWriter.NEVER;
import static dev.contactbook.it.crash.CrashingWriter.OPEN;
import static dev.contactbook.it.crash.CrashingWriter.OPENING;
import static dev.contactbook.it.crash.CrashingWriter.ORGANIZATION;
import static dev.contactbook.it.crash.CrashingWriter.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.crash.CrashingWriter.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, again and again on one file. More kills: {@code -Dcontactbook.crash.kills}; the same
 * moments again, as far as threads allow: {@code -Dcontactbook.crash.seed}.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("contactbook.crash.kills", 20);
    private static final long SEED = Long.getLong("contactbook.crash.seed", System.nanoTime());

    /** At most so many acknowledgements before a kill. */
    private static final int OPERATIONS = 100;

    /** No run gives so many ids without an acknowledgement. */
    private static final int UNKNOWN_IDS = 500;

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    private Process writer;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.crash.seed=" + SEED);
    }

    @AfterEach
    void end_the_writer() {
        if (writer != null) {
            writer.destroyForcibly();
        }
    }

    @Test
    @Tag("3.46")
    void what_was_acknowledged_is_there_after_a_kill_and_nothing_is_half_written() throws Exception {
        Path file = folder.resolve("contacts");
        Ledger ledger = new Ledger();
        int acknowledged = 0;

        for (int kill = 1; kill <= KILLS; kill++) {
            List<String> answers = killAfter(random.nextInt(OPERATIONS), file, kill);
            acknowledged += answers.size();

            ledger.note(answers);
            ledger.compare(kill, storedIn(file, ledger));
        }

        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    @Test
    void a_kill_while_the_file_is_made_leaves_one_that_opens() throws Exception {
        for (int kill = 1; kill <= Math.max(3, KILLS / 5); kill++) {
            Path file = folder.resolve("contacts" + kill);
            start(file, kill);
            try (BufferedReader answers = answers()) {
                assertThat(answers.readLine()).isEqualTo(OPENING);
                int bytes = random.nextInt(60_000);
                while (writer.isAlive() && !answers.ready() && size(file) < bytes) {
                    Thread.onSpinWait();
                }
                kill();
            }

            Ledger ledger = new Ledger();
            ledger.compare(kill, storedIn(file, ledger));
            List<String> answers = killAfter(5, file, kill);
            ledger.note(answers);
            ledger.compare(kill, storedIn(file, ledger));
        }
    }

    /** All contacts, deleted ones too. */
    private static Map<Long, Contact> storedIn(Path file, Ledger ledger) {
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(file)) {
            List<Long> ids = LongStream.rangeClosed(1, ledger.largestId() + UNKNOWN_IDS)
                    .boxed()
                    .toList();
            Map<Long, Contact> stored = repository.find(ORGANIZATION, ids);
            assertThat(repository
                            .list(ORGANIZATION, ContactQuery.all().limit(0))
                            .total())
                    .hasValue(stored.values().stream().filter(Contact::isLive).count());
            return stored;
        }
    }

    /** What a writer acknowledged before it was killed, at least so many operations. */
    private List<String> killAfter(int operations, Path file, int kill) throws Exception {
        start(file, kill);
        List<String> lines = new ArrayList<>();
        try (BufferedReader answers = answers()) {
            while (lines.size() < 2 + operations) {
                String line = answers.readLine();
                assertThat(line).as(this::errors).isNotNull();
                lines.add(line);
            }
            kill();
            // What it had said by then counts, all but a line that the kill cut off.
            answers.lines().filter(line -> line.endsWith(" .")).forEach(lines::add);
        }
        assertThat(lines).startsWith(OPENING, OPEN);
        return lines.subList(2, lines.size());
    }

    private void start(Path file, int run) throws IOException {
        writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        file.toString(),
                        "run" + run,
                        Long.toString(random.nextLong()))
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private BufferedReader answers() {
        return writer.inputReader(StandardCharsets.UTF_8);
    }

    /** Not by {@link Process#destroyForcibly}, which throws away what it said last. */
    private void kill() throws InterruptedException {
        assertThat(writer.toHandle().destroyForcibly()).isTrue();
        assertThat(writer.waitFor()).as("killed").isEqualTo(128 + 9);
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long size(Path file) throws IOException {
        Path database = file.resolveSibling(file.getFileName() + ".mv.db");
        return Files.exists(database) ? Files.size(database) : -1;
    }

    /** What must be in the file. */
    private static final class Ledger {
        private final Map<Long, Saved> latest = new HashMap<>();
        private final Set<Long> gone = new HashSet<>();
        private final Set<Long> given = new HashSet<>();
        private long largestBefore;

        long largestId() {
            return given.stream().mapToLong(id -> id).max().orElse(0);
        }

        void note(List<String> answers) {
            largestBefore = largestId();
            for (String answer : answers) {
                for (String word : answer.substring(0, answer.length() - 2).split(" ")) {
                    if (word.contains("|")) {
                        note(Saved.parse(word));
                    } else {
                        gone.add(Long.valueOf(word));
                        latest.remove(Long.valueOf(word));
                    }
                }
            }
        }

        /** The lines of two threads may come in another order than their writes. */
        private void note(Saved saved) {
            if (saved.version() == 1) {
                assertThat(saved.id()).as("larger than all before").isGreaterThan(largestBefore);
                assertThat(given.add(saved.id()))
                        .as("%d was not given before", saved.id())
                        .isTrue();
            }
            latest.merge(saved.id(), saved, (one, other) -> {
                assertThat(one.version()).isNotEqualTo(other.version());
                return one.version() > other.version() ? one : other;
            });
        }

        /** Compares, and takes over what was written without having been acknowledged. */
        void compare(int kill, Map<Long, Contact> stored) {
            String context = "kill " + kill + " of seed " + SEED;
            Map<String, List<Contact>> groups = stored.values().stream()
                    .filter(contact -> CrashingWriter.group(contact).isPresent())
                    .collect(Collectors.groupingBy(
                            contact -> CrashingWriter.group(contact).orElseThrow()));
            Set<Long> takenOut = stored.values().stream()
                    .flatMap(contact -> CrashingWriter.insteadOf(contact).stream())
                    .collect(Collectors.toSet());

            assertThat(stored.values()).as(context).allSatisfy(Ledger::assertWhole);
            assertThat(groups).as(context).allSatisfy((name, members) -> assertOneWrite(members));
            assertThat(stored).as(context).doesNotContainKeys(takenOut.toArray(Long[]::new));
            assertThat(stored).as(context).doesNotContainKeys(gone.toArray(Long[]::new));
            assertThat(latest.values())
                    .as(context)
                    .filteredOn(saved -> !takenOut.contains(saved.id()))
                    .allSatisfy(saved -> assertKept(saved, stored.get(saved.id())));
            assertThat(stored.keySet())
                    .as(context + ": no more than each thread's last operation")
                    .filteredOn(id -> !latest.containsKey(id))
                    .hasSizeLessThanOrEqualTo(THREADS * GROUP_SIZE)
                    .allSatisfy(id -> assertThat(id).isGreaterThan(largestBefore));

            latest.clear();
            stored.forEach((id, contact) -> latest.put(id, Saved.of(contact)));
            gone.addAll(takenOut);
            given.addAll(stored.keySet());
        }

        private static void assertKept(Saved saved, Contact stored) {
            assertThat(stored).as("acknowledged " + saved).isNotNull();
            if (stored.version() == saved.version()) {
                assertThat(Saved.of(stored)).isEqualTo(saved);
            } else {
                assertThat(stored.version())
                        .as("version of " + saved)
                        .isBetween(saved.version() + 1, saved.version() + THREADS);
            }
        }

        /** All fields are of one operation. */
        private static void assertWhole(Contact contact) {
            ContactDetails.Builder expected = contact.details().toBuilder();
            CrashingWriter.stamp(expected, contact.firstName());
            assertThat(contact.details()).as(contact.toString()).isEqualTo(expected.build());
            assertThat(contact.firstName()).doesNotStartWith(NEVER);
            assertThat(contact.deletedAt()).isIn(null, contact.updatedAt());
        }

        /** All members are there, as one operation left them. */
        private static void assertOneWrite(List<Contact> group) {
            assertThat(group).hasSize(GROUP_SIZE);
            assertThat(group)
                    .extracting(Contact::firstName)
                    .containsOnly(group.get(0).firstName());
            assertThat(group)
                    .extracting(Contact::version)
                    .containsOnly(group.get(0).version());
        }
    }
}
