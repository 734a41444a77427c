package dev.contactbook.it.crash;

import dev.contactbook.it.crash.RecordedRound.Answered;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.Durability;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A process that opens an SQLite file, writes and closes it, several times, and notes after each write what was
 * answered, in a file beside it: so that stands in the record too, in its place. Arguments: the folder, the durability,
 * a seed, how often it opens the file, and how many writes come after that.
 */
final class RecordedWriter {
    private static final String ANSWERS = "answers";

    private RecordedWriter() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        RoundWriter writer = new RoundWriter(new Random(Long.parseLong(args[2])));
        for (int opens = Integer.parseInt(args[3]); opens > 0; opens--) {
            try (EmbeddedContactRepository repository =
                    Engine.SQLITE.open(Engine.SQLITE.in(folder), Durability.valueOf(args[1]))) {
                for (int writes = Integer.parseInt(args[4]); writes > 0; writes--) {
                    writer.write(repository);
                    note(folder, writer.answered());
                }
            }
        }
    }

    private static void note(Path folder, Map<Long, Saved> answered) throws IOException {
        String line = answered.values().stream().map(Saved::toString).collect(Collectors.joining(" ")) + "\n";
        Files.writeString(folder.resolve(ANSWERS), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Runs it in an empty folder. */
    static RecordedRound record(Path folder, Path work, Durability durability, long seed, int opens, int writes)
            throws IOException, InterruptedException {
        Recorder recorder = new Recorder(folder, work);
        recorder.run(
                RecordedWriter.class,
                folder.toRealPath().toString(),
                durability.name(),
                Long.toString(seed),
                Integer.toString(opens),
                Integer.toString(writes));
        return round(recorder.operations(Map.of()));
    }

    private static RecordedRound round(List<Operation> all) {
        List<Operation> operations = new ArrayList<>();
        List<Answered> answers = new ArrayList<>(List.of(new Answered(0, Map.of())));
        StringBuilder line = new StringBuilder();
        for (Operation operation : all) {
            if (!operation.file().equals(ANSWERS)) {
                operations.add(operation);
            } else if (operation.kind() == Operation.Kind.WRITE) {
                line.append(new String(operation.bytes(), StandardCharsets.UTF_8));
                if (line.charAt(line.length() - 1) == '\n') {
                    answers.add(new Answered(operations.size(), parse(line.toString())));
                    line.setLength(0);
                }
            }
        }
        return new RecordedRound(Engine.SQLITE, Map.of(), operations, answers);
    }

    private static Map<Long, Saved> parse(String line) {
        Map<Long, Saved> stored = new TreeMap<>();
        for (String word : line.strip().split(" ")) {
            if (!word.isEmpty()) {
                Saved saved = Saved.parse(word);
                stored.put(saved.id(), saved);
            }
        }
        return stored;
    }
}
