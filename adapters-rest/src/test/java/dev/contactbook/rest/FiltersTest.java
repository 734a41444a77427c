package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters of lists and searches, in the query string and in JSON. */
class FiltersTest {
    private static final String LIST = "/contacts?organization_id=456";

    private final TestHost host = new TestHost();

    /** 1 is Ada, 2 is Bob, 3 is Zoë, 4 is another Ada. Only 1 has a company, and 3 has no e-mail. */
    @BeforeEach
    void createFour() {
        host.at("2023-01-01T00:00:00Z")
                .contacts
                .create(
                        TestHost.ADMIN,
                        c -> c.firstName("Ada")
                                .lastName("Lovelace")
                                .email("ada@example.org")
                                .company(101)
                                .customField("Industry", "Steel")
                                .customField("Size", 5));
        host.at("2023-01-02T00:00:00Z")
                .contacts
                .create(
                        TestHost.ADMIN,
                        c -> c.firstName("Bob")
                                .email("bob@example.com")
                                .owner(789)
                                .customField("Industry", List.of("Tin", "Öl"))
                                .customField("Size", "5"));
        host.at("2023-01-03T00:00:00Z")
                .contacts
                .create(
                        TestHost.ADMIN,
                        c -> c.firstName("Zoë")
                                .lastName("5")
                                .customField("Size", 12.5)
                                .customField("VIP", true));
        host.at("2023-01-04T00:00:00Z")
                .contacts
                .create(
                        TestHost.ADMIN,
                        c -> c.firstName("Ada").email("x@example.org").customField("VIP", "true"));
    }

