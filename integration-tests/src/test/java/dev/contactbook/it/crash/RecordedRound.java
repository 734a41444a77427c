package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.it.crash.RecordingFileSystem.Kind;
import dev.contactbook.it.crash.RecordingFileSystem.Operation;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * What happened to a file between an open and its close.
 *
 * @param start the file before
 * @param operations what H2 did to it
 * @param answers what was answered, first what there was before
 */
record RecordedRound(byte[] start, List<Operation> operations, List<Answered> answers) {
    /** The file after so many operations. */
    byte[] fileAfter(int number) {
        return after(start, operations.subList(0, number));
    }

    static byte[] after(byte[] before, List<Operation> operations) {
        byte[] file = before;
        for (Operation operation : operations) {
            file = operation.on(file);
        }
        return file;
    }

    /** What may be found after so many operations: what was answered last, or that and what was being written. */
    List<Map<Long, Contact>> possibleAfter(int number) {
        return answers.stream()
                .skip(answeredAfter(number))
                .limit(2)
                .map(Answered::stored)
                .toList();
    }

    /** How many writes were answered after so many operations. */
    int answeredAfter(int number) {
        return (int) answers.stream()
                        .filter(answer -> answer.operations() <= number)
                        .count()
                - 1;
    }

    /** How many operations there were before the file was closed. */
    int operationsUntilClose() {
        return answers.get(answers.size() - 1).operations();
    }

    /** How many operations were forced to the disk by the end of so many. */
    int forcedAfter(int number) {
        for (int forced = number; forced > 0; forced--) {
            if (operations.get(forced - 1).kind() == Kind.FORCE) {
                return forced;
            }
        }
        return 0;
    }

    /**
     * What had been answered.
     *
     * @param operations on the file, up to the answer
     * @param stored all contacts, from then on
     */
    record Answered(int operations, Map<Long, Contact> stored) {}

    /** Writes rounds into a file: contacts in, and others changed and out, by one list of changes for each write. */
    static final class Maker {
        /** About so many contacts stay. */
        private static final int KEPT = 10;

        private final Path database;
        private final Random random;
        private Map<Long, Contact> stored = Map.of();
        private long largestId;
        private int stamps;

        /** Makes the file. */
        Maker(Path database, Random random) {
            this.database = database;
            this.random = random;
            JdbcContactRepository.open(database).close();
        }

        /** Everything in the file is old, as it is after a pause: the places of what is no longer used may be taken. */
        private void age() throws SQLException {
            String url = "jdbc:h2:" + database.toString().replace(".mv.db", "");
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("set retention_time 0");
            }
        }

        RecordedRound record(int writes) throws IOException, SQLException {
            age();
            byte[] start = Files.readAllBytes(database);
            List<Operation> operations = Collections.synchronizedList(new ArrayList<>());
            List<Answered> answers = new ArrayList<>(List.of(new Answered(0, stored)));
            RecordingFileSystem.record(operations::add);
            try (EmbeddedContactRepository repository = JdbcContactRepository.open(database)) {
                for (int write = 0; write < writes; write++) {
                    write(repository);
                    answers.add(new Answered(operations.size(), stored));
                }
            }
            RecordingFileSystem.recordNoMore();
            return new RecordedRound(start, List.copyOf(operations), answers);
        }

        private void write(EmbeddedContactRepository repository) {
            List<Contact> all = new ArrayList<>(stored.values());
            Collections.shuffle(all, random);
            List<Change> changes = new ArrayList<>();
            int removed = Math.max(0, all.size() - random.nextInt(KEPT));
            all.subList(0, removed).forEach(contact -> changes.add(new Change.Remove(contact)));
            all.subList(removed, all.size()).stream()
                    .limit(random.nextInt(3))
                    .forEach(contact -> changes.add(
                            new Change.Replace(contact, contact.changed(details(), Instant.ofEpochMilli(1)))));
            for (int inserts = 1 + random.nextInt(4); inserts > 0; inserts--) {
                changes.add(new Change.Insert(new NewContact(details(), null, Instant.EPOCH)));
            }
            repository
                    .write(ORGANIZATION, changes)
                    .contacts()
                    .orElseThrow()
                    .forEach(contact -> largestId = Math.max(largestId, contact.id()));
            stored = find(repository);
        }

        private ContactDetails details() {
            ContactDetails.Builder details = ContactDetails.builder();
            Writer.stamp(details, "stamp" + ++stamps);
            return details.build();
        }

        /** All contacts in a store. */
        Map<Long, Contact> find(ContactRepository repository) {
            // More ids than were given: a write that was not answered may be there.
            return repository.find(
                    ORGANIZATION,
                    LongStream.rangeClosed(1, largestId + 100).boxed().toList());
        }
    }
}
