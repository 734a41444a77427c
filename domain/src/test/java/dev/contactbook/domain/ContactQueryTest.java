package dev.contactbook.domain;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.DELETED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.UPDATED_AT;
import static dev.contactbook.domain.ContactFields.VERSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §3, list, and the bounds of §4. */
class ContactQueryTest {
    private static final ContactQuery ALL = ContactQuery.page();
    private static final ContactSearch SEARCH = ContactSearch.byName("ann");

    @Test
    @Tag("4.1")
    void a_query_that_says_nothing_takes_the_first_10_and_counts() {
        assertThat(ALL.limit()).isEqualTo(10);
        assertThat(ALL.skip()).isZero();
        assertThat(ALL.wantsTotal()).isTrue();
        assertThat(ALL.wantsCustomFields()).isTrue();
        assertThat(ALL.sorts()).isEmpty();
        assertThat(ALL.search()).isEmpty();
        assertThat(ALL.filter()).isEmpty();
        assertThat(ALL.lifeState()).isEqualTo(LifeState.LIVE);
    }

    @Test
    void each_part_is_changed_alone_and_in_a_copy() {
        ContactQuery query = ALL.limit(25)
                .skip(50)
                .sortBy(EMAIL.desc(), ID.asc())
                .where(ID.is(1))
                .within(COMPANY_ID.is(2))
                .withoutTotal()
                .withoutCustomFields();

        assertThat(query.limit()).isEqualTo(25);
        assertThat(query.skip()).isEqualTo(50);
        assertThat(query.sorts()).containsExactly(EMAIL.desc(), ID.asc());
        assertThat(query.wantsTotal()).isFalse();
        assertThat(query.wantsCustomFields()).isFalse();
        assertThat(query.ownFilter()).contains(ID.is(1));
        assertThat(query.filter()).contains(COMPANY_ID.is(2).and(ID.is(1)));
        assertThat(query.limit(1).skip(2))
                .isEqualTo(ALL.within(COMPANY_ID.is(2))
                        .where(ID.is(1))
                        .withoutCustomFields()
                        .withoutTotal()
                        .sortBy(EMAIL.desc(), ID.asc())
                        .skip(2)
                        .limit(1));
        assertThat(ContactQuery.page().limit()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000})
    @Tag("4.1")
    void a_limit_goes_from_0_to_1000(int limit) {
        assertThat(ALL.limit(limit).limit()).isEqualTo(limit);
        assertThat(ContactQuery.of(SEARCH.limit(limit)).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Integer.MAX_VALUE})
    @Tag("4.1")
    void a_skip_goes_from_0_to_31_bits(int skip) {
        assertThat(ALL.skip(skip).skip()).isEqualTo(skip);
        assertThat(ContactQuery.of(SEARCH.skip(skip)).skip()).isEqualTo(skip);
    }

    static Stream<Arguments> refused() {
        Sort[] nine = {
            ID.asc(),
            FIRST_NAME.asc(),
            LAST_NAME.asc(),
            EMAIL.asc(),
            PHONE.asc(),
            COMPANY_ID.asc(),
            VERSION.asc(),
            CREATED_AT.asc(),
            UPDATED_AT.asc()
        };
        return Stream.of(
                refused("limit", "Invalid query", () -> ALL.limit(1_001)),
                refused("limit", "Invalid query", () -> ALL.limit(-1)),
                refused("limit", "Invalid query", () -> ALL.limit(Integer.MIN_VALUE)),
                refused("skip", "Invalid query", () -> ALL.skip(-1)),
                refused("sort", "Invalid query", () -> ALL.sortBy(nine)),
                refused("sort", "Invalid query", () -> ALL.sortBy(EMAIL.asc(), ID.asc(), EMAIL.desc())),
                refused("sort", "Invalid query", () -> ContactQuery.of(SEARCH).sortBy(ID.asc())),
                refused("limit", "Invalid search", () -> SEARCH.limit(1_001)),
                refused("limit", "Invalid search", () -> SEARCH.limit(-1)),
                refused("skip", "Invalid search", () -> SEARCH.skip(-1)));
    }

