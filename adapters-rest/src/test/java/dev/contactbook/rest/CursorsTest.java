package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks from page to page, totals, and conditions on one contact. */
class CursorsTest {
    private static final String LIST = "/contacts?organization_id=456&$limit=2";

    private final TestHost host = new TestHost();

    @BeforeEach
    void createFive() {
        for (String name : List.of("Eve", "Ada", "Dan", "Bob", "Cyd")) {
            host.created(name);
        }
    }

    @Test
    @Tag("7.38")
    void an_empty_after_starts_a_walk_whose_pages_say_where_they_go_on_until_the_last_says_null() {
        List<Long> met = new ArrayList<>();
        String after = "";
        int pages = 0;
        while (after != null) {
            TestHost.Answer page = host.get(LIST + "&$sort[first_name]=1&$after=" + after);
            assertThat(page.keys()).containsExactly("total", "limit", "skip", "next", "data");
            assertThat(page.json().get("total").asInt()).isEqualTo(5);
            met.addAll(page.ids());
            JsonNode next = page.json().get("next");
            after = next.isNull() ? null : next.asText();
            pages++;
        }

        assertThat(met).containsExactly(2L, 4L, 5L, 3L, 1L);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    @Tag("7.38")
    void a_walk_goes_on_by_a_body_too() {
        TestHost.Answer first =
                host.send("GET", "/contacts", "{\"query\":{\"organization_id\":456,\"$limit\":2,\"$after\":\"\"}}");
        String next = first.json().get("next").asText();

        assertThat(first.ids()).containsExactly(1L, 2L);
        assertThat(host.send(
                                "GET",
                                "/contacts",
                                "{\"query\":{\"organization_id\":456,\"$limit\":2,\"$after\":\"" + next + "\"}}")
                        .ids())
                .containsExactly(3L, 4L);
    }

    @Test
    @Tag("7.38")
    void a_page_without_after_says_nothing_of_the_next_one() {
        assertThat(host.get(LIST).keys()).containsExactly("total", "limit", "skip", "data");
    }

    @Test
    @Tag("7.38")
    void a_cursor_of_another_query_and_what_is_none_are_invalid_under_its_name() {
        String cursor = host.get(LIST + "&$after=").json().get("next").asText();

        assertThat(host.get(LIST + "&$after=" + cursor + "&$sort[id]=1").errors())
                .containsOnly(Map.entry("$after", "Cursor belongs to another query"));
        host.get(LIST + "&$after=" + cursor + "&first_name=Ada").isInvalid("Invalid query", "$after");
        host.as("789:456,457")
                .get("/contacts?organization_id=457&$after=" + cursor)
                .isInvalid("Invalid query", "$after");
        host.get(LIST + "&$after=x").isInvalid("Invalid query", "$after");
        host.get(LIST + "&$after[]=" + cursor).isInvalid("Invalid query", "$after");
        host.send("GET", "/contacts", "{\"query\":{\"organization_id\":456,\"$after\":7}}")
                .isInvalid("Invalid query", "$after");
        assertThat(host.get(LIST + "&$total=false&$after=" + cursor).ids()).containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&$after=&$skip=1", "&$skip=0&$after=", "&$after=x&$skip=2"})
    @Tag("7.38")
    void a_walk_leaves_out_no_rows(String query) {
        assertThat(host.get(LIST + query).errors()).containsEntry("$skip", "Must not be given with $after");
    }

    @Test
    @Tag("7.38")
    void a_search_has_no_cursors() {
        host.search("{\"searchTerm\":\"Ada\",\"searchIn\":\"name\",\"organization_id\":456,\"$after\":\"\"}")
                .isInvalid("Invalid search", "$after");
    }

    @Test
    @Tag("7.39")
    void a_list_can_do_without_its_total() {
        assertThat(host.get(LIST + "&$total=false").keys()).containsExactly("limit", "skip", "data");
        assertThat(host.send("GET", "/contacts", "{\"query\":{\"organization_id\":456,\"$total\":false}}")
                        .json()
                        .has("total"))
                .isFalse();
        assertThat(host.get(LIST + "&$total=true").json().get("total").asInt()).isEqualTo(5);
        assertThat(host.get(LIST + "&$total=").json().get("total").asInt()).isEqualTo(5);
        host.get(LIST + "&$total=0").isInvalid("Invalid query", "$total");
        host.get(LIST + "&$total=no").isInvalid("Invalid query", "$total");
    }

    @Test
    @Tag("7.40")
    void a_contact_that_does_not_match_before_the_change_is_not_found() {
        assertThat(host.get("/contacts/2?first_name=Ada").status()).isEqualTo(200);
        assertThat(host.get("/contacts/2?first_name=Bob").status()).isEqualTo(404);
        assertThat(host.send("PATCH", "/contacts/2?first_name=Bob", "{\"first_name\":\"Bob\"}")
                        .status())
                .isEqualTo(404);
        assertThat(host.send("DELETE", "/contacts/2?first_name=Bob", "").status())
                .isEqualTo(404);
        assertThat(host.get("/contacts/2?$not[first_name][$startsWith]=b").status())
                .isEqualTo(200);

        assertThat(host.send("PATCH", "/contacts/2?first_name=Ada", "{\"first_name\":\"Bob\"}")
                        .json()
                        .get("first_name")
                        .asText())
                .isEqualTo("Bob");
        assertThat(host.send("DELETE", "/contacts/2?first_name=Bob&email=", "").status())
                .isEqualTo(200);
    }
}
