package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.testkit.TestClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many concurrent threads. */
class RaceTest {
    private static final int RACERS = 20;

    private final ExecutorService threads = Executors.newFixedThreadPool(RACERS);

    @AfterEach
    void end_threads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.22")
    void of_two_deletes_at_once_exactly_one_succeeds(Store store) throws Exception {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);

        for (int round = 0; round < rounds(store); round++) {
            long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

            List<Object> answers = race(Collections.nCopies(2, () -> contacts.delete(CALLER, id)));

            assertThat(answers).filteredOn(Contact.class::isInstance).hasSize(1);
            assertThat(answers).filteredOn(NotFound.class::isInstance).hasSize(1);
            assertThat(repository.find(ORGANIZATION, List.of(id)).get(id).version())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.2")
    void a_thousand_patches_at_once_lose_nothing(Store store) throws Exception {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh())
                .clock(new TestClock(NOW))
                .listener(listener)
                .build();
        List<Contact> created = IntStream.range(0, 10)
                .mapToObj(i -> contacts.create(CALLER, c -> c.firstName("Ada")))
                .toList();
        List<Callable<Object>> racers = new ArrayList<>();
        for (int racer = 0; racer < RACERS; racer++) {
            String name = "Field " + racer + " ";
            racers.add(() -> {
                for (int i = 0; i < 1_000 / RACERS; i++) {
                    String ofItsOwn = name + i;
                    contacts.patch(CALLER, created.get(i % 10).id(), c -> c.customField(ofItsOwn, true));
                }
                return "done";
            });
        }

        assertThat(race(racers)).containsOnly("done");

        for (Contact before : created) {
            Contact after = contacts.get(CALLER, before.id());
            assertThat(after.customFields().size()).isEqualTo(100);
            assertThat(after.version()).isEqualTo(101);
            assertThat(after.updatedAt()).isEqualTo(NOW.plusMillis(100));
            assertThat(listener.events.stream()
                            .filter(event -> event.kind().equals("patched")
                                    && event.contacts().get(0).id() == before.id())
                            .map(event -> event.contacts().get(1).version()))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(2, 101).boxed().toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void of_a_patch_and_a_delete_at_once_the_delete_succeeds_and_keeps_the_patch(Store store) throws Exception {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);

        for (int round = 0; round < rounds(store); round++) {
            long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

            List<Object> answers = race(List.of(
                    () -> contacts.patch(CALLER, id, c -> c.lastName("Lovelace")), () -> contacts.delete(CALLER, id)));

            Contact stored = repository.find(ORGANIZATION, List.of(id)).get(id);
            assertThat(answers.get(1)).isEqualTo(stored);
            assertThat(stored.isLive()).isFalse();
            if (answers.get(0) instanceof Contact patched) {
                assertThat(patched.isLive()).isTrue();
                assertThat(stored.lastName()).isEqualTo("Lovelace");
                assertThat(stored.version()).isEqualTo(3);
            } else {
                assertThat(answers.get(0)).isExactlyInstanceOf(NotFound.class);
                assertThat(stored.lastName()).isNull();
                assertThat(stored.version()).isEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.285")
    void of_two_restores_at_once_exactly_one_succeeds_and_a_delete_comes_before_or_after(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());

        for (int round = 0; round < rounds(store) / 2; round++) {
            long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
            contacts.delete(CALLER, id);

            List<Object> answers = race(List.of(
                    () -> contacts.trash().restore(CALLER, id),
                    () -> contacts.trash().restore(CALLER, id),
                    () -> contacts.delete(CALLER, id)));

            long changes = answers.stream().filter(Contact.class::isInstance).count();
            boolean isDeleted = answers.get(2) instanceof Contact;
            assertThat(answers)
                    .filteredOn(answer -> !(answer instanceof Contact))
                    .hasOnlyElementsOfType(NotFound.class);
            // Both restores succeed only if the delete comes between them.
            assertThat(changes).isIn(isDeleted ? List.of(2L, 3L) : List.of(1L));
            Contact stored = changes == 2 ? contacts.trash().get(CALLER, id) : contacts.get(CALLER, id);
            assertThat(stored.version()).isEqualTo(2 + changes);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.286")
    void of_a_restore_and_a_create_at_once_that_need_one_email_exactly_one_gets_it(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.choosing().withUniqueEmails());

        for (int round = 0; round < rounds(store) / 10; round++) {
            String email = round + "@example.com";
            long id = contacts.create(CALLER, c -> c.firstName("Ada").email(email))
                    .id();
            contacts.delete(CALLER, id);

            List<Object> answers = race(List.of(
                    () -> contacts.trash().restore(CALLER, id),
                    () -> contacts.create(CALLER, c -> c.firstName("Eve").email(email))));

            assertThat(answers).filteredOn(Duplicate.class::isInstance).hasSize(1);
            assertThat(contacts.find(CALLER, ContactKey.email(email)))
                    .hasSize(1)
                    .allMatch(answers::contains);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void of_several_patches_of_one_version_exactly_one_succeeds(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());

        for (int round = 0; round < rounds(store) / 10; round++) {
            long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
            List<Callable<Object>> racers = new ArrayList<>();
            for (int racer = 0; racer < 8; racer++) {
                ContactPatch patch =
                        ContactPatch.of(c -> c.lastName("Lovelace")).ifVersion(1);
                racers.add(() -> contacts.patch(CALLER, id, patch));
            }

            List<Object> answers = race(racers);

            assertThat(answers).filteredOn(Contact.class::isInstance).hasSize(1);
            assertThat(answers.stream().filter(Conflict.class::isInstance).map(Conflict.class::cast))
                    .hasSize(7)
                    .allMatch(conflict -> conflict.currentVersion() == 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void creates_at_once_get_ids_of_their_own(Store store) throws Exception {
        Contacts contacts = Contacts.over(store.fresh());
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());

        race(Collections.nCopies(RACERS, () -> {
            for (int i = 0; i < 10; i++) {
                ids.add(contacts.create(CALLER, c -> c.firstName("Ada")).id());
            }
            return "done";
        }));

        assertThat(ids).hasSize(10 * RACERS).doesNotHaveDuplicates();
        assertThat(contacts.list(CALLER, ContactQuery.page().limit(1_000)).data())
                .extracting(Contact::id)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** The quicker a store, the rarer its racers meet. */
    private static int rounds(Store store) {
        return store == Store.MEMORY ? 5_000 : 200;
    }

    /** Runs all together, in threads of their own: what each answered, or why it was refused. */
    private List<Object> race(List<Callable<Object>> racers) throws Exception {
        AtomicInteger missing = new AtomicInteger(racers.size());
        List<Future<Object>> running = new ArrayList<>();
        for (Callable<Object> racer : racers) {
            running.add(threads.submit(() -> {
                missing.decrementAndGet();
                while (missing.get() > 0) {
                    Thread.yield();
                }
                try {
                    return racer.call();
                } catch (ContactsException e) {
                    return e;
                }
            }));
        }
        List<Object> answers = new ArrayList<>();
        for (Future<Object> answer : running) {
            answers.add(answer.get(1, TimeUnit.MINUTES));
        }
        return answers;
    }
}
