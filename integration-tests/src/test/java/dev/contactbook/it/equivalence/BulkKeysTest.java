package dev.contactbook.it.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.BulkResult;
import dev.contactbook.api.Contacts;
import dev.contactbook.api.Upserted;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A few items about a few contacts and keys, in bulk and one after the other: answers and contacts are the same.
 * {@link BulkEquivalenceTest} draws from all fields, so that its items seldom need one key. More rounds:
 * {@code -Dcontactbook.keys.rounds}. The same ones again: {@code -Dcontactbook.keys.seed}.
 */
class BulkKeysTest {
    private static final int ROUNDS = Integer.getInteger("contactbook.keys.rounds", 1_000);
    private static final long SEED = Long.getLong("contactbook.keys.seed", new Random().nextInt(Integer.MAX_VALUE));
    private static final Caller SYSTEM = Caller.system(456);
    private static final Caller CALLER = Caller.user(789).inOrganization(456);
    private static final String HIDDEN = "hidden";
    private static final String LOCKED = "locked";
    private static final List<String> SOURCES = List.of("crm", "shop");
    private static final List<Kind> KINDS = List.of(
            Kind.CREATE,
            Kind.PATCH,
            Kind.PATCH,
            Kind.PATCH,
            Kind.DELETE,
            Kind.RESTORE,
            Kind.UPSERT,
            Kind.UPSERT,
            Kind.UPSERT);