    @ParameterizedTest(name = "[{index}] {0} {1}")
    @MethodSource("refused")
    @Tag("3.37")
    @Tag("4.1")
    @Tag("4.2")
    void what_is_out_of_bounds_is_invalid(String field, String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsOnlyKeys(field))
                .hasMessage(message);
    }

    @Test
    @Tag("4.2")
    void eight_keys_are_allowed() {
        Sort[] eight = {
            ID.desc(),
            FIRST_NAME.asc(),
            LAST_NAME.asc(),
            EMAIL.asc(),
            PHONE.asc(),
            COMPANY_ID.asc(),
            VERSION.asc(),
            CREATED_AT.asc()
        };

        assertThat(ALL.sortBy(eight).sorts()).containsExactly(eight);
        assertThat(ALL.sortBy(eight).sortBy().sorts()).isEmpty();
        assertThat(ContactQuery.of(SEARCH).sortBy()).isEqualTo(ContactQuery.of(SEARCH));
    }

    @Test
    void queries_are_equal_if_they_ask_for_the_same() {
        Samples.assertAllDiffer(
                ALL,
                ALL.inState(LifeState.DELETED),
                ALL.limit(11),
                ALL.skip(1),
                ALL.withoutTotal(),
                ALL.withoutCustomFields(),
                ALL.after(Cursor.of("x")),
                ALL.after(Cursor.of("y")),
                ALL.sortBy(ID.asc()),
                ALL.sortBy(ID.desc()),
                ALL.where(ID.is(1)),
                ALL.where(ID.is(2)),
                ALL.within(ID.is(1)),
                ALL.within(ID.is(2)),
                ALL.within(ID.is(1)).where(ID.is(2)),
                ContactQuery.of(SEARCH).where(ID.is(1)),
                ContactQuery.of(SEARCH),
                ContactQuery.of(ContactSearch.byName("bob")));
        assertThat(ContactQuery.of(ContactSearch.byName("Ann")).skip(1))
                .isEqualTo(ContactQuery.of(SEARCH.skip(1)))
                .hasSameHashCodeAs(ContactQuery.of(SEARCH.skip(1)));
        assertThat(ALL.sortBy(ID.asc()).withoutTotal())
                .isEqualTo(ALL.withoutTotal().sortBy(ID.asc()));
    }

    @Test
    @Tag("4.21")
    void a_contact_is_shown_without_custom_fields_where_the_query_does_without() {
        Contact ada =
                Samples.contact(1, c -> c.firstName("Ada").email("ada@x.org").customField("Size", 5));
        Contact bare = Samples.contact(1, c -> c.firstName("Ada").email("ada@x.org"));

        assertThat(ALL.project(ada)).isSameAs(ada);
        assertThat(ALL.withoutCustomFields().project(ada)).isEqualTo(bare);
        assertThat(ALL.withoutCustomFields().project(bare)).isSameAs(bare);
    }

    @Test
    @Tag("4.21")
    void custom_fields_come_along_where_what_there_is_depends_on_them() {
        ContactQuery query = ALL.withoutCustomFields();
        Filter custom = ContactFields.custom("Size").exists();

        for (Filter filter :
                List.of(custom, custom.not(), ID.is(1).and(custom), ID.is(1).or(custom.not()))) {
            assertThat(query.within(filter).wantsCustomFields())
                    .as(filter.toString())
                    .isTrue();
            assertThat(query.where(filter).wantsCustomFields())
                    .as(filter.toString())
                    .isFalse();
        }
        for (Filter filter : List.of(
                ID.is(1), ID.is(1).not(), ID.is(1).or(ID.is(2)), ID.is(1).and(ID.is(2)))) {
            assertThat(query.within(filter).wantsCustomFields())
                    .as(filter.toString())
                    .isFalse();
        }
    }

    @Test
    @Tag("3.35")
    void a_search_comes_by_rank_and_then_by_id() {
        ContactQuery query = ContactQuery.of(SEARCH.limit(5).skip(1));
        Stream<Contact> contacts = Stream.of(
                Samples.contact(5, c -> c.firstName("Joann")),
                Samples.contact(4, c -> c.firstName("Jo").lastName("Ann")),
                Samples.contact(3, c -> c.firstName("Anna")),
                Samples.contact(2, c -> c.firstName("Annabel")),
                Samples.contact(9, c -> c.firstName("Ann").lastName("Lee")),
                Samples.contact(1, c -> c.firstName("Marianne")));

        assertThat(contacts.sorted(query.order()).map(Contact::id)).containsExactly(4L, 9L, 2L, 3L, 1L, 5L);
        assertThat(query.limit()).isEqualTo(5);
        assertThat(query.skip()).isEqualTo(1);
        assertThat(query.search()).isPresent();
    }

    @Test
    void contacts_of_its_life_state_match_a_query_and_a_search_must_find_them() {
        Contact ann = Samples.contact(1, c -> c.firstName("Ann"));
        Contact bob = Samples.contact(2, c -> c.firstName("Bob"));
        Contact gone = ann.deleted(Instant.EPOCH, null);

        assertThat(Stream.of(ann, bob, gone).filter(ALL::matches)).containsExactly(ann, bob);
        assertThat(Stream.of(ann, bob, gone).filter(ContactQuery.of(SEARCH)::matches))
                .containsExactly(ann);
        assertThat(Stream.of(ann, bob, gone).filter(ALL.inState(LifeState.DELETED)::matches))
                .containsExactly(gone);
        assertThat(ALL.inState(LifeState.DELETED).limit(3).where(ID.is(1)).lifeState())
                .isEqualTo(LifeState.DELETED);
        assertThat(ALL.inState(LifeState.DELETED).inState(LifeState.LIVE)).isEqualTo(ALL);
    }

    @Test
    void a_filter_must_match_and_the_next_one_too() {
        Contact ann = Samples.contact(1, c -> c.firstName("Ann").company(101));
        Contact joann = Samples.contact(2, c -> c.firstName("Joann").company(101));
        Contact bob = Samples.contact(3, c -> c.firstName("Bob").company(101));
        Contact other = Samples.contact(4, c -> c.firstName("Ann"));
        Contact gone = ann.deleted(Instant.EPOCH, null);
        List<Contact> contacts = List.of(ann, joann, bob, other, gone);
        ContactQuery company = ALL.where(COMPANY_ID.is(101));

        assertThat(contacts.stream().filter(company::matches)).containsExactly(ann, joann, bob);
        assertThat(contacts.stream().filter(company.where(FIRST_NAME.is("Ann"))::matches))
                .containsExactly(ann);
        assertThat(contacts.stream().filter(ContactQuery.of(SEARCH).where(COMPANY_ID.is(101))::matches))
                .containsExactly(ann, joann);
        assertThat(contacts.stream().filter(ALL.where(DELETED_AT.exists())::matches))
                .isEmpty();
        assertThat(contacts.stream().filter(ALL.where(DELETED_AT.isMissing().not())::matches))
                .isEmpty();
    }

    @Test
    void filters_given_one_after_another_are_one_and() {
        Filter or = ID.is(1).or(ID.is(2));

        assertThat(ALL.where(or).filter()).contains(or);
        assertThat(ALL.where(or).where(ID.is(2)).where(ID.is(3)))
                .isEqualTo(ALL.where(Filter.allOf(List.of(or, ID.is(2), ID.is(3)))))
                .hasSameHashCodeAs(ALL.where(or.and(ID.is(2)).and(ID.is(3))));
    }

    @Test
    void a_filter_is_refused_for_what_is_wrong_with_it() {
        assertThatThrownBy(() -> ALL.where(EMAIL.contains("").and(ID.is(1)).and(PHONE.is("\u0000"))))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors()).containsOnlyKeys("email", "phone"))
                .hasMessage("Invalid query");
    }

    @Test
    void bounds_are_those_of_all_filters_together() {
        Filter hundred = Filter.anyOf(Collections.nCopies(100, ID.is(1)));
        Filter eightLevels = ID.is(1);
        for (int level = 2; level <= 8; level++) {
            eightLevels = eightLevels.not();
        }
        ContactQuery deep = ALL.where(eightLevels);
        ContactQuery wide = ALL.where(hundred).where(hundred);

        assertThat(wide.matches(Samples.contact(1, c -> {}))).isTrue();
        assertThatThrownBy(() -> wide.where(ID.is(1)))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .containsExactly(entry("filter", "Must have at most 200 conditions")));
        assertThatThrownBy(() -> deep.where(ID.is(1)))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .containsExactly(entry("filter", "Must be at most 8 levels deep")));
    }

    @Test
    @Tag("3.75")
    void a_query_within_a_filter_has_the_bounds_of_its_own_filters_left() {
        Filter levels = ID.is(1);
        for (int level = 2; level <= 8; level++) {
            levels = level % 2 == 0 ? Filter.anyOf(List.of(levels)) : Filter.allOf(List.of(levels));
        }
        Filter deepest = levels;
        Filter widest = Filter.anyOf(Collections.nCopies(200, ID.is(1)));
        Contact one = Samples.contact(1, c -> {});

        for (ContactQuery query : List.of(
                ALL.within(deepest).within(widest).where(widest),
                ALL.where(deepest).within(widest).within(deepest))) {
            assertThat(query.matches(one)).isTrue();
            assertThat(query.within(ID.is(2)).matches(one)).isFalse();
            assertThat(query.filter().orElseThrow().matches(one)).isTrue();
            assertThat(query.filter().orElseThrow().violations()).isNotEmpty();
            assertThat(query.ownFilter().orElseThrow().violations()).isEmpty();
        }
        assertThatThrownBy(() -> ALL.within(widest.and(ID.is(1))))
                .isInstanceOfSatisfying(
                        ContactsException.Invalid.class,
                        invalid -> assertThat(invalid.errors())
                                .containsExactly(entry("filter", "Must have at most 200 conditions")))
                .hasMessage("Invalid query");
    }

    @Test
    void a_query_is_within_each_of_several_filters_and_of_its_own() {
        Contact ann = Samples.contact(1, c -> c.firstName("Ann").company(101));
        Contact joann = Samples.contact(2, c -> c.firstName("Joann").company(101));
        Contact other = Samples.contact(3, c -> c.firstName("Ann"));
        Contact gone = ann.deleted(Instant.EPOCH, null);
        ContactQuery query = ALL.within(COMPANY_ID.is(101));

        assertThat(Stream.of(ann, joann, other, gone).filter(query::matches)).containsExactly(ann, joann);
        assertThat(Stream.of(ann, joann, other).filter(query.within(FIRST_NAME.is("Ann"))::matches))
                .containsExactly(ann);
        assertThat(Stream.of(ann, joann, other).filter(query.where(FIRST_NAME.is("Joann"))::matches))
                .containsExactly(joann);
        assertThat(Stream.of(ann, joann, other).filter(ContactQuery.of(SEARCH).within(COMPANY_ID.isMissing())::matches))
                .containsExactly(other);
    }

    @Test
    @Tag("3.75")
    void a_query_within_every_contact_is_the_query_itself() {
        Filter every = Filter.everything();

        assertThat(ALL.within(every)).isEqualTo(ALL).hasSameHashCodeAs(ALL);
        assertThat(ALL.within(every).filter()).isEmpty();
        assertThat(ALL.within(ID.is(1)).within(every)).isEqualTo(ALL.within(ID.is(1)));
    }

    @Test
    void to_string_has_no_term() {
        assertThat(ContactQuery.of(SEARCH.limit(3)).toString())
                .contains("limit=3")
                .doesNotContainIgnoringCase("ann");
        assertThat(ALL.sortBy(EMAIL.desc()).toString()).contains("email", "DESC");
        assertThat(ALL).hasToString("ContactQuery[[], limit=10, skip=0]");
        assertThat(ALL.inState(LifeState.DELETED)).hasToString("ContactQuery[DELETED [], limit=10, skip=0]");
        assertThat(ALL.where(EMAIL.is("ann").or(ID.is(7))))
                .hasToString("ContactQuery[[], where (email is ? or id is ?), limit=10, skip=0]");
        assertThat(ALL.where(EMAIL.is("ann")).within(EMAIL.isNot("bob")))
                .hasToString("ContactQuery[[], where email is ?, within email isNot ?, limit=10, skip=0]");
    }

    private static Arguments refused(String field, String message, ThrowingCallable call) {
        return Arguments.of(field, message, call);
    }
}
