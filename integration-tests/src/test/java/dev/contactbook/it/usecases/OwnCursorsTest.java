package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.ColumnField;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Cursor;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.Sort;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cursors of somebody who has read how they are made: their digests are right, and what they say is anything. Each is
 * refused by every store, or gets the same page from each.
 */
class OwnCursorsTest {
    private static final int CURSORS = 3_000;
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private static final List<String> TEXTS = Arrays.asList(
            "",
            " ",
            "a",
            "A",
            "á",
            "an",
            "An Ada",
            "Contact",
            "contact",
            "contacu",
            "ﬀ",
            "ß",
            "SS",
            "\uFFFD",
            "😀",
            "%",
            "\n",
            "\0",
            "\uD800",
            "ﷺ".repeat(40),
            "x".repeat(300),
            "a\u0301",
            "ı",
            "İ");

    private static final List<Long> NUMBERS = List.of(
            Long.MIN_VALUE, -1L, 0L, 1L, 2L, 3L, 17L, 20L, 40L, ORGANIZATION, (1L << 53) - 1, 1L << 53, Long.MAX_VALUE);

    private static final List<Long> SECONDS = List.of(
            Long.MIN_VALUE,
            Instant.MIN.getEpochSecond() - 1,
            Instant.MIN.getEpochSecond(),
            Long.MIN_VALUE / 1_000,
            Instant.parse("-5000-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("-0001-01-01T00:00:00Z").getEpochSecond(),
            -1L,
            0L,
            NOON.getEpochSecond() - 1,
            NOON.getEpochSecond(),
            NOON.getEpochSecond(),
            Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond(),
            Instant.parse("+300000-01-01T00:00:00Z").getEpochSecond(),
            Long.MAX_VALUE / 1_000,
            Instant.MAX.getEpochSecond(),
            Long.MAX_VALUE);

    private static final List<Integer> NANOS = List.of(
            Integer.MIN_VALUE,
            -1,
            0,
            1,
            999_999,
            1_000_000,
            2_000_000,
            3_000_000,
            3_000_001,
            999_999_999,
            1_000_000_000,
            Integer.MAX_VALUE);

    private final Random random = new Random(seed());

    private static long seed() {
        long seed = Long.getLong("contactbook.cursors.seed", System.nanoTime());
        System.out.println("contactbook.cursors.seed=" + seed);
        return seed;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
    @Tag("4.29")
    void every_store_makes_the_same_of_a_cursor_of_ones_own_making(Store store) {
        Contacts memory = filled(Store.MEMORY.fresh(), new Random(7));
        Contacts database = filled(store.fresh(), new Random(7));
        assertThat(all(database)).isEqualTo(all(memory));

        int pages = 0;
        for (int i = 0; i < CURSORS; i++) {
            ContactQuery query = query();
            byte[] place = place(query);
            Cursor cursor = cursor(query, place);
            Object expected = answer(memory, query, cursor);

            assertThat(answer(database, query, cursor))
                    .as(query + " after " + Arrays.toString(place))
                    .isEqualTo(expected);
            pages += expected instanceof List ? 1 : 0;
        }
        assertThat(pages).isBetween(CURSORS / 4, CURSORS * 9 / 10);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.29")
    void what_is_made_so_is_what_pages_end_with(Store store) {
        Contacts contacts = filled(store.fresh(), new Random(7));
        for (int i = 0; i < 50; i++) {
            ContactQuery query = query();
            byte[] place;
            do {
                place = place(query);
            } while (!(answer(contacts, query, cursor(query, place)) instanceof List<?> page) || page.size() < 2);

            Cursor next = contacts.list(CALLER, query.limit(1).after(cursor(query, place)))
                    .next()
                    .orElseThrow();
            byte[] bytes = Base64.getUrlDecoder().decode(next.text());
            assertThat(cursor(query, Arrays.copyOfRange(bytes, 13, bytes.length)))
                    .isEqualTo(next);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.33")
    void a_cursor_of_older_folding_rules_is_refused_where_texts_or_ranks_decide(Store store) {
        Contacts contacts = filled(store.fresh(), new Random(7));
        for (int i = 0; i < 50; i++) {
            ContactQuery query = query();
            Cursor next = contacts.list(CALLER, query.limit(1)).next().orElse(null);
            if (next == null) {
                continue; // a filter left one contact
            }
            byte[] bytes = Base64.getUrlDecoder().decode(next.text());
            byte[] place = Arrays.copyOfRange(bytes, 13, bytes.length);
            boolean isById = query.search().isEmpty() && query.sorts().isEmpty();

            assertThat(answer(contacts, query, cursor(query, place, Folding.RULES - 1)))
                    .isInstanceOf(isById ? List.class : Map.class);
        }
    }

    /** A page, or what is wrong; a failure of the store is neither. */
    private static Object answer(Contacts contacts, ContactQuery query, Cursor cursor) {
        try {
            return contacts.list(CALLER, query.after(cursor)).data();
        } catch (Invalid e) {
            return e.errors();
        }
    }

    private static List<Contact> all(Contacts contacts) {
        return contacts.list(CALLER, ContactQuery.page().limit(1_000)).data();
    }

    /** The same 40 contacts, of few values, so that many are equal in a key. */
    private static Contacts filled(ContactRepository repository, Random random) {
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        Contacts contacts = Contacts.builder(repository).clock(now::get).build();
        List<String> names = List.of("an", "An Ada", "án ß", "an SS", "an \uFFFD", "an 😀");
        for (int i = 0; i < 40; i++) {
            now.set(NOON.plusMillis(random.nextInt(4)));
            String name = names.get(random.nextInt(names.size()));
            boolean full = random.nextBoolean();
            long owner = 1 + random.nextInt(3);
            Contact contact = contacts.create(CALLER, c -> {
                c.firstName(name).customField("n", full ? 1 : null);
                if (full) {
                    c.lastName(name).email("an@example.com").owner(owner);
                }
            });
            if (random.nextInt(4) == 0) {
                contacts.patch(CALLER, contact.id(), c -> c.company(7));
            }
        }
        return contacts;
    }

    private ContactQuery query() {
        ContactQuery query;
        if (random.nextInt(8) == 0) {
            query = ContactQuery.of(random.nextBoolean() ? ContactSearch.byName("an") : ContactSearch.byEmail("an"));
        } else {
            List<ColumnField<?>> columns = new ArrayList<>();
            ContactFields.all().forEach(field -> {
                if (field instanceof ColumnField<?> column) {
                    columns.add(column);
                }
            });
            Collections.shuffle(columns, random);
            Sort[] sorts = columns.subList(0, random.nextInt(4)).stream()
                    .map(column -> random.nextBoolean() ? column.asc() : column.desc())
                    .toArray(Sort[]::new);
            query = ContactQuery.page().sortBy(sorts);
        }
        // Custom fields are looked at by the library in what the database gives it.
        query = random.nextInt(4) == 0 ? query.where(custom("n").exists()) : query;
        return random.nextBoolean() ? query.withoutTotal() : query;
    }

    // A cursor as the library makes it: a version, a digest, and a place.

    private static Cursor cursor(ContactQuery query, byte[] place) {
        return cursor(query, place, Folding.RULES);
    }

    private static Cursor cursor(ContactQuery query, byte[] place, int foldingRules) {
        Bytes asked = new Bytes();
        asked.number(ORGANIZATION);
        Optional<ContactSearch> search = query.search();
        if (search.isPresent() || !query.sorts().isEmpty()) {
            asked.number(foldingRules);
        }
        search.ifPresent(it -> it.match(
                byName -> {
                    asked.text("name");
                    byName.words().forEach(asked::text);
                    byName.words().forEach(asked::text); // the same with umlauts written out, as there are none
                    return asked;
                },
                byEmail -> asked.text("email").text(byEmail.term()),
                byPhone -> asked,
                byAny -> asked));
        query.sorts()
                .forEach(sort ->
                        asked.text(sort.field().name()).text(sort.direction().name()));
        query.filter()
                .ifPresent(filter ->
                        asked.text("custom_fields_by_name.n").text("EXISTS").number(0));
        byte[] bytes = new byte[13 + place.length];
        bytes[0] = 1;
        System.arraycopy(sha256(asked.toByteArray(), place), 0, bytes, 1, 12);
        System.arraycopy(place, 0, bytes, 13, place.length);
        return Cursor.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] place(ContactQuery query) {
        Bytes place = new Bytes();
        long id = one(NUMBERS);
        place.number(id);
        if (query.search().isPresent()) {
            place.write(2);
            place.number(one(NUMBERS));
        }
        for (Sort sort : query.sorts()) {
            boolean any = random.nextInt(20) == 0;
            if (random.nextInt(8) == 0) {
                place.write(0);
            } else if (any ? random.nextBoolean() : sort.field() instanceof TextField) {
                place.write(1);
                place.text(sort.field() == ContactFields.SYSTEM_TYPE && random.nextBoolean() ? "contact" : one(TEXTS));
            } else if (any ? random.nextBoolean() : sort.field() instanceof NumberField) {
                place.write(2);
                place.number(likely(sort.field(), id));
            } else {
                place.write(3);
                place.number(one(SECONDS));
                place.nanos(random.nextBoolean() ? 1_000_000 * random.nextInt(5) : one(NANOS));
            }
        }
        byte[] bytes = place.toByteArray();
        return switch (random.nextInt(40)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 1 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9));
            case 2 -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            default -> bytes;
        };
    }

    private long likely(ColumnField<?> field, long id) {
        if (random.nextInt(4) == 0) {
            return one(NUMBERS);
        } else if (field == ContactFields.ID) {
            return id;
        }
        return field == ContactFields.ORGANIZATION_ID ? ORGANIZATION : one(NUMBERS);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Numbers of 8 bytes, and texts of 2 bytes a character after their length. */
    private static final class Bytes extends ByteArrayOutputStream {
        private final DataOutputStream data = new DataOutputStream(this);

        Bytes number(long number) {
            return wrote(() -> data.writeLong(number));
        }

        Bytes nanos(int nanos) {
            return wrote(() -> data.writeInt(nanos));
        }

        Bytes text(String text) {
            return wrote(() -> {
                data.writeInt(text.length());
                data.writeChars(text);
            });
        }

        private Bytes wrote(Writing writing) {
            try {
                writing.write();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Writing {
            void write() throws IOException;
        }
    }
}