    @ParameterizedTest
    @CsvSource({
        "first_name=Ada, '1,4'",
        "first_name=ada, ''",
        "last_name=, '2,4'",
        "last_name=5, 3",
        "company_id=101, 1",
        "company_id=, '2,3,4'",
        "created_at=2023-01-02T00:00:00Z, 2",
        "created_at=2023-01-02T01:00:00%2B01:00, 2",
        "email[$ne]=ada@example.org, '2,3,4'",
        "email[$ne]=, '1,2,4'",
        "id[$in][]=1&id[$in][]=3, '1,3'",
        "id[$in][0]=1&id[$in][1]=3, '1,3'",
        "id[$in]=3, 3",
        "email[$in][]=&email[$in][]=bob@example.com, '2,3'",
        "email[$in]=, 3",
        "email[$in][]=, ''",
        "id[$in][0]=, ''",
        "email[$nin][]=, '1,2,3,4'",
        "email[$in][]=&email[$in][]=, 3",
        "id[$nin][]=1&id[$nin][]=3, '2,4'",
        "email[$nin]=, '1,2,4'",
        "id[$lt]=2, 1",
        "id[$lte]=2, '1,2'",
        "created_at[$gt]=2023-01-03T00:00:00.000Z, 4",
        "created_at[$gte]=2023-01-03T00:00:00.000Z, '3,4'",
        "created_at[$gte]=2023-01-03T00:00:00.000000001Z, 4",
        "email[$contains]=EXAMPLE.org, '1,4'",
        "first_name[$startsWith]=zoe, 3",
        "email[$endsWith]=.COM, 2",
        "email[$same]=ADA@Example.org, 1",
        "email[$same]=Ada <ada@example.org>, 1",
        "first_name[$same]=ZOE, 3",
        "first_name[$same][]=zoe&first_name[$same][]=%20BOB, '2,3'",
        "first_name[$same][0]=zoe&first_name[$same][1]=bob, '2,3'",
        "first_name[$same][]=, ''",
        "email[$exists]=true, '1,2,4'",
        "email[$exists]=false, 3",
        "version[$exists]=true, '1,2,3,4'",
        "id[$gt]=1&id[$lt]=4, '2,3'",
        "id[$gt]=-1, '1,2,3,4'",
        "id[$lt]=99999999999999999999999999, '1,2,3,4'",
        "id[$gt]=-99999999999999999999999999, '1,2,3,4'",
        "id[$gt]=99999999999999999999999999, ''",
        "first_name=Ada&company_id=101, 1",
        "system_type=contact&version=1&deleted_at=&created_by_user_id=789, '1,2,3,4'"
    })
    @Tag("7.52")
    @Tag("7.51")
    @Tag("7.31")
    void a_key_of_the_query_string_is_a_condition_with_the_operators_of_feathers(String query, String ids) {
        assertThat(listed(query)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'first_name':'Ada' | 1,4",
                "'last_name':null | 2,4",
                "'last_name':'' | ``",
                "'last_name':'5' | 3",
                "'company_id':101 | 1",
                "'created_at':'2023-01-02T00:00:00.000Z' | 2",
                "'email':{'$ne':null} | 1,2,4",
                "'id':{'$in':[1,3]} | 1,3",
                "'id':{'$in':[]} | ``",
                "'id':{'$nin':[]} | 1,2,3,4",
                "'email':{'$in':[null,'bob@example.com']} | 2,3",
                "'id':{'$gte':2,'$lt':4} | 2,3",
                "'id':{'$gt':-99999999999999999999} | 1,2,3,4",
                "'created_at':{'$lte':'2023-01-02T01:00:00+01:00'} | 1,2",
                "'first_name':{'$contains':'D'} | 1,4",
                "'first_name':{'$same':'ADA'} | 1,4",
                "'first_name':{'$same':['ADA','zoë']} | 1,3,4",
                "'first_name':{'$same':[]} | ``",
                "'$not':{'first_name':{'$same':'ada'}} | 2,3",
                "'email':{'$exists':false} | 3",
                "'first_name':'Ada','email':{'$endsWith':'org'},'company_id':{'$exists':false} | 4"
            })
    @Tag("7.31")
    void a_key_of_the_query_in_a_body_is_a_condition_too(String query, String ids) {
        assertThat(listedByBody(query)).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&$limit=5", "&$select=email&$sort[id]=1&fastJoinForContactList=true"})
    @Tag("7.31")
    void keys_that_mean_something_else_are_no_conditions(String keys) {
        assertThat(host.get(LIST + keys).isOk().ids()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    @Tag("7.31")
    void a_page_of_a_filtered_list_counts_what_the_filter_means() {
        assertThat(host.get(LIST + "&first_name=Ada&$limit=1&$sort[id]=-1&$select=id")
                        .text())
                .isEqualTo("{\"total\":2,\"limit\":1,\"skip\":0,\"data\":[{\"id\":4}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "$or[0][id]=1&$or[1][first_name]=Bob, '1,2'",
        "$or[][id]=1&$or[][first_name]=Bob, '1,2'",
        "$or[0][id]=1&$or[0][first_name]=Bob, ''",
        "$and[0][first_name]=Ada&$and[1][id][$gt]=1, 4",
        "$not[first_name]=Ada, '2,3'",
        "$not[first_name]=Ada&$not[id]=1, '2,3,4'",
        "$or[0][$and][0][id]=1&$or[1][$not][id][$lt]=4, '1,4'",
        "$or[0][id]=1&$or[1][id]=2&first_name=Bob, 2",
        "$or[0][organization_id]=456, '1,2,3,4'",
        "$or[0][organization_id][$ne]=456, ''",
        "$not[organization_id]=457, '1,2,3,4'",
        "$and[0][organization_id]=457, ''"
    })
    @Tag("7.32")
    void conditions_are_joined_by_or_and_not(String query, String ids) {
        assertThat(listed(query)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'$or':[{'id':1},{'first_name':'Bob'}] | 1,2",
                "'$or':[] | ``",
                "'$or':[{}] | 1,2,3,4",
                "'$and':[] | 1,2,3,4",
                "'$and':[{'first_name':'Ada'},{'id':{'$gt':1}}] | 4",
                "'$not':{} | ``",
                "'$not':{'$or':[{'id':1},{'id':2}]} | 3,4",
                "'$not':{'$not':{'first_name':'Ada'}} | 1,4",
                "'$or':[{'organization_id':456,'id':2}] | 2"
            })
    @Tag("7.32")
    void conditions_in_a_body_are_joined_too(String query, String ids) {
        assertThat(listedByBody(query)).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom_fields_by_name%5BSize%20%5Bcm%5D%5D=5",
                "custom_fields_by_name[Size%20%5Bcm%5D]=5",
                "custom_fields_by_name[Size+[cm]]=5",
                "custom_fields_by_name[Size%20[cm]]=5",
                "custom_fields_by_name[size%20%5BCM%5D]=5",
                "custom_fields_by_name%5BSize%20%5Bcm%5D%5D%5B%24in%5D%5B%5D=5",
                "custom_fields_by_name[Size%20%5Bcm%5D][$gte]=5",
                "$or%5B0%5D%5Bcustom_fields_by_name%5D%5BSize%20%5Bcm%5D%5D=5&$or[1][id]=99",
                "custom_fields_by_name[a%5Db]=x",
                "custom_fields_by_name[%5B]=x",
                "custom_fields_by_name[a%5D%5Bb]=x",
                "custom_fields_by_name%5B%5Bx%5D%20y%5D=x"
            })
    @Tag("7.48")
    void brackets_of_a_custom_name_are_no_brackets_of_the_query(String query) {
        host.contacts.create(
                TestHost.ADMIN,
                c -> c.firstName("Eve")
                        .customField("Size [cm]", 5)
                        .customField("a]b", "x")
                        .customField("[", "x")
                        .customField("a][b", "x")
                        .customField("[x] y", "x"));

        assertThat(listed(query)).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "custom_fields_by_name%5BSize%20%5Bcm%5D=5",
                "custom_fields_by_name%5BSize%5D%5D=5",
                "custom_fields_by_name[Size[]=5",
                "custom_fields_by_name[Size]]=5",
                "email%5B%5B$ne%5D%5D=5",
                "$or[0][[id]]=5"
            })
    @Tag("7.9")
    @Tag("7.48")
    void other_brackets_that_do_not_match_are_no_filter(String query) {
        host.get("/contacts?organization_id=456&" + query).isRefused(400, "Invalid query");
    }

    @ParameterizedTest
    @CsvSource({
        "[Industry]=Steel, 1",
        "[industry]=Tin, 2",
        "[Industry][$contains]=ol, 2",
        "[Industry][$exists]=false, '3,4'",
        "[Industry][$ne]=Steel, '2,3,4'",
        "[Industry]=, '3,4'",
        "[Industry][$in][]=Steel&custom_fields_by_name[Size]=5, 1",
        "[Size]=5, '1,2'",
        "[Size]=5.0, 1",
        "[Size]=05, ''",
        "[Size]=125e-1, 3",
        "[Size]=1e9999999999, ''",
        "[Size]=1e999999999, ''",
        "[Size][$ne]=5, '3,4'",
        "[Size][$in][]=5&custom_fields_by_name[Size][$in][]=12.5, '1,2,3'",
        "[Size][$nin]=5, '3,4'",
        "[Size][$in][]=, ''",
        "[Size][$nin][]=, '1,2,3,4'",
        "[Size][$gte]=5, '1,2,3'",
        "[Size][$lt]=12, 1",
        "[Size][$lte]=x, 2",
        "[Size][$startsWith]=5, 2",
        "[Size][$same]=5, 2",
        "[industry][$same]=ol, 2",
        "[industry][$same][]=OL&custom_fields_by_name[industry][$same][]=steel, '1,2'",
        "[VIP]=true, '3,4'",
        "[VIP]=True, ''",
        "[VIP][$ne]=true, '1,2'",
        "[VIP][$gt]=tru, 4",
        "[nobody's]=x, ''"
    })
    @Tag("7.33")
    @Tag("7.34")
    @Tag("7.51")
    void a_custom_field_of_the_query_string_is_found_by_all_that_its_text_spells(String query, String ids) {
        assertThat(listed("custom_fields_by_name" + query)).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Industry':'Steel' | 1",
                "'Size':5 | 1",
                "'Size':5.0 | 1",
                "'Size':'5' | 2",
                "'Size':{'$in':[5,'5',null]} | 1,2,4",
                "'Size':{'$gt':5} | 3",
                "'Size':{'$gte':'5'} | 2",
                "'Size':{'$gte':5,'$lt':12} | 1",
                "'VIP':true | 3",
                "'VIP':{'$ne':true} | 1,2,4",
                "'VIP':'true' | 4",
                "'VIP':null | 1,2",
                "'Industry':{'$contains':'ol'},'Size':{'$exists':true} | 2"
            })
    @Tag("7.33")
    @Tag("7.34")
    void a_custom_field_in_a_body_is_found_by_what_its_value_is(String fields, String ids) {
        assertThat(listedByBody("'custom_fields_by_name':{" + fields + "}")).isEqualTo(ids);
    }

