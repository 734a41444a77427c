package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process that opens files, one after the other, and creates a contact in each, and says what came of it. Any failure
 * but the documented one ends it with an error. Arguments: the engine, the files.
 */
final class ReadOnlyProcess {
    static final String CREATED = "created";
    static final String FAILED = "failed: ";

    private ReadOnlyProcess() {}

    public static void main(String[] arguments) {
        for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
            create(Engine.valueOf(arguments[0]), Path.of(file));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void create(Engine engine, Path file) {
        try (EmbeddedContactRepository repository = engine.open(file)) {
            Contacts.over(repository).create(Caller.user(789).inOrganization(ORGANIZATION), c -> c.firstName("Grace"));
            System.out.println(CREATED);
        } catch (Storage e) {
            boolean isTruthful = e.outcome() == Storage.Outcome.NOT_APPLIED
                    && e.getCause() == null
                    && !String.valueOf(e.getMessage())
                            .contains(file.getFileName().toString());
            if (!isTruthful) {
                throw e;
            }
            System.out.println(FAILED + e.getMessage());
        }
    }
}
