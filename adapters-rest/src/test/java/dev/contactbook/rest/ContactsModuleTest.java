package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts and pages through a mapper of the host, with the settings of Spring and modules found as services. */
class ContactsModuleTest {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.DEFAULT_VIEW_INCLUSION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .findAndAddModules()
            .build();

    private final TestHost host = new TestHost();
    /** Without what no answer has: who changed it last. */
    private final Contact contact = host.contacts.create(TestHost.ADMIN, TestHost::everything).toBuilder()
            .updatedByUserId(null)
            .build();

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

    @ParameterizedTest
    @ValueSource(strings = {"1e9999999999", "-1e9999999999", "1e-9999999999", "NaN", "-Infinity"})
    @Tag("7.47")
    void a_number_that_no_contact_can_have_is_reported_by_its_path(String number) throws JsonProcessingException {
        ObjectMapper lenient = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .addModule(new ContactsModule())
                .build();
        String custom = "{\"id\":1,\"organization_id\":456,\"custom_fields_by_name\":{\"n\":" + number + "}}";

        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> lenient.readValue(custom, Contact.class))
                .withMessageStartingWith("Invalid contact data")
                .satisfies(thrown -> assertThat(thrown).hasMessageNotContaining(number))
                .satisfies(thrown ->
                        assertThat(((Invalid) thrown.getCause()).errors()).containsOnlyKeys("custom_fields_by_name.n"));
        assertThat(lenient.readValue(custom, ContactPatch.class).violations())
                .extracting("field")
                .containsExactly("custom_fields_by_name.n");
    }

    @Test
    @Tag("7.47")
    void a_number_of_a_tree_that_no_contact_can_have_is_reported_by_its_path() {
        ObjectNode tree = MAPPER.createObjectNode().put("id", 1).put("organization_id", 456);
        tree.putObject("custom_fields_by_name").put("n", Double.NaN);

        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> MAPPER.treeToValue(tree, Contact.class))
                .withMessageStartingWith("Invalid contact data");
    }

    @Test
    @Tag("7.47")
    void json_is_nested_no_deeper_than_at_the_endpoint_whatever_the_host_allows() {
        ObjectMapper deep = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(Integer.MAX_VALUE)
                                .build())
                        .build())
                .addModule(new ContactsModule())
                .build();

        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> deep.readValue(nested(100_000), Contact.class))
                .withMessageContaining("Must be nested at most 32 levels deep");
        assertThatExceptionOfType(JsonProcessingException.class)
                .isThrownBy(() -> deep.readValue(nested(32), Contact.class))
                .withMessageContaining("Must be nested at most 32 levels deep");
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> deep.readValue(nested(31), Contact.class))
                .withMessageStartingWith("Invalid contact data");
    }

    private static String nested(int lists) {
        return "{\"id\":1,\"organization_id\":456,\"first_name\":" + "[".repeat(lists) + "]".repeat(lists) + "}";
    }

    @ParameterizedTest
    @EnumSource(
            value = JsonTypeInfo.As.class,
            names = {"PROPERTY", "WRAPPER_ARRAY", "WRAPPER_OBJECT"})
    @Tag("7.46")
    @Tag("7.47")
    void a_mapper_with_default_typing_writes_a_type_id_and_reads_it(JsonTypeInfo.As form)
            throws JsonProcessingException {
        PolymorphicTypeValidator any = BasicPolymorphicTypeValidator.builder()
                .allowIfBaseType(Object.class)
                .build();
        Contact pair = contact.toBuilder().build();
        List<Object> values = new ArrayList<>(List.of(pair));

        for (ObjectMapper.DefaultTyping typing :
                List.of(ObjectMapper.DefaultTyping.NON_FINAL, ObjectMapper.DefaultTyping.JAVA_LANG_OBJECT)) {
            ObjectMapper typed = JsonMapper.builder()
                    .activateDefaultTyping(any, typing, form)
                    .addModule(new ContactsModule())
                    .build();

            String json = typed.writerFor(new TypeReference<List<Object>>() {}).writeValueAsString(values);

            assertThat(json).contains("dev.contactbook.domain.Contact");
            assertThat(typed.readValue(json, new TypeReference<List<Object>>() {}))
                    .isEqualTo(values);
        }
    }

    @Test
    @Tag("7.46")
    @SuppressWarnings("deprecation") // EVERYTHING, which hosts have still
    void type_ids_are_where_jackson_writes_those_of_other_objects() throws JsonProcessingException {
        ObjectMapper typed = JsonMapper.builder()
                .activateDefaultTyping(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfBaseType(Object.class)
                                .build(),
                        ObjectMapper.DefaultTyping.EVERYTHING)
                .addModule(new ContactsModule())
                .build();
        Page<Contact> page = host.contacts.list(TestHost.ADMIN, ContactQuery.page());
        AssociatedContact associated = new AssociatedContact(contact, null, null);

        assertThat(typed.writeValueAsString(contact))
                .isEqualTo("[\"dev.contactbook.domain.Contact\"," + ContactJson.write(contact) + "]");
        assertThat(typed.writeValueAsString(associated))
                .isEqualTo("[\"dev.contactbook.domain.AssociatedContact\"," + ContactJson.write(associated) + "]");
        assertThat(typed.writeValueAsString(page))
                .isEqualTo("[\"dev.contactbook.domain.Page\"," + ContactJson.writePage(page) + "]");
        assertThat(typed.readValue(typed.writeValueAsString(contact), Contact.class))
                .isEqualTo(contact);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Contact.class, name = "contact"))
    private interface Kinds {}

    @Test
    @Tag("7.46")
    @Tag("7.47")
    void a_type_id_of_a_mix_in_is_a_property_of_the_contact() throws JsonProcessingException {
        ObjectMapper mixed = JsonMapper.builder()
                .addModule(new ContactsModule())
                .addMixIn(Contact.class, Kinds.class)
                .build();
        String json = ContactJson.write(contact);

        assertThat(mixed.writeValueAsString(contact)).isEqualTo("{\"kind\":\"contact\"," + json.substring(1));
        assertThat(mixed.readValue(mixed.writeValueAsString(contact), Contact.class))
                .isEqualTo(contact);
        assertThat(mixed.readValue("{\"id\":1,\"organization_id\":456,\"kind\":\"contact\"}", Contact.class))
                .isEqualTo(Contact.builder(456, 1).build());
        assertThatExceptionOfType(JsonMappingException.class)
                .isThrownBy(() -> mixed.readValue("{\"kind\":\"contact\"}", Contact.class))
                .withCauseInstanceOf(Invalid.class);
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
