package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of requests. */
class BodiesTest {
    private static final String ADA = "{\"organization_id\":456,\"first_name\":\"Ada\"}";

    private final TestHost host = new TestHost();

    @Test
    @Tag("7.7")
    void a_body_has_at_most_a_mebibyte() {
        byte[] longest = (ADA + " ".repeat(ContactsEndpoint.MAX_BODY - ADA.length())).getBytes(StandardCharsets.UTF_8);
        byte[] longer = new byte[ContactsEndpoint.MAX_BODY + 1];

        assertThat(host.send("POST", "/contacts", longest).status()).isEqualTo(201);
        host.send("POST", "/contacts", longer).isRefused(413, "Payload too large");
        host.send("GET", "/contacts/1", longer).isRefused(413, "Payload too large");
        host.send("DELETE", "/contacts/1", longer).isRefused(413, "Payload too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nope",
                "1",
                "null",
                "\"text\"",
                "{\"first_name\":\"Ada\",\"first_name\":\"Ada\"}",
                "{} {}",
                "{}x",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{/**/}",
                "{\"a\":\"\n\"}"
            })
    @Tag("7.8")
    void json_is_read_strictly(String json) {
        host.post(json).isRefused(400, "Invalid JSON");
        host.created("Ada");
        host.patch(1, json).isRefused(400, "Invalid JSON");
        host.search(json).isRefused(400, "Invalid JSON");
    }

    @Test
    @Tag("2.15")
    @Tag("7.8")
    void a_number_of_any_exponent_is_json_and_reported_by_its_path() {
        host.created("Ada");
        for (String number : List.of("1e99999999999", "-1e-99999999999", "1e999999999")) {
            host.patch(1, "{\"company_id\":" + number + ",\"custom_fields_by_name\":{\"n\":" + number + "}}")
                    .isInvalid("Invalid contact data", "company_id", "custom_fields_by_name.n");
        }
    }

    @Test
    @Tag("7.8")
    void json_is_utf_8_and_nothing_else() {
        host.send("POST", "/contacts", ADA.getBytes(StandardCharsets.UTF_16)).isRefused(400, "Invalid JSON");
        host.send("POST", "/contacts", ADA.getBytes(StandardCharsets.UTF_16LE)).isRefused(400, "Invalid JSON");
        host.send("POST", "/contacts", ADA.replace("Ada", "Zoë").getBytes(StandardCharsets.ISO_8859_1))
                .isRefused(400, "Invalid JSON");
        host.send("POST", "/contacts", ADA.replace("Ada", "Zoë 😀")).isOk();
    }

