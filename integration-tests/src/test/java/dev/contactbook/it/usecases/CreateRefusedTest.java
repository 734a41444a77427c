package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.Invalid;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a create refuses: all of it together, in its order, and without a trace. */
class CreateRefusedTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.5")
    void all_problems_are_reported_at_once(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);

        Map<String, String> errors = errorsOf(() -> contacts.create(
                CALLER,
                c -> c.set("first_name", 7)
                        .lastName("x".repeat(256))
                        .email("nope")
                        .phone("12")
                        .set("company_id", "101")
                        .owner(0)
                        .set("no_such_field", "Ada")
                        .set("id", 9)
                        .set("organization_id", "456")
                        .customField("$name", "x")
                        .customField("Age", new Object())));

        assertThat(errors)
                .containsOnlyKeys(
                        "first_name",
                        "last_name",
                        "email",
                        "phone",
                        "company_id",
                        "owned_by_user_id",
                        "no_such_field",
                        "id",
                        "organization_id",
                        "custom_fields_by_name.$name",
                        "custom_fields_by_name.Age")
                .contains(entry("email", "Invalid email format"), entry("no_such_field", "Unknown field"))
                .contains(entry("first_name", "Must be a text"), entry("company_id", "Must be a whole number"));
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.2")
    void problems_come_in_field_order(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Map<String, String> errors = errorsOf(() -> contacts.create(
                CALLER,
                c -> c.set("company_id", "101")
                        .owner(-1)
                        .avatarUrl("javascript:alert(1)")
                        .email("nope")
                        .lastName("x".repeat(256))
                        .firstName(" ")));

        assertThat(errors.keySet())
                .containsExactly("first_name", "last_name", "email", "owned_by_user_id", "company_id", "avatar_url");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("5.3")
    void many_problems_of_one_field_do_not_hide_another_field(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Map<Integer, Integer> wrongNames =
                IntStream.range(0, 200).boxed().collect(Collectors.toMap(Function.identity(), Function.identity()));

        Map<String, String> errors = errorsOf(() -> contacts.create(
                CALLER, c -> c.set("custom_fields_by_name", wrongNames).email("nope")));

        assertThat(errors).containsOnlyKeys("custom_fields_by_name", "first_name", "email");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_thousand_wrong_fields_make_a_hundred_errors(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Map<String, String> errors = errorsOf(() ->
                contacts.create(CALLER, c -> IntStream.range(0, 1_000).forEach(i -> c.set("field" + i, i))));

        assertThat(errors).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.15")
    void numbers_of_any_size_are_refused_like_all_else(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        for (Number number : List.of(
                Double.NaN,
                Float.NEGATIVE_INFINITY,
                BigInteger.TEN.pow(100_000),
                new BigDecimal("1E+101"),
                new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE))) {
            assertThat(errorsOf(() -> contacts.create(CALLER, c -> c.customField("Number", number))))
                    .containsOnlyKeys("first_name", "custom_fields_by_name.Number");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.20")
    void an_input_names_a_custom_field_once(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        for (Map<String, Integer> twice : List.of(Map.of("Size", 1, "SIZE", 2), Map.of("Size", 1, " Size\u00a0", 2))) {
            assertThat(errorsOf(() -> contacts.create(
                                    CALLER, c -> c.firstName("Ada").customFields(twice)))
                            .keySet())
                    .singleElement()
                    .matches(field -> field.equalsIgnoreCase("custom_fields_by_name.Size"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.12")
    @Tag("3.6")
    void owner_and_company_are_looked_up_only_once_the_rest_holds(Store store) {
        RecordingDirectory directory = new RecordingDirectory();
        Contacts contacts = Contacts.builder(store.fresh()).directory(directory).build();
        Consumer<ContactDetails.Builder> unknown =
                c -> c.firstName("Ada").owner(7).company(101);

        assertThat(errorsOf(() -> contacts.create(CALLER, unknown.andThen(c -> c.email("nope")))))
                .containsOnlyKeys("email");
        assertThat(directory.questions).isEmpty();
        assertThat(errorsOf(() -> contacts.create(CALLER, unknown)))
                .containsOnly(entry("owned_by_user_id", "Unknown user"), entry("company_id", "Unknown company"));
        assertThat(directory.questions).containsExactly("users 456 [7]", "companies 456 [101]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.3")
    void an_owner_of_another_organization_is_unknown(Store store) {
        RecordingDirectory directory = new RecordingDirectory()
                .user(OTHER_ORGANIZATION, new User(7, "Grace", "Hopper"))
                .company(ORGANIZATION, new Company(101, "Navy"));
        Contacts contacts = Contacts.builder(store.fresh()).directory(directory).build();
        ContactPatch input = ContactPatch.of(c -> c.firstName("Ada").owner(7));

        assertThat(errorsOf(() -> contacts.create(CALLER, input))).containsOnlyKeys("owned_by_user_id");
        assertThat(contacts.create(FOREIGNER, input).ownedByUserId()).isEqualTo(7);
        assertThat(contacts.create(CALLER, c -> c.firstName("Ada").company(101)).companyId())
                .isEqualTo(101);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.8")
    void another_organization_is_forbidden_once_the_input_is_valid(Store store) {
        RecordingDirectory directory = new RecordingDirectory();
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.builder(repository).directory(directory).build();

        assertThat(errorsOf(() -> contacts.create(CALLER, c -> c.organization(OTHER_ORGANIZATION))))
                .containsOnlyKeys("first_name");
        assertThatThrownBy(() -> contacts.create(
                        CALLER,
                        c -> c.organization(OTHER_ORGANIZATION).firstName("Ada").owner(7)))
                .isExactlyInstanceOf(Forbidden.class)
                .hasMessage("Not authorized to access this organization");
        assertThat(directory.questions).isEmpty();
        assertThat(repository.calls).isEmpty();
        assertThat(contacts.create(CALLER, c -> c.organization(ORGANIZATION).firstName("Ada"))
                        .organizationId())
                .isEqualTo(ORGANIZATION);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.7")
    void what_is_refused_is_neither_stored_nor_told(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(repository)
                .listener(listener)
                .directory(new RecordingDirectory())
                .build();

        for (ContactPatch refused : List.of(
                ContactPatch.of(c -> {}),
                ContactPatch.of(c -> c.firstName("Ada").company(101)),
                ContactPatch.of(c -> c.firstName("Ada").set("version", 3)),
                ContactPatch.of(c -> c.firstName("Ada")).ifVersion(1))) {
            assertThatThrownBy(() -> contacts.create(CALLER, refused))
                    .isExactlyInstanceOf(Invalid.class)
                    .hasMessage("Invalid contact data");
        }

        assertThat(repository.calls).isEmpty();
        assertThat(listener.events).isEmpty();
    }
}
