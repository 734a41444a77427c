package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.ContactJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContactsJacksonModuleTest {
    private static final Caller ME = Caller.user(789).inOrganization(456);

    private final JsonMapper mapper =
            JsonMapper.builder().addModule(new ContactsJacksonModule()).build();
    private final Contacts contacts = Contacts.over(new InMemoryContactRepository());
    private final Contact ada = contacts.create(
            ME,
            c -> c.firstName("Ada 😀 \"é\"")
                    .email("ada@example.com")
                    .customField("plan", "pro")
                    .customField("tiny", new BigDecimal("0.0000000000001230"))
                    .customField("large", new BigInteger("12" + "0".repeat(60)))
                    .customField("list", List.of("a", "b"))
                    .customField("yes", true));

    record Deal(long id, Contact contact) {}

    record Row(String name) {}

    @Test
    void a_contact_has_the_bytes_of_the_REST_API() {
        assertThat(mapper.writeValueAsString(ada)).isEqualTo(ContactJson.write(ada));
        assertThat(new String(mapper.writeValueAsBytes(ada), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(ContactJson.write(ada));
    }

    @Test
    void a_page_has_the_bytes_of_the_REST_API() {
        Page<Contact> page = contacts.list(ME, ContactQuery.page().limit(1));
        Page<AssociatedContact> associated = page.map(
                contact -> new AssociatedContact(contact, new User(789, "Admin", "User"), new Company(1, "X")));

        assertThat(mapper.writeValueAsString(page)).isEqualTo(ContactJson.writePage(page));
        assertThat(mapper.writeValueAsString(associated)).isEqualTo(ContactJson.writePage(associated));
        assertThat(mapper.writeValueAsString(associated.data().get(0)))
                .isEqualTo(ContactJson.write(associated.data().get(0)));
    }

    @Test
    void other_rows_of_a_page_are_written_by_the_mapper() {
        Page<Row> page = contacts.list(ME, ContactQuery.page().limit(5).skip(0)).map(contact -> new Row("x"));

        assertThat(mapper.writeValueAsString(page))
                .isEqualTo("{\"total\":1,\"limit\":5,\"skip\":0,\"next\":null,\"data\":[{\"name\":\"x\"}]}");
    }

    @Test
    void a_contact_can_be_part_of_a_record_and_come_back() {
        Deal read = mapper.readValue(mapper.writeValueAsString(new Deal(7, ada)), Deal.class);

        assertThat(read.contact().details()).isEqualTo(ada.details());
    }

    @Test
    void a_contact_can_become_a_tree() {
        JsonNode tree = mapper.valueToTree(ada);

        assertThat(tree.get("id").isIntegralNumber()).isTrue();
        assertThat(tree.get("custom_fields_by_name").get("tiny").decimalValue()).isEqualByComparingTo("1.23E-13");
        assertThat(mapper.treeToValue(tree, Contact.class).firstName()).isEqualTo(ada.firstName());
    }

    @Test
    void a_patch_keeps_what_is_absent_and_clears_what_is_null() {
        ContactPatch patch =
                mapper.readValue("{\"last_name\":\"King\",\"email\":null,\"ifVersion\":1}", ContactPatch.class);

        Contact patched = contacts.patch(ME, ada.id(), patch);

        assertThat(patched.lastName()).isEqualTo("King");
        assertThat(patched.email()).isNull();
        assertThat(patched.firstName()).isEqualTo(ada.firstName());
    }

    @Test
    void what_is_no_contact_is_the_error_of_the_contract() {
        assertThatThrownBy(() -> mapper.readValue("{\"id\":\"x\"}", Contact.class))
                .isInstanceOf(DatabindException.class)
                .hasCauseInstanceOf(Invalid.class);
        assertThatThrownBy(() -> mapper.readValue("[1]", ContactPatch.class))
                .isInstanceOf(DatabindException.class)
                .hasMessageContaining("Must be a JSON object");
    }
}
