package dev.contactbook.benchmarks.databases;

import static dev.contactbook.benchmarks.databases.Databases.ME;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.benchmarks.data.People;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Contacts that requests look through.
 *
 * @param library them
 * @param store what is closed afterwards
 */
public record Crowd(Contacts library, Closeable store) implements Closeable {
    public static final int CONTACTS = Integer.getInteger("contactbook.benchmark.crowd", 10_000);

    public static final Contacts NOBODY = Contacts.over(new InMemoryContactRepository());

    /** The crowd, filled by the first who needs it. */
    public static Crowd of(Where where, Kind kind) {
        return SharedResources.get(Crowd.class, List.of(where, kind), () -> {
            Crowd crowd = where.open();
            People people = new People();
            crowd.library
                    .bulk()
                    .each(
                            ME,
                            Stream.generate(() -> BulkItem.create(ContactPatch.of(details -> {
                                        people.next(details);
                                        kind.add(details);
                                    })))
                                    .limit(kind.contacts),
                            Databases::requireStored);
            return crowd;
        });
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    /** Where the contacts are. */
    public enum Where {
        MEMORY,
        H2_FILE;

        private Crowd open() {
            if (this == MEMORY) {
                return new Crowd(Contacts.over(new InMemoryContactRepository()), () -> {});
            }
            try {
                Path folder = Files.createTempDirectory("contactbook-crowd");
                EmbeddedContactRepository store = JdbcContactRepository.open(folder.resolve("contacts"));
                return new Crowd(Contacts.over(store), () -> {
                    store.close();
                    Files.deleteIfExists(folder.resolve("contacts.mv.db"));
                    Files.delete(folder);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the contacts are like. */
    public enum Kind {
        /** As {@link People} makes them. */
        ORDINARY(CONTACTS) {
            @Override
            void add(ContactDetails.Builder contact) {
                contact.customField("Text", "A note of some length, as people write them beside a name");
            }
        },
        /** Names and a text as long as they may be, of letters that cost most to fold; a tenth as many. */
        LARGE(CONTACTS / 10) {
            @Override
            void add(ContactDetails.Builder contact) {
                contact.firstName("ế".repeat(254)).lastName("ế".repeat(254)).customField("Text", "ế".repeat(4_000));
            }
        },
        /** A hundred custom fields; a tenth as many. */
        MANY_FIELDS(CONTACTS / 10) {
            @Override
            void add(ContactDetails.Builder contact) {
                for (int i = 0; i < 97; i++) {
                    contact.customField("Field " + i, "A value " + i);
                }
            }
        };

        private final int contacts;

        Kind(int contacts) {
            this.contacts = contacts;
        }

        abstract void add(ContactDetails.Builder contact);
    }
}
