package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that were damaged while they were closed: a flipped bit, a lost end. No engine promises to see that in its
 * database, so it is counted. SQLite's log has checksums, so damage in there never shows. More images:
 * {@code -Dcontactbook.damage.images}.
 */
class DamagedFileTest {
    private static final int IMAGES = Integer.getInteger("contactbook.damage.images", 6);
    private static final int CONTACTS = Integer.getInteger("contactbook.damage.contacts", 200);
    private static final long SEED = Long.getLong("contactbook.damage.seed", System.nanoTime());

    private static final int WRITES = 4;

    /** What becomes of a damaged file. */
    private enum Outcome {
        RIGHT,
        REFUSED,
        /** It opens without any contact, which is an older state. */
        EMPTY,
        /** It shows what never was, or {@code verify} finds something. */
        WRONG,
        /** The failure is none of the library's. */
        FOREIGN
    }

    private final Random random = new Random(SEED);

    @TempDir
    Path folder;

    @TempDir
    Path damaged;

    @BeforeEach
    @SuppressWarnings("SystemOut")
    void print_the_seed() {
        System.out.println("-Dcontactbook.damage.seed=" + SEED);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_flipped_bit_does_to_a_closed_file_is_counted(Engine engine) throws Exception {
        count(engine, "a flipped bit", this::flip);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_lost_end_does_to_a_closed_file_is_counted(Engine engine) throws Exception {
        count(engine, "a lost end", this::cut);
    }

    /** The writes before it are there, and nothing else. */
    @Test
    void damage_in_the_log_of_sqlite_is_never_an_answer() throws Exception {
        WalRounds rounds = new WalRounds(folder, Durability.POWER_LOSS, random);
        RecordedRound round = rounds.record(WRITES);
        Map<String, byte[]> whole = round.after(round.operations().size()).files();
        List<Map<Long, Saved>> states =
                round.answers().stream().map(RecordedRound.Answered::stored).toList();
        for (int image = 0; image < 2 * IMAGES; image++) {
            Map<String, byte[]> files = new FolderImage(whole).files();
            files.compute(rounds.log(), (name, bytes) -> random.nextBoolean() ? flip(bytes) : cut(bytes));
            new FolderImage(files).writeTo(damaged);

            try (EmbeddedContactRepository repository = Engine.SQLITE.open(Engine.SQLITE.in(damaged))) {
                assertThat(RoundWriter.findAll(repository, round.largestId()))
                        .as("image %d of seed %d", image, SEED)
                        .isIn(states);
                assertThat(repository.verify()).isEmpty();
            }
        }
    }

    private byte[] flip(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return flipped;
    }

    private byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }

    @SuppressWarnings("SystemOut")
    private void count(Engine engine, String damage, UnaryOperator<byte[]> damaging) throws Exception {
        Path file = engine.in(folder);
        List<Change> changes = IntStream.range(0, CONTACTS)
                .<Change>mapToObj(i -> new Change.Insert(SampleContacts.newContact(
                        SampleContacts.full(i % 10).toBuilder()
                                .externalIds(List.of(new ExternalId("crm", "" + i)))
                                .build(),
                        i % 10)))
                .toList();
        Map<Long, Contact> contacts;
        try (EmbeddedContactRepository repository = engine.open(file)) {
            repository.write(ORGANIZATION, changes);
            contacts = find(repository);
        }
        byte[] whole = Files.readAllBytes(file);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        for (int image = 0; image < IMAGES; image++) {
            new FolderImage(Map.of(file.getFileName().toString(), damaging.apply(whole))).writeTo(damaged);
            outcomes.merge(outcome(engine, contacts), 1, Integer::sum);
        }
        System.out.println(engine + " after " + damage + ", " + CONTACTS + " contacts: " + outcomes);

        assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(IMAGES);
    }

    @SuppressWarnings("SystemOut")
    private Outcome outcome(Engine engine, Map<Long, Contact> contacts) {
        try (EmbeddedContactRepository repository = engine.open(engine.in(damaged))) {
            Map<Long, Contact> found = find(repository);
            boolean isRight = found.equals(contacts)
                    && repository
                            .list(ORGANIZATION, ContactQuery.page().limit(0))
                            .total()
                            .equals(OptionalLong.of(CONTACTS))
                    && repository.verify().isEmpty();
            if (isRight) {
                return Outcome.RIGHT;
            }
            return found.isEmpty() ? Outcome.EMPTY : Outcome.WRONG;
        } catch (Storage | IllegalStateException e) {
            return Outcome.REFUSED;
        } catch (RuntimeException e) {
            System.out.println(engine + ": " + e);
            return Outcome.FOREIGN;
        }
    }

    private static Map<Long, Contact> find(EmbeddedContactRepository repository) {
        return repository.find(
                ORGANIZATION, LongStream.rangeClosed(1, 2 * CONTACTS).boxed().toList());
    }
}
