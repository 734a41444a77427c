package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** What a store must do on a disk that is full for a while. */
final class FullDisk {
    static final long PLENTY = 1L << 40;

    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    private static final AtomicLong NUMBERS = new AtomicLong();

    /** More than the store has connections. */
    private static final int THREADS = 12;

    /** A disk whose free space can be set. */
    interface Space {
        void setFree(long bytes);
    }

    private FullDisk() {}

    /** While it is full failures say so, and with space the next call works. */
    static void oneThread(EmbeddedContactRepository repository, Space disk) {
        Contacts contacts = Contacts.over(repository);
        List<Contact> answered = new ArrayList<>(List.of(create(contacts)));
        int inDoubt = 0;
        for (int space = 0; space < 60_000; space += 10_000) {
            disk.setFree(space);
            for (int failures = 0; failures < 3; ) {
                try {
                    answered.add(create(contacts));
                } catch (Storage e) {
                    failures++;
                    inDoubt += e.outcome() == Storage.Outcome.UNKNOWN ? 1 : 0;
                    assertSaysThatItMayPass(e);
                }
            }
            assertThat(contacts.get(CALLER, answered.get(0).id())).isEqualTo(answered.get(0));
            choose(repository);

            disk.setFree(PLENTY);

            choose(repository);
            answered.add(create(contacts));
        }

        assertThat(answered)
                .allSatisfy(contact ->
                        assertThat(contacts.get(CALLER, contact.id())).isEqualTo(contact));
        assertThat(contacts.list(CALLER, ContactQuery.page().limit(0)).total().getAsLong())
                .isBetween((long) answered.size(), (long) answered.size() + inDoubt);
        assertThat(repository.verify()).isEmpty();
    }

    /** Makes e-mails unique if they are not, or the other way round. */
    private static void choose(EmbeddedContactRepository repository) {
        try {
            boolean isUnique = repository.uniqueKinds(ORGANIZATION).contains(ContactKey.Kind.EMAIL);
            repository.useUniqueEmails(ORGANIZATION, !isUnique);
        } catch (Storage e) {
            assertSaysThatItMayPass(e);
        }
    }

    /** With space all threads go on. */
    static void manyThreads(EmbeddedContactRepository repository, Space disk) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Contacts contacts = Contacts.over(repository);
            Contact first = create(contacts);
            disk.setFree(200_000);
            all(threads, () -> {
                boolean failed = false;
                while (!failed) {
                    try {
                        create(contacts);
                        contacts.get(CALLER, first.id());
                    } catch (Storage e) {
                        assertSaysThatItMayPass(e);
                        failed = true;
                    }
                }
            });

            disk.setFree(PLENTY);

            all(threads, () -> {
                create(contacts);
                assertThat(contacts.get(CALLER, first.id())).isEqualTo(first);
            });
            assertThat(repository.verify()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void all(ExecutorService threads, Runnable work) throws InterruptedException, ExecutionException {
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            done.add(threads.submit(work));
        }
        for (Future<?> each : done) {
            each.get();
        }
    }

    private static Contact create(Contacts contacts) {
        return contacts.create(CALLER, c -> c.firstName("Ada").email(NUMBERS.incrementAndGet() + "@example.com"));
    }

    private static void assertSaysThatItMayPass(Storage failure) {
        assertThat(failure.retryable()).as(failure.getMessage()).isTrue();
        assertThat(failure).hasMessageStartingWith("The database failed");
    }
}