    @Test
    @Tag("7.33")
    void every_key_below_the_custom_fields_is_a_name() {
        host.contacts.create(
                TestHost.ADMIN,
                c -> c.firstName("Eve").customField("email", "steel").customField("0", "x"));

        assertThat(listed("custom_fields_by_name[email]=steel")).isEqualTo("5");
        assertThat(listed("custom_fields_by_name[0]=x")).isEqualTo("5");
    }

    @Test
    @Tag("7.10")
    void an_empty_condition_of_the_query_string_wins_over_the_body() {
        String body = "{\"query\":{\"email\":\"bob@example.com\",\"id\":{\"$lt\":4}}}";

        assertThat(host.send("GET", LIST, body).ids()).containsExactly(2L);
        assertThat(host.send("GET", LIST + "&email=", body).ids()).containsExactly(3L);
        assertThat(host.send("GET", LIST + "&id[$gt]=1&email[$exists]=true", body)
                        .ids())
                .containsExactly(2L, 4L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'company_id':101} | 1",
                "{'$or':[{'id':4},{'custom_fields_by_name':{'Size':5}}],'email':{'$exists':true}} | 1,4",
                "{} | 1,4",
                "null | 1,4",
                "{'organization_id':457} | ``"
            })
    @Tag("7.36")
    void a_search_finds_those_whom_its_filter_means(String filter, String ids) {
        var found = host.search(("{'organization_id':456,'searchTerm':'ada','searchIn':'name','filter':" + filter + "}")
                .replace('\'', '"'));

        assertThat(joined(found)).isEqualTo(ids);
        assertThat(found.json().get("total").asInt()).isEqualTo(found.ids().size());
    }

    @Test
    @Tag("7.36")
    void a_phone_search_has_its_country_and_a_filter_one_of_its_own() {
        host.contacts.create(
                TestHost.ADMIN,
                c -> c.firstName("Eve").phone("555 0100").phoneCountryCode("+1").phoneCountryIso("US"));
        String search = "{\"organization_id\":456,\"searchTerm\":\"0100\",\"searchIn\":\"phone\","
                + "\"phone_country_iso\":\"us\",\"phone_country_code\":\"1\",\"filter\":{\"phone_country_iso\":%s}}";

        assertThat(host.search(search.formatted("\"US\"")).ids()).containsExactly(5L);
        assertThat(host.search(search.formatted("\"DE\"")).ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PATCH", "DELETE"})
    @Tag("7.31")
    void a_contact_that_its_filter_means_is_found(String verb) {
        host.send(verb, "/contacts/1?company_id=101&email[$exists]=true", verb.equals("GET") ? "" : "{}")
                .isOk();
    }

    @Test
    @Tag("7.34")
    void a_list_in_the_query_string_has_any_number_of_values_that_its_parameters_allow() {
        String ids =
                IntStream.range(0, 1_000).mapToObj(id -> "&id[$in][]=" + id).collect(Collectors.joining());

        assertThat(host.get(LIST + ids).ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(host.get(LIST + ids + "&id[$in][]=0").errors())
                .containsEntry("id.$in", "Must be at most 1000 values");
    }

    private String listed(String query) {
        return joined(host.get(LIST + "&" + query).isOk());
    }

    private String listedByBody(String query) {
        String json = "{'query':{'organization_id':456," + query + "}}";
        return joined(host.send("GET", "/contacts", json.replace('\'', '"')).isOk());
    }

    private static String joined(TestHost.Answer answer) {
        return answer.isOk().ids().stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
