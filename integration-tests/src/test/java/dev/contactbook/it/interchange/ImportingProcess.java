package dev.contactbook.it.interchange;

import static dev.contactbook.it.support.Fixtures.CALLER;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.spi.ContactListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that imports a file, and says when contacts are stored and which token it has reached. Arguments: the
 * store, the file, and the token to continue from, if there is one.
 */
final class ImportingProcess {
    static final String STORED = "stored .";
    static final String DONE = "done .";

    private ImportingProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (ImportTarget target = ImportTarget.open(arguments[0]);
                InputStream file = Files.newInputStream(Path.of(arguments[1]))) {
            Listening listening = new Listening();
            Contacts contacts =
                    Contacts.builder(target.repository()).listener(listening).build();
            ContactImport importer = ContactImport.of(contacts, CALLER).onProgress(progress -> {
                say(progress.token() + " .");
                listening.hasSaid = false;
            });
            if (arguments.length > 2) {
                importer.resume(file, arguments[2]);
            } else {
                importer.run(file);
            }
        }
        say(DONE);
    }

    /** A line ends in a dot, so that one that was cut short tells. Without a reader there is nothing left to do. */
    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.print(line + "\n");
        if (System.out.checkError()) {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Tells of the first contact after each token. */
    private static final class Listening implements ContactListener {
        private boolean hasSaid;

        @Override
        public void created(Caller caller, Contact created) {
            if (!hasSaid) {
                hasSaid = true;
                say(STORED);
            }
        }
    }
}
