package dev.contactbook.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.contactbook.domain.AssociatedContact;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.Page;
import dev.contactbook.domain.User;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts and pages as JSON, for hosts with controllers of their own. */
class ContactJsonTest {
    private final TestHost host = new TestHost();

    @Test
    @Tag("7.46")
    void a_contact_is_written_as_a_get_answers_it() {
        Contact contact = host.contacts.create(TestHost.ADMIN, TestHost::everything);

        assertThat(ContactJson.write(contact))
                .isEqualTo(host.get("/contacts/1").isOk().text());
    }

    @Test
    @Tag("7.46")
    void a_contact_with_associations_has_two_keys_more() {
        Contact contact = host.created("Ada");

        String json = ContactJson.write(
                new AssociatedContact(contact, new User(789, "Admin", "User"), new Company(101, "\ud800 Corp")));

        assertThat(json)
                .contains("\"company_id\":null,\"owner\":{\"id\":789,\"first_name\":\"Admin\",\"last_name\":\"User\"},"
                        + "\"company\":{\"id\":101,\"name\":\"? Corp\"},\"channel_whatsapp_wa_id\":null");
        assertThat(ContactJson.write(new AssociatedContact(contact, null, null)))
                .contains("\"owner\":null,\"company\":null");
    }

    @Test
    @Tag("7.46")
    void a_page_is_written_as_a_list_with_cursors_answers_it() {
        host.contacts.create(TestHost.ADMIN, TestHost::everything);
        host.created("Grace");

        Page<Contact> first =
                host.contacts.list(TestHost.ADMIN, ContactQuery.page().limit(1));
        Page<Contact> all = host.contacts.list(TestHost.ADMIN, ContactQuery.page());
        Page<Contact> uncounted =
                host.contacts.list(TestHost.ADMIN, ContactQuery.page().withoutTotal());

        String list = "/contacts?organization_id=456&$after=";
        assertThat(ContactJson.writePage(first))
                .isEqualTo(host.get(list + "&$limit=1").isOk().text());
        assertThat(ContactJson.writePage(all)).isEqualTo(host.get(list).isOk().text());
        assertThat(ContactJson.writePage(uncounted))
                .isEqualTo(host.get(list + "&$total=false").isOk().text());
        assertThat(ContactJson.writePage(host.contacts.associate(TestHost.ADMIN, all)))
                .isEqualTo(
                        host.get(list + "&fastJoinForContactList=true").isOk().text());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContactJson.writePage(all.map(Contact::firstName)))
                .withMessage("Must be a page of contacts, not of java.lang.String");
    }

    @Test
    @Tag("7.47")
    void every_key_of_a_contact_is_read() {
        Contact contact = host.contacts.create(TestHost.ADMIN, TestHost::everything).toBuilder()
                .updatedAt(Instant.parse("2023-01-02T00:00:00Z"))
                .deletedAt(Instant.parse("2023-01-03T00:00:00Z"))
                .systemType("other")
                .version(3)
                .build();

        Contact read = ContactJson.read(
                new String(JsonWriter.contact(JsonWriter.alone(contact), WireField.ALL), StandardCharsets.UTF_8));

        for (ContactField<?> field : ContactFields.all()) {
            assertThat(field.of(read)).as(field.name()).isNotNull().isEqualTo(field.of(contact));
        }
        assertThat(read).isEqualTo(contact);
    }

    @Test
    @Tag("7.47")
    void keys_that_are_missing_are_empty_and_the_version_is_1() {
        Contact contact = host.contacts.create(TestHost.ADMIN, TestHost::everything);

        assertThat(ContactJson.read(
                        ContactJson.write(contact.toBuilder().version(7).build())))
                .isEqualTo(contact.toBuilder().updatedByUserId(null).build());
        assertThat(ContactJson.read("{\"id\":7,\"organization_id\":456}"))
                .isEqualTo(Contact.builder(456, 7).build());
    }

    @Test
    @Tag("7.47")
    void everything_that_is_wrong_with_a_contact_is_reported() {
        assertThat(errors(() -> ContactJson.read(
                        "{\"id\":0,\"email\":7,\"created_at\":\"now\",\"updated_at\":null,\"deleted_at\":1,"
                                + "\"created_by_user_id\":\"1\",\"version\":1.5,\"system_type\":null,\"shoe_size\":38,"
                                + "\"owner\":7,\"custom_fields_by_name\":{\"Size\":{}}}")))
                .containsOnlyKeys(
                        "id",
                        "organization_id",
                        "email",
                        "custom_fields_by_name.Size",
                        "system_type",
                        "created_by_user_id",
                        "created_at",
                        "updated_at",
                        "deleted_at",
                        "version",
                        "shoe_size");
    }

    @Test
    @Tag("7.47")
    void a_number_beyond_every_bound_is_reported_by_its_path_as_the_endpoint_does() {
        String body = "{\"first_name\":\"Ada\",\"company_id\":1e-9999999999,"
                + "\"custom_fields_by_name\":{\"n\":1e9999999999},\"organization_id\":456,\"id\":1}";
        String[] paths = {"company_id", "custom_fields_by_name.n"};

        assertThat(errors(() -> ContactJson.read(body))).containsOnlyKeys(paths);
        assertThat(errors(() -> host.contacts.create(TestHost.ADMIN, ContactJson.readPatch(body))))
                .containsOnlyKeys(paths);
        assertThat(host.post(body).text()).contains(paths);
    }

    @Test
    @Tag("2.25")
    @Tag("7.47")
    void times_are_cut_to_milliseconds_so_that_they_are_written_as_they_are_read() {
        Contact read = ContactJson.read("{\"id\":1,\"organization_id\":456,"
                + "\"created_at\":\"2023-01-01T00:00:00.123999999Z\","
                + "\"deleted_at\":\"1969-12-31T23:59:59.999999999Z\"}");

        assertThat(read.createdAt()).isEqualTo("2023-01-01T00:00:00.123Z");
        assertThat(read.deletedAt()).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(ContactJson.read(ContactJson.write(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{} {}", "{\"id\":1,\"id\":1}", "{\"\\ud800\":1}"})
    @Tag("7.47")
    void what_is_no_json_object_is_invalid(String json) {
        assertThat(errors(() -> ContactJson.read(json))).containsOnly(Map.entry("contact", "Must be a JSON object"));
        assertThat(errors(() -> ContactJson.readPage(json))).containsOnly(Map.entry("page", "Must be a JSON object"));
        assertThat(errors(() -> ContactJson.readPatch(json))).containsOnly(Map.entry("patch", "Must be a JSON object"));
    }

    @Test
    @Tag("7.47")
    void a_page_is_read_as_it_was_written() {
        host.contacts.create(Caller.system(456), c -> c.firstName("Ada"));
        host.contacts.create(Caller.system(456), c -> c.firstName("Grace"));
        Page<Contact> first =
                host.contacts.list(TestHost.ADMIN, ContactQuery.page().limit(1));
        Page<Contact> second = host.contacts.list(
                TestHost.ADMIN, ContactQuery.page().limit(1).skip(1).withoutTotal());

        assertThat(ContactJson.readPage(ContactJson.writePage(first))).isEqualTo(first);
        assertThat(ContactJson.readPage(ContactJson.writePage(second))).isEqualTo(second);
        assertThat(ContactJson.readPage(ContactJson.writePage(host.contacts.associate(TestHost.ADMIN, first))))
                .isEqualTo(first);
        assertThat(ContactJson.readPage(host.get("/contacts?organization_id=456&$limit=1")
                                .text())
                        .next())
                .isEmpty();
    }

    @Test
    @Tag("7.47")
    void everything_that_is_wrong_with_a_page_is_reported_by_its_path() {
        String row = "{\"id\":1,\"organization_id\":456}";

        assertThat(errors(() -> ContactJson.readPage("{}"))).containsOnlyKeys("limit", "skip", "data");
        assertThat(errors(() -> ContactJson.readPage(
                        "{\"total\":-1,\"limit\":1001,\"skip\":2147483648,\"next\":7," + "\"data\":{},\"more\":1}")))
                .containsOnlyKeys("total", "limit", "skip", "next", "data", "more");
        assertThat(errors(() -> ContactJson.readPage("{\"limit\":10,\"skip\":0,\"data\":[" + row
                        + ",7,{\"id\":2,\"organization_id\":456,\"email\":7,\"x\":1}]}")))
                .containsOnlyKeys("data.1", "data.2.email", "data.2.x");
    }

    @Test
    @Tag("7.47")
    void a_patch_is_read_like_the_body_of_one() {
        ContactPatch patch = ContactJson.readPatch("{\"id\":7,\"organization_id\":456,\"email\":\"a@example.com\","
                + "\"last_name\":null,\"avatar_url\":\"/a\",\"custom_fields_by_name\":{\"Size\":0.1},\"ifVersion\":3}");

        assertThat(patch)
                .isEqualTo(ContactPatch.of(contact -> contact.organization(456)
                                .email("a@example.com")
                                .lastName(null)
                                .customField("Size", new BigDecimal("0.1")))
                        .ifVersion(3));
        assertThat(ContactJson.readPatch("{\"email\":7,\"shoe_size\":38}").violations())
                .extracting("field")
                .containsExactly("email", "shoe_size");
    }

    @ParameterizedTest
    @CsvSource({"organization_id,0", "organization_id,null", "ifVersion,1.5", "ifVersion,null"})
    @Tag("7.47")
    void an_organization_or_a_version_of_a_patch_that_can_be_none_is_reported_with_all_else(String key, String value) {
        assertThat(errors(() -> ContactJson.readPatch("{\"" + key + "\":" + value + ",\"email\":7}")))
                .containsOnlyKeys(key, "email");
    }

    private static Map<String, String> errors(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        Invalid invalid = catchThrowableOfType(Invalid.class, reading);
        assertThat(invalid).isNotNull();
        return invalid.errors();
    }
}
