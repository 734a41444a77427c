package dev.contactbook.it.crash;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.it.crash.Writer.Answers;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that writes contacts to a file from several threads, and says on its standard output what was answered,
 * until it is killed. Arguments: the engine, the file, the name of the run, a seed.
 */
final class CrashingWriter {
    /** The first line, before the file is opened, and the second one, after it. */
    static final String OPENING = "opening .";

    static final String OPEN = "open .";

    private CrashingWriter() {}

    public static void main(String[] args) {
        say(OPENING);
        EmbeddedContactRepository repository = Engine.valueOf(args[0]).open(Path.of(args[1]));
        Writer writer = new Writer(repository, new Said());
        writer.shareStored();
        repository.useUniqueEmails(Writer.ORGANIZATION, Long.parseLong(args[3]) % 2 == 0);
        say(OPEN);
        for (int thread = 0; thread < Writer.THREADS; thread++) {
            String name = args[2] + "-" + thread;
            Random random = new Random(Long.parseLong(args[3]) + thread);
            new Thread(() -> write(writer, name, random)).start();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void write(Writer writer, String name, Random random) {
        try {
            writer.write(name, random);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** A line ends in a dot, so that one that was cut short tells. Without a reader there is nothing left to do. */
    @SuppressWarnings("SystemOut")
    private static synchronized void say(String line) {
        System.out.print(line + "\n");
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** A line for each operation, a word for each contact. */
    private static final class Said implements Answers {
        @Override
        public boolean goOn() {
            return true;
        }

        @Override
        public void acknowledged(List<Saved> stored, List<Long> removed) {
            say(Stream.concat(stored.stream(), removed.stream())
                            .map(Object::toString)
                            .collect(Collectors.joining(" "))
                    + " .");
        }

        @Override
        public boolean failed(Storage failure, String stamp, Optional<Long> deleted) {
            throw failure;
        }
    }
}
