package dev.contactbook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2: the fields, their names, and the lengths of texts. */
class ContactFieldsTest {
    @Test
    @Tag("2.1")
    void the_names_are_exactly_those_of_the_contract() {
        assertThat(ContactFields.all())
                .extracting(ContactField::name)
                .containsExactlyInAnyOrder(
                        "id",
                        "organization_id",
                        "first_name",
                        "last_name",
                        "email",
                        "phone",
                        "phone_country_code",
                        "phone_country_iso",
                        "other_emails",
                        "other_phones",
                        "external_ids",
                        "owned_by_user_id",
                        "company_id",
                        "custom_fields_by_name",
                        "channel_whatsapp_wa_id",
                        "channel_instagram_user_id",
                        "avatar_url",
                        "system_type",
                        "created_by_user_id",
                        "updated_by_user_id",
                        "created_at",
                        "updated_at",
                        "deleted_at",
                        "version");
    }

    @Test
    @Tag("2.2")
    void callers_write_all_but_the_fields_of_the_library() {
        Set<String> librarys = Set.of(
                "id",
                "organization_id",
                "system_type",
                "created_by_user_id",
                "updated_by_user_id",
                "created_at",
                "updated_at",
                "deleted_at",
                "version");

        assertThat(ContactFields.all())
                .allSatisfy(field -> assertThat(field.isWritable()).isNotEqualTo(librarys.contains(field.name())));
        assertThat(ContactFields.writable())
                .isEqualTo(ContactFields.all().stream()
                        .filter(ContactField::isWritable)
                        .toList());
    }

    @Test
    void each_constant_is_listed_once_in_its_order() throws IllegalAccessException {
        List<Object> constants = new ArrayList<>();
        for (Field constant : ContactFields.class.getFields()) {
            constants.add(constant.get(null));
        }

        assertThat(constants).doesNotHaveDuplicates().isEqualTo(ContactFields.all());
    }

    @Test
    void each_accessor_of_a_contact_has_a_field_that_reads_it() throws ReflectiveOperationException {
        Contact contact = Samples.fullAndDeleted(1);
        List<String> others = List.of("details", "isLive", "lifeState", "toBuilder", "toString", "hashCode");
        List<Method> accessors = Stream.of(Contact.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 0)
                .filter(method -> !others.contains(method.getName()))
                .toList();

        for (Method accessor : accessors) {
            String name = accessor.getName().equals("customFields") ? "customFieldsByName" : accessor.getName();
            String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);

            assertThat(ContactFields.named(snake))
                    .as(snake)
                    .hasValueSatisfying(
                            field -> assertThat(field.of(contact)).isNotNull().isEqualTo(invoke(accessor, contact)));
        }
        assertThat(accessors).hasSameSizeAs(ContactFields.all());
        assertThat(ContactFields.all().stream().map(field -> field.of(contact)).collect(Collectors.toSet()))
                .hasSameSizeAs(ContactFields.all());
    }

    @Test
    void a_field_is_found_by_its_exact_name() {
        assertThat(ContactFields.all()).allSatisfy(field -> {
            assertThat(ContactFields.named(field.name())).containsSame(field);
            assertThat(field).hasToString(field.name());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " id", "ID", "First_name", "firstName", "owner", "custom_fields_by_name.Industry"})
    void any_other_name_is_unknown(String name) {
        assertThat(ContactFields.named(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "first_name, 255",
        "last_name, 255",
        "email, 254",
        "phone, 32",
        "phone_country_code, 5",
        "phone_country_iso, 2",
        "channel_whatsapp_wa_id, 255",
        "channel_instagram_user_id, 255",
        "avatar_url, 2048",
    })
    @Tag("2.5")
    @Tag("3.39")
    void a_text_has_its_length_and_is_folded_to_it(String name, int length) {
        TextField field = (TextField) ContactFields.named(name).orElseThrow();

        assertThat(field.maxLength()).isEqualTo(length);
        assertThat(field.folded("É" + "ß".repeat(length))).isEqualTo(("e" + "s".repeat(length)).substring(0, length));
    }

    @Test
    void the_lists_cannot_be_changed() {
        assertThatThrownBy(() -> ContactFields.all().remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ContactFields.writable().remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Object invoke(Method accessor, Contact contact) {
        try {
            return accessor.invoke(contact);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
