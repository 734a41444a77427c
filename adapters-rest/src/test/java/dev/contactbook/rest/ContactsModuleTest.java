package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contacts and pages through a mapper of the host, with the settings of Spring and modules found as services. */
class ContactsModuleTest {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .findAndAddModules()
            .build();

    private final TestHost host = new TestHost();
    private final Contact contact = host.contacts.create(TestHost.ADMIN, TestHost::everything);

    @Test
    @Tag("7.46")
    void a_controller_answers_with_the_bytes_of_the_endpoint() throws JsonProcessingException {
        Page<Contact> page = host.contacts.list(TestHost.ADMIN, ContactQuery.page());

        assertThat(text(contact)).isEqualTo(host.get("/contacts/1").isOk().text());
        assertThat(text(page))
                .isEqualTo(
                        host.get("/contacts?organization_id=456&$after=").isOk().text());
        assertThat(text(host.contacts.associate(TestHost.ADMIN, page)))
                .isEqualTo(host.get("/contacts?organization_id=456&$after=&fastJoinForContactList=true")
                        .isOk()
                        .text());
    }

    @Test
    @Tag("7.46")
    void a_contact_with_associations_is_written_like_contact_json_does_it() throws JsonProcessingException {
        AssociatedContact associated = new AssociatedContact(contact, null, new Company(101, "half a pair \ud800"));

        assertThat(MAPPER.writeValueAsString(associated)).isEqualTo(ContactJson.write(associated));
    }

    @Test
    @Tag("7.46")
    void settings_of_the_host_change_no_key_and_no_value() throws JsonProcessingException {
        ObjectMapper unusual = JsonMapper.builder()
                .addModule(new ContactsModule())
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .build();

        assertThat(unusual.writeValueAsString(contact)).isEqualTo(ContactJson.write(contact));
    }

    @Test
    @Tag("7.46")
    void contacts_inside_of_other_values_have_the_same_form() throws JsonProcessingException {
        record Card(Contact contact, List<Contact> friends) {}
        String json = ContactJson.write(contact);

        assertThat(MAPPER.writeValueAsString(new Card(contact, List.of(contact))))
                .isEqualTo("{\"contact\":" + json + ",\"friends\":[" + json + "]}");
        assertThat(MAPPER.writeValueAsString(MAPPER.valueToTree(contact)))
                .isEqualTo(MAPPER.writeValueAsString(MAPPER.readTree(json)));
    }

    @Test
    @Tag("7.46")
    void other_rows_of_a_page_are_written_as_the_mapper_does_it() throws JsonProcessingException {
        record Name(String name) {}
        Page<Name> names =
                host.contacts.list(TestHost.ADMIN, ContactQuery.page()).map(row -> new Name(row.firstName()));

        assertThat(MAPPER.writeValueAsString(names))
                .isEqualTo("{\"total\":1,\"limit\":10,\"skip\":0,\"next\":null,\"data\":[{\"name\":\"Zoë\"}]}");
    }

    @Test
    @Tag("7.47")
    void a_controller_takes_a_patch_and_what_is_wrong_with_it_is_reported_by_the_call() throws JsonProcessingException {
        ContactPatch patch = MAPPER.readValue("{\"last_name\":\"King\",\"ifVersion\":1}", ContactPatch.class);
        ContactPatch wrong = MAPPER.readValue("{\"last_name\":7,\"first_name\":null}", ContactPatch.class);

        assertThat(host.contacts.patch(TestHost.ADMIN, 1, patch).lastName()).isEqualTo("King");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> host.contacts.patch(TestHost.ADMIN, 1, wrong))
                .satisfies(invalid -> assertThat(invalid.errors()).containsKey("last_name"));
    }

    @Test
    @Tag("7.47")
    void a_client_reads_a_contact() throws JsonProcessingException {
        record Card(Contact contact) {}
        String json = ContactJson.write(contact);

        assertThat(MAPPER.readValue(json, Contact.class)).isEqualTo(contact);
        assertThat(MAPPER.readValue("{\"contact\":" + json + "}", Card.class)).isEqualTo(new Card(contact));
        assertThat(MAPPER.treeToValue(MAPPER.readTree(json), Contact.class)).isEqualTo(contact);
        assertThat(MAPPER.readValue("{\"contact\":null}", Card.class)).isEqualTo(new Card(null));
    }

    @Test
    @Tag("7.47")
    void json_that_is_no_contact_is_an_exception_of_jackson_without_any_of_its_values() {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> MAPPER.readValue("[]", Contact.class))
                .withMessageContaining("Must be a JSON object");
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"id\":\"secret\"}", Contact.class))
                .withMessageStartingWith("Invalid contact data")
                .withCauseInstanceOf(Invalid.class)
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining("secret"));
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"ifVersion\":\"1\"}", ContactPatch.class))
                .withCauseInstanceOf(Invalid.class);
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> MAPPER.readValue("{\"id\":1,\"id\":1}", Contact.class));
    }

    /** A distributed cache may send its mapper to another process. */
    @Test
    @Tag("7.46")
    void a_mapper_that_was_serialized_writes_the_same() throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(MAPPER);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ObjectMapper copy = (ObjectMapper) in.readObject();

            assertThat(new String(copy.writeValueAsBytes(contact), StandardCharsets.UTF_8))
                    .isEqualTo(ContactJson.write(contact));
        }
    }

    /** Returns the bytes that a controller sends, as text. */
    private static String text(Object value) throws JsonProcessingException {
        return new String(MAPPER.writeValueAsBytes(value), StandardCharsets.UTF_8);
    }
}
