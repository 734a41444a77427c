package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.memory.InMemoryContactRepository;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, in the query string and in the body of a GET. */
class QueriesTest {
    private static final String LIST = "/contacts?organization_id=456";

    private final TestHost host = new TestHost();

    @BeforeEach
    void createThree() {
        host.at("2023-01-01T00:00:00Z").created("Ada");
        host.at("2023-01-02T00:00:00Z").created("Bob");
        host.at("2023-01-03T00:00:00Z").created("Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&$sort[first_name]=1&$sort[id]=-1",
                "&%24sort%5Bfirst_name%5D=1&%24sort%5Bid%5D=-1",
                "&&$sort[first_name]=1&$sort%5bid]=%2D1&"
            })
    @Tag("7.9")
    void brackets_are_the_same_encoded_or_not(String sort) {
        assertThat(host.get(LIST + sort).ids()).containsExactly(3L, 1L, 2L);
    }

    @Test
    @Tag("7.9")
    void a_query_string_that_cannot_be_read_is_invalid() {
        host.get(LIST + "&$limit=%").isInvalid("Invalid query", "query");
        host.get(LIST + "&$limit=%4").isInvalid("Invalid query", "query");
        host.get(LIST + "&$limit=%ff").isInvalid("Invalid query", "query");
        host.get(LIST + "&%ZZ=1").isInvalid("Invalid query", "query");
        host.get(LIST + "&$limit=1&$limit=1").isInvalid("Invalid query", "$limit");
        host.get(LIST + "&$sort[id]=1&$sort[id]=1").isInvalid("Invalid query", "$sort.id");
        host.get(LIST + "&$sort=1&$sort[id]=1").isInvalid("Invalid query", "$sort");
        host.get(LIST + "&$sort[id]=1&$sort=1").isInvalid("Invalid query", "$sort");
        host.get(LIST + "&$sort[id=1").isInvalid("Invalid query", "$sort[id");
        host.get(LIST + "&$sort[id]x=1").isInvalid("Invalid query", "$sort[id]x");
        host.get(LIST + "&[id]=1").isInvalid("Invalid query", "[id]");
        host.get(LIST + "&custom_fields_by_name[a[b]=1").isInvalid("Invalid query", "custom_fields_by_name[a[b]");
        host.get(LIST + "&custom_fields_by_name%5Ba%5Bb%5D=1").isInvalid("Invalid query", "custom_fields_by_name[a[b]");
        host.get(LIST + "&=1").isInvalid("Invalid query", "");
    }

    @Test
    @Tag("7.9")
    void a_query_string_has_at_most_2000_parameters_and_24_brackets() {
        host.get(LIST + "&a" + "[b]".repeat(24) + "=1").isInvalid("Invalid query", "a");
        assertThat(host.get(LIST + "&a" + "[b]".repeat(24) + "=1").errors()).containsEntry("a", "Unknown field");
        assertThat(host.get(LIST + "&a" + "[b]".repeat(25) + "=1").errors())
                .containsEntry("a", "Must be at most 24 brackets deep");
        assertThat(host.get(LIST + parameters(1_999)).errors()).hasSize(100).containsEntry("x1", "Unknown field");
        host.get(LIST + parameters(2_000)).isInvalid("Invalid query", "query");
    }

    @Test
    @Tag("7.10")
    void a_get_may_have_its_query_in_the_body_and_the_query_string_wins() {
        String body = "{\"query\":{\"organization_id\":456,\"$limit\":1,\"$sort\":{\"created_at\":-1}}}";

        assertThat(host.send("GET", "/contacts", body).ids()).containsExactly(3L);
        assertThat(host.send("GET", "/contacts?$limit=2", body).ids()).containsExactly(3L, 2L);
        assertThat(host.send("GET", "/contacts?$sort[id]=1", body).ids()).containsExactly(1L);
        assertThat(host.send("GET", "/contacts?$limit=&organization_id=", body).ids())
                .containsExactly(3L);
        assertThat(host.send("GET", "/contacts/1", "{\"query\":{\"$select\":\"email\"}}")
                        .keys())
                .containsExactly("id", "email");
        assertThat(host.send("GET", LIST, "{}").ids()).hasSize(3);
        assertThat(host.send("GET", LIST, "{\"query\":null}").ids()).hasSize(3);
    }