    @Test
    @Tag("7.8")
    void json_is_at_most_32_deep_and_a_number_at_most_1000_digits_long() {
        host.post(nested(31)).isInvalid("Invalid contact data", "organization_id", "first_name", "a");
        host.post(nested(32)).isRefused(400, "Invalid JSON");
        host.post(nested(100_000)).isRefused(400, "Invalid JSON");
        host.post("{\"a\":" + "9".repeat(1_001) + "}").isRefused(400, "Invalid JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json; charset=utf8",
                "application/json; charset=\"UTF8\"",
                "application/json ; foo=bar ; charset=Utf-8"
            })
    @Tag("7.8")
    void a_body_says_that_it_is_json(String contentType) {
        host.with("content-type", contentType).post(ADA).isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "text/json",
                "application/x-www-form-urlencoded",
                "application/json-patch+json",
                "application/json; charset=utf-16",
                "application/json; charset=",
                "application/json; charset=utf-8x",
                "application/json; charset=utf_8",
                "application/json, application/json"
            })
    @Tag("7.8")
    void a_body_that_says_something_else_is_refused(String contentType) {
        host.created("Ada");
        host.with("content-type", contentType);

        host.post(ADA).isRefused(400, "Content-Type must be application/json");
        host.patch(1, "{}").isRefused(400, "Content-Type must be application/json");
        host.send("GET", "/contacts/1", "{}").isRefused(400, "Content-Type must be application/json");
        host.get("/contacts/1").isOk();
        host.send("DELETE", "/contacts/1", "whatever").isOk();
    }

    @Test
    @Tag("7.49")
    void one_byte_order_mark_before_json_is_skipped() {
        host.post("\uFEFF" + ADA).isOk();
        host.patch(1, "\uFEFF{\"last_name\":\"L\"}").isOk();
        host.send("GET", "/contacts?organization_id=456", "\uFEFF{\"query\":{}}")
                .isOk();

        assertThat(FilterJson.read("\uFEFF{\"id\":1}")).isEqualTo(FilterJson.read("{\"id\":1}"));
        for (String body : List.of("\uFEFF\uFEFF" + ADA, "\uFEFF", ADA + "\uFEFF", " \uFEFF" + ADA, "{\uFEFF}")) {
            host.post(body).isRefused(400, "Invalid JSON");
        }
    }

    @Test
    @Tag("7.50")
    void an_empty_list_of_custom_fields_is_an_empty_map() {
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"custom_fields_by_name\":[]}")
                .isOk();
        host.patch(1, "{\"custom_fields_by_name\":{\"Size\":5}}").isOk();
        host.patch(1, "{\"custom_fields_by_name\":[]}").isOk();

        host.get("/contacts/1?$select=custom_fields_by_name").isOk();
        assertThat(host.contacts.get(TestHost.ADMIN, 1).customFields().size()).isEqualTo(1);
        assertThat(ContactJson.readPatch("\uFEFF{\"custom_fields_by_name\":[]}").violations())
                .isEmpty();
        for (String list : List.of("[1]", "[[]]", "[null]", "\"[]\"")) {
            host.patch(1, "{\"custom_fields_by_name\":" + list + "}")
                    .isInvalid("Invalid contact data", "custom_fields_by_name");
            host.patch(1, "{\"first_name\":[]}").isInvalid("Invalid contact data", "first_name");
        }
    }

    @Test
    @Tag("7.22")
    void a_contact_can_be_read_edited_and_sent_back() {
        host.post(
                        "{\"organization_id\":456,\"first_name\":\"Ada\",\"email\":\"a@example.com\",\"owned_by_user_id\":789,"
                                + "\"company_id\":101,\"phone\":\"5550100\",\"custom_fields_by_name\":{\"Industry\":\"Music\"}}")
                .isOk();
        String read = host.get("/contacts/1").text();

        var unchanged = host.at("2024-01-01T00:00:00Z").patch(1, read);
        var edited = host.patch(1, read.replace("a@example.com", "b@example.com"));

        assertThat(unchanged.text()).isEqualTo(read);
        assertThat(edited.json().get("email").asText()).isEqualTo("b@example.com");
        assertThat(edited.json().get("updated_at").asText()).isEqualTo("2024-01-01T00:00:00.000Z");
    }

    @Test
    @Tag("7.22")
    void keys_that_the_wire_does_not_write_are_ignored() {
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"id\":\"x\",\"created_at\":5,\"updated_at\":null,"
                        + "\"deleted_at\":\"2023-01-01T00:00:00.000Z\",\"created_by_user_id\":1,\"owner\":{},\"company\":[],"
                        + "\"avatar_url\":\"javascript:x\",\"channel_whatsapp_wa_id\":1,\"channel_instagram_user_id\":1,"
                        + "\"system_type\":\"root\",\"version\":-1}")
                .isOk();

        var ada = host.get("/contacts/1").isOk().json();
        assertThat(ada.get("avatar_url").isNull()).isTrue();
        assertThat(ada.get("channel_whatsapp_wa_id").isNull()).isTrue();
        assertThat(ada.get("created_by_user_id").asLong()).isEqualTo(789);
        assertThat(ada.get("system_type").asText()).isEqualTo("contact");
    }

    /** A new field that answers only show fails here until it is listed. */
    @Test
    @Tag("7.22")
    void a_body_writes_every_field_that_callers_write_but_those_that_answers_only_show() {
        Set<ContactField<?>> shownOnly = Set.of(
                ContactFields.CHANNEL_WHATSAPP_WA_ID,
                ContactFields.CHANNEL_INSTAGRAM_USER_ID,
                ContactFields.AVATAR_URL);
        Map<String, Object> everyKey = new LinkedHashMap<>();
        ContactFields.writable().forEach(field -> everyKey.put(field.name(), null));
        List<Violation> problems = new ArrayList<>();

        List<ContactField<?>> written =
                ContactBody.read(everyKey, problems::add).fields();

        assertThat(written)
                .containsExactlyElementsOf(ContactFields.writable().stream()
                        .filter(field -> !shownOnly.contains(field))
                        .toList());
        assertThat(problems).isEmpty();
    }

    @Test
    @Tag("7.22")
    void keys_that_exist_nowhere_are_told_with_all_other_mistakes() {
        host.post("{\"shoe_size\":38,\"limit\":1,\"email\":\"nope\",\"phone\":5,\"company_id\":\"101\","
                        + "\"custom_fields_by_name\":{\"Size\":{}}}")
                .isInvalid(
                        "Invalid contact data",
                        "organization_id",
                        "first_name",
                        "email",
                        "phone",
                        "company_id",
                        "custom_fields_by_name.Size",
                        "shoe_size",
                        "limit");
        host.created("Ada");
        host.patch(1, "{\"shoe_size\":38,\"phone\":5}").isInvalid("Invalid contact data", "shoe_size", "phone");
        host.patch(1, "{\"email\":\"nope\",\"first_name\":null}")
                .isInvalid("Invalid contact data", "email", "first_name");
    }

    @Test
    @Tag("7.22")
    void an_owner_that_the_directory_does_not_know_is_told() {
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"owned_by_user_id\":790,\"company_id\":201}")
                .isInvalid("Invalid contact data", "owned_by_user_id", "company_id");
    }

    @Test
    @Tag("7.23")
    void a_patch_may_be_for_one_version_only() {
        host.created("Ada");

        host.patch(1, "{\"ifVersion\":1,\"last_name\":\"Lovelace\"}").isOk();
        var conflict = host.patch(1, "{\"ifVersion\":1,\"last_name\":\"King\"}");

        conflict.isRefused(409, "Version conflict");
        assertThat(conflict.json().get("data")).hasToString("{\"version\":2}");
        host.patch(1, "{\"ifVersion\":99999999999999999999}").isRefused(409, "Version conflict");
        host.patch(1, "{\"ifVersion\":\"2\",\"phone\":5}").isInvalid("Invalid contact data", "ifVersion", "phone");
        host.patch(1, "{\"ifVersion\":null}").isInvalid("Invalid contact data", "ifVersion");
        host.patch(1, "{\"ifVersion\":2.0}").isInvalid("Invalid contact data", "ifVersion");
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"ifVersion\":1}")
                .isInvalid("Invalid contact data", "ifVersion");
        assertThat(host.get("/contacts/1").json().get("last_name").asText()).isEqualTo("Lovelace");
    }

    @Test
    @Tag("7.24")
    void a_search_says_what_to_look_for_and_where() {
        host.created("José");
        host.contacts.create(
                TestHost.ADMIN,
                contact -> contact.firstName("Ann")
                        .email("jose@example.com")
                        .phone("(555) 010-9876")
                        .phoneCountryCode("+1")
                        .phoneCountryIso("US"));

        assertThat(found("\"searchIn\":\"name\",\"searchTerm\":\"jose\"")).containsExactly(1L);
        assertThat(found("\"searchIn\":\"name\",\"searchTerm\":\"jose\",\"phone_country_iso\":7"))
                .containsExactly(1L);
        assertThat(found("\"searchIn\":\"email\",\"searchTerm\":\"jose\"")).containsExactly(2L);
        assertThat(found("\"searchIn\":\"phone\",\"searchTerm\":\"0109876\",\"phone_country_iso\":\"US\","
                        + "\"phone_country_code\":\"+1\""))
                .containsExactly(2L);
        assertThat(found("\"searchIn\":\"name\",\"searchTerm\":\"jose\",\"$skip\":1"))
                .isEmpty();
        assertThat(host.search(
                                "{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"jose\",\"$limit\":5000}")
                        .text())
                .startsWith("{\"total\":1,\"limit\":100,\"skip\":0,\"data\":[{\"id\":1,");
    }

    @Test
    @Tag("7.24")
    void all_that_is_wrong_with_a_search_is_told_at_once_by_the_names_of_the_wire() {
        host.search("{\"searchTerm\":\"j\",\"searchIn\":\"phone\",\"$limit\":-1,\"$skip\":\"1\",\"limit\":5}")
                .isInvalid(
                        "Invalid search",
                        "organization_id",
                        "searchTerm",
                        "phone_country_iso",
                        "phone_country_code",
                        "$limit",
                        "$skip",
                        "limit");
        host.search("{\"organization_id\":456}").isInvalid("Invalid search", "searchTerm", "searchIn");
        host.search("{\"organization_id\":456,\"searchTerm\":12,\"searchIn\":\"Name\"}")
                .isInvalid("Invalid search", "searchTerm", "searchIn");
        host.search("{\"organization_id\":456,\"searchTerm\":\"12\",\"searchIn\":\"phone\",\"phone_country_iso\":1,"
                        + "\"phone_country_code\":\"x\"}")
                .isInvalid("Invalid search", "phone_country_iso", "phone_country_code");
    }

    @Test
    @Tag("7.25")
    void a_list_of_contacts_is_not_created() {
        host.post("[" + ADA + "]").isRefused(405, "Method not allowed");
        host.post("[" + ADA).isRefused(400, "Invalid JSON");
        host.search("[]").isRefused(400, "Invalid JSON");
        host.created("Ada");
        host.patch(1, "[]").isRefused(400, "Invalid JSON");
        assertThat(host.get("/contacts?organization_id=456").ids()).containsExactly(1L);
    }

    private List<Long> found(String search) {
        return host.search("{\"organization_id\":456," + search + "}").isOk().ids();
    }

    /** Returns an object with lists in lists, of this depth in all. */
    private static String nested(int deep) {
        return "{\"a\":" + "[".repeat(deep) + "]".repeat(deep) + "}";
    }
}
