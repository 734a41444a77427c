package dev.contactbook.it.keys;

import static dev.contactbook.it.support.Fixtures.CALLER;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.spi.ContactRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that create, upsert, change and delete contacts with the same ids. */
final class KeyRacers {
    static final int IDS = 100;

    private static final int THREADS = 32;

    private final ContactRepository repository;
    private final Contacts contacts;
    private final long seed;

    KeyRacers(ContactRepository repository, long seed) {
        this.repository = repository;
        this.contacts = Contacts.over(repository);
        this.seed = seed;
    }

    /** What failed within a time, by anything but a clash. */
    List<String> run(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            threads.add(new Thread(() -> {
                do {
                    try {
                        step(random);
                    } catch (Duplicate | NotFound e) {
                        // Another thread was faster.
                    } catch (RuntimeException e) {
                        failures.add(e.toString());
                    }
                } while (System.nanoTime() < end);
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(failures);
    }

    private void step(Random random) {
        String id = "" + random.nextInt(IDS);
        switch (random.nextInt(6)) {
            case 0 -> contacts.create(CALLER, c -> c.firstName("A").externalId("crm", id));
            case 1 ->
                contacts.create(
                        CALLER,
                        c -> c.firstName("B").externalId("crm", id).externalId("crm", "" + random.nextInt(IDS)));
            case 2 -> change(id, random);
            default ->
                contacts.upsert(
                        CALLER,
                        c -> c.firstName("C" + random.nextInt(5)).externalId("crm", id),
                        UpsertBy.externalId("crm"));
        }
    }

    /** Frees an id, takes another one, or both. */
    private void change(String id, Random random) {
        List<Contact> found =
                repository.findByKeys(CALLER.organizationId(), List.of(ContactKey.externalId("crm", id)), 1);
        if (!found.isEmpty()) {
            contacts.patch(CALLER, found.get(0).id(), c -> {
                if (random.nextBoolean()) {
                    c.removeExternalId("crm", id);
                }
                if (random.nextBoolean()) {
                    c.externalId("crm", "" + random.nextInt(IDS));
                }
            });
        }
    }
}
