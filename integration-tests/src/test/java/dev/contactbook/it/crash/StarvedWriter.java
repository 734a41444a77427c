package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A process in which several threads read more at a time than its memory holds, and which says what came of it: a line
 * for each call that had not enough, and one for each that failed when there was enough again. Arguments: the engine,
 * the file.
 */
final class StarvedWriter {
    static final String SHORT = "short of memory: ";
    static final String BROKEN = "still broken: ";
    static final String DONE = "all that was stored is there";

    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int CONTACTS = 1_000;
    private static final int AT_ONCE = 4;

    private StarvedWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        Engine engine = Engine.valueOf(arguments[0]);
        int rounds =
                engine == Engine.H2 ? 2 : 1; // H2 closes the database when memory is short, more than once if it can
        try (EmbeddedContactRepository repository = engine.open(Path.of(arguments[1]))) {
            Contacts contacts = Contacts.over(repository);
            String text = "x".repeat(4_000);
            long last = 0;
            for (int i = 0; i < CONTACTS; i++) {
                last = contacts.create(
                                CALLER,
                                c -> c.firstName("Ada")
                                        .customField("A", text)
                                        .customField("B", text)
                                        .customField("C", text)
                                        .customField("D", text))
                        .id();
            }
            long id = last;
            Runnable large = () -> contacts.list(
                    CALLER,
                    ContactQuery.page().sortBy(ContactFields.PHONE.asc()).limit(CONTACTS));
            for (int round = 1; round <= rounds; round++) {
                List<Thread> threads = Stream.generate(() -> new Thread(() -> starve(large)))
                        .limit(AT_ONCE)
                        .toList();
                threads.forEach(Thread::start);
                for (Thread each : threads) {
                    each.join();
                }
                expectToWork(() -> contacts.get(CALLER, id));
                expectToWork(() -> contacts.patch(CALLER, id, c -> c.lastName("L" + System.nanoTime())));
                expectToWork(() -> contacts.list(CALLER, ContactQuery.page().limit(10)));
                expectToWork(() -> contacts.create(CALLER, c -> c.firstName("Grace")));
            }
            long total =
                    contacts.list(CALLER, ContactQuery.page().limit(0)).total().orElse(-1);
            if (total == CONTACTS + rounds && repository.verify().isEmpty()) {
                say(DONE);
            }
        }
    }

    private static void starve(Runnable call) {
        Throwable failure = failure(call);
        if (failure != null) {
            say(SHORT + described(failure));
        }
    }

    private static void expectToWork(Runnable call) {
        Throwable failure = failure(call);
        if (failure != null) {
            say(BROKEN + described(failure));
        }
    }

    private static @Nullable Throwable failure(Runnable call) {
        try {
            call.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static String described(Throwable failure) {
        return failure instanceof Storage storage
                ? storage.getMessage() + ", " + storage.outcome() + ", retryable " + storage.retryable()
                : failure.getClass().getName();
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
