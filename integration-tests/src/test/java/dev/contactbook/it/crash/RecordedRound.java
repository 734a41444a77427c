package dev.contactbook.it.crash;

import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What happened to the folder of a database between an open and its close.
 *
 * @param engine whose database it is
 * @param start the folder before
 * @param operations what the engine did to it
 * @param answers what was answered, first what there was before
 */
record RecordedRound(Engine engine, Map<String, byte[]> start, List<Operation> operations, List<Answered> answers) {
    /** The folder after so many operations. */
    FolderImage after(int number) {
        FolderImage image = new FolderImage(start);
        operations.subList(0, number).forEach(image::then);
        return image;
    }

    /** What may be found after so many operations: what was answered last, or that and what was being written. */
    List<Map<Long, Saved>> possibleAfter(int number) {
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

    /** The largest id that was answered. */
    long largestId() {
        return answers.stream()
                .flatMap(answer -> answer.stored().keySet().stream())
                .mapToLong(id -> id)
                .max()
                .orElse(0);
    }

    /**
     * What had been answered.
     *
     * @param operations on the file, up to the answer
     * @param stored all contacts, from then on
     */
    record Answered(int operations, Map<Long, Saved> stored) {}

    /** Records rounds of H2. */
    static final class Maker {
        private final Path database;
        private final RoundWriter writer;

        /** Makes the file. */
        Maker(Path folder, Random random) {
            database = Engine.H2.in(folder);
            writer = new RoundWriter(random);
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
            Map<String, byte[]> start = FolderImage.of(database.getParent()).files();
            List<Operation> operations = Collections.synchronizedList(new ArrayList<>());
            List<Answered> answers = new ArrayList<>(List.of(new Answered(0, writer.answered())));
            RecordingFileSystem.record(operations::add);
            try (EmbeddedContactRepository repository = JdbcContactRepository.open(database)) {
                for (int write = 0; write < writes; write++) {
                    writer.write(repository);
                    answers.add(new Answered(operations.size(), writer.answered()));
                }
            }
            RecordingFileSystem.recordNoMore();
            return new RecordedRound(Engine.H2, start, List.copyOf(operations), answers);
        }
    }
}
