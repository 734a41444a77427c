package dev.contactbook.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.tck.ReferenceContactRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What so many contacts have in common that trees grow and shrink over several levels, compared with the model of a
 * store.
 */
class ManyContactsTest {
    private static final long ORGANIZATION = 456;
    private static final long SEED = Long.getLong("contactbook.seed", System.nanoTime());

    /** Creations that many contacts share, that none shares, before 1970, and as far away as can be. */
    private static final List<Instant> CREATIONS = List.of(
            Instant.parse("2023-01-01T00:00:00Z"),
            Instant.parse("2023-01-01T00:00:00.001Z"),
            Instant.parse("2023-01-01T00:00:00.002Z"),
            Instant.parse("1969-12-31T23:59:59.999Z"),
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX.truncatedTo(ChronoUnit.MILLIS));

    private static final List<ContactQuery> QUERIES = List.of(
            ContactQuery.page(),
            ContactQuery.page().sortBy(ContactFields.ID.asc()),
            ContactQuery.page().sortBy(ContactFields.ID.desc()),
            ContactQuery.page().sortBy(ContactFields.CREATED_AT.asc()),
            ContactQuery.page().sortBy(ContactFields.CREATED_AT.desc()),
            ContactQuery.page().sortBy(ContactFields.UPDATED_AT.desc()));

    private final Random random = new Random(SEED);
    private final ContactRepository store = new InMemoryContactRepository();
    private final ContactRepository model = new ReferenceContactRepository();

    /** As the model answers: both give the same ids. */
    private final List<Contact> contacts = new ArrayList<>();

    @BeforeEach
    void tellTheSeed() {
        System.out.println("contactbook.seed=" + SEED);
    }

    @Test
    void pages_totals_and_cursors_are_those_of_the_model_while_contacts_come_and_go() {
        for (int round = 0; round < 40; round++) {
            for (int i = random.nextInt(120); i > 0; i--) {
                insert();
            }
            for (int i = random.nextInt(100); i > 0 && !contacts.isEmpty(); i--) {
                change();
            }
            QUERIES.forEach(this::compare);
        }
    }

    @Test
    void few_contacts_have_the_pages_of_the_model_as_well() {
        for (int size = 0; size < 4; size++) {
            QUERIES.forEach(this::compare);
            insert();
        }
    }

    @Test
    void pages_by_id_or_creation_come_from_a_tree_and_no_others_do() {
        Contact ann = Contact.builder(ORGANIZATION, 1).build();
        Snapshot snapshot = Snapshot.EMPTY.with(ann);

        for (ContactQuery query : QUERIES) {
            boolean isOrdered = query.sorts().stream().noneMatch(sort -> sort.field() == ContactFields.UPDATED_AT);
            assertFromTree(isOrdered, snapshot, query);
            assertFromTree(isOrdered, snapshot, query.skip(5).withoutTotal().withoutCustomFields());
            assertFromTree(isOrdered, snapshot, query.after(query.cursor(ORGANIZATION, ann)));
            assertFromTree(false, snapshot, query.where(ContactFields.ID.exists()));
        }
        assertFromTree(false, snapshot, ContactQuery.of(ContactSearch.byName("ann")));
        assertFromTree(
                false, snapshot, ContactQuery.page().sortBy(ContactFields.CREATED_AT.asc(), ContactFields.ID.desc()));
    }

    private static void assertFromTree(boolean expected, Snapshot snapshot, ContactQuery query) {
        assertThat(snapshot.fromTree(ListRequest.of(ORGANIZATION, query)).isPresent())
                .as(query.toString())
                .isEqualTo(expected);
    }

    @Test
    void one_of_many_is_found_and_what_is_gone_is_not() {
        for (int i = 0; i < 2_000; i++) {
            insert();
        }
        for (int i = 0; i < 2_000; i++) {
            change();
        }
        List<Long> ids = new ArrayList<>(List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE));
        for (long id = 1; id <= 2_100; id++) {
            ids.add(id);
        }

        assertThat(store.find(ORGANIZATION, ids)).isEqualTo(model.find(ORGANIZATION, ids));
    }

    @Test
    void a_store_that_lost_all_its_contacts_is_as_new() {
        for (int i = 0; i < 500; i++) {
            insert();
        }
        contacts.forEach(contact -> write(new Change.Remove(contact)));

        QUERIES.forEach(
                query -> assertThat(store.list(ORGANIZATION, query).contacts()).isEmpty());
        assertThat(store.list(ORGANIZATION, ContactQuery.page()).total()).hasValue(0);
    }

    private void insert() {
        Instant created = random.nextBoolean()
                ? CREATIONS.get(random.nextInt(CREATIONS.size()))
                : Instant.ofEpochMilli(random.nextLong(-1_000_000, 2_000_000_000_000L));
        NewContact contact =
                new NewContact(ContactDetails.builder().firstName("Ann").build(), null, created);
        contacts.add(write(new Change.Insert(contact)));
    }

    /** Replaces, deletes or removes one; a removed one is gone, and a deleted one can be replaced again. */
    private void change() {
        int index = random.nextInt(contacts.size());
        Contact before = contacts.get(index);
        switch (random.nextInt(4)) {
            case 0 -> {
                write(new Change.Remove(before));
                contacts.remove(index);
            }
            case 1 -> replace(index, before.toBuilder().deletedAt(Instant.EPOCH));
            case 2 -> replace(index, before.toBuilder().deletedAt(null));
            default -> replace(index, before.toBuilder().createdAt(CREATIONS.get(random.nextInt(CREATIONS.size()))));
        }
    }

    private void replace(int index, Contact.Builder after) {
        Contact before = contacts.get(index);
        contacts.set(
                index,
                write(new Change.Replace(
                        before, after.version(before.version() + 1).build())));
    }

    private Contact write(Change change) {
        List<Contact> expected = stored(model, change);
        assertThat(stored(store, change)).isEqualTo(expected);
        return expected.get(0);
    }

    private static List<Contact> stored(ContactRepository repository, Change change) {
        return repository.write(ORGANIZATION, List.of(change)).contacts().orElseThrow();
    }

    private void compare(ContactQuery query) {
        int size = contacts.size();
        for (ContactQuery page : List.of(
                query.limit(1_000),
                query.limit(0),
                query.limit(1).skip(random.nextInt(size + 2)),
                query.limit(random.nextInt(70)).skip(random.nextInt(size + 1)),
                query.limit(25).skip(Integer.MAX_VALUE).withoutTotal())) {
            assertSame(page);
        }
        for (int i = 0; i < 5 && size > 0; i++) {
            Contact place = contacts.get(random.nextInt(size));
            assertSame(query.limit(1 + random.nextInt(70)).after(query.cursor(ORGANIZATION, place)));
        }
        Contact nowhere = Contact.builder(ORGANIZATION, random.nextLong(1, 10_000))
                .createdAt(CREATIONS.get(random.nextInt(CREATIONS.size())))
                .build();
        assertSame(query.limit(10).after(query.cursor(ORGANIZATION, nowhere)));
    }

    private void assertSame(ContactQuery query) {
        assertThat(store.list(ORGANIZATION, query)).as(query.toString()).isEqualTo(model.list(ORGANIZATION, query));
    }
}
