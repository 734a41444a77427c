package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.crash.Operation.Kind;
import dev.contactbook.it.crash.RecordedRound.Answered;
import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rounds of SQLite as Java sees them: the operations are made from its write-ahead log, whose form is documented and
 * which is written from its start to its end. First a header, then frames: a head with a checksum, and a page.
 *
 * <p>What it does to the database itself is not seen: first open, checkpoints and closes. That takes a library in C,
 * and stands in the profile {@code power-loss}. A force is put after each answer with {@link Durability#POWER_LOSS}, as
 * SQLite documents it, and none else.
 */
public final class WalRounds {
    private static final int HEADER = 32;
    private static final int FRAME_HEAD = 24;
    private static final int PAGE_SIZE = 8;

    private final Path database;
    private final Path log;
    private final Durability durability;
    private final RoundWriter writer;

    /** Makes the database. */
    WalRounds(Path folder, Durability durability, Random random) {
        this.durability = durability;
        database = Engine.SQLITE.in(folder);
        log = database.resolveSibling(database.getFileName() + "-wal");
        writer = new RoundWriter(random);
        open().close();
    }

    private EmbeddedContactRepository open() {
        return Engine.SQLITE.open(database, durability);
    }

    /** The name of the log in an image. */
    String log() {
        return log.getFileName().toString();
    }

    RecordedRound record(int writes) throws IOException {
        Map<String, byte[]> start = FolderImage.of(database.getParent()).files();
        assertThat(start).as("closed").containsOnlyKeys(database.getFileName().toString());
        List<Long> sizes = new ArrayList<>();
        List<Map<Long, Writer.Saved>> answered = new ArrayList<>(List.of(writer.answered()));
        byte[] written;
        try (EmbeddedContactRepository repository = open()) {
            for (int write = 0; write < writes; write++) {
                writer.write(repository);
                sizes.add(Files.size(log));
                answered.add(writer.answered());
            }
            written = Files.readAllBytes(log);
        }

        List<Operation> operations = new ArrayList<>();
        List<Answered> answers = new ArrayList<>(List.of(new Answered(0, answered.get(0))));
        long position = 0;
        int write = 0;
        for (Operation operation : operations(log(), written)) {
            operations.add(operation);
            position += operation.bytes().length;
            if (write < writes && position == sizes.get(write)) {
                write++;
                if (durability == Durability.POWER_LOSS) {
                    operations.add(new Operation(log(), Kind.FORCE, 0, new byte[0]));
                    operations.add(new Operation("", Kind.FORCE, 0, new byte[0]));
                }
                answers.add(new Answered(operations.size(), answered.get(write)));
            }
        }
        assertThat(answers).as("the log grew, and nothing was written over").hasSize(1 + writes);
        return new RecordedRound(Engine.SQLITE, start, List.copyOf(operations), answers);
    }

    /**
     * How a log was written that nothing was written over.
     *
     * @param log its name
     * @param written what is in it
     */
    public static List<Operation> operations(String log, byte[] written) {
        List<Operation> operations = new ArrayList<>();
        operations.add(new Operation(log, Kind.CREATE, 0, new byte[0]));
        int page = ByteBuffer.wrap(written).getInt(PAGE_SIZE);
        int[] lengths = {HEADER, FRAME_HEAD, page};
        int position = 0;
        for (int number = 0; position < written.length; number = number == 2 ? 1 : number + 1) {
            int end = Math.min(written.length, position + lengths[number]);
            operations.add(new Operation(log, Kind.WRITE, position, Arrays.copyOfRange(written, position, end)));
            position = end;
        }
        return operations;
    }
}
