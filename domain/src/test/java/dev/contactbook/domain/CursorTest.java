package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.ORGANIZATION_ID;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static dev.contactbook.domain.ContactFields.SYSTEM_TYPE;
import static dev.contactbook.domain.ContactFields.UPDATED_AT;
import static dev.contactbook.domain.ContactFields.VERSION;
import static dev.contactbook.domain.ContactFields.custom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.ContactsException.Invalid;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §4, cursors. */
class CursorTest {
    private static final long ORGANIZATION = Samples.ORGANIZATION;
    private static final ContactQuery ALL = ContactQuery.page();
    private static final Contact ADA =
            Samples.contact(7, c -> c.firstName("Ada").email("ada@example.com"));

    private static final String FOREIGN = "Cursor belongs to another query";
    private static final String NONE = "Not a valid cursor: use the page's next";

    /** Nothing, a letter in both cases and with an accent, and texts that UTF-8 and UTF-16 sort differently. */
    private static final List<String> TEXTS =
            Arrays.asList(null, "a", "A", "á", "ab", "b", "\uFFFD", "\uD83D\uDE00", "%");

    static Stream<ContactQuery> orders() {
        return Stream.of(
                ALL,
                ALL.sortBy(ID.desc()),
                ALL.sortBy(CREATED_AT.desc()),
                ALL.sortBy(FIRST_NAME.asc()),
                ALL.sortBy(LAST_NAME.desc()),
                ALL.sortBy(OWNED_BY_USER_ID.asc()),
                ALL.sortBy(OWNED_BY_USER_ID.desc()),
                ALL.sortBy(OWNED_BY_USER_ID.desc(), LAST_NAME.asc()),
                ALL.sortBy(LAST_NAME.asc(), CREATED_AT.desc(), OWNED_BY_USER_ID.asc(), FIRST_NAME.desc()),
                ALL.sortBy(FIRST_NAME.asc(), ID.desc(), CREATED_AT.asc()),
                ContactQuery.of(ContactSearch.byName("an")),
                ContactQuery.of(ContactSearch.byEmail("an")));
    }

