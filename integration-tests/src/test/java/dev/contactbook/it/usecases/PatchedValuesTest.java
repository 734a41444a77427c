package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static dev.contactbook.it.support.Fixtures.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.User;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingDirectory;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of what a patch makes, only the values that change are refused. */
class PatchedValuesTest {
    /** Nothing in it would be accepted today. */
    private static final ContactDetails OLD = ContactDetails.builder()
            .firstName("x".repeat(300))
            .lastName("bell\u0007")
            .email("two@@example")
            .phone("no digits")
            .phoneCountryCode("+")
            .phoneCountryIso("USA")
            .owner(-7)
            .company(-101)
            .avatarUrl("javascript:alert(1)")
            .customField("$old", "bell\u0007")
            .customField("Big", "x".repeat(30_000))
            .build();

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.13")
    void an_old_contact_that_breaks_every_rule_can_be_patched(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts =
                Contacts.builder(repository).directory(new RecordingDirectory()).build();
        Contact old = seed(repository, OLD);

        contacts.patch(CALLER, old.id(), c -> c.channelWhatsappWaId("1"));
        contacts.patch(CALLER, old.id(), c -> c.email("two@example.com").customField("$OLD", null));
        contacts.patch(CALLER, old.id(), c -> c.email(null).phone(OLD.phone()).owner(OLD.ownedByUserId()));

        assertThat(contacts.get(CALLER, old.id()).details())
                .isEqualTo(OLD.toBuilder()
                        .channelWhatsappWaId("1")
                        .customField("$old", null)
                        .email(null)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_missing_first_name_can_stay_missing(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        Contact nameless =
                seed(repository, ContactDetails.builder().email("a@example.com").build());

        Contact patched =
                contacts.patch(CALLER, nameless.id(), c -> c.firstName("").lastName("Lovelace"));

        assertThat(patched.lastName()).isEqualTo("Lovelace");
        assertThat(contacts.get(CALLER, nameless.id())).isEqualTo(patched);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void one_wrong_value_instead_of_another_is_refused(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        Contact old = seed(repository, OLD);

        assertThat(errorsOf(() -> contacts.patch(
                        CALLER,
                        old.id(),
                        c -> c.email("three@@@example")
                                .phoneCountryIso("CAN")
                                .owner(-8)
                                .customField("$old", "new")
                                .customField("Big", "y".repeat(4_001)))))
                .containsOnlyKeys(
                        "email",
                        "phone_country_iso",
                        "owned_by_user_id",
                        "custom_fields_by_name.$old",
                        "custom_fields_by_name.Big");
        assertThat(contacts.get(CALLER, old.id())).isEqualTo(old);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.14")
    void too_many_custom_fields_can_shrink_step_by_step_but_not_grow(Store store) {
        Map<String, Object> many = new TreeMap<>();
        for (int i = 0; i < 110; i++) {
            many.put("field" + i, "x".repeat(200));
        }
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        Contact old = seed(
                repository,
                ContactDetails.builder().firstName("Ada").customFields(many).build());

        contacts.patch(CALLER, old.id(), c -> c.customField("field0", null).customField("field1", "y".repeat(200)));

        assertThat(contacts.get(CALLER, old.id()).customFields().size()).isEqualTo(109);
        assertThat(errorsOf(() -> contacts.patch(CALLER, old.id(), c -> c.customField("new", 1))))
                .containsOnlyKeys("custom_fields_by_name");
        assertThat(errorsOf(() -> contacts.patch(CALLER, old.id(), c -> c.customField("field1", "y".repeat(201)))))
                .containsOnlyKeys("custom_fields_by_name");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void a_patch_keeps_old_names_that_differ_only_in_case(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        CustomFields twins = CustomFields.of(Map.of("size", 1, "SIZE", 2));
        Contact old = seed(
                repository,
                ContactDetails.builder()
                        .firstName("Ada")
                        .replaceCustomFields(twins)
                        .build());

        contacts.patch(CALLER, old.id(), c -> c.customField("Industry", "Tech"));

        assertThat(contacts.get(CALLER, old.id()).customFields())
                .isEqualTo(CustomFields.of(Map.of("size", 1, "SIZE", 2, "Industry", "Tech")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.15")
    void all_problems_of_a_patch_are_reported_at_once(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));

        Map<String, String> types = errorsOf(() -> contacts.patch(
                CALLER,
                ada.id(),
                c -> c.set("email", 7).set("no_such_field", "x").set("id", 8)));
        Map<String, String> rules = errorsOf(() -> contacts.patch(
                CALLER, ada.id(), c -> c.firstName(" ").email("nope").company(0).customField("__proto__", "x")));

        assertThat(types)
                .containsOnlyKeys("email", "no_such_field", "id")
                .contains(entry("no_such_field", "Unknown field"));
        assertThat(rules)
                .containsOnlyKeys("first_name", "email", "company_id", "custom_fields_by_name.__proto__")
                .contains(entry("email", "Invalid email format"));
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.15")
    void wrong_types_are_refused_before_the_store_is_asked(Store store) {
        RecordingRepository repository = new RecordingRepository(store.fresh());
        Contacts contacts = Contacts.over(repository);

        assertThat(errorsOf(() -> contacts.patch(CALLER, 99, c -> c.set("email", 7))))
                .containsOnlyKeys("email");
        assertThat(errorsOf(() ->
                        contacts.patch(CALLER, 99, c -> c.customField("Size", 1).customField("SIZE", 2))))
                .containsOnlyKeys("custom_fields_by_name.SIZE");
        assertThat(repository.calls).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.19")
    void the_directory_is_asked_only_about_ids_that_change(Store store) {
        RecordingDirectory directory = new RecordingDirectory()
                .user(ORGANIZATION, new User(7, "Grace", "Hopper"))
                .user(ORGANIZATION, new User(8, "Mary", "Somerville"))
                .company(ORGANIZATION, new Company(101, "Navy"));
        Contacts contacts = Contacts.builder(store.fresh()).directory(directory).build();
        long id = contacts.create(CALLER, Fixtures::everyField).id();
        directory.questions.clear();
        Consumer<ContactDetails.Builder> sameCompany = c -> c.company(101).lastName("Byron");

        contacts.patch(CALLER, id, sameCompany.andThen(c -> c.owner(8)));
        contacts.patch(CALLER, id, c -> c.company(null).firstName("Augusta"));
        assertThat(errorsOf(() -> contacts.patch(CALLER, id, c -> c.owner(9).email("nope"))))
                .containsOnlyKeys("email");

        assertThat(directory.questions).containsExactly("users 456 [8]");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.13")
    void a_vanished_owner_blocks_nothing_but_cannot_be_given_anew(Store store) {
        RecordingDirectory directory = new RecordingDirectory()
                .user(ORGANIZATION, new User(7, "Grace", "Hopper"))
                .company(ORGANIZATION, new Company(101, "Navy"));
        Contacts contacts = Contacts.builder(store.fresh()).directory(directory).build();
        long id = contacts.create(CALLER, Fixtures::everyField).id();
        directory.clear();
        ContactPatch sameIds = ContactPatch.of(c -> c.lastName("Byron").owner(7).company(101));

        Contact patched = contacts.patch(CALLER, id, sameIds);
        contacts.patch(CALLER, id, c -> c.owner(null).company(null));

        assertThat(patched.lastName()).isEqualTo("Byron");
        assertThat(errorsOf(() -> contacts.patch(CALLER, id, sameIds)))
                .containsOnly(entry("owned_by_user_id", "Unknown user"), entry("company_id", "Unknown company"));
        assertThat(contacts.get(CALLER, id).version()).isEqualTo(3);
    }
}
