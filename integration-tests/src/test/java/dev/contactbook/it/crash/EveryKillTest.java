package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.it.crash.RecordingFileSystem.Kind;
import dev.contactbook.it.crash.RecordingFileSystem.Operation;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill at every moment there is: what H2 does to the embedded store's file is recorded, and after each operation the
 * file is opened as it was then, closing included; and once more with the next write cut at a page. A kill of a process
 * keeps all its writes up to one of them. Each image is opened, closed and opened again.
 */
class EveryKillTest {
    private static final int ROUNDS = Integer.getInteger("contactbook.kill.rounds", 1);
    private static final long SEED = Long.getLong("contactbook.kill.seed", System.nanoTime());

    private static final int WRITES = 6;

    /** Chunks are emptied after 16 and 32 writes, and overwritten some 32 commits later. */
    private static final int WRITES_BEFORE_REUSE = 34;

    private static final int WRITES_WITH_REUSE = Integer.getInteger("contactbook.kill.writes", 52);

    private final Random random = new Random(SEED);
    private int images;
    private int cut;
    private int opened;

    /** What was opened last. Where an operation leaves the file as it is, what is in it is known. */
    private byte[] lastFile = {};

    private Map<Long, Contact> lastFound = Map.of();

    @TempDir
    Path folder;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.kill.seed=" + SEED);
    }

    @AfterEach
    void record_no_more() {
        RecordingFileSystem.recordNoMore();
    }

    @Test
    @Tag("3.46")
    void whenever_it_is_killed_what_was_answered_is_there_and_one_operation_more_or_not() throws Exception {
        RecordedRound.Maker maker = new RecordedRound.Maker(folder.resolve("contacts.mv.db"), random);
        for (int number = 1; number <= ROUNDS; number++) {
            killAtEveryMoment(maker.record(WRITES), 0, maker, number);
        }
    }

    @Test
    @Tag("3.46")
    @Tag("3.88")
    void so_it_is_where_chunks_are_emptied_and_overwritten() throws Exception {
        RecordedRound.Maker maker = new RecordedRound.Maker(folder.resolve("contacts.mv.db"), random);
        for (int number = 1; number <= ROUNDS; number++) {
            RecordedRound round = maker.record(WRITES_WITH_REUSE);
            int from = round.answers().get(WRITES_BEFORE_REUSE).operations();

            assertThat(overwritten(round, from)).isPositive();
            killAtEveryMoment(round, from, maker, number);
        }
    }

    @SuppressWarnings("SystemOut")
    private void killAtEveryMoment(RecordedRound round, int from, RecordedRound.Maker maker, int number)
            throws IOException {
        byte[] file = round.fileAfter(from);
        for (int kill = from; kill <= round.operations().size(); kill++) {
            String moment = "round %d of seed %d, killed after %d of %d operations"
                    .formatted(number, SEED, kill, round.operations().size());
            List<Map<Long, Contact>> possible = round.possibleAfter(kill);
            images++;
            requireOneOf(possible, file, maker, moment);
            if (kill < round.operations().size() && round.operations().get(kill).pages() > 1) {
                Operation next = round.operations().get(kill);
                int pages = 1 + random.nextInt(next.pages() - 1);
                cut++;
                requireOneOf(possible, next.first(pages).on(file), maker, moment + " and " + pages + " pages");
            }
            if (kill < round.operations().size()) {
                file = round.operations().get(kill).on(file);
            }
        }
        System.out.println("after round " + number + ": " + images + " images and " + cut
                + " with a cut write, all opened, " + opened + " of them different, nothing that was answered lost");
    }

    /** How many chunks H2 wrote into the place of older ones before the file was closed. */
    private static long overwritten(RecordedRound round, int from) {
        int end = round.fileAfter(from).length;
        return round.operations().subList(from, round.operationsUntilClose()).stream()
                .filter(operation -> operation.kind() == Kind.WRITE)
                .filter(operation -> operation.position() >= 2 * RecordingFileSystem.PAGE && operation.position() < end)
                .count();
    }

    private void requireOneOf(List<Map<Long, Contact>> possible, byte[] file, RecordedRound.Maker maker, String moment)
            throws IOException {
        if (!Arrays.equals(file, lastFile)) {
            lastFound = openedTwice(file, maker, moment);
            lastFile = file;
        }
        assertThat(lastFound).as(moment).isIn(possible);
    }

    private Map<Long, Contact> openedTwice(byte[] file, RecordedRound.Maker maker, String moment) throws IOException {
        opened++;
        Path killed = Files.write(folder.resolve("killed.mv.db"), file);
        Map<Long, Contact> found;
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(killed)) {
            found = maker.find(repository);
            assertThat(repository.verify()).as(moment).isEmpty();
        }
        try (EmbeddedContactRepository repository = JdbcContactRepository.open(killed)) {
            assertThat(maker.find(repository)).as(moment + ", opened again").isEqualTo(found);
        }
        return found;
    }
}