    private static List<Contact> contacts() {
        Random random = Samples.random();
        List<Contact> contacts = new ArrayList<>();
        for (int id = 1; id <= 40; id++) {
            Long owner = random.nextBoolean() ? null : (long) random.nextInt(3);
            contacts.add(Contact.builder(ORGANIZATION, id)
                    .details(Samples.details(c -> c.firstName("an" + text(random))
                            .lastName(text(random))
                            .email(random.nextBoolean() ? "an@example.com" : "x@an.example.com")
                            .owner(owner)))
                    .createdAt(Samples.CREATED_AT.plusMillis(random.nextInt(3)))
                    .build());
        }
        Collections.shuffle(contacts, random);
        return contacts;
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    @ParameterizedTest
    @MethodSource("orders")
    @Tag("4.17")
    void a_place_precedes_what_comes_after_it_in_the_order(ContactQuery query) {
        List<Contact> contacts = contacts();

        for (Contact place : contacts) {
            Position position = query.after(
                            Cursor.of(query.cursor(ORGANIZATION, place).text()))
                    .position(ORGANIZATION)
                    .orElseThrow();
            assertThat(contacts)
                    .allMatch(contact ->
                            position.precedes(contact) == (query.order().compare(place, contact) < 0));
            assertThat(position.id()).isEqualTo(place.id());
        }
    }

    @Test
    @Tag("4.17")
    void a_place_has_the_values_that_its_query_sorts_by() {
        ContactQuery query = ALL.sortBy(FIRST_NAME.asc(), LAST_NAME.desc(), VERSION.asc(), CREATED_AT.asc());
        Contact contact = Contact.builder(ORGANIZATION, 8)
                .details(Samples.details(c -> c.firstName("Zoë 😀")))
                .createdAt(Instant.parse("-0044-03-15T12:00:00.123Z"))
                .version(3)
                .build();

        assertThat(position(query, query.cursor(ORGANIZATION, contact)).values())
                .containsExactly("Zoë 😀", null, 3L, Instant.parse("-0044-03-15T12:00:00.123Z"));
        assertThat(position(ContactQuery.of(ContactSearch.byName("ada")), searched())
                        .values())
                .containsExactly(1L);
    }

    @Test
    @Tag("4.17")
    void the_contact_at_a_place_does_not_come_after_it() {
        assertThat(position(ContactQuery.of(ContactSearch.byName("ada")), searched())
                        .precedes(ADA))
                .isFalse();
        assertThat(position(ALL, ALL.cursor(ORGANIZATION, ADA)).precedes(ADA)).isFalse();
    }

    private static Cursor searched() {
        return ContactQuery.of(ContactSearch.byName("ada")).cursor(ORGANIZATION, ADA);
    }

    private static Position position(ContactQuery query, Cursor cursor) {
        return query.after(cursor).position(ORGANIZATION).orElseThrow();
    }

    static Stream<ContactQuery> strangers() {
        ContactSearch ada = ContactSearch.byName("ada");
        return Stream.of(
                ALL.sortBy(FIRST_NAME.asc()),
                ALL.sortBy(FIRST_NAME.desc()),
                ALL.sortBy(FIRST_NAME.desc()).where(EMAIL.is("x")),
                ALL.sortBy(FIRST_NAME.desc(), LAST_NAME.desc()),
                ALL.sortBy(LAST_NAME.desc()),
                ALL.sortBy(VERSION.asc()),
                ContactQuery.of(ada),
                ALL,
                ALL.where(EMAIL.is("x")),
                ALL.where(EMAIL.is("y")),
                ALL.where(EMAIL.is(null)),
                ALL.where(EMAIL.isNot("x")),
                ALL.where(EMAIL.in("x")),
                ALL.where(EMAIL.in("x", "y")),
                ALL.where(LAST_NAME.is("x")),
                ALL.where(EMAIL.is("x").not()),
                ALL.where(EMAIL.is("x").and(LAST_NAME.is("x"))),
                ALL.where(EMAIL.is("x").or(LAST_NAME.is("x"))),
                ALL.where(EMAIL.is("x").and(LAST_NAME.is("y"))),
                ALL.where(Filter.allOf(List.of(Filter.anyOf(List.of(EMAIL.is("x"))), LAST_NAME.is("x")))),
                ALL.where(Filter.allOf(List.of(Filter.anyOf(List.of(EMAIL.is("x"), LAST_NAME.is("x")))))),
                ALL.where(COMPANY_ID.is(1)),
                ALL.where(CREATED_AT.is(Samples.CREATED_AT)),
                ALL.where(CREATED_AT.is(Samples.CREATED_AT.plusNanos(1))),
                ALL.where(custom("email").is("x")),
                ALL.where(custom("n").is("1")),
                ALL.where(custom("n").is(1)),
                ALL.where(custom("n").is(true)),
                ALL.where(custom("n").is("true")),
                ContactQuery.of(ada).where(EMAIL.is("x")),
                ContactQuery.of(ContactSearch.byName("ad")),
                ContactQuery.of(ContactSearch.byEmail("ada")),
                ContactQuery.of(ContactSearch.byEmail("ad")),
                ContactQuery.of(ContactSearch.byPhone("55", "US", "+1")),
                ContactQuery.of(ContactSearch.byPhone("55", "US", "+2")),
                ContactQuery.of(ContactSearch.byPhone("55", "CA", "+1")));
    }

    @Test
    @Tag("4.15")
    void a_cursor_is_refused_by_any_other_query_and_organization() {
        List<ContactQuery> queries = strangers().toList();
        for (ContactQuery query : queries) {
            Cursor cursor = query.cursor(ORGANIZATION, ADA);

            assertThat(queries.stream().filter(other -> takes(other, cursor))).containsExactly(query);
            assertRefused(query, ORGANIZATION + 1, cursor, FOREIGN);
        }
    }

    private static boolean takes(ContactQuery query, Cursor cursor) {
        try {
            return query.after(cursor).position(ORGANIZATION).isPresent();
        } catch (Invalid e) {
            assertThat(e.errors()).isEqualTo(Map.of("after", FOREIGN));
            return false;
        }
    }

    @Test
    @Tag("4.15")
    void a_cursor_of_deleted_contacts_is_refused_among_live_ones_and_the_other_way_round() {
        for (ContactQuery live : orders().toList()) {
            ContactQuery deleted = live.inState(LifeState.DELETED);

            assertThat(position(deleted, deleted.cursor(ORGANIZATION, ADA)).id())
                    .isEqualTo(ADA.id());
            assertRefused(live, ORGANIZATION, deleted.cursor(ORGANIZATION, ADA), FOREIGN);
            assertRefused(deleted, ORGANIZATION, live.cursor(ORGANIZATION, ADA), FOREIGN);
        }
    }

    @Test
    @Tag("4.15")
    void another_limit_no_total_and_no_custom_fields_are_the_same_query() {
        Cursor cursor = ALL.where(EMAIL.exists()).cursor(ORGANIZATION, ADA);

        assertThat(position(ALL.where(EMAIL.exists()).limit(3).withoutTotal().withoutCustomFields(), cursor)
                        .id())
                .isEqualTo(ADA.id());
    }

    @Test
    @Tag("4.16")
    void a_text_with_anything_changed_is_refused() {
        ContactQuery query = ALL.sortBy(EMAIL.asc(), LAST_NAME.asc(), CREATED_AT.asc(), VERSION.asc());
        byte[] bytes =
                Base64.getUrlDecoder().decode(query.cursor(ORGANIZATION, ADA).text());

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(query, ORGANIZATION, cursor(changed), bit < 8 ? NONE : FOREIGN);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertRefused(query, ORGANIZATION, cursor(cut), length < 13 ? NONE : FOREIGN);
        }
        assertRefused(query, ORGANIZATION, cursor(Arrays.copyOf(bytes, bytes.length + 1)), FOREIGN);
    }

