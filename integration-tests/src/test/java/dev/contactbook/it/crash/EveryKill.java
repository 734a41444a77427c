package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Opens a database as a kill leaves it after each operation of a round, and once more with the next write cut. A kill
 * of a process keeps all its writes up to one of them. Each image is opened, closed and opened again. It must have all
 * that was answered, and the next write as a whole or not. A sample cuts some of the writes, and opens some of the
 * images again.
 */
final class EveryKill {
    /** A sample is one in so many. */
    private static final int ONE_IN = 6;

    private final Path folder;
    private final Random random;
    private final int unit;
    private final boolean sample;
    private int images;
    private int cut;
    private int opened;
    private int openedAgain;

    /** What was opened last. Where an operation leaves the files as they are, what is in them is known. */
    private FolderImage lastImage = new FolderImage(Map.of("nothing", new byte[0]));

    private Map<Long, Saved> lastFound = Map.of();

    /**
     * Tries kills.
     *
     * @param folder for images
     * @param unit after how many bytes, from the start of the file, a write can be cut
     * @param sample whether a sample is enough
     */
    EveryKill(Path folder, Random random, int unit, boolean sample) {
        this.folder = folder;
        this.random = random;
        this.unit = unit;
        this.sample = sample;
    }

    /** Tries the kills after so many operations, and all later ones. */
    void tryAll(RecordedRound round, int from, String name) throws IOException {
        FolderImage image = round.after(from);
        for (int kill = from; kill <= round.operations().size(); kill++) {
            String moment = "%s, killed after %d of %d operations"
                    .formatted(name, kill, round.operations().size());
            List<Map<Long, Saved>> possible = round.possibleAfter(kill);
            images++;
            requireOneOf(possible, image, round, moment);
            if (kill < round.operations().size()) {
                Operation next = round.operations().get(kill);
                if (next.units(unit) > 1 && isDrawn()) {
                    int units = 1 + random.nextInt(next.units(unit) - 1);
                    cut++;
                    FolderImage half = image.copy().then(next.part(0, units, unit));
                    requireOneOf(possible, half, round, moment + " and " + units + " parts");
                }
                image.then(next);
            }
        }
    }

    private void requireOneOf(List<Map<Long, Saved>> possible, FolderImage image, RecordedRound round, String moment)
            throws IOException {
        if (!image.isLike(lastImage)) {
            lastFound = opened(image, round, moment);
            lastImage = image.copy();
        }
        assertThat(lastFound).as(moment).isIn(possible);
    }

    private Map<Long, Saved> opened(FolderImage image, RecordedRound round, String moment) throws IOException {
        opened++;
        image.writeTo(folder);
        Path database = round.engine().in(folder);
        Map<Long, Saved> found;
        try (EmbeddedContactRepository repository = round.engine().open(database)) {
            found = RoundWriter.findAll(repository, round.largestId());
            assertThat(repository.verify()).as(moment).isEmpty();
        } catch (RuntimeException e) {
            throw new AssertionError(moment, e);
        }
        if (isDrawn()) {
            openedAgain++;
            try (EmbeddedContactRepository repository = round.engine().open(database)) {
                assertThat(RoundWriter.findAll(repository, round.largestId()))
                        .as(moment + ", opened again")
                        .isEqualTo(found);
            }
        }
        return found;
    }

    private boolean isDrawn() {
        return !sample || random.nextInt(ONE_IN) == 0;
    }

    /** How many were tried. */
    int images() {
        return images + cut;
    }

    @Override
    public String toString() {
        return images + " images and " + cut + " with a cut write, all opened, " + opened + " of them different and "
                + openedAgain + " opened again, nothing that was answered lost";
    }
}