    @Test
    @Tag("7.10")
    void the_body_of_a_get_holds_nothing_else() {
        host.send("GET", LIST, "{\"organization_id\":456}").isInvalid("Invalid query", "organization_id");
        host.send("GET", LIST, "{\"query\":[]}").isInvalid("Invalid query", "query");
        host.send("GET", LIST, "{\"query\":{\"no_such_field\":\"Ada\"}}").isInvalid("Invalid query", "no_such_field");
        host.send("GET", LIST, "[]").isRefused(400, "Invalid JSON");
        host.send("GET", LIST, "{").isRefused(400, "Invalid JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "+1", "1.0", "-1", "1e1", "x", "0x1", " 1", "-0", "１", "[]"})
    @Tag("7.11")
    void a_number_in_a_query_string_has_one_spelling(String number) {
        host.get(LIST + "&$limit=" + number.replace("+", "%2B").replace(" ", "%20"))
                .isInvalid("Invalid query", "$limit");
        host.get(LIST + "&$skip=" + number.replace("+", "%2B").replace(" ", "%20"))
                .isInvalid("Invalid query", "$skip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "1.0", "1e0", "-1", "true", "[1]", "{}"})
    @Tag("7.11")
    void a_number_in_json_has_no_fraction_no_exponent_and_no_quotes(String number) {
        host.send("GET", LIST, "{\"query\":{\"$limit\":" + number + "}}").isInvalid("Invalid query", "$limit");
        host.send("GET", "/contacts", "{\"query\":{\"organization_id\":" + number + "}}")
                .isInvalid("Invalid query", "organization_id");
    }

    @Test
    @Tag("7.12")
    void all_that_is_wrong_with_a_query_is_told_at_once() {
        host.get("/contacts?$limit=x&$skip=-1&$sort[nope]=1&$select=nope&no_such_field=Ada&$or[0][id]=x")
                .isInvalid(
                        "Invalid query",
                        "organization_id",
                        "$limit",
                        "$skip",
                        "$sort.nope",
                        "$select",
                        "no_such_field",
                        "$or.0.id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    @Tag("7.12")
    void the_query_of_one_contact_takes_nothing_that_only_a_list_has(String verb) {
        host.send(
                        verb,
                        "/contacts/1?$sort[id]=1&$skip=1&$limit=1&fastJoinForContactList=1",
                        verb.equals("GET") ? "" : "{}")
                .isInvalid("Invalid query", "$sort", "$skip", "$limit", "fastJoinForContactList");
    }

    @ParameterizedTest
    @CsvSource({
        "'',10,3",
        "$limit=,10,3",
        "$limit=2,2,2",
        "$limit=0,0,0",
        "$limit=100,100,3",
        "$limit=101,100,3",
        "$limit=99999999999999999999999999,100,3",
        "$skip=2,10,1",
        "$skip=2147483647,10,0",
        "$skip=,10,3"
    })
    @Tag("7.16")
    void a_limit_above_the_maximum_means_the_maximum(String parameter, int limit, int rows) {
        var page = host.get(LIST + "&" + parameter).isOk().json();

        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("limit").asInt()).isEqualTo(limit);
        assertThat(page.get("data")).hasSize(rows);
    }

    @Test
    @Tag("7.16")
    void a_limit_in_json_is_bounded_as_well_however_long_it_is() {
        String body = "{\"query\":{\"$limit\":" + "9".repeat(500) + "}}";

        assertThat(host.send("GET", LIST, body).json().get("limit").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "99999999999999999999", "-1"})
    @Tag("7.16")
    void a_skip_that_no_page_reaches_is_invalid(String skip) {
        host.get(LIST + "&$skip=" + skip).isInvalid("Invalid query", "$skip");
    }

    @Test
    @Tag("7.16")
    void a_host_may_lower_the_maximum_and_not_raise_it() {
        ContactsEndpoint endpoint =
                ContactsEndpoint.over(Contacts.over(new InMemoryContactRepository()), headers -> Optional.empty());

        assertThatThrownBy(() -> endpoint.withMaxLimit(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> endpoint.withMaxLimit(1_001)).isInstanceOf(IllegalArgumentException.class);
        assertThat(endpoint.withMaxLimit(1_000)).isNotNull();
    }

    @Test
    @Tag("7.17")
    void sort_takes_every_column_and_both_directions_as_number_or_text() {
        assertThat(host.get(LIST + "&$sort[created_at]=-1").ids()).containsExactly(3L, 2L, 1L);
        assertThat(host.send("GET", LIST, "{\"query\":{\"$sort\":{\"first_name\":\"-1\",\"version\":1}}}")
                        .ids())
                .containsExactly(2L, 1L, 3L);
        assertThat(host.get(LIST + "&$sort=").ids()).containsExactly(1L, 2L, 3L);
    }

    @Test
    @Tag("7.17")
    void a_sort_that_cannot_be_is_invalid_by_its_path() {
        host.get(LIST + "&$sort[nope]=1&$sort[id]=2&$sort[email]=&$sort[custom_fields_by_name]=1")
                .isInvalid("Invalid query", "$sort.nope", "$sort.id", "$sort.email", "$sort.custom_fields_by_name");
        host.get(LIST + "&$sort=first_name").isInvalid("Invalid query", "$sort");
        host.send("GET", LIST, "{\"query\":{\"$sort\":[\"id\"]}}").isInvalid("Invalid query", "$sort");
        host.send("GET", LIST, "{\"query\":{\"$sort\":{\"id\":1.0}}}").isInvalid("Invalid query", "$sort.id");
        host.send("GET", LIST, "{\"query\":{\"$sort\":{\"id\":1e0}}}").isInvalid("Invalid query", "$sort.id");
        host.get(LIST + "&$sort[id]=1&$sort[first_name]=1&$sort[last_name]=1&$sort[email]=1&$sort[phone]=1"
                        + "&$sort[version]=1&$sort[created_at]=1&$sort[updated_at]=1&$sort[company_id]=1")
                .isInvalid("Invalid query", "$sort");
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "&x" + i + "=1").collect(Collectors.joining());
    }
}