    @Test
    @Tag("4.16")
    void another_spelling_of_the_same_bytes_is_refused() {
        ContactQuery query = ALL.sortBy(CREATED_AT.asc());
        String text = query.cursor(ORGANIZATION, ADA).text();
        String start = text.substring(0, text.length() - 1);
        Base64.Decoder decoder = Base64.getUrlDecoder();
        List<String> spellings = Stream.of("A", "B", "Q", "R", "g", "h", "w", "x")
                .map(start::concat)
                .filter(spelling -> Arrays.equals(decoder.decode(spelling), decoder.decode(text)))
                .filter(spelling -> !spelling.equals(text))
                .toList();

        assertThat(spellings).hasSize(1);
        assertRefused(query, ORGANIZATION, Cursor.of(spellings.get(0)), NONE);
        assertThat(decoder.decode(text + "==")).isEqualTo(decoder.decode(text));
        assertRefused(query, ORGANIZATION, Cursor.of(text + "=="), NONE);
    }

    private static Cursor cursor(byte[] bytes) {
        return Cursor.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "%", "ä", "AQ==", "AA", "\0", "null", "7", "Ax'--"})
    @Tag("4.16")
    void a_text_that_no_page_gave_is_refused(String text) {
        assertRefused(ALL, ORGANIZATION, Cursor.of(text), NONE);
    }

    /** What somebody makes who has read how it is done: he says the right digest, and then anything. */
    @Test
    @Tag("4.16")
    void a_forged_place_of_other_values_than_the_querys_is_refused() {
        Map<String, ContactQuery> byType = Map.of(
                "text", ALL.sortBy(EMAIL.asc()),
                "number", ALL.sortBy(VERSION.asc()),
                "time", ALL.sortBy(CREATED_AT.asc()));
        byte[] id = new byte[Long.BYTES];
        List<byte[]> places = List.of(
                new byte[0],
                id,
                place(id, 1, -1),
                place(id, 1, Integer.MAX_VALUE),
                place(id, 1, 1),
                place(id, 9, 0),
                ByteBuffer.allocate(15)
                        .put(id)
                        .put((byte) 1)
                        .putInt(1)
                        .putChar('\0')
                        .array(),
                ByteBuffer.allocate(15)
                        .put(id)
                        .put((byte) 1)
                        .putInt(1)
                        .putChar('\uD800')
                        .array(),
                ByteBuffer.allocate(21)
                        .put(id)
                        .put((byte) 3)
                        .putLong(Long.MAX_VALUE)
                        .putInt(0)
                        .array(),
                ByteBuffer.allocate(10).put(id).put((byte) 0).put((byte) 0).array());
        byType.values()
                .forEach(query ->
                        places.forEach(place -> assertRefused(query, ORGANIZATION, forged(query, place), FOREIGN)));
        byte[] number = ByteBuffer.allocate(17).put(id).put((byte) 2).putLong(5).array();
        assertRefused(byType.get("text"), ORGANIZATION, forged(byType.get("text"), number), FOREIGN);
        assertThat(position(byType.get("number"), forged(byType.get("number"), number))
                        .values())
                .containsExactly(5L);
        byte[] nothing = ByteBuffer.allocate(9).put(id).put((byte) 0).array();
        assertThat(position(byType.get("text"), forged(byType.get("text"), nothing))
                        .values())
                .containsExactly((Object) null);
        for (ColumnField<?> present :
                List.of(ID, ORGANIZATION_ID, FIRST_NAME, SYSTEM_TYPE, CREATED_AT, UPDATED_AT, VERSION)) {
            ContactQuery query = ALL.sortBy(present.desc());
            assertRefused(query, ORGANIZATION, forged(query, nothing), FOREIGN);
        }
        ContactQuery search = ContactQuery.of(ContactSearch.byName("ada"));
        assertRefused(search, ORGANIZATION, forged(search, nothing), FOREIGN);
    }

    /** Of what no contact can have had there stores make different things. */
    @Test
    @Tag("4.29")
    void a_forged_place_where_no_contact_can_have_been_is_refused() {
        ContactQuery byId = ALL.sortBy(ID.asc());
        ContactQuery byOrganization = ALL.sortBy(ORGANIZATION_ID.asc());
        ContactQuery byType = ALL.sortBy(SYSTEM_TYPE.desc());
        ContactQuery byTime = ALL.sortBy(UPDATED_AT.desc());

        assertThat(position(byId, forged(byId, number(7, 7))).id()).isEqualTo(7);
        assertRefused(byId, ORGANIZATION, forged(byId, number(7, 8)), FOREIGN);
        assertThat(position(byOrganization, forged(byOrganization, number(7, ORGANIZATION)))
                        .id())
                .isEqualTo(7);
        assertRefused(byOrganization, ORGANIZATION, forged(byOrganization, number(7, ORGANIZATION - 1)), FOREIGN);
        assertThat(position(byType, forged(byType, text(7, "contact"))).id()).isEqualTo(7);
        assertRefused(byType, ORGANIZATION, forged(byType, text(7, "Contact")), FOREIGN);
        assertThat(position(byTime, forged(byTime, time(7, 5, 999_000_000))).id())
                .isEqualTo(7);
        for (byte[] never : List.of(
                time(7, 5, 1),
                time(7, 5, 1_000_000_000),
                time(7, 5, -1_000_000),
                time(7, Long.MIN_VALUE, -1),
                time(7, Long.MIN_VALUE, 0),
                time(7, Long.MAX_VALUE, 0),
                time(7, Instant.MIN.getEpochSecond(), -1_000_000))) {
            assertRefused(byTime, ORGANIZATION, forged(byTime, never), FOREIGN);
        }
    }

    private static byte[] number(long id, long value) {
        return ByteBuffer.allocate(17).putLong(id).put((byte) 2).putLong(value).array();
    }

    private static byte[] text(long id, String value) {
        ByteBuffer place = ByteBuffer.allocate(13 + 2 * value.length());
        place.putLong(id).put((byte) 1).putInt(value.length()).asCharBuffer().put(value);
        return place.array();
    }

    private static byte[] time(long id, long seconds, int nanos) {
        return ByteBuffer.allocate(21)
                .putLong(id)
                .put((byte) 3)
                .putLong(seconds)
                .putInt(nanos)
                .array();
    }

    private static byte[] place(byte[] id, int type, int length) {
        return ByteBuffer.allocate(13).put(id).put((byte) type).putInt(length).array();
    }

    private static Cursor forged(ContactQuery query, byte[] place) {
        byte[] digest = CursorText.digest(query, ORGANIZATION, place);
        return cursor(ByteBuffer.allocate(1 + digest.length + place.length)
                .put((byte) 1)
                .put(digest)
                .put(place)
                .array());
    }

    private static void assertRefused(ContactQuery query, long organizationId, Cursor cursor, String message) {
        assertThatThrownBy(() -> query.after(cursor).position(organizationId))
                .isInstanceOfSatisfying(
                        Invalid.class, e -> assertThat(e.errors()).isEqualTo(Map.of("after", message)))
                .hasMessage("Invalid query");
    }

    @Test
    @Tag("4.18")
    void a_query_starts_after_a_cursor_or_leaves_out_rows_but_not_both() {
        Cursor cursor = ALL.cursor(ORGANIZATION, ADA);

        assertThat(Stream.<Runnable>of(
                        () -> ALL.skip(1).after(cursor),
                        () -> ALL.after(cursor).skip(1),
                        () -> ContactQuery.of(ContactSearch.byName("ada").skip(1))
                                .after(cursor)))
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                Invalid.class,
                                e -> assertThat(e.errors())
                                        .isEqualTo(Map.of("skip", "Must not be given with a cursor"))));
        assertThat(ALL.after(cursor).skip(0).after()).contains(cursor);
    }

    @Test
    @Tag("4.14")
    void a_cursor_is_a_text_for_urls_that_to_string_keeps_to_itself() {
        Cursor cursor = ALL.sortBy(EMAIL.desc()).cursor(ORGANIZATION, ADA);

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
        assertThat(cursor).hasToString("Cursor[" + cursor.text().length() + " characters]");
        assertThat(cursor).isEqualTo(Cursor.of(cursor.text())).hasSameHashCodeAs(Cursor.of(cursor.text()));
        assertThat(cursor).isNotEqualTo(Cursor.of("x")).isNotEqualTo(cursor.text());
        assertThat(ALL.after(cursor)).hasToString("ContactQuery[[], limit=10, after a cursor]");
    }
}
