package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Path;

/**
 * A process that creates contacts in an SQLite file until it may not grow any more, and says which ids were answered.
 * Any failure but one that may pass ends it with an error, and so does a read that fails. Argument: the file.
 */
final class LimitedWriter {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);
    private static final int FAILURES = 3;

    private LimitedWriter() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        String text = "x".repeat(4_000);
        try (EmbeddedContactRepository repository = Engine.SQLITE.open(Path.of(arguments[0]))) {
            Contacts contacts = Contacts.over(repository);
            for (int failures = 0; failures < FAILURES; ) {
                try {
                    long id = contacts.create(
                                    CALLER,
                                    c -> c.firstName("Ada")
                                            .customField("A", text)
                                            .customField("B", text)
                                            .customField("C", text))
                            .id();
                    contacts.get(CALLER, id);
                    System.out.println(id);
                } catch (Storage e) {
                    failures++;
                    if (!e.retryable()) {
                        throw e;
                    }
                }
            }
        }
    }
}
