package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.ListRequest;
import dev.contactbook.spi.Rows;
import dev.contactbook.spi.WriteRequest;
import dev.contactbook.spi.WriteResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values of answers. */
class AnswersTest {
    private static final String FOUND = "id first_name last_name email phone phone_country_code phone_country_iso"
            + " organization_id created_at updated_at deleted_at created_by_user_id owned_by_user_id company_id";
    private static final String REST = " channel_whatsapp_wa_id channel_instagram_user_id system_type avatar_url";

    private final TestHost host = new TestHost();

    @Test
    @Tag("7.20")
    void each_operation_answers_with_its_keys_in_the_order_of_the_document() {
        var created = host.post("{\"organization_id\":456,\"first_name\":\"Ada\"}");
        var createdWithCustomFields = host.post(
                "{\"organization_id\":456,\"first_name\":\"Ada\",\"custom_fields_by_name\":{\"Industry\":\"Music\"}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.keys()).containsExactly(words(FOUND + REST));
        assertThat(createdWithCustomFields.keys()).containsExactly(words(FOUND + REST + " custom_fields_by_name"));
        assertThat(host.get("/contacts/1").keys()).containsExactly(words(FOUND + REST + " custom_fields_by_name"));
        assertThat(host.patch(1, "{}").keys()).containsExactly(words(FOUND + REST + " custom_fields_by_name"));
        assertThat(host.get("/contacts?organization_id=456").keys()).containsExactly("total", "limit", "skip", "data");
        assertThat(host.get("/contacts?organization_id=456").rowKeys())
                .containsExactly(words(FOUND + " custom_fields_by_name"));
        assertThat(host.get("/contacts?organization_id=456&fastJoinForContactList=true")
                        .rowKeys())
                .containsExactly(words(FOUND + " owner company custom_fields_by_name"));
        assertThat(host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\"}")
                        .rowKeys())
                .containsExactly(words(FOUND));
        assertThat(host.send("DELETE", "/contacts/2", "").keys()).containsExactly(words(FOUND + REST));
    }

    @Test
    @Tag("7.20")
    void every_field_of_a_contact_has_a_key() {
        List<String> keys =
                Arrays.stream(WireField.values()).map(WireField::key).toList();

        assertThat(keys)
                .containsAll(
                        ContactFields.all().stream().map(ContactField::name).toList())
                .hasSize(ContactFields.all().size() + 2)
                .contains("owner", "company");
    }

    @Test
    @Tag("7.21")
    void values_are_written_as_what_they_are() {
        Contact contact = host.at("2023-01-01T00:00:00.120Z")
                .contacts
                .create(
                        TestHost.ADMIN,
                        c -> c.firstName("\"Zo\u2028ë\"")
                                .lastName("😀")
                                .owner(789)
                                .channelWhatsappWaId("w")
                                .avatarUrl("/a.png")
                                .customField("text", "a\nb")
                                .customField("hundred", 100)
                                .customField("fraction", new BigDecimal("0.10"))
                                .customField("large", new BigDecimal("1E+20"))
                                .customField("yes", true)
                                .customField("list", List.of("b", "a")));

        assertThat(host.get("/contacts/" + contact.id()).text())
                .isEqualTo(
                        "{\"id\":1,\"first_name\":\"\\\"Zo\u2028ë\\\"\",\"last_name\":\"😀\",\"email\":null,\"phone\":null,"
                                + "\"phone_country_code\":null,\"phone_country_iso\":null,\"organization_id\":456,"
                                + "\"created_at\":\"2023-01-01T00:00:00.120Z\",\"updated_at\":\"2023-01-01T00:00:00.120Z\","
                                + "\"deleted_at\":null,\"created_by_user_id\":789,\"owned_by_user_id\":789,\"company_id\":null,"
                                + "\"channel_whatsapp_wa_id\":\"w\",\"channel_instagram_user_id\":null,"
                                + "\"system_type\":\"contact\",\"avatar_url\":\"/a.png\",\"custom_fields_by_name\":"
                                + "{\"fraction\":0.1,\"hundred\":100,\"large\":100000000000000000000,\"list\":[\"b\",\"a\"],"
                                + "\"text\":\"a\\nb\",\"yes\":true}}");
    }

