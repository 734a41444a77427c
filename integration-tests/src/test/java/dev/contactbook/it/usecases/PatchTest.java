package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.NOW;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.OTHER_ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static dev.contactbook.it.support.Fixtures.errorsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactField;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.ContactsException.Conflict;
import dev.contactbook.domain.CustomFields;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.RecordingRepository;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.TestClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a patch makes of a contact. */
class PatchTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.11")
    void absent_stays_null_clears_and_a_value_is_set(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact before = contacts.create(CALLER, Fixtures::everyField);

        contacts.patch(CALLER, before.id(), c -> c.lastName(null).phone("555 0199"));

        Contact after = contacts.get(CALLER, before.id());
        assertThat(after.lastName()).isNull();
        assertThat(after.phone()).isEqualTo("555 0199");
        assertThat(after.details())
                .isEqualTo(before.details().toBuilder()
                        .lastName(null)
                        .phone("555 0199")
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.6")
    @Tag("3.11")
    void every_field_but_the_first_name_can_be_cleared(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(CALLER, Fixtures::everyField).id();

        for (ContactField<?> field : ContactFields.writable()) {
            if (field != ContactFields.FIRST_NAME) {
                contacts.patch(CALLER, id, c -> c.set(field.name(), null));
            }
        }

        assertThat(contacts.get(CALLER, id).details())
                .isEqualTo(ContactDetails.builder().firstName("Ada").build());
        assertThat(errorsOf(() -> contacts.patch(CALLER, id, c -> c.firstName(null))))
                .containsOnlyKeys("first_name");
        assertThat(errorsOf(() -> contacts.patch(CALLER, id, c -> c.firstName("\u00a0"))))
                .containsOnlyKeys("first_name");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.24")
    void a_patch_leaves_what_the_library_keeps(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact before = contacts.create(FOREIGNER, Fixtures::everyField);

        Contact after = contacts.patch(FOREIGNER, before.id(), c -> c.firstName("Augusta"));

        assertThat(after)
                .isEqualTo(before.toBuilder()
                        .details(before.details().toBuilder()
                                .firstName("Augusta")
                                .build())
                        .updatedAt(after.updatedAt())
                        .version(2)
                        .build());
        assertThat(contacts.get(FOREIGNER, before.id())).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.19")
    @Tag("3.12")
    void custom_fields_merge_name_by_name_in_any_case_and_keep_their_spelling(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(
                        CALLER,
                        c -> c.firstName("Ada").customField("Industry", "Tech").customField("Size", 1))
                .id();
        Map<String, Object> changes = new HashMap<>();
        changes.put("INDUSTRY", "Mathematics");
        changes.put("sIZE", null);
        changes.put("étage", 3);
        changes.put("Never There", null);

        contacts.patch(CALLER, id, c -> c.customFields(changes));
        contacts.patch(CALLER, id, c -> c.customField("ÉTAGE", " 4 "));

        assertThat(contacts.get(CALLER, id).customFields().asMap())
                .containsExactly(entry("Industry", CustomValue.of("Mathematics")), entry("étage", CustomValue.of("4")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.12")
    void null_for_the_map_empties_it_and_names_after_it_start_anew(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(CALLER, Fixtures::everyField).id();

        contacts.patch(CALLER, id, c -> c.customFields(null).customField("SIZE", 2));
        Contact renamed = contacts.get(CALLER, id);
        contacts.patch(CALLER, id, c -> c.set("custom_fields_by_name", null));

        assertThat(renamed.customFields()).isEqualTo(CustomFields.of(Map.of("SIZE", 2)));
        assertThat(contacts.get(CALLER, id).customFields().asMap()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.16")
    void a_patch_that_changes_nothing_returns_the_contact_as_it_is(Store store) {
        TestClock clock = new TestClock(NOW);
        RecordingRepository repository = new RecordingRepository(store.fresh());
        RecordingListener listener = new RecordingListener();
        Contacts contacts =
                Contacts.builder(repository).clock(clock).listener(listener).build();
        Contact before = contacts.create(CALLER, Fixtures::everyField);
        clock.set(NOW.plusSeconds(60));
        repository.calls.clear();

        for (Consumer<ContactDetails.Builder> nothing : List.<Consumer<ContactDetails.Builder>>of(
                c -> {},
                Fixtures::everyField,
                c -> c.firstName("\u00a0Ada ").phoneCountryCode("1").phoneCountryIso("us"),
                c -> c.customField("SIZE", 100.0).customField("tags", List.of("b ", "a", "")),
                c -> c.customField("Missing", null).customField("Other", " "),
                c -> c.customFields(Map.of()).organization(ORGANIZATION),
                c -> c.customFields(null).replaceCustomFields(before.customFields()))) {
            assertThat(contacts.patch(CALLER, before.id(), nothing)).isEqualTo(before);
        }

        assertThat(contacts.get(CALLER, before.id())).isEqualTo(before);
        assertThat(repository.calls).containsOnly("find");
        assertThat(listener.events).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.26")
    @Tag("2.27")
    void updated_at_is_now_but_at_least_a_millisecond_after_the_last(Store store) {
        TestClock clock = new TestClock(NOW);
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        Contact clockStands = contacts.patch(CALLER, id, c -> c.lastName("A"));
        clock.set(NOW.minusSeconds(3_600));
        Contact clockRunsBackwards = contacts.patch(CALLER, id, c -> c.lastName("B"));
        clock.set(NOW.plusMillis(2).plusNanos(999_999));
        Contact clockIsSlow = contacts.patch(CALLER, id, c -> c.lastName("C"));
        clock.set(NOW.plusMillis(5).plusNanos(999_999));
        Contact clockIsRight = contacts.patch(CALLER, id, c -> c.lastName("D"));

        assertThat(clockStands.updatedAt()).isEqualTo(NOW.plusMillis(1));
        assertThat(clockRunsBackwards.updatedAt()).isEqualTo(NOW.plusMillis(2));
        assertThat(clockIsSlow.updatedAt()).isEqualTo(NOW.plusMillis(3));
        assertThat(clockIsRight.updatedAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(clockIsRight.createdAt()).isEqualTo(NOW);
        assertThat(clockIsRight.version()).isEqualTo(5);
        assertThat(contacts.get(CALLER, id)).isEqualTo(clockIsRight);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.17")
    void another_version_is_a_conflict_that_tells_the_current_one(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        ContactPatch rename = ContactPatch.of(c -> c.firstName("Augusta"));
        Contact renamed = contacts.patch(CALLER, id, rename.ifVersion(1));

        for (ContactPatch late : List.of(
                rename.ifVersion(1),
                rename.ifVersion(3),
                ContactPatch.of(c -> {}).ifVersion(-1),
                ContactPatch.of(c -> c.firstName(null)).ifVersion(1))) {
            Conflict conflict = catchThrowableOfType(Conflict.class, () -> contacts.patch(CALLER, id, late));
            assertThat(conflict).hasMessage("Version conflict");
            assertThat(conflict.currentVersion()).isEqualTo(2);
        }

        assertThat(contacts.get(CALLER, id)).isEqualTo(renamed);
        assertThat(contacts.patch(CALLER, id, rename.ifVersion(2))).isEqualTo(renamed);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.18")
    void the_organization_can_be_repeated_but_not_changed(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada"));

        assertThat(errorsOf(() -> contacts.patch(
                        CALLER,
                        ada.id(),
                        c -> c.organization(OTHER_ORGANIZATION).email("nope"))))
                .containsOnlyKeys("organization_id", "email");
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
        assertThat(contacts.patch(
                                CALLER,
                                ada.id(),
                                c -> c.organization(ORGANIZATION).lastName("Lovelace"))
                        .version())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.20")
    void missing_deleted_and_foreign_contacts_are_not_found_whatever_the_patch(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long deleted = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, deleted);
        Contact foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada"));

        for (long id : new long[] {deleted, foreign.id(), foreign.id() + 1, -1}) {
            for (ContactPatch patch : List.of(
                    ContactPatch.of(c -> {}),
                    ContactPatch.of(c -> c.lastName("Lovelace")).ifVersion(77),
                    ContactPatch.of(c -> c.email("nope").organization(OTHER_ORGANIZATION)))) {
                assertNotFound(id, () -> contacts.patch(CALLER, id, patch));
            }
        }
        assertThat(contacts.get(FOREIGNER, foreign.id())).isEqualTo(foreign);
    }
}
