package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Operation.Kind;
import dev.contactbook.jdbc.Durability;
import java.io.IOException;
import java.nio.file.Path;
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
 *
 * <p>Without {@code -Dcontactbook.kill.every=true} only some of the writes are cut, and some of the images opened
 * again.
 */
class EveryKillTest {
    private static final int ROUNDS = Integer.getInteger("contactbook.kill.rounds", 1);
    private static final long SEED = Long.getLong("contactbook.kill.seed", System.nanoTime());

    private static final boolean SAMPLE = !Boolean.getBoolean("contactbook.kill.every");

    private static final int WRITES = 6;
    private static final int WRITES_TO_LOG = 3;

    /** Chunks are emptied after 16 and 32 writes, and overwritten some 32 commits later. */
    private static final int WRITES_BEFORE_REUSE = 34;

    private static final int WRITES_WITH_REUSE = Integer.getInteger("contactbook.kill.writes", 52);

    private final Random random = new Random(SEED);
    private EveryKill kills;

    @TempDir
    Path folder;

    @TempDir
    Path killed;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        kills = new EveryKill(killed, random, Operation.PAGE, SAMPLE);
        System.out.println("-Dcontactbook.kill.seed=" + SEED);
    }

    @AfterEach
    void record_no_more() {
        RecordingFileSystem.recordNoMore();
    }

    @Test
    @Tag("3.46")
    void whenever_it_is_killed_what_was_answered_is_there_and_one_operation_more_or_not() throws Exception {
        RecordedRound.Maker maker = new RecordedRound.Maker(folder, random);
        for (int number = 1; number <= ROUNDS; number++) {
            killAtEveryMoment(maker.record(WRITES), 0, number);
        }
    }

    @Test
    @Tag("3.46")
    @Tag("3.88")
    void so_it_is_where_chunks_are_emptied_and_overwritten() throws Exception {
        RecordedRound.Maker maker = new RecordedRound.Maker(folder, random);
        for (int number = 1; number <= ROUNDS; number++) {
            RecordedRound round = maker.record(WRITES_WITH_REUSE);
            int from = round.answers().get(WRITES_BEFORE_REUSE).operations();

            assertThat(overwritten(round, from)).isPositive();
            killAtEveryMoment(round, from, number);
        }
    }

    /** As far as Java sees what SQLite does: {@link WalRounds}. */
    @Test
    @Tag("3.46")
    void so_it_is_where_the_log_of_sqlite_is_written() throws Exception {
        WalRounds rounds = new WalRounds(folder, Durability.PROCESS_KILL, random);
        kills = new EveryKill(killed, random, Operation.SECTOR, SAMPLE);
        for (int number = 1; number <= ROUNDS; number++) {
            killAtEveryMoment(rounds.record(WRITES_TO_LOG), 0, number);
        }
    }

    @SuppressWarnings("SystemOut")
    private void killAtEveryMoment(RecordedRound round, int from, int number) throws IOException {
        kills.tryAll(round, from, "round %d of seed %d".formatted(number, SEED));
        System.out.println("after round " + number + ": " + kills);
    }

    /** How many chunks H2 wrote into the place of older ones before the file was closed. */
    private static long overwritten(RecordedRound round, int from) {
        int end = round.after(from).files().get("contacts.mv.db").length;
        return round.operations().subList(from, round.operationsUntilClose()).stream()
                .filter(operation -> operation.kind() == Kind.WRITE)
                .filter(operation -> operation.position() >= 2 * Operation.PAGE && operation.position() < end)
                .count();
    }
}
