package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.PowerLosses.Outcome;
import dev.contactbook.jdbc.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Losses of power at random moments in the life of an SQLite file, by the model of {@link PowerLoss}: first open,
 * writes, checkpoints, closes and later opens. All calls of the system are recorded. More images:
 * {@code -Dcontactbook.recorded.images}.
 */
class RecordedPowerLossTest {
    private static final int IMAGES = Integer.getInteger("contactbook.recorded.images", 500);

    /** More than fill the log, so that it is moved into the file during writes too. */
    private static final int WRITES = Integer.getInteger("contactbook.recorded.writes", 110);

    private static final long SEED = Long.getLong("contactbook.recorded.seed", System.nanoTime());

    private static final int OPENS = 2;

    @TempDir
    Path folder;

    @TempDir
    Path work;

    @TempDir
    Path lost;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.recorded.seed=" + SEED);
    }

    @Test
    @Tag("3.200")
    void what_was_answered_survives_where_power_loss_is_promised() throws Exception {
        PowerLosses losses = losses(Durability.POWER_LOSS);

        assertThat(losses.count(Outcome.RIGHT)).as(losses.toString()).isEqualTo(IMAGES);
    }

    /** Whose last answers may be lost. That some are shows that the model takes what was not forced. */
    @Test
    void else_the_last_answers_can_be_lost_and_what_is_there_is_whole() throws Exception {
        PowerLosses losses = losses(Durability.PROCESS_KILL);

        assertThat(losses.count(Outcome.RIGHT) + losses.count(Outcome.ANSWERED_WRITES_LOST))
                .as(losses.toString())
                .isEqualTo(IMAGES);
        assertThat(losses.count(Outcome.ANSWERED_WRITES_LOST))
                .as(losses.toString())
                .isPositive();
    }

    @SuppressWarnings("SystemOut")
    private PowerLosses losses(Durability durability) throws Exception {
        RecordedRound round = RecordedWriter.record(folder, work, durability, SEED, OPENS, WRITES);
        PowerLosses losses = new PowerLosses(lost, new Random(SEED));
        for (int image = 0; image < IMAGES; image++) {
            losses.tryOne(round);
        }
        System.out.println(durability + ": " + losses);
        return losses;
    }
}
