package dev.contactbook.it.crash;

import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Opens a database as losses of power leave it, by the model of {@link PowerLoss}, and counts what becomes of it. */
final class PowerLosses {
    /** What becomes of an image. */
    enum Outcome {
        RIGHT,
        ANSWERED_WRITES_LOST,
        /** It shows what never was. */
        WRONG,
        UNREADABLE,
        NOT_OPENED
    }

    private final Path folder;
    private final Random random;
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private int mostLost;

    /** The folder is for images. */
    PowerLosses(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    /** Tries a loss at a random moment: one of two comes during the writes, the others up to the close. */
    void tryOne(RecordedRound round) throws IOException {
        int last = random.nextBoolean() ? round.operations().size() : round.operationsUntilClose();
        int end = random.nextInt(last + 1);
        int part = random.nextBoolean() ? Operation.PAGE : Operation.SECTOR;
        new PowerLoss(round.start(), round.operations(), part)
                .after(end, random)
                .writeTo(folder);
        outcomes.merge(outcome(round, end), 1, Integer::sum);
    }

    private Outcome outcome(RecordedRound round, int end) {
        EmbeddedContactRepository opened;
        try {
            opened = round.engine().open(round.engine().in(folder));
        } catch (RuntimeException e) {
            return Outcome.NOT_OPENED;
        }
        try (opened) {
            Map<Long, Saved> found = RoundWriter.findAll(opened, round.largestId());
            if (!opened.verify().isEmpty()) {
                return Outcome.WRONG;
            } else if (round.possibleAfter(end).contains(found)) {
                return Outcome.RIGHT;
            }
            int answered = round.answeredAfter(end);
            List<Map<Long, Saved>> before = round.answers().stream()
                    .limit(answered)
                    .map(RecordedRound.Answered::stored)
                    .toList();
            int state = before.lastIndexOf(found);
            if (state < 0) {
                return Outcome.WRONG;
            }
            mostLost = Math.max(mostLost, answered - state);
            return Outcome.ANSWERED_WRITES_LOST;
        } catch (RuntimeException e) {
            return Outcome.UNREADABLE;
        }
    }

    int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    int images() {
        return outcomes.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return images() + " images: " + outcomes + ", at most " + mostLost + " answered writes lost in one";
    }
}