    @Test
    @Tag("7.18")
    void owner_and_company_come_with_a_list_that_asks_for_them() {
        host.contacts.create(
                TestHost.ADMIN, contact -> contact.firstName("Ada").owner(789).company(101));
        host.created("Grace");

        var rows = host.get("/contacts?organization_id=456&fastJoinForContactList=1")
                .json()
                .get("data");

        assertThat(rows.get(0).get("owner"))
                .hasToString("{\"id\":789,\"first_name\":\"Admin\",\"last_name\":\"User\"}");
        assertThat(rows.get(0).get("company")).hasToString("{\"id\":101,\"name\":\"Example Corp\"}");
        assertThat(rows.get(1).get("owner").isNull()).isTrue();
        assertThat(rows.get(1).get("company").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"true\"", "1", "\"1\""})
    @Tag("7.18")
    void the_flag_has_four_spellings(String flag) {
        host.created("Ada");

        assertThat(host.send(
                                "GET",
                                "/contacts",
                                "{\"query\":{\"organization_id\":456,\"fastJoinForContactList\":" + flag + "}}")
                        .rowKeys())
                .contains("owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "\"TRUE\"", "0", "2", "1.0", "1e0", "null", "[true]", "{}", "\"\""})
    @Tag("7.18")
    void any_other_spelling_of_the_flag_is_false(String flag) {
        host.created("Ada");

        assertThat(host.send(
                                "GET",
                                "/contacts",
                                "{\"query\":{\"organization_id\":456,\"fastJoinForContactList\":" + flag + "}}")
                        .isOk()
                        .rowKeys())
                .doesNotContain("owner");
    }

