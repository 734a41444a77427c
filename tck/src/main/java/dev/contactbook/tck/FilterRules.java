package dev.contactbook.tck;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.CustomField;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.NumberField;
import dev.contactbook.domain.TextField;
import dev.contactbook.domain.TimeField;
import dev.contactbook.spi.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules 3.16 to 3.19: filters. */
abstract class FilterRules extends SearchRules {
    /** Texts to look for in others. */
    static final List<String> PARTS = List.of(
            "E",
            "É%",
            "s s",
            "JOSÉ",
            "os",
            "j",
            "ß",
            "%",
            "_",
            "!",
            "a!",
            "\\",
            "'",
            " ",
            "\ud83d\ude00",
            "@",
            "zz",
            "x".repeat(300));

    @Test
    void rule_3_16_a_condition_on_a_column_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();

        for (ContactField<?> field : ContactFields.all()) {
            if (field instanceof TextField text) {
                assertConditions(contacts, text, List.of("", "JOSE"));
                // All of them on one field, a few on each of the others.
                for (String part : text == FIRST_NAME ? PARTS : PARTS.subList(0, 3)) {
                    assertFiltered(contacts, text.contains(part));
                    assertFiltered(contacts, text.startsWith(part));
                    assertFiltered(contacts, text.endsWith(part));
                    assertFiltered(contacts, text.contains(part).not());
                }
                assertSame(contacts, text);
            } else if (field instanceof NumberField number) {
                assertConditions(contacts, number, List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE));
            } else if (field instanceof TimeField time) {
                assertConditions(
                        contacts,
                        time,
                        List.of(
                                SampleContacts.CREATED_AT.minusNanos(1),
                                SampleContacts.CREATED_AT.plusNanos(1),
                                Instant.parse("-4713-11-23T23:59:59.999Z"),
                                Instant.parse("-0044-03-15T12:00:00Z"),
                                Instant.MIN,
                                Instant.MAX));
            }
        }
    }

    /** Of each text that a contact has, and of others that fold like it or begin with it. */
    private void assertSame(List<Contact> contacts, TextField field) {
        List<String> texts = contacts.stream()
                .map(field::of)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(text -> Stream.of(text.toUpperCase(Locale.ROOT), " " + text + "\u200B", text + "x"))
                .toList();
        for (String text : texts) {
            assertFiltered(contacts, field.sameAs(text));
        }
        List<Filter> filters = new ArrayList<>(List.of(
                field.sameAsAny(),
                field.sameAsAny(texts.subList(0, Math.min(3, texts.size()))),
                field.sameAsAny(texts),
                field.sameAsAny(
                        Stream.concat(texts.stream(), IntStream.range(0, 100).mapToObj(i -> "x" + i))
                                .toList()),
                field.sameAs("x".repeat(field.maxLength() + 1))));
        for (Filter filter : filters) {
            assertFiltered(contacts, filter);
            assertFiltered(contacts, filter.not());
        }
    }

    @Test
    void rule_3_16_a_phone_is_a_number_as_the_domain_says() {
        List<Contact> contacts = new ArrayList<>(filtered());
        for (String phone : List.of("030 23125101", "+49 30 23125101 x7", "493023125101", "1/2/3", "+1 684 733 1234")) {
            for (String code : List.of("+49", "+1", "+1684", "")) {
                contacts.add(insert(new NewContact(
                        phone("x", phone, null, code.isEmpty() ? null : code), null, SampleContacts.CREATED_AT)));
            }
        }

        for (Filter filter : List.of(
                PHONE.sameNumberAs("+49 30 23125101", null, null),
                PHONE.sameNumberAs("030 23125101", "DE", "+49"),
                PHONE.sameNumberAs("7331234", "AS", "+1684"),
                PHONE.sameNumberAs("123", "US", "+1"),
                PHONE.sameNumberAs("5550100 1", "US", "+1"),
                PHONE.sameNumberAs("+49 30 23125109, +49 30 23125101", null, null))) {
            assertFiltered(contacts, filter);
            assertFiltered(contacts, filter.not());
            assertFiltered(contacts, filter.or(PHONE.isMissing()));
        }
    }

    @Test
    void rule_3_16_a_condition_can_have_a_thousand_values() {
        List<Contact> contacts = insertAll(3, i -> SampleContacts.named("Name " + i));
        List<String> names = IntStream.range(1, 1 + Filter.MAX_VALUES)
                .mapToObj(i -> "Name " + i)
                .toList();
        List<Long> ids = LongStream.range(0, Filter.MAX_VALUES)
                .mapToObj(i -> contacts.get(1).id() + i)
                .toList();
        List<Instant> times = LongStream.range(0, Filter.MAX_VALUES)
                .mapToObj(SampleContacts.CREATED_AT::plusMillis)
                .toList();

        for (Filter filter : List.of(FIRST_NAME.in(names), ID.in(ids), CREATED_AT.in(times))) {
            assertFiltered(contacts, filter);
            assertFiltered(contacts, filter.not());
        }
    }

    @Test
    void rule_3_17_a_condition_on_a_custom_field_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();

        for (String name : List.of("Industry", "iNDUSTRY", "Straße", "I", "nobody's")) {
            CustomField field = ContactFields.custom(name);
            for (String text : List.of("Steel", "steel", "1", "b%", "é")) {
                for (Filter filter : List.of(
                        field.is(text),
                        field.isNot(text),
                        field.in(text, null),
                        field.notIn(text),
                        field.lessThan(text),
                        field.atLeast(text),
                        field.contains(text),
                        field.startsWith(text),
                        field.endsWith(text),
                        field.sameAs(text),
                        field.sameAs(" " + text.toUpperCase(Locale.ROOT)),
                        field.sameAsAny(text, "b%"),
                        field.sameAsAny())) {
                    assertFiltered(contacts, filter);
                }
            }
            for (Filter filter : List.of(
                    field.is(1),
                    field.isNot(1),
                    field.in(List.of(1.0, true, "steel")),
                    field.notIn(1, 2),
                    field.greaterThan(0.5),
                    field.atMost(1),
                    field.is(true),
                    field.isNot(true),
                    field.exists(),
                    field.isMissing())) {
                assertFiltered(contacts, filter);
            }
        }
    }

    @Test
    void rule_3_18_a_tree_of_conditions_holds_as_the_domain_says() {
        List<Contact> contacts = filtered();
        List<Filter> conditions = List.of(
                FIRST_NAME.contains("jos"),
                LAST_NAME.is("García"),
                COMPANY_ID.lessThan(3),
                CREATED_AT.atLeast(SampleContacts.CREATED_AT.plusSeconds(3)),
                ContactFields.custom("industry").is("steel"),
                ContactFields.custom("industry").isMissing(),
                Filter.everything(),
                Filter.nothing());

        for (Filter one : conditions) {
            assertFiltered(contacts, one.not());
            assertFiltered(contacts, one.not().not());
            for (Filter other : conditions) {
                assertFiltered(contacts, one.and(other));
                assertFiltered(contacts, one.or(other));
                assertFiltered(contacts, one.and(other).not());
                assertFiltered(contacts, one.or(other.not()).not());
                assertFiltered(contacts, one.not().and(other.or(LAST_NAME.isMissing())));
            }
        }
    }

    @Test
    void rule_3_18_two_filters_at_their_bounds_hold_together() {
        List<Contact> contacts = filtered();
        Filter deepest = COMPANY_ID.lessThan(3);
        for (int level = 1; level < Filter.MAX_DEPTH; level++) {
            deepest = level % 2 == 0 ? Filter.allOf(List.of(deepest)) : Filter.anyOf(List.of(deepest));
        }
        Filter widest = Filter.anyOf(Collections.nCopies(Filter.MAX_CONDITIONS, FIRST_NAME.contains("jos")));
        Filter custom = ContactFields.custom("industry").exists();

        assertFiltered(contacts, ContactQuery.page().within(deepest).where(widest));
        assertFiltered(contacts, ContactQuery.page().within(widest).where(deepest));
        assertFiltered(
                contacts, ContactQuery.page().within(custom).within(deepest).where(widest));
    }

    @Test
    void rule_3_19_order_search_limit_skip_and_total_are_of_what_the_filter_means() {
        filtered();
        Filter column = COMPANY_ID.lessThan(3);
        Filter custom = ContactFields.custom("INDUSTRY").exists();

        for (Filter filter :
                List.of(column, custom, column.and(custom), COMPANY_ID.is(99), custom.and(COMPANY_ID.is(99)))) {
            for (ContactQuery query : List.of(
                    ContactQuery.page(),
                    ContactQuery.page().sortBy(LAST_NAME.desc(), COMPANY_ID.asc()),
                    ContactQuery.page().sortBy(CREATED_AT.desc()),
                    ContactQuery.of(ContactSearch.byName("jos")))) {
                // What the store itself lists without the filter, so that only the filter is in question.
                List<Contact> meant = list(query.limit(1_000)).stream()
                        .filter(filter::matches)
                        .toList();
                for (int limit : List.of(0, 1, 2, 1_000)) {
                    for (int skip : List.of(0, 1, 3, Integer.MAX_VALUE)) {
                        ContactQuery window = query.where(filter).limit(limit).skip(skip);
                        List<Contact> page =
                                meant.stream().skip(skip).limit(limit).toList();
                        Rows rows = repository.list(ORGANIZATION, window);

                        assertListed(page, rows.contacts(), window);
                        assertEquals(OptionalLong.of(meant.size()), rows.total(), window::toString);
                        assertListed(page, list(window.withoutTotal()), window);
                    }
                }
            }
        }
    }
}
