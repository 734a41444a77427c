package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of filters, by their paths. */
@Tag("7.35")
class FilterErrorsTest {
    private static final String LIST = "/contacts?organization_id=456&";

    private final TestHost host = new TestHost();

    @ParameterizedTest
    @CsvSource({
        "nope=1, nope, Unknown field",
        "$where=1, $where, Unknown field",
        "owner[id]=1, owner, Unknown field",
        "custom_fields_by_name.Industry=x, custom_fields_by_name.Industry, Unknown field",
        "$or[0][nope]=1, $or.0.nope, Unknown field",
        "$or[0][$limit]=1, $or.0.$limit, Unknown field",
        "$not[fastJoinForContactList]=1, $not.fastJoinForContactList, Unknown field",
        "email[$foo]=x, email.$foo, Unknown operator",
        "email[]=x, email.0, Unknown operator",
        "email[$not][$contains]=x, email.$not, Unknown operator",
        "email[contains]=x, email.contains, Unknown operator",
        "$or[0][email][$foo]=x, $or.0.email.$foo, Unknown operator",
        "company_id=abc, company_id, Must be a whole number",
        "company_id=007, company_id, Must be a whole number",
        "company_id[$gt]=1.5, company_id.$gt, Must be a whole number",
        "company_id[$in][]=1&company_id[$in][]=x, company_id.$in.1, Must be a whole number",
        "company_id[$in][$gt]=1, company_id.$in, Must be a list",
        "company_id[$ne][]=1, company_id.$ne, Must be a whole number",
        "company_id[$contains]=1, company_id.$contains, Must be used with a text field",
        "phone[$sameNumber]=12, phone.$sameNumber, 'Must be a phone of at most 32 characters: at least 3 digits, and only digits, spaces and + ( ) - . / # * , ; x'",
        "phone[$sameNumber]=030123456, phone.$sameNumber, 'Must begin with + and its calling code, or have a phone country code'",
        "phone[$sameNumber]=, phone.$sameNumber, Must not be null",
        "phone[$sameNumber][text]=030123456&phone[$sameNumber][phone_country_code]=00, phone.$sameNumber, 'Invalid phone country code: + and 1 to 4 digits, the first not 0'",
        "phone[$sameNumber][text]=030123456&phone[$sameNumber][code]=49, phone.$sameNumber.code, Unknown field",
        "phone[$sameNumber][text][x]=030123456, phone.$sameNumber.text, Must be a text",
        "email[$sameNumber]=030123456, email.$sameNumber, Must be used with phone",
        "custom_fields_by_name[a][$sameNumber]=030123456, custom_fields_by_name.a.$sameNumber, Must be used with phone",
        "company_id[$same]=1, company_id.$same, Must be used with a text field",
        "email[$same]=, email.$same, Must not be null",
        "email[$same][]=x&email[$same][]=, email.$same, Must not be null",
        "email[$same]=%CC%81, email.$same, Must contain a visible character other than accents",
        "created_at[$startsWith]=2023, created_at.$startsWith, Must be used with a text field",
        "'created_at=2023-01-01', created_at, 'Must be a time and its offset, like 2023-01-01T00:00:00.000Z'",
        "'created_at=2023-01-01T00:00:00', created_at, 'Must be a time and its offset, like 2023-01-01T00:00:00.000Z'",
        "'created_at=1672531200000', created_at, 'Must be a time and its offset, like 2023-01-01T00:00:00.000Z'",
        "email[$lt]=, email.$lt, Must not be null",
        "email[$contains]=, email.$contains, Must not be null",
        "email[$contains]=%CC%81, email.$contains, Must contain a character other than accents",
        "email=a%00b, email, Must not contain control characters or lone surrogates",
        "email[$exists]=1, email.$exists, Must be true or false",
        "email[$exists]=, email.$exists, Must be true or false",
        "email[$exists][]=true, email.$exists, Must be true or false",
        "$or=5, $or, Must be a list of objects",
        "$or=, $or, Must be a list of objects",
        "$or[foo][id]=1, $or, Must be a list of objects",
        "$and[]=5, $and.0, Must be an object",
        "$and[]=, $and.0, Must be an object",
        "$not=5, $not, Must be an object",
        "$not[]=5, $not.0, Unknown field",
        "custom_fields_by_name=x, custom_fields_by_name, Must be an object of names",
        "custom_fields_by_name[$or][0][id]=x, custom_fields_by_name.$or, A name must not start with $ or be __proto__",
        "custom_fields_by_name[__proto__]=x, custom_fields_by_name.__proto__, A name must not start with $ or be __proto__",
        "custom_fields_by_name[Industry][$foo]=x, custom_fields_by_name.Industry.$foo, Unknown operator",
        "custom_fields_by_name[Industry][$contains]=, custom_fields_by_name.Industry.$contains, Must not be null",
        "custom_fields_by_name[Industry]=a%00b, custom_fields_by_name.Industry, Must not contain control characters or lone surrogates"
    })
    void a_mistake_in_the_query_string_is_told_by_its_path(String query, String path, String message) {
        assertThat(host.get(LIST + query).isRefused(400, "Invalid query").errors())
                .isEqualTo(Map.of(path, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'email':5 | email | Must be a text",
                "'email':true | email | Must be a text",
                "'email':['x'] | email | Must be a text",
                "'email':{} | email | Must have an operator",
                "'email':{'$same':5} | email.$same | Must be a text",
                "'email':{'$same':null} | email.$same | Must not be null",
                "'email':{'$same':['x',5]} | email.$same.1 | Must be a text",
                "'email':{'$same':{'0':'x'}} | email.$same | Must be a text",
                "'email':{'$in':'x'} | email.$in | Must be a list",
                "'email':{'$in':null} | email.$in | Must be a list",
                "'email':{'$in':{'0':'x'}} | email.$in | Must be a list",
                "'email':{'$in':['x',['y']]} | email.$in.1 | Must be a text",
                "'email':{'$exists':'true'} | email.$exists | Must be true or false",
                "'email':{'$exists':null} | email.$exists | Must be true or false",
                "'email':{'$gt':null} | email.$gt | Must not be null",
                "'email':{'$contains':''} | email.$contains | Must contain a character other than accents",
                "'company_id':'101' | company_id | Must be a whole number",
                "'company_id':101.0 | company_id | Must be a whole number",
                "'company_id':{'$gt':1e3} | company_id.$gt | Must be a whole number",
                "'created_at':1672531200000 | created_at | Must be a time and its offset, like 2023-01-01T00:00:00.000Z",
                "'$or':{'0':{'id':1}} | $or | Must be a list of objects",
                "'$or':null | $or | Must be a list of objects",
                "'$or':[null] | $or.0 | Must be an object",
                "'$or':[[]] | $or.0 | Must be an object",
                "'$not':[] | $not | Must be an object",
                "'custom_fields_by_name':{} | custom_fields_by_name | Must be an object of names",
                "'custom_fields_by_name':null | custom_fields_by_name | Must be an object of names",
                "'custom_fields_by_name':{'a':{}} | custom_fields_by_name.a | Must have an operator",
                "'custom_fields_by_name':{'a':[1]} | custom_fields_by_name.a | Must be a text, a number, or true or false",
                "'custom_fields_by_name':{'a':{'$lt':true}} | custom_fields_by_name.a.$lt | Must be a text or a number",
                "'custom_fields_by_name':{'a':{'$contains':5}} | custom_fields_by_name.a.$contains | Must be a text",
                "'custom_fields_by_name':{'a':1e9999} | custom_fields_by_name.a | Must be a finite number of at most 15 significant digits and an exponent of at most ±100"
            })
    void a_mistake_in_json_is_told_by_its_path_in_a_list_and_in_a_search(String filter, String path, String message) {
        String json = filter.replace('\'', '"');

        assertThat(host.send("GET", "/contacts", "{\"query\":{\"organization_id\":456," + json + "}}")
                        .isRefused(400, "Invalid query")
                        .errors())
                .isEqualTo(Map.of(path, message));
        assertThat(host.search("{\"organization_id\":456,\"searchTerm\":\"ada\",\"searchIn\":\"name\",\"filter\":{"
                                + json + "}}")
                        .isRefused(400, "Invalid search")
                        .errors())
                .isEqualTo(Map.of("filter." + path, message));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        host.get("/contacts?$limit=x&$or[0][email][$foo]=x&$or[1][nope]=1&company_id[$gt]=y&email[$gt]=&email[$bar]=1"
                        + "&custom_fields_by_name[$x]=1")
                .isInvalid(
                        "Invalid query",
                        "organization_id",
                        "$limit",
                        "$or.0.email.$foo",
                        "$or.1.nope",
                        "company_id.$gt",
                        "email.$gt",
                        "email.$bar",
                        "custom_fields_by_name.$x");
        host.search("{\"searchTerm\":\"a\",\"searchIn\":\"name\",\"filter\":{\"nope\":1,\"email\":5}}")
                .isInvalid("Invalid search", "organization_id", "searchTerm", "filter.nope", "filter.email");
        host.search("{\"organization_id\":456,\"searchTerm\":\"ada\",\"searchIn\":\"name\",\"filter\":[]}")
                .isInvalid("Invalid search", "filter");
    }

    @Test
    void the_query_of_one_contact_tells_what_is_wrong_with_its_filter() {
        host.created("Ada");

        for (String verb : new String[] {"GET", "PATCH", "DELETE"}) {
            host.send(verb, "/contacts/1?company_id=x&email[$foo]=1&$limit=1", verb.equals("GET") ? "" : "{}")
                    .isInvalid("Invalid query", "company_id", "email.$foo", "$limit");
        }
        host.get("/contacts/1").isOk();
    }

    @Test
    void the_bounds_of_the_domain_hold_and_are_told_of_the_whole_filter() {
        String deep = "{\"$not\":".repeat(7) + "{\"id\":1}" + "}".repeat(7);
        String deeper = "{\"$not\":" + deep + "}";
        String deepest = "{\"$not\":".repeat(28) + "{\"id\":1}" + "}".repeat(28);

        search(deep).isOk();
        assertThat(search(deeper).errors()).isEqualTo(Map.of("filter", "Must be at most 8 levels deep"));
        assertThat(search(deepest).errors()).isEqualTo(Map.of("filter", "Must be at most 8 levels deep"));
        assertThat(host.send("GET", LIST, "{\"query\":" + deeper + "}").errors())
                .isEqualTo(Map.of("query", "Must be at most 8 levels deep"));
        assertThat(host.get(LIST + "$not" + "[$not]".repeat(20) + "[id]=1").errors())
                .isEqualTo(Map.of("query", "Must be at most 8 levels deep"));
        search(or(200, "{\"id\":1}")).isOk();
        assertThat(search(or(201, "{\"id\":1}")).errors())
                .isEqualTo(Map.of("filter", "Must have at most 200 conditions"));
        search(or(200, "{}")).isOk();
        assertThat(search(or(201, "{}")).errors()).isEqualTo(Map.of("filter", "Must have at most 200 conditions"));
        assertThat(search("{\"id\":{\"$in\":[1" + ",1".repeat(1_000) + "]}}").errors())
                .isEqualTo(Map.of("filter.id.$in", "Must be at most 1000 values"));
    }

    @Test
    @Tag("7.41")
    void a_value_of_a_custom_field_that_was_typed_counts_once_whatever_it_means() {
        String size = "custom_fields_by_name[Size]";
        String in = ("&" + size + "[$in][]=5&" + size + "[$in][]=true").repeat(500);
        String or = IntStream.range(0, 200)
                .mapToObj(i -> "&$or[" + i + "][custom_fields_by_name][Size][$lt]=" + i)
                .collect(Collectors.joining());

        host.get(LIST + in).isOk();
        assertThat(host.get(LIST + in + "&" + size + "[$in][]=6").errors())
                .isEqualTo(Map.of(in(size), "Must be at most 1000 values"));
        host.get(LIST + or).isOk();
        assertThat(host.get(LIST + or + "&$or[200][id]=1").errors())
                .isEqualTo(Map.of("query", "Must have at most 200 conditions"));
        for (String value : List.of("=5", "=x", "[$lt]=5", "[$gte]=5", "[$ne]=5")) {
            host.get(LIST + "$not" + "[$not]".repeat(6) + "[custom_fields_by_name][Size]" + value)
                    .isOk();
            assertThat(host.get(LIST + "$not" + "[$not]".repeat(7) + "[custom_fields_by_name][Size]" + value)
                            .errors())
                    .isEqualTo(Map.of("query", "Must be at most 8 levels deep"));
        }
        String both = size + "[$in][]=5&" + size + "[$nin][]=true&";
        host.get(LIST + both.repeat(990)).isOk();
    }

    private static String in(String field) {
        return field.replace("[", ".").replace("]", "") + ".$in";
    }

    @Test
    void as_much_as_a_body_holds_is_refused_before_it_is_looked_at() {
        for (String element : new String[] {"{}", "5", "{\"id\":1}", "{\"x\":1}", "{\"$or\":[]}", "{\"$not\":{}}"}) {
            int count = 900_000 / (element.length() + 1);
            assertThat(search(or(count, element)).errors()).hasSizeBetween(1, 100);
        }
        assertThat(search("{\"id\":{\"$in\":[1" + ",1".repeat(400_000) + "]}}").errors())
                .containsOnlyKeys("filter.id.$in");
        assertThat(search("{\"id\":{\"$in\":[\"\"" + ",\"\"".repeat(300_000) + "]}}")
                        .errors())
                .hasSize(100)
                .containsKey("filter.id.$in.99");
        String names =
                IntStream.range(0, 50_000).mapToObj(i -> "\"$" + i + "\":1").collect(Collectors.joining(","));
        assertThat(search("{" + names + "}").errors()).hasSize(100);
        assertThat(search("{\"email\":{" + names + "}}").errors()).hasSize(100);
        assertThat(search("{\"custom_fields_by_name\":{" + names + "}}").errors())
                .hasSize(100);
        assertThat(search("{\"created_at\":\"" + "2".repeat(900_000) + "\"}").errors())
                .containsOnlyKeys("filter.created_at");
        assertThat(host.get(LIST + "custom_fields_by_name[Size]=" + "9".repeat(900_000))
                        .isOk()
                        .ids())
                .isEmpty();
    }

    @Test
    void what_comes_after_a_bound_is_not_looked_at() {
        String unknown =
                IntStream.range(0, 100).mapToObj(i -> "\"$" + i + "\":1,").collect(Collectors.joining());

        assertThat(search("{\"$and\":[" + or(201, "{\"id\":1}") + ",{\"email\":5}]}")
                        .errors())
                .isEqualTo(Map.of("filter", "Must have at most 200 conditions"));
        assertThat(search("{\"$and\":[" + or(201, "{}") + ",{\"email\":5}]}").errors())
                .isEqualTo(Map.of("filter", "Must have at most 200 conditions"));
        assertThat(host.send("GET", LIST, "{\"query\":{" + unknown + "\"email\":5}}")
                        .errors())
                .hasSize(100)
                .doesNotContainKey("email");
    }

    @Test
    void a_key_of_any_length_is_repeated_in_part_only() {
        String name = "x".repeat(100_000);

        host.get(LIST + "$or[0][" + name + "]=1").isInvalid("Invalid query", "$or.0." + "x".repeat(100));
        host.get(LIST + "email[" + name + "]=1").isInvalid("Invalid query", "email." + "x".repeat(100));
        host.get(LIST + "custom_fields_by_name[" + name + "]=1")
                .isInvalid("Invalid query", "custom_fields_by_name." + "x".repeat(100));
    }

    private TestHost.Answer search(String filter) {
        return host.search(
                "{\"organization_id\":456,\"searchTerm\":\"ada\",\"searchIn\":\"name\",\"filter\":" + filter + "}");
    }

    private static String or(int count, String element) {
        return "{\"$or\":[" + (element + ",").repeat(count - 1) + element + "]}";
    }
}
