package dev.contactbook.it.crash;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.NewContact;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * A process with a newer H2 on its class path. Arguments: what to do, and with which file. It opens the file as the
 * embedded store; or it fills it by a data source of its own, says line by line what was answered, and closes it or
 * ends as if it were killed.
 */
final class NewerH2 {
    static final String OPEN = "open";
    static final String FILL_AND_CLOSE = "close";
    static final String FILL_AND_HALT = "halt";

    /** Written by one call, and one by one. */
    static final int TOGETHER = 200;

    static final int ALONE = 100;

    private NewerH2() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        if (args[0].equals(OPEN)) {
            try {
                JdbcContactRepository.open(Path.of(args[1])).close();
                System.out.println("opened");
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            return;
        }
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:" + args[1] + ";WRITE_DELAY=0", "", "");
        ContactSchema.migrate(pool);
        fill(JdbcContactRepository.over(pool)).forEach(contact -> System.out.println(Saved.of(contact)));
        System.out.flush();
        if (args[0].equals(FILL_AND_HALT)) {
            Runtime.getRuntime().halt(0);
        }
        pool.dispose();
    }

    private static List<Contact> fill(ContactRepository repository) {
        List<Contact> stored = new ArrayList<>(write(
                repository,
                IntStream.range(0, TOGETHER).mapToObj(NewerH2::insert).toList()));
        for (int i = 0; i < ALONE; i++) {
            stored.addAll(write(repository, List.of(insert(TOGETHER + i))));
        }
        return stored;
    }

    private static Change insert(int number) {
        ContactDetails.Builder details = ContactDetails.builder();
        Writer.stamp(details, "stamp" + number);
        return new Change.Insert(new NewContact(details.build(), null, Instant.EPOCH));
    }

    private static List<Contact> write(ContactRepository repository, List<Change> changes) {
        return repository.write(Writer.ORGANIZATION, changes).contacts().orElseThrow();
    }
}