    @Test
    @Tag("7.19")
    void select_names_the_keys_which_keep_their_order_and_have_the_id() {
        host.created("Ada");

        assertThat(host.get("/contacts/1?$select[]=version&$select[]=email").keys())
                .containsExactly("id", "email", "version");
        assertThat(host.get("/contacts/1?$select[1]=email&$select[0]=phone").keys())
                .containsExactly("id", "email", "phone");
        assertThat(host.get("/contacts/1?$select=email").keys()).containsExactly("id", "email");
        assertThat(host.get("/contacts/1?$select=").keys()).hasSize(19);
        assertThat(host.send("PATCH", "/contacts/1?$select=version", "{}").keys())
                .containsExactly("id", "version");
        assertThat(host.send(
                                "POST",
                                "/contacts?$select=version&ignored=1",
                                "{\"organization_id\":456,\"first_name\":\"Ada\"}")
                        .keys())
                .containsExactly("id", "version");
        assertThat(host.get("/contacts?organization_id=456&fastJoinForContactList=true&$select[]=owner")
                        .rowKeys())
                .containsExactly("id", "owner");
        assertThat(host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\","
                                + "\"$select\":[\"version\",\"custom_fields_by_name\"]}")
                        .rowKeys())
                .containsExactly("id", "custom_fields_by_name", "version");
        assertThat(host.send("DELETE", "/contacts/1?$select[]=custom_fields_by_name", "")
                        .keys())
                .containsExactly("id", "custom_fields_by_name");
    }

    @Test
    @Tag("7.19")
    void custom_fields_are_read_only_where_they_are_shown() {
        List<ContactQuery> queries = new ArrayList<>();
        TestHost watched =
                new TestHost(new Watched(new InMemoryContactRepository(), queries::add), (caller, operation) -> true);
        String search = "\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\"";

        watched.get("/contacts?organization_id=456").isOk();
        watched.get("/contacts?organization_id=456&$select=custom_fields_by_name")
                .isOk();
        watched.search("{" + search + ",\"$select\":\"custom_fields_by_name\"}").isOk();
        assertThat(queries).hasSize(3).allMatch(ContactQuery::wantsCustomFields);

        queries.clear();
        watched.get("/contacts?organization_id=456&$select=email").isOk();
        watched.search("{" + search + "}").isOk();
        assertThat(queries).hasSize(2).noneMatch(ContactQuery::wantsCustomFields);
    }

    @Test
    @Tag("7.19")
    void select_of_a_key_that_is_not_there_is_invalid_and_nothing_is_written() {
        host.created("Ada");

        host.get("/contacts/1?$select=nope").isInvalid("Invalid query", "$select");
        host.get("/contacts/1?$select[a]=email").isInvalid("Invalid query", "$select");
        host.get("/contacts/1?$select=owner").isInvalid("Invalid query", "$select");
        host.get("/contacts?organization_id=456&$select=owner").isInvalid("Invalid query", "$select");
        host.send("GET", "/contacts/1", "{\"query\":{\"$select\":[1]}}").isInvalid("Invalid query", "$select");
        host.send("GET", "/contacts/1", "{\"query\":{\"$select\":{}}}").isInvalid("Invalid query", "$select");
        host.send("PATCH", "/contacts/1?$select=nope", "{\"email\":\"a@b.c\"}").isInvalid("Invalid query", "$select");
        host.send("DELETE", "/contacts/1?$select=nope", "").isInvalid("Invalid query", "$select");
        host.send("POST", "/contacts?$select=nope", "{\"organization_id\":456,\"first_name\":\"Bob\"}")
                .isInvalid("Invalid query", "$select");
        host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\",\"$select\":[\"x\"]}")
                .isInvalid("Invalid search", "$select");
        assertThat(host.get("/contacts?organization_id=456").json().get("total").asInt())
                .isEqualTo(1);
        assertThat(host.get("/contacts/1?$select=version").json().get("version").asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"0\":\"email\"}", "5", "true", "[5]", "[null]", "[[]]"})
    @Tag("7.19")
    void a_select_in_json_that_is_neither_a_name_nor_a_list_of_names_is_invalid(String select) {
        host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\",\"$select\":" + select + "}")
                .isInvalid("Invalid search", "$select");
    }

    @Test
    @Tag("7.28")
    void every_answer_carries_the_same_headers() {
        host.created("Ada");

        assertThat(host.get("/contacts/1").response().headers())
                .containsOnly(
                        Map.entry("Content-Type", "application/json; charset=utf-8"),
                        Map.entry("Cache-Control", "no-store"),
                        Map.entry("X-Content-Type-Options", "nosniff"));
        assertThat(host.as("").get("/contacts/1").response().headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("WWW-Authenticate", "Bearer")
                .hasSize(4);
    }

    @Test
    @Tag("7.21")
    void what_the_system_created_has_no_creator() {
        host.contacts.create(Caller.system(456), contact -> contact.firstName("Ada"));

        assertThat(host.get("/contacts/1").json().get("created_by_user_id").isNull())
                .isTrue();
    }

    @Test
    @Tag("7.70")
    void who_changed_a_contact_last_is_answered_where_it_is_selected() {
        host.created("Ada");

        assertThat(host.get("/contacts/1").text()).doesNotContain("updated_by_user_id");
        assertThat(host.get("/contacts/1?$select[]=updated_by_user_id&$select[]=version")
                        .text())
                .isEqualTo("{\"id\":1,\"updated_by_user_id\":789,\"version\":1}");
        assertThat(host.patch(1, "{\"updated_by_user_id\":7,\"last_name\":\"Lovelace\"}")
                        .status())
                .isEqualTo(200);
        assertThat(host.contacts.get(Caller.system(456), 1).updatedByUserId()).isEqualTo(789);
    }

    private static String[] words(String text) {
        return text.split(" ", -1);
    }

    /** A store that reports its queries. */
    private record Watched(ContactRepository store, Consumer<ContactQuery> told) implements ContactRepository {
        @Override
        public Map<Long, Contact> find(long organizationId, Collection<Long> ids) {
            return store.find(organizationId, ids);
        }

        @Override
        public List<Contact> findByKeys(long organizationId, Collection<ContactKey> keys, int limit) {
            return store.findByKeys(organizationId, keys, limit);
        }

        @Override
        public Rows list(ListRequest request) {
            told.accept(request.query());
            return store.list(request);
        }

        @Override
        public WriteResult write(WriteRequest request) {
            return store.write(request);
        }
    }
}
