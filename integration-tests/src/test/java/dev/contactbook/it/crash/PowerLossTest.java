package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.it.crash.RecordingFileSystem.Operation;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a loss of power leaves of the embedded file, which promises nothing about it: this counts, and judges nothing.
 * In each image the disk has all that was forced to it, and any pages of what was written since. Half of the images are
 * from the time of the writes, the other half from any time until the file is closed.
 */
class PowerLossTest {
    private static final int IMAGES = Integer.getInteger("contactbook.power.images", 20);
    private static final long SEED = Long.getLong("contactbook.power.seed", System.nanoTime());

    private static final int WRITES = 10;
    private static final int IMAGES_OF_A_ROUND = 20;

    private final Random random = new Random(SEED);
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

    @TempDir
    Path folder;

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
        RecordedRound.Maker maker = new RecordedRound.Maker(folder.resolve("contacts.mv.db"), random);
        RecordedRound round = maker.record(WRITES);
        for (int image = 0; image < IMAGES; image++) {
            if (image % IMAGES_OF_A_ROUND == IMAGES_OF_A_ROUND - 1) {
                round = maker.record(WRITES);
            }
            int last = random.nextBoolean() ? round.operations().size() : round.operationsUntilClose();
            int end = random.nextInt(last + 1);
            outcomes.merge(outcome(round, end, afterPowerLoss(round, end), maker), 1, Integer::sum);
        }
        System.out.println(IMAGES + " images: " + outcomes);

        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(IMAGES);
    }

    private byte[] afterPowerLoss(RecordedRound round, int end) {
        int forced = round.forcedAfter(end);
        List<Operation> kept = new ArrayList<>(round.operations().subList(0, forced));
        for (Operation operation : round.operations().subList(forced, end)) {
            if (operation.pages() == 0 && random.nextBoolean()) {
                kept.add(operation);
            }
            for (int page = 0; page < operation.pages(); page++) {
                if (random.nextBoolean()) {
                    kept.add(operation.part(page, 1));
                }
            }
        }
        return RecordedRound.after(round.start(), kept);
    }

    private Outcome outcome(RecordedRound round, int end, byte[] file, RecordedRound.Maker maker) throws IOException {
        Path lost = Files.write(folder.resolve("lost.mv.db"), file);
        EmbeddedContactRepository opened;
        try {
            opened = JdbcContactRepository.open(lost);
        } catch (RuntimeException e) {
            return Outcome.NOT_OPENED;
        }
        try (opened) {
            Map<Long, Contact> found = maker.find(opened);
            if (!opened.verify().isEmpty()) {
                return Outcome.WRONG;
            } else if (round.possibleAfter(end).contains(found)) {
                return Outcome.RIGHT;
            }
            boolean wasOnce = round.answers().stream()
                    .limit(round.answeredAfter(end))
                    .anyMatch(answer -> answer.stored().equals(found));
            return wasOnce ? Outcome.ANSWERED_WRITES_LOST : Outcome.WRONG;
        } catch (RuntimeException e) {
            return Outcome.UNREADABLE;
        }
    }

    /** What became of an image. */
    private enum Outcome {
        RIGHT,
        ANSWERED_WRITES_LOST,
        /** It shows what never was. */
        WRONG,
        UNREADABLE,
        NOT_OPENED
    }
}
