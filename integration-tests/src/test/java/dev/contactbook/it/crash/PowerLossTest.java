package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.PowerLosses.Outcome;
import dev.contactbook.jdbc.Durability;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a loss of power leaves of embedded files, by the model of {@link PowerLoss}. H2 promises nothing about it: that
 * is counted, and not judged. Half of the images are from the time of the writes, the other half from any time until
 * the file is closed.
 */
class PowerLossTest {
    private static final int IMAGES = Integer.getInteger("contactbook.power.images", 20);
    private static final long SEED = Long.getLong("contactbook.power.seed", System.nanoTime());

    private static final int WRITES = 10;
    private static final int IMAGES_OF_A_ROUND = 20;

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @TempDir
    Path lost;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.power.seed=" + SEED);
    }

    @AfterEach
    void record_no_more() {
        RecordingFileSystem.recordNoMore();
    }

    @Test
    @SuppressWarnings("SystemOut")
    void what_losses_of_power_leave_is_counted() throws Exception {
        RecordedRound.Maker maker = new RecordedRound.Maker(folder, random);
        PowerLosses losses = new PowerLosses(lost, random);
        RecordedRound round = maker.record(WRITES);
        for (int image = 0; image < IMAGES; image++) {
            if (image % IMAGES_OF_A_ROUND == IMAGES_OF_A_ROUND - 1) {
                round = maker.record(WRITES);
            }
            losses.tryOne(round);
        }
        System.out.println(losses);

        assertThat(losses.images()).isEqualTo(IMAGES);
    }

    /** As far as Java sees what SQLite does: {@link WalRounds}. When it forces is taken from its documentation. */
    @Test
    @Tag("3.200")
    @SuppressWarnings("SystemOut")
    void what_was_written_to_the_log_of_sqlite_and_answered_survives() throws Exception {
        RecordedRound round = new WalRounds(folder, Durability.POWER_LOSS, random).record(WRITES);
        PowerLosses losses = new PowerLosses(lost, random);
        for (int image = 0; image < IMAGES; image++) {
            losses.tryOne(round);
        }
        System.out.println(losses);

        assertThat(losses.count(Outcome.RIGHT)).as(losses.toString()).isEqualTo(IMAGES);
    }
}
