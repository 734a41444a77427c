package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Operation.Kind;
import dev.contactbook.jdbc.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill at every moment there is in the life of an SQLite file, as {@link EveryKill} has them. All calls of the system
 * are recorded. The last write is cut at a sector. The shared memory file is left out of images: SQLite makes it again
 * from the log.
 */
class RecordedKillTest {
    private static final long SEED = Long.getLong("contactbook.recorded.seed", System.nanoTime());

    private static final int OPENS = 3;
    private static final int WRITES = Integer.getInteger("contactbook.recorded.writes", 12);
    private static final int ENOUGH = 1_000;

    /** More than fill the log, so that it is moved into the file during writes, and begins again. */
    private static final int WRITES_WITH_CHECKPOINT = 110;

    @TempDir
    Path folder;

    @TempDir
    Path work;

    @TempDir
    Path killed;

    private EveryKill kills;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        kills = new EveryKill(killed, new Random(SEED), Operation.SECTOR, false);
        System.out.println("-Dcontactbook.recorded.seed=" + SEED);
    }

    /** First open, writes, closes and later opens. */
    @Test
    @Tag("3.46")
    @SuppressWarnings("SystemOut")
    void whenever_it_is_killed_what_was_answered_is_there_and_one_operation_more_or_not() throws Exception {
        RecordedRound round = RecordedWriter.record(folder, work, Durability.PROCESS_KILL, SEED, OPENS, WRITES);

        kills.tryAll(round, 0, "seed " + SEED);

        System.out.println(kills);
        assertThat(kills.images()).isGreaterThan(ENOUGH);
    }

    @Test
    @Tag("3.46")
    @SuppressWarnings("SystemOut")
    void so_it_is_where_the_log_is_moved_into_the_file_and_begins_again() throws Exception {
        RecordedRound round =
                RecordedWriter.record(folder, work, Durability.PROCESS_KILL, SEED, 1, WRITES_WITH_CHECKPOINT);
        List<Operation> operations = round.operations();
        int from = IntStream.range(round.answers().get(1).operations(), round.operationsUntilClose())
                .filter(i -> isWrite(operations.get(i), "contacts.sqlite"))
                .findFirst()
                .orElseThrow();

        assertThat(operations.subList(from, round.operationsUntilClose()))
                .as("the log begins again")
                .anyMatch(operation -> isWrite(operation, "contacts.sqlite-wal") && operation.position() == 0);
        kills.tryAll(round, from, "seed " + SEED);

        System.out.println(kills);
    }

    private static boolean isWrite(Operation operation, String file) {
        return operation.kind() == Kind.WRITE && operation.file().equals(file);
    }
}
