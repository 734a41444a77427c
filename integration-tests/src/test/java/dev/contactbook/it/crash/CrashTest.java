package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.CrashingWriter.OPEN;
import static dev.contactbook.it.crash.CrashingWriter.OPENING;
import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static dev.contactbook.it.crash.Writer.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.LifeState;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.it.support.FeedReader;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code kill -9} at random moments, again and again on one file. More kills: {@code -Dcontactbook.crash.kills}; the
 * same moments again, as far as threads allow: {@code -Dcontactbook.crash.seed}.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("contactbook.crash.kills", 5);
    private static final long SEED = Long.getLong("contactbook.crash.seed", System.nanoTime());

    /** At most so many acknowledgements before a kill: few, soon after the file was opened, or many. */
    private static final int[] OPERATIONS = {3, 100};

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

    @ParameterizedTest
    @EnumSource
    @Tag("3.46")
    @Tag("3.69")
    @SuppressWarnings("SystemOut")
    void what_was_acknowledged_is_there_after_a_kill_and_nothing_is_half_written(Engine engine) throws Exception {
        Path file = engine.in(folder);
        Ledger ledger = new Ledger();
        FeedReader reader = new FeedReader(ORGANIZATION);
        int acknowledged = 0;

        for (int kill = 1; kill <= KILLS; kill++) {
            List<String> answers = killAfter(random.nextInt(OPERATIONS[kill % 2]), engine, file, kill);
            acknowledged += answers.size();

            note(ledger, answers);
            ledger.compare(context(kill), storedIn(engine, file, ledger, reader), THREADS);
            if (kill % 20 == 0) {
                System.out.println(kill + " kills, " + acknowledged + " operations acknowledged, none lost");
            }
        }

        assertThat(acknowledged).isGreaterThan(KILLS);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("3.46")
    void a_kill_while_the_file_is_made_leaves_one_that_opens(Engine engine) throws Exception {
        for (int kill = 1; kill <= Math.max(engine == Engine.H2 ? 2 : 1, KILLS / 5); kill++) {
            Path file = engine.in(folder.resolve("kill" + kill));
            start(engine, file, kill);
            try (BufferedReader answers = answers()) {
                assertThat(answers.readLine()).isEqualTo(OPENING);
                int bytes = random.nextInt(60_000);
                while (writer.isAlive() && !answers.ready() && size(file.getParent()) < bytes) {
                    Thread.onSpinWait();
                }
                kill();
            }

            Ledger ledger = new Ledger();
            FeedReader reader = new FeedReader(ORGANIZATION);
            ledger.compare(context(kill), storedIn(engine, file, ledger, reader), THREADS);
            List<String> answers = killAfter(5, engine, file, kill);
            note(ledger, answers);
            ledger.compare(context(kill), storedIn(engine, file, ledger, reader), THREADS);
        }
    }

    private static String context(int kill) {
        return "kill " + kill + " of seed " + SEED;
    }

    private static void note(Ledger ledger, List<String> answers) {
        for (String answer : answers) {
            for (String word : answer.substring(0, answer.length() - 2).split(" ")) {
                if (word.contains("|")) {
                    ledger.note(Saved.parse(word));
                } else {
                    ledger.noteRemoved(Long.parseLong(word));
                }
            }
        }
    }

    /** All contacts, deleted ones too. */
    private static Map<Long, Contact> storedIn(Engine engine, Path file, Ledger ledger, FeedReader reader) {
        try (EmbeddedContactRepository repository = engine.open(file)) {
            Map<Long, Contact> stored = repository.find(ORGANIZATION, ledger.possibleIds());
            assertThat(repository
                            .list(ORGANIZATION, ContactQuery.page().limit(0))
                            .total())
                    .hasValue(stored.values().stream().filter(Contact::isLive).count());
            assertThat(repository
                            .list(
                                    ORGANIZATION,
                                    ContactQuery.page()
                                            .inState(LifeState.DELETED)
                                            .limit(0))
                            .total())
                    .hasValue(stored.values().stream()
                            .filter(contact -> !contact.isLive())
                            .count());
            assertThat(repository.verify()).isEmpty();
            reader.readOn(repository).assertKnows(stored.values());
            return stored;
        }
    }

    /** What a writer acknowledged before it was killed, at least so many operations. */
    private List<String> killAfter(int operations, Engine engine, Path file, int kill) throws Exception {
        start(engine, file, kill);
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

    private void start(Engine engine, Path file, int run) throws IOException {
        writer = new ProcessBuilder(Processes.java(
                        CrashingWriter.class,
                        engine.name(),
                        file.toString(),
                        "run" + run,
                        Long.toString(random.nextLong())))
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

    /** How much there is of a database, whichever files it begins with. */
    private static long size(Path folder) throws IOException {
        long size = 0;
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*[!m]")) { // not the shared memory
                for (Path file : files) {
                    size += file.toFile().length();
                }
            }
        }
        return size;
    }
}
