package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.OtherEmail;
import dev.contactbook.domain.OtherPhone;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** E-mails and phones beside the primary ones on the wire. */
class SeveralAddressesTest {
    private static final String EMAILS = "{\"email\":\"ada@work.example\",\"label\":\"work\"}";
    private static final String PHONES =
            "{\"phone\":\"555 0100\",\"phone_country_code\":\"+1\",\"phone_country_iso\":\"US\",\"label\":null}";

    private final TestHost host = new TestHost();

    @Test
    @Tag("7.54")
    void a_body_writes_lists_and_a_patch_replaces_one() {
        host.post(
                "{\"organization_id\":456,\"first_name\":\"Ada\",\"other_emails\":[" + EMAILS + "],"
                        + "\"other_phones\":[{\"phone\":\"555 0100\",\"phone_country_code\":\"1\",\"phone_country_iso\":\"us\"}]}");

        Contact created = stored();
        host.patch(1, "{\"other_emails\":[]}").isOk();

        assertThat(created.otherEmails())
                .containsExactly(OtherEmail.of("ada@work.example").labelled("work"));
        assertThat(created.otherPhones()).containsExactly(OtherPhone.of("555 0100", "US", "+1"));
        assertThat(stored().otherEmails()).isEmpty();
        assertThat(stored().otherPhones()).isEqualTo(created.otherPhones());
        host.patch(1, "{\"other_phones\":null}").isOk();
        assertThat(stored().otherPhones()).isEmpty();
    }

    @Test
    @Tag("7.54")
    void each_wrong_text_of_an_entry_has_a_path() {
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"other_emails\":[" + EMAILS
                        + ",{\"email\":\"no\",\"name\":\"x\"}],\"other_phones\":[{\"phone\":5},7]}")
                .isInvalid(
                        "Invalid contact data",
                        "other_emails.1.name",
                        "other_emails.1.email",
                        "other_phones.0.phone",
                        "other_phones.1");
        host.post("{\"organization_id\":456,\"first_name\":\"Ada\",\"other_emails\":{}}")
                .isInvalid("Invalid contact data", "other_emails");
    }

    @Test
    @Tag("7.55")
    void lists_are_answered_only_where_they_are_selected() {
        host.contacts.create(
                TestHost.ADMIN,
                c -> c.firstName("Ada")
                        .email("ada@x.org")
                        .addEmail(OtherEmail.of("ada@work.example").labelled("work"))
                        .addPhone(OtherPhone.of("555 0100", "US", "+1")));
        String both = "\"other_emails\":[" + EMAILS + "],\"other_phones\":[" + PHONES + "]";

        assertThat(host.get("/contacts/1").text()).doesNotContain("other_");
        assertThat(host.get("/contacts?organization_id=456").text()).doesNotContain("other_");
        assertThat(host.get("/contacts/1?$select[]=other_emails&$select[]=other_phones&$select[]=version")
                        .text())
                .isEqualTo("{\"id\":1," + both + ",\"version\":1}");
        assertThat(host.get("/contacts?organization_id=456&$select[]=other_phones&$select[]=other_emails")
                        .text())
                .contains("\"data\":[{\"id\":1," + both + "}]");
        assertThat(host.search("{\"organization_id\":456,\"searchIn\":\"email\",\"searchTerm\":\"work.ex\","
                                + "\"$select\":[\"other_emails\"]}")
                        .text())
                .contains("\"data\":[{\"id\":1,\"other_emails\":[" + EMAILS + "]}]");
        assertThat(host.search("{\"organization_id\":456,\"searchIn\":\"name\",\"searchTerm\":\"ada\","
                                + "\"$select\":\"other_phones\"}")
                        .text())
                .contains("\"data\":[{\"id\":1,\"other_phones\":[" + PHONES + "]}]");
        assertThat(host.patch(1, "{\"last_name\":\"L\"}").text()).doesNotContain("other_");
    }

    @Test
    @Tag("7.55")
    void conditions_and_sorts_by_lists_do_not_exist() {
        host.get("/contacts?organization_id=456&other_emails=x").isInvalid("Invalid query", "other_emails");
        host.get("/contacts?organization_id=456&$sort[other_emails]=1")
                .isInvalid("Invalid query", "$sort.other_emails");
    }

    @Test
    @Tag("7.47")
    @Tag("7.55")
    void json_of_hosts_is_read_with_lists_and_written_without() {
        Contact contact = ContactJson.read("{\"id\":1,\"organization_id\":456,\"first_name\":\"Ada\",\"other_emails\":["
                + EMAILS + "],\"other_phones\":[" + PHONES + "]}");
        List<Contact> rows = new ArrayList<>(List.of(contact));

        assertThat(contact.otherEmails()).extracting(OtherEmail::label).containsExactly("work");
        assertThat(contact.otherPhones()).containsExactly(OtherPhone.of("555 0100", "US", "+1"));
        assertThat(rows)
                .extracting(ContactJson::write)
                .allSatisfy(json -> assertThat(json).doesNotContain("other_"));
    }

    private Contact stored() {
        return host.contacts.get(TestHost.ADMIN, 1);
    }
}
