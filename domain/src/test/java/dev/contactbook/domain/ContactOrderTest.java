package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.AVATAR_URL;
import static dev.contactbook.domain.ContactFields.DELETED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.OWNED_BY_USER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §4: the order of a list. */
class ContactOrderTest {
    private static final ContactQuery ALL = ContactQuery.page();

    static Stream<ColumnField<?>> columns() {
        return ContactFields.all().stream()
                .filter(ColumnField.class::isInstance)
                .<ColumnField<?>>map(field -> (ColumnField<?>) field)
                .filter(field -> field != ContactFields.SYSTEM_TYPE);
    }

    @ParameterizedTest
    @MethodSource("columns")
    @Tag("4.3")
    void every_column_sorts_in_both_directions(ColumnField<?> field) {
        Contact small = Samples.fullAndDeleted(1);
        Contact large = Samples.fullAndDeleted(2);
        // Were they equal, the ids would put them the other way round.
        ContactQuery ascending = field == ID ? ALL.sortBy(ID.asc()) : ALL.sortBy(field.asc(), ID.desc());
        ContactQuery descending = field == ID ? ALL.sortBy(ID.desc()) : ALL.sortBy(field.desc(), ID.asc());

        assertThat(ascending.order().compare(small, large)).isNegative();
        assertThat(ascending.order().compare(large, small)).isPositive();
        assertThat(descending.order().compare(small, large)).isPositive();
        assertThat(field.asc()).isEqualTo(new Sort(field, Sort.Direction.ASC)).isNotEqualTo(field.desc());
    }

    static Stream<ColumnField<?>> columnsWithoutAValue() {
        return columns().filter(field -> field.of(Samples.contact(9, c -> {})) == null);
    }

    @ParameterizedTest
    @MethodSource("columnsWithoutAValue")
    @Tag("4.4")
    void null_is_smaller_than_any_value(ColumnField<?> field) {
        // Were they equal, the ids would put them the other way round.
        Contact nothing = Samples.contact(9, c -> {});
        Contact full = Samples.fullAndDeleted(1);

        assertThat(ALL.sortBy(field.asc()).order().compare(nothing, full)).isNegative();
        assertThat(ALL.sortBy(field.desc()).order().compare(nothing, full)).isPositive();
    }

    static Stream<List<String>> textsInOrder() {
        String long252 = "ﷺ".repeat(14);
        return Stream.of(
                List.of("a", "a b", "a-b", "aa", "ab", "b"),
                List.of("A", "a", "Á", "á", "Ａ", "𝐀", "b"),
                List.of("Cote", "Côte", "cote", "coté", "côté", "cotes"),
                List.of("STRASSE", "Strasse", "Straße", "strasse", "strasst"),
                List.of("\u4E00", "\uD7FF", "\uE000", "\uFFFD", "😀", "😁", "\uDBFF\uDFFD"),
                List.of("x\uFFFDz", "x😀a", "x😀b"),
                List.of("1", "10", "9", "_", "z"),
                // Folded they are one too long for the field: the last letter is cut, and the spelling decides.
                List.of(long252 + "abcZ", long252 + "abcd", long252 + "abcy"));
    }

    @ParameterizedTest
    @MethodSource("textsInOrder")
    @Tag("4.5")
    void texts_sort_folded_then_as_written_by_code_point(List<String> texts) {
        // The ids go the other way, so that equal texts would show.
        List<Contact> contacts = IntStream.range(0, texts.size())
                .mapToObj(i -> Samples.contact(100 - i, c -> c.lastName(texts.get(i))))
                .sorted(Comparator.comparing(Contact::id))
                .toList();

        assertThat(contacts.stream().sorted(ALL.sortBy(LAST_NAME.asc()).order()).map(Contact::lastName))
                .containsExactlyElementsOf(texts);
        assertThat(contacts.stream()
                        .sorted(ALL.sortBy(LAST_NAME.desc()).order().reversed())
                        .map(Contact::lastName))
                .containsExactlyElementsOf(texts);
        assertThat(texts.stream().sorted(LAST_NAME.order())).containsExactlyElementsOf(texts);
    }

    static Stream<Arguments> ties() {
        return Stream.of(
                Arguments.of(ALL, List.of(1L, 2L, 3L)),
                Arguments.of(ALL.sortBy(), List.of(1L, 2L, 3L)),
                Arguments.of(ALL.sortBy(ID.desc()), List.of(3L, 2L, 1L)),
                Arguments.of(ALL.sortBy(DELETED_AT.asc()), List.of(1L, 2L, 3L)),
                Arguments.of(ALL.sortBy(DELETED_AT.desc()), List.of(3L, 2L, 1L)),
                Arguments.of(ALL.sortBy(FIRST_NAME.asc()), List.of(2L, 3L, 1L)),
                Arguments.of(ALL.sortBy(FIRST_NAME.desc()), List.of(1L, 3L, 2L)),
                Arguments.of(ALL.sortBy(FIRST_NAME.asc(), DELETED_AT.desc()), List.of(3L, 2L, 1L)),
                Arguments.of(ALL.sortBy(FIRST_NAME.desc(), DELETED_AT.asc()), List.of(1L, 2L, 3L)),
                Arguments.of(ALL.sortBy(OWNED_BY_USER_ID.desc(), FIRST_NAME.asc()), List.of(3L, 2L, 1L)),
                Arguments.of(ALL.sortBy(FIRST_NAME.asc(), OWNED_BY_USER_ID.desc()), List.of(3L, 2L, 1L)),
                Arguments.of(ALL.sortBy(AVATAR_URL.asc(), OWNED_BY_USER_ID.asc()), List.of(1L, 2L, 3L)));
    }

    @ParameterizedTest
    @MethodSource("ties")
    @Tag("4.6")
    void equal_contacts_come_by_id_in_the_direction_of_the_last_key(ContactQuery query, List<Long> ids) {
        Stream<Contact> contacts = Stream.of(
                Samples.contact(2, c -> c.firstName("a").owner(5)),
                Samples.contact(1, c -> c.firstName("b")),
                Samples.contact(3, c -> c.firstName("a").owner(6)));

        assertThat(contacts.sorted(query.order()).map(Contact::id)).isEqualTo(ids);
    }

    @Test
    @Tag("4.6")
    void no_two_contacts_are_equal_in_an_order() {
        Random random = Samples.random();
        List<ColumnField<?>> columns = columns().toList();
        for (int round = 0; round < 500; round++) {
            ColumnField<?> field = columns.get(random.nextInt(columns.size()));
            ContactQuery query = ALL.sortBy(random.nextBoolean() ? field.asc() : field.desc());
            List<Contact> three = IntStream.of(1, 2, 3)
                    .mapToObj(id -> Contact.builder(Samples.ORGANIZATION, id)
                            .details(random.nextBoolean() ? ContactDetails.EMPTY : Samples.full(random.nextInt(2)))
                            .build())
                    .sorted(query.order())
                    .toList();

            assertThat(query.order().compare(three.get(0), three.get(1))).isNegative();
            assertThat(query.order().compare(three.get(1), three.get(2))).isNegative();
            assertThat(query.order().compare(three.get(2), three.get(0))).isPositive();
            assertThat(query.order().compare(three.get(0), three.get(0))).isZero();
        }
    }
}
