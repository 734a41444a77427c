package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ExternalId;
import dev.contactbook.it.crash.Engine;
import dev.contactbook.it.crash.FolderImage;
import dev.contactbook.it.crash.Operation;
import dev.contactbook.it.crash.PowerLoss;
import dev.contactbook.it.crash.Recorder;
import dev.contactbook.spi.Change;
import dev.contactbook.tck.SampleContacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A kill at every moment of an upgrade of an SQLite file to a version of the tables that only tests have, its close
 * included, and losses of power at random moments. All calls of the system are recorded.
 */
class RecordedUpgradeTest {
    private static final long SEED = Long.getLong("contactbook.recorded.seed", System.nanoTime());

    private static final long ORGANIZATION = 456;
    private static final int CONTACTS = 300;
    private static final int LOSSES = 200;

    private int images;

    @TempDir
    Path folder;

    @TempDir
    Path work;

    @TempDir
    Path killed;

    @Test
    @Tag("3.46")
    @SuppressWarnings("SystemOut")
    void whenever_an_upgrade_is_ended_the_next_one_has_all_contacts() throws Exception {
        System.out.println("-Dcontactbook.recorded.seed=" + SEED);
        Map<Long, Contact> contacts = fill();
        Map<String, byte[]> start = FolderImage.of(folder).files();
        Recorder recorder = new Recorder(folder, work);
        recorder.run(
                UpgradingProcess.class, Engine.SQLITE.in(folder.toRealPath()).toString());
        List<Operation> operations = recorder.operations(start);

        FolderImage image = new FolderImage(start);
        for (Operation next : operations) {
            requireAll(contacts, image);
            for (int page = 1; page < next.pages(); page++) {
                requireAll(contacts, image.copy().then(next.first(page)));
            }
            image.then(next);
        }
        requireAll(contacts, image);
        Random random = new Random(SEED);
        PowerLoss loss = new PowerLoss(start, operations, Operation.PAGE);
        for (int number = 0; number < LOSSES; number++) {
            requireAll(contacts, loss.after(random.nextInt(operations.size() + 1), random));
        }
        System.out.println(operations.size() + " operations, " + images + " images, " + LOSSES
                + " of them of losses of power, all with all contacts");
    }

    private Map<Long, Contact> fill() {
        List<Change> changes = IntStream.range(0, CONTACTS)
                .<Change>mapToObj(i -> new Change.Insert(SampleContacts.newContact(
                        SampleContacts.full(i % 10).toBuilder()
                                .externalIds(List.of(new ExternalId("crm", "" + i)))
                                .build(),
                        i % 10)))
                .toList();
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(Engine.SQLITE.in(folder))) {
            repository.write(ORGANIZATION, changes);
            return find(repository);
        }
    }

    private void requireAll(Map<Long, Contact> contacts, FolderImage image) throws IOException {
        images++;
        image.writeTo(killed);
        try (EmbeddedContactRepository repository = EmbeddedContactRepository.openSqlite(
                Engine.SQLITE.in(killed), Durability.PROCESS_KILL, NextVersion.SCRIPTS)) {
            assertThat(find(repository)).isEqualTo(contacts);
            assertThat(repository.verify()).isEmpty();
        }
    }

    private static Map<Long, Contact> find(EmbeddedContactRepository repository) {
        return repository.find(
                ORGANIZATION, LongStream.rangeClosed(1, 2 * CONTACTS).boxed().toList());
    }
}
