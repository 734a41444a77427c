package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactPatch;
import dev.contactbook.domain.CustomValue;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Store;
import dev.contactbook.testkit.TestClock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a create stores and answers. */
class CreateTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.12")
    @Tag("2.24")
    @Tag("2.27")
    @Tag("3.4")
    void answers_the_contact_as_it_is_stored(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Contact created = contacts.create(CALLER, Fixtures::everyField);

        assertThat(contacts.get(CALLER, created.id())).isEqualTo(created);
        assertThat(created.id()).isBetween(1L, (1L << 53) - 1);
        assertThat(created.organizationId()).isEqualTo(ORGANIZATION);
        assertThat(created.systemType()).isEqualTo("contact");
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.deletedAt()).isNull();
        assertThat(created.email()).isEqualTo("Ada@Example.com");
        assertThat(created.customFields().asMap().keySet()).containsExactly("Industry", "Ratio", "Size", "Tags", "Vip");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.3")
    @Tag("2.10")
    void stores_texts_in_their_normal_form(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Contact created = contacts.create(
                CALLER,
                c -> c.firstName("\u00a0 Ada  Mary\u2003")
                        .lastName(" \u3000 ")
                        .email(" Ada@Example.COM\n")
                        .phoneCountryCode(" 44 ")
                        .phoneCountryIso("gb")
                        .customField(" Zeal ", " great ")
                        .customField("Blank", "\u00a0")
                        .customField("Nothing", null)
                        .customField("Age", 36.0)
                        .customField("Tags", List.of(" a ", " ")));

        Contact stored = contacts.get(CALLER, created.id());
        assertThat(stored.firstName()).isEqualTo("Ada  Mary");
        assertThat(stored.lastName()).isNull();
        assertThat(stored.email()).isEqualTo("Ada@Example.COM");
        assertThat(stored.phoneCountryCode()).isEqualTo("+44");
        assertThat(stored.phoneCountryIso()).isEqualTo("GB");
        assertThat(stored.customFields().asMap())
                .containsExactly(
                        entry("Age", CustomValue.of(36)),
                        entry("Tags", CustomValue.of(List.of("a"))),
                        entry("Zeal", CustomValue.of("great")));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.24")
    void created_by_user_id_is_the_caller_and_null_for_the_system(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        Contact byUser = contacts.create(CALLER, c -> c.firstName("Ada"));
        Contact bySystem = contacts.create(Caller.system(ORGANIZATION), c -> c.firstName("Ada"));

        assertThat(contacts.get(CALLER, byUser.id()).createdByUserId()).isEqualTo(789);
        assertThat(contacts.get(CALLER, bySystem.id()).createdByUserId()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.25")
    void both_times_are_now_cut_to_milliseconds(Store store) {
        TestClock clock = new TestClock(Instant.parse("2023-01-01T00:00:00.123999999Z"));
        Contacts contacts = Contacts.builder(store.fresh()).clock(clock).build();
        long id = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        clock.set(Instant.parse("1969-12-31T23:59:59.123456789Z"));
        long old = contacts.create(CALLER, c -> c.firstName("Ada")).id();

        assertThat(contacts.get(CALLER, id).createdAt()).isEqualTo("2023-01-01T00:00:00.123Z");
        assertThat(contacts.get(CALLER, id).updatedAt()).isEqualTo("2023-01-01T00:00:00.123Z");
        assertThat(contacts.get(CALLER, old).createdAt()).isEqualTo("1969-12-31T23:59:59.123Z");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("2.23")
    void ids_ascend_over_all_organizations(Store store) {
        Contacts contacts = Contacts.over(store.fresh());

        List<Long> ids = IntStream.range(0, 10)
                .mapToObj(i -> contacts.create(i % 2 == 0 ? CALLER : FOREIGNER, c -> c.firstName("Ada")))
                .map(Contact::id)
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void one_recorded_input_makes_any_number_of_contacts(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        ContactPatch input = ContactPatch.of(Fixtures::everyField);

        Contact first = contacts.create(CALLER, input);
        Contact second = contacts.create(CALLER, input);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.details()).isEqualTo(first.details());
    }
}
