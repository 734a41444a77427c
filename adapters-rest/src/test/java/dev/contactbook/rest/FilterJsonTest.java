package dev.contactbook.rest;

import static dev.contactbook.domain.ContactFields.COMPANY_ID;
import static dev.contactbook.domain.ContactFields.CREATED_AT;
import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.ID;
import static dev.contactbook.domain.ContactFields.LAST_NAME;
import static dev.contactbook.domain.ContactFields.PHONE;
import static dev.contactbook.domain.ContactFields.VERSION;
import static dev.contactbook.domain.ContactFields.custom;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Filter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters as JSON, for hosts that store them. */
@Tag("7.37")
class FilterJsonTest {
    private static final int FILTERS = 3_000;

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(EMAIL.is("x"), "{'email':'x'}"),
                Arguments.of(EMAIL.is(null), "{'email':null}"),
                Arguments.of(EMAIL.isMissing(), "{'email':{'$exists':false}}"),
                Arguments.of(EMAIL.exists(), "{'email':{'$exists':true}}"),
                Arguments.of(EMAIL.isNot("x"), "{'email':{'$ne':'x'}}"),
                Arguments.of(EMAIL.in("x"), "{'email':{'$in':['x']}}"),
                Arguments.of(EMAIL.in("x", null), "{'email':{'$in':['x',null]}}"),
                Arguments.of(EMAIL.in(), "{'email':{'$in':[]}}"),
                Arguments.of(COMPANY_ID.notIn(1, 2), "{'company_id':{'$nin':[1,2]}}"),
                Arguments.of(ID.lessThan(Long.MIN_VALUE), "{'id':{'$lt':-9223372036854775808}}"),
                Arguments.of(VERSION.atMost(2), "{'version':{'$lte':2}}"),
                Arguments.of(
                        CREATED_AT.greaterThan(Instant.parse("2023-01-01T00:00:00.000000001Z")),
                        "{'created_at':{'$gt':'2023-01-01T00:00:00.000000001Z'}}"),
                Arguments.of(
                        CREATED_AT.atLeast(Instant.MAX),
                        "{'created_at':{'$gte':'+1000000000-12-31T23:59:59.999999999Z'}}"),
                Arguments.of(EMAIL.contains("x"), "{'email':{'$contains':'x'}}"),
                Arguments.of(EMAIL.startsWith("x"), "{'email':{'$startsWith':'x'}}"),
                Arguments.of(EMAIL.endsWith("x"), "{'email':{'$endsWith':'x'}}"),
                Arguments.of(EMAIL.sameAs("X"), "{'email':{'$same':'X'}}"),
                Arguments.of(PHONE.sameNumberAs("+49 30", null, null), "{'phone':{'$sameNumber':'+49 30'}}"),
                Arguments.of(
                        PHONE.sameNumberAs("030 2", "DE", "+49"),
                        "{'phone':{'$sameNumber':{'text':'030 2','phone_country_iso':'DE','phone_country_code':'+49'}}}"),
                Arguments.of(EMAIL.sameAsAny("X"), "{'email':{'$same':['X']}}"),
                Arguments.of(EMAIL.sameAsAny(), "{'email':{'$same':[]}}"),
                Arguments.of(custom("a").sameAs("5"), "{'custom_fields_by_name':{'a':{'$same':'5'}}}"),
                Arguments.of(custom(" a.b ").is("5"), "{'custom_fields_by_name':{'a.b':'5'}}"),
                Arguments.of(custom("a").is(5.0), "{'custom_fields_by_name':{'a':5}}"),
                Arguments.of(custom("a").is(1e20), "{'custom_fields_by_name':{'a':100000000000000000000}}"),
                Arguments.of(custom("a").is(new BigDecimal("1e-200")), "{'custom_fields_by_name':{'a':1E-200}}"),
                Arguments.of(custom("a").is(new BigDecimal("10e1000")), "{'custom_fields_by_name':{'a':1.0E+1001}}"),
                Arguments.of(
                        custom("a").in(Arrays.asList("5", 5, true, null)),
                        "{'custom_fields_by_name':{'a':{'$in':['5',5,true,null]}}}"),
                Arguments.of(Filter.everything(), "{'$and':[]}"),
                Arguments.of(Filter.allOf(List.of(ID.is(1))), "{'$and':[{'id':1}]}"),
                Arguments.of(
                        ID.is(1).and(EMAIL.exists()).or(LAST_NAME.is("x").not()),
                        "{'$or':[{'$and':[{'id':1},{'email':{'$exists':true}}]},{'$not':{'last_name':'x'}}]}"));
    }

    @Tag("7.53")
    @ParameterizedTest
    @MethodSource("written")
    void a_filter_is_written_as_the_wire_has_it_and_read_as_it_was(Filter filter, String json) {
        assertThat(FilterJson.write(filter)).isEqualTo(json.replace('\'', '"'));
        assertThat(FilterJson.read(json.replace('\'', '"'))).isEqualTo(filter);
    }

    @Test
    void what_is_read_is_equal_to_what_was_written() {
        long seed = Long.getLong("contactbook.seed", new Random().nextInt(Integer.MAX_VALUE));
        System.out.println("contactbook.seed=" + seed);
        RandomFilters filters = new RandomFilters(seed);
        int written = 0;

        while (written < FILTERS) {
            Filter filter = filters.next();
            if (filter.violations().isEmpty()) {
                String json = FilterJson.write(filter);
                assertThat(FilterJson.read(json))
                        .as("contactbook.seed=%s: %s", seed, json)
                        .isEqualTo(filter);
                written++;
            }
        }
    }

    @Test
    void a_filter_of_all_bounds_is_written_and_read() {
        Filter deepest = EMAIL.is("\u0020\"\\/<\u2028😀\uffff".repeat(10));
        for (int level = 1; level < Filter.MAX_DEPTH; level++) {
            deepest = level % 2 == 0 ? deepest.not() : Filter.anyOf(List.of(deepest));
        }
        Filter widest = Filter.anyOf(Collections.nCopies(
                Filter.MAX_CONDITIONS, ID.in(Collections.nCopies(Filter.MAX_VALUES, Long.MAX_VALUE))));
        Filter longest = custom("a").is("x".repeat(2_000_000));

        for (Filter filter : List.of(deepest, widest, longest)) {
            assertThat(FilterJson.read(FilterJson.write(filter)).equals(filter)).isTrue();
        }
    }

    @Test
    void several_keys_are_read_as_an_and() {
        assertThat(FilterJson.read("{}")).isEqualTo(Filter.everything());
        assertThat(FilterJson.read("{\"id\":1,\"email\":{\"$exists\":true,\"$ne\":\"x\"},\"$or\":[]}"))
                .isEqualTo(Filter.allOf(List.of(ID.is(1), EMAIL.exists(), EMAIL.isNot("x"), Filter.nothing())));
    }

    @Test
    void what_is_wrong_is_told_by_its_path() {
        assertThat(errors("{\"$or\":[{\"email\":{\"$foo\":1}}],\"nope\":1,\"company_id\":{\"$gt\":\"1\"}}"))
                .isEqualTo(Map.of(
                        "$or.0.email.$foo",
                        "Unknown operator",
                        "nope",
                        "Unknown field",
                        "company_id.$gt",
                        "Must be a whole number"));
        assertThat(errors("{\"$not\":".repeat(8) + "{}" + "}".repeat(8)))
                .isEqualTo(Map.of("filter", "Must be at most 8 levels deep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{} {}", "{\"id\":1,\"id\":2}", "{'id':1}"})
    void what_is_no_object_of_json_is_told_of_the_whole(String json) {
        assertThat(errors(json)).isEqualTo(Map.of("filter", "Must be a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e99999999999", "1e-99999999999"})
    void a_number_of_any_exponent_is_told_of_its_path(String number) {
        assertThat(errors("{\"id\":" + number + ",\"custom_fields_by_name\":{\"n\":{\"$gt\":" + number + "}}}"))
                .containsOnlyKeys("id", "custom_fields_by_name.n.$gt");
    }

    @Test
    void a_filter_that_no_query_takes_is_not_written() {
        Invalid invalid = catchThrowableOfType(
                Invalid.class,
                () -> FilterJson.write(EMAIL.contains("").and(custom("$x").exists())));

        assertThat(invalid.errors()).containsOnlyKeys("email", "custom_fields_by_name.$x");
        assertThat(invalid).hasMessage("Invalid query");
    }

    private static Map<String, String> errors(String json) {
        return catchThrowableOfType(Invalid.class, () -> FilterJson.read(json)).errors();
    }
}
