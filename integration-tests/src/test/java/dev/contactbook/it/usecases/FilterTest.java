package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.DELETED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.ORGANIZATION_ID;
import static dev.contactbook.domain.ContactFields.VERSION;
import static dev.contactbook.domain.ContactFields.custom;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.TestClock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilterTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.7")
    void a_list_and_a_search_show_and_count_what_the_filter_means_in_the_order_that_they_have_without(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long ada = named(contacts, "Ada", "Lovelace", 2L);
        named(contacts, "Eve", "Ada", 1L);
        long zoe = named(contacts, "Zoe", "Adams", 2L);
        long alan = named(contacts, "Alan", "Turing", 2L);
        Filter filter = COMPANY_ID.is(2);

        Page<Contact> list = contacts.list(
                CALLER,
                ContactQuery.page()
                        .where(filter)
                        .sortBy(FIRST_NAME.desc())
                        .limit(1)
                        .skip(1));
        Page<Contact> search = contacts.list(
                CALLER, ContactQuery.of(ContactSearch.byName("ada")).where(filter));

        assertThat(list.data()).extracting(Contact::id).containsExactly(alan);
        assertThat(list.total()).hasValue(3);
        assertThat(search.data()).extracting(Contact::id).containsExactly(ada, zoe);
        assertThat(search.total()).hasValue(2);
        assertThat(ids(contacts, filter.and(LAST_NAME.startsWith("ADA").or(FIRST_NAME.is("Alan")))))
                .containsExactly(zoe, alan);
        assertThat(contacts.list(CALLER, ContactQuery.page().where(filter).where(LAST_NAME.contains("AM")))
                        .data())
                .extracting(Contact::id)
                .containsExactly(zoe);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.8")
    void equal_is_exact_order_is_that_of_sorting_and_texts_are_looked_for_folded(Store store) {
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long jose = named(contacts, "José", "Straße", 1L);
        clock.set(NOW.plusMillis(1));
        long capital = named(contacts, "JOSE", null, 2L);
        long astral = named(contacts, "\ud835\udcb3", "\uffee", 3L);

        assertThat(ids(contacts, FIRST_NAME.is("José"))).containsExactly(jose);
        assertThat(ids(contacts, FIRST_NAME.is("jose"))).isEmpty();
        assertThat(ids(contacts, FIRST_NAME.in("JOSE", "\ud835\udcb3", "x"))).containsExactly(capital, astral);
        assertThat(ids(contacts, FIRST_NAME.lessThan("José"))).containsExactly(capital);
        assertThat(ids(contacts, FIRST_NAME.atLeast("José"))).containsExactly(jose, astral);
        assertThat(ids(contacts, FIRST_NAME.greaterThan("y"))).isEmpty();
        assertThat(ids(contacts, FIRST_NAME.contains("OSÉ"))).containsExactly(jose, capital);
        assertThat(ids(contacts, FIRST_NAME.startsWith("x"))).containsExactly(astral);
        assertThat(ids(contacts, LAST_NAME.endsWith("ASSE"))).containsExactly(jose);
        assertThat(ids(contacts, COMPANY_ID.greaterThan(1).and(COMPANY_ID.atMost(2))))
                .containsExactly(capital);
        assertThat(ids(contacts, VERSION.is(1).and(ID.notIn(jose, astral)))).containsExactly(capital);
        assertThat(ids(contacts, CREATED_AT.is(NOW))).containsExactly(jose);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.8")
    void instants_between_milliseconds_and_beyond_all_databases_are_compared_as_they_are(Store store) {
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long ada = named(contacts, "Ada", null, null);

        assertThat(ids(contacts, CREATED_AT.is(NOW.plusNanos(1)))).isEmpty();
        assertThat(ids(contacts, CREATED_AT.lessThan(NOW.plusNanos(1)))).containsExactly(ada);
        assertThat(ids(contacts, CREATED_AT.atLeast(NOW.plusNanos(1)))).isEmpty();
        assertThat(ids(contacts, CREATED_AT.greaterThan(NOW.minusNanos(1)))).containsExactly(ada);
        assertThat(ids(contacts, CREATED_AT.lessThan(Instant.MAX).and(CREATED_AT.greaterThan(Instant.MIN))))
                .containsExactly(ada);
        assertThat(ids(contacts, CREATED_AT.in(Instant.MIN, Instant.MAX))).isEmpty();
        assertThat(ids(contacts, CREATED_AT.in(Instant.MIN, NOW.plusNanos(1), NOW, NOW.minusMillis(1))))
                .containsExactly(ada);
        assertThat(ids(contacts, DELETED_AT.lessThan(Instant.MAX))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.9")
    void a_missing_value_is_null_and_nothing_else_and_a_negation_is_true_of_it(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long with = named(contacts, "Ada", "Lovelace", 2L);
        long without = named(contacts, "Eve", null, null);

        for (Filter missing : List.of(
                LAST_NAME.isMissing(),
                LAST_NAME.is(null),
                LAST_NAME.in("x", null),
                LAST_NAME.isNot("Lovelace"),
                LAST_NAME.notIn("Lovelace", "x"),
                LAST_NAME.is("Lovelace").not(),
                LAST_NAME.atLeast("a").not(),
                LAST_NAME.contains("love").not(),
                LAST_NAME.lessThan("z").or(COMPANY_ID.exists()).not(),
                COMPANY_ID.isNot(2),
                COMPANY_ID.lessThan(9).not())) {
            assertThat(ids(contacts, missing)).as(missing.toString()).containsExactly(without);
            assertThat(ids(contacts, missing.not())).as(missing.toString()).containsExactly(with);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.10")
    void a_custom_field_is_found_in_any_case_and_by_values_of_its_type(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long text = withCustom(contacts, "Industry", "Steel");
        long list = withCustom(contacts, "INDUSTRY", List.of("tin", "Steel"));
        long number = withCustom(contacts, "industry", 1);
        long bool = withCustom(contacts, "Industry", true);
        long none = withCustom(contacts, "Other", "Steel");

        assertThat(ids(contacts, custom("iNdUsTrY").is("Steel"))).containsExactly(text, list);
        assertThat(ids(contacts, custom("Industry").is("steel"))).isEmpty();
        assertThat(ids(contacts, custom("Industry").contains("STEE"))).containsExactly(text, list);
        assertThat(ids(contacts, custom("Industry").greaterThan("a"))).containsExactly(text);
        assertThat(ids(contacts, custom("Industry").is(1.0))).containsExactly(number);
        assertThat(ids(contacts, custom("Industry").is("1"))).isEmpty();
        assertThat(ids(contacts, custom("Industry").lessThan(2))).containsExactly(number);
        assertThat(ids(contacts, custom("Industry").in(List.of(true, 1, "tin"))))
                .containsExactly(list, number, bool);
        assertThat(ids(contacts, custom("Industry").isNot("Steel"))).containsExactly(number, bool, none);
        assertThat(ids(contacts, custom("Industry").isMissing())).containsExactly(none);
        assertThat(ids(
                        contacts,
                        custom("industry").exists().and(custom("Industry").is(1).not())))
                .containsExactly(text, list, bool);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.11")
    @Tag("1.2")
    void a_filter_reaches_neither_another_organization_nor_deleted_contacts(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact foreign = contacts.create(FOREIGNER, Fixtures::everyField);
        Contact live = contacts.create(CALLER, Fixtures::everyField);
        Contact deleted = contacts.create(CALLER, Fixtures::everyField);
        contacts.delete(CALLER, deleted.id());

        for (Filter everybody : List.of(
                Filter.everything(),
                FIRST_NAME.is("Ada"),
                custom("Industry").exists(),
                ORGANIZATION_ID.is(OTHER_ORGANIZATION).or(ORGANIZATION_ID.is(ORGANIZATION)),
                ID.in(foreign.id(), live.id(), deleted.id()),
                DELETED_AT.exists().or(DELETED_AT.isMissing()),
                custom("nobody's").exists().not())) {
            Page<Contact> page = contacts.list(CALLER, ContactQuery.page().where(everybody));
            assertThat(page.data()).as(everybody.toString()).containsExactly(live);
            assertThat(page.total()).hasValue(1);
        }
        for (Filter nobody : List.of(
                ORGANIZATION_ID.is(OTHER_ORGANIZATION), ID.in(foreign.id(), deleted.id()), DELETED_AT.exists())) {
            assertThat(ids(contacts, nobody)).as(nobody.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.12")
    void bounds_are_8_levels_200_conditions_and_1000_values(Store store) {
        Contacts contacts = Contacts.builder(store.fresh())
                .workLimits(WorkLimits.DEFAULT.mostValues(200_000))
                .build();
        long ada = named(contacts, "Ada", null, null);
        Filter deepest = FIRST_NAME.is("Eve");
        for (int level = 1; level < 8; level++) {
            deepest = level % 2 == 0 ? deepest.not() : Filter.anyOf(List.of(deepest));
        }
        Filter levels = deepest;
        List<Long> thousand = LongStream.range(ada, ada + 1_000).boxed().toList();
        List<Filter> conditions = Collections.nCopies(200, ID.in(thousand));

        assertThat(ids(contacts, levels)).containsExactly(ada);
        assertThat(ids(contacts, Filter.allOf(conditions))).containsExactly(ada);
        assertThat(errorsOf(() -> ContactQuery.page().where(levels.not())))
                .containsExactly(entry("filter", "Must be at most 8 levels deep"));
        assertThat(errorsOf(() ->
                        ContactQuery.page().where(Filter.allOf(conditions)).where(ID.is(1))))
                .containsExactly(entry("filter", "Must have at most 200 conditions"));
        assertThat(errorsOf(() -> ContactQuery.page()
                        .where(ID.in(LongStream.range(0, 1_001).boxed().toList()))))
                .containsExactly(entry("id", "Must be at most 1000 values"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("4.13")
    void what_is_wrong_with_a_filter_is_told_at_once_and_before_the_store_is_asked(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);
        Filter wrong = Filter.allOf(List.of(
                EMAIL.contains("\u0301"),
                COMPANY_ID.lessThan((Long) null),
                LAST_NAME.is("a\u0000b"),
                custom("Industry").is(Double.NaN),
                custom("$x").exists()));

        assertThat(errorsOf(() -> contacts.list(CALLER, ContactQuery.page().where(wrong))))
                .containsOnlyKeys(
                        "email",
                        "company_id",
                        "last_name",
                        "custom_fields_by_name.Industry",
                        "custom_fields_by_name.$x");
        assertThat(repository.calls).isEmpty();
    }

    private static long named(Contacts contacts, String firstName, String lastName, Long companyId) {
        return contacts.create(
                        CALLER, c -> c.firstName(firstName).lastName(lastName).company(companyId))
                .id();
    }

    private static long withCustom(Contacts contacts, String name, Object value) {
        return contacts.create(CALLER, c -> c.firstName("Ada").customField(name, value))
                .id();
    }

    private static List<Long> ids(Contacts contacts, Filter filter) {
        return contacts.list(CALLER, ContactQuery.page().where(filter)).data().stream()
                .map(Contact::id)
                .toList();
    }
}