    @ParameterizedTest
    @EnumSource
    @Tag("3.52")
    @Tag("3.254")
    @Tag("3.264")
    @Tag("3.272")
    @Tag("3.290")
    void items_that_need_each_others_keys_are_done_as_in_their_order(Keys keys) {
        for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
            World alone = new World(keys, new Random(seed));
            World together = new World(keys, new Random(seed));
            List<Item> items = items(keys, new Random(seed));

            List<String> expected = comparable(items, alone.oneByOne(items));
            List<String> actual = comparable(items, together.inBulk(items));

            assertThat(actual).as("-Dcontactbook.keys.seed=%d: %s", seed, items).isEqualTo(expected);
            assertThat(together.stored()).as("-Dcontactbook.keys.seed=%d", seed).isEqualTo(alone.stored());
        }
    }

    /** Without the contacts of clashes, where an item may hide one before another item that waits is told (3.254). */
    private static List<String> comparable(List<Item> items, List<String> answers) {
        return items.stream().noneMatch(item -> item.lastName.equals(HIDDEN))
                ? answers
                : answers.stream()
                        .map(answer -> answer.replaceAll(" of (\\?|contact|item)( \\d)?", ""))
                        .toList();
    }

    private static List<Item> items(Keys kind, Random random) {
        random.nextInt();
        return IntStream.rangeClosed(0, random.nextInt(6))
                .mapToObj(i -> new Item(
                        kind,
                        KINDS.get(random.nextInt(KINDS.size())),
                        random.nextInt(World.CONTACTS),
                        keys(random, 3),
                        keys(random, 3),
                        List.of(HIDDEN, LOCKED, "", "", "", "").get(random.nextInt(6)),
                        random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0,
                        SOURCES.get(random.nextInt(4) / 3)))
                .toList();
    }

    private static List<Key> keys(Random random, int below) {
        return IntStream.range(0, random.nextInt(below))
                .mapToObj(i -> new Key(SOURCES.get(random.nextInt(3) / 2), Integer.toString(random.nextInt(4))))
                .toList();
    }

    /** Which keys contacts share. */
    private enum Keys {
        EXTERNAL_IDS {
            @Override
            void add(ContactDetails.Builder contact, Key key) {
                contact.externalId(key.source, key.id);
            }

            @Override
            void remove(ContactDetails.Builder contact, Key key) {
                contact.removeExternalId(key.source, key.id);
            }

            @Override
            UpsertBy by(String source) {
                return UpsertBy.externalId(source);
            }
        },

        /** Of an organization that chose unique ones. */
        EMAILS {
            @Override
            void add(ContactDetails.Builder contact, Key key) {
                if (key.source.equals("shop")) {
                    contact.email(address(key));
                } else {
                    contact.addEmail(address(key));
                }
            }

            @Override
            void remove(ContactDetails.Builder contact, Key key) {
                contact.removeEmail(address(key));
            }

            @Override
            UpsertBy by(String source) {
                return UpsertBy.email();
            }
        };

        private static String address(Key key) {
            return key.id + "@example.com";
        }

        abstract void add(ContactDetails.Builder contact, Key key);

        abstract void remove(ContactDetails.Builder contact, Key key);

        abstract UpsertBy by(String source);
    }

    private enum Kind {
        CREATE,
        PATCH,
        DELETE,
        RESTORE,
        UPSERT
    }

    private record Key(String source, String id) {}

    /** What one item does. */
    private record Item(
            Keys keys,
            Kind kind,
            int contact,
            List<Key> added,
            List<Key> removed,
            String lastName,
            int version,
            String source) {
        ContactPatch changes() {
            ContactPatch changes = ContactPatch.of(this::fill);
            return version == 0 || kind == Kind.CREATE ? changes : changes.ifVersion(version);
        }

        private void fill(ContactDetails.Builder contact) {
            if (kind == Kind.CREATE || !lastName.equals(LOCKED)) {
                contact.firstName("Grace");
            }
            if (!lastName.isEmpty()) {
                contact.lastName(lastName);
            }
            if (kind != Kind.CREATE) {
                removed.forEach(key -> keys.remove(contact, key));
            }
            added.forEach(key -> keys.add(contact, key));
        }

        UpsertBy by() {
            UpsertBy by = keys.by(source);
            return keys == Keys.EXTERNAL_IDS && contact % 2 == 0 ? by.restoringDeleted() : by;
        }
    }

    /** A store with contacts that have keys. Some are hidden from the caller, deleted, or may not be changed. */
    private static final class World {
        static final int CONTACTS = 3;

        private final Contacts contacts;
        private final List<Long> ids = new ArrayList<>();
        private final Map<Long, String> names = new HashMap<>();

        World(Keys kind, Random random) {
            InMemoryContactRepository repository = new InMemoryContactRepository();
            repository.useUniqueEmails(456, kind == Keys.EMAILS);
            contacts = Contacts.builder(repository).accessPolicy(new Policy()).build();
            List<Key> free = new ArrayList<>();
            IntStream.range(0, 4).forEach(id -> free.add(new Key("crm", "" + id)));
            if (kind == Keys.EXTERNAL_IDS) {
                IntStream.range(0, 4).forEach(id -> free.add(new Key("shop", "" + id)));
            }
            Collections.shuffle(free, random);
            for (int i = 0; i < CONTACTS; i++) {
                List<Key> keys = free.subList(0, Math.min(free.size(), random.nextInt(3)));
                String lastName = List.of(HIDDEN, LOCKED, "Lovelace", "Lovelace", "Lovelace")
                        .get(random.nextInt(5));
                Contact contact = contacts.create(SYSTEM, c -> {
                    c.firstName("Ada").lastName(lastName);
                    keys.forEach(key -> kind.add(c, key));
                });
                keys.clear(); // no other contact may have them
                ids.add(contact.id());
                names.put(contact.id(), "contact " + i);
                if (random.nextInt(5) == 0) {
                    contacts.delete(SYSTEM, contact.id());
                }
            }
        }

        List<String> oneByOne(List<Item> items) {
            List<String> answers = new ArrayList<>();
            for (Item item : items) {
                ContactPatch changes = item.changes();
                long id = ids.get(item.contact);
                try {
                    answers.add(
                            switch (item.kind) {
                                case CREATE -> text(answers.size(), contacts.create(CALLER, changes));
                                case PATCH -> text(answers.size(), contacts.patch(CALLER, id, changes));
                                case DELETE -> text(answers.size(), contacts.delete(CALLER, id));
                                case RESTORE ->
                                    text(answers.size(), contacts.trash().restore(CALLER, id));
                                case UPSERT -> {
                                    Upserted upserted = contacts.upsert(CALLER, changes, item.by());
                                    yield upserted.outcome() + text(answers.size(), upserted.contact());
                                }
                            });
                } catch (ContactsException e) {
                    answers.add(text(e));
                }
            }
            return answers;
        }

        List<String> inBulk(List<Item> items) {
            BulkReport report = contacts.bulk().each(CALLER, items.stream().map(this::bulkItem));
            List<String> answers = new ArrayList<>();
            for (BulkResult result : report.results()) {
                boolean isUpsert = items.get(answers.size()).kind == Kind.UPSERT;
                int item = answers.size();
                answers.add(result.contact()
                        .map(contact -> (isUpsert ? result.outcome().orElseThrow() : "") + text(item, contact))
                        .orElseGet(() -> text(result.error().orElseThrow())));
            }
            return answers;
        }

        private BulkItem bulkItem(Item item) {
            return switch (item.kind) {
                case CREATE -> BulkItem.create(item.changes());
                case PATCH -> BulkItem.patch(ids.get(item.contact), item.changes());
                case DELETE -> BulkItem.delete(ids.get(item.contact));
                case RESTORE -> BulkItem.restore(ids.get(item.contact));
                case UPSERT -> BulkItem.upsert(item.changes(), item.by());
            };
        }

        /** Names new contacts by their item, since ids differ where one had to wait. */
        private String text(int item, Contact contact) {
            names.putIfAbsent(contact.id(), "item " + item);
            return text(contact);
        }

        /** Without whether the contact of a clash is deleted: a later item of the bulk may delete it (3.254). */
        private String text(ContactsException e) {
            return e instanceof ContactsException.Duplicate duplicate
                    ? "Duplicate "
                            + duplicate.clashes().stream().map(this::text).toList()
                    : e + " " + (e instanceof ContactsException.Invalid invalid ? invalid.errors() : "");
        }

        private String text(ContactsException.Duplicate.Clash clash) {
            return clash.key().text() + " of "
                    + (clash.contactId().isPresent()
                            ? names.get(clash.contactId().getAsLong())
                            : "?");
        }

        private String text(Contact contact) {
            return names.get(contact.id()) + ", version " + contact.version() + ": " + contact.firstName() + " "
                    + contact.lastName() + " "
                    + ContactKey.of(contact).stream()
                            .map(ContactKey::text)
                            .sorted()
                            .toList();
        }

        List<String> stored() {
            return Stream.of(
                            contacts.list(SYSTEM, ContactQuery.page()),
                            contacts.trash().list(SYSTEM, ContactQuery.page()))
                    .flatMap(page -> page.data().stream())
                    .map(this::text)
                    .sorted()
                    .toList();
        }
    }

    private static final class Policy implements AccessPolicy {
        @Override
        public boolean permits(Caller caller, Operation operation) {
            return true;
        }

        @Override
        public Filter visibleTo(Caller caller) {
            return caller.equals(CALLER) ? ContactFields.LAST_NAME.isNot(HIDDEN) : AccessPolicy.super.visibleTo(caller);
        }

        @Override
        public Filter changeableBy(Caller caller) {
            return caller.equals(CALLER)
                    ? ContactFields.LAST_NAME.isNot(LOCKED)
                    : AccessPolicy.super.changeableBy(caller);
        }
    }
}
