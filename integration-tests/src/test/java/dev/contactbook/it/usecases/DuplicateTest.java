package dev.contactbook.it.usecases;

import static dev.contactbook.domain.ContactFields.FIRST_NAME;
import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.BulkReport;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactKey;
import dev.contactbook.domain.ContactsException.Duplicate;
import dev.contactbook.domain.ContactsException.Duplicate.Clash;
import dev.contactbook.it.support.FilterPolicy;
import dev.contactbook.it.support.RecordingListener;
import dev.contactbook.it.support.Store;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuplicateTest {
    private static final ContactKey KEY = ContactKey.externalId("crm", "0017");

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.250")
    void an_external_id_is_stored_found_and_removed(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(
                CALLER,
                c -> c.firstName("Ada")
                        .externalId(" crm ", "0017")
                        .externalId("crm", "0018")
                        .externalId("CRM", "0017"));

        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
        assertThat(ada.externalIds())
                .extracting(id -> id.source() + "/" + id.id())
                .containsExactly("crm/0017", "crm/0018", "CRM/0017");
        assertThat(contacts.find(CALLER, KEY)).containsExactly(ada);
        assertThat(contacts.find(CALLER, ContactKey.externalId("crm", "17"))).isEmpty();

        Contact less = contacts.patch(CALLER, ada.id(), c -> c.removeExternalId("crm", "0017"));
        assertThat(less.externalIds()).hasSize(2);
        assertThat(contacts.find(CALLER, KEY)).isEmpty();
        assertThat(contacts.patch(CALLER, ada.id(), c -> c.externalId("crm", "0018")))
                .isEqualTo(less);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.251")
    @Tag("3.252")
    void a_second_contact_cannot_have_an_external_id_of_the_organization(Store store) {
        RecordingListener listener = new RecordingListener();
        Contacts contacts = Contacts.builder(store.fresh()).listener(listener).build();
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "0017"));
        Contact bob = contacts.create(CALLER, c -> c.firstName("Bob").externalId("crm", "0018"));
        listener.events.clear();

        assertDuplicate(
                ada,
                false,
                () -> contacts.create(CALLER, c -> c.firstName("Eve").externalId("crm", "0017")));
        assertDuplicate(ada, false, () -> contacts.patch(CALLER, bob.id(), c -> c.externalId("crm", "0017")));
        assertThat(contacts.get(CALLER, bob.id())).isEqualTo(bob);
        assertThat(listener.events).isEmpty();
        contacts.create(FOREIGNER, c -> c.firstName("Eve").externalId("crm", "0017"));

        contacts.delete(CALLER, ada.id());
        assertDuplicate(
                ada, true, () -> contacts.create(CALLER, c -> c.firstName("Eve").externalId("crm", "0017")));
        assertThat(contacts.find(CALLER, KEY)).isEmpty();

        contacts.patch(CALLER, bob.id(), c -> c.removeExternalId("crm", "0018"));
        contacts.create(CALLER, c -> c.firstName("Eve").externalId("crm", "0018"));
    }

    private static void assertDuplicate(Contact holder, boolean isDeleted, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Duplicate.class,
                        e -> assertThat(e.clashes())
                                .containsExactly(new Clash(KEY, OptionalLong.of(holder.id()), isDeleted)));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.253")
    void a_hidden_holder_is_a_clash_without_an_id(Store store) {
        Contacts contacts = Contacts.builder(store.fresh())
                .accessPolicy(FilterPolicy.toSee(FIRST_NAME.isNot("Hidden")))
                .build();
        Contact hidden = contacts.create(CALLER, c -> c.firstName("Hidden").externalId("crm", "0017"));
        Contact seen = contacts.create(CALLER, c -> c.firstName("Seen").externalId("crm", "0018"));

        assertThatThrownBy(() -> contacts.create(
                        CALLER,
                        c -> c.firstName("Eve").externalId("crm", "0018").externalId("crm", "0017")))
                .isInstanceOfSatisfying(
                        Duplicate.class,
                        e -> assertThat(e.clashes())
                                .containsExactly(
                                        new Clash(KEY, OptionalLong.empty(), false),
                                        new Clash(
                                                ContactKey.externalId("crm", "0018"),
                                                OptionalLong.of(seen.id()),
                                                false)));
        assertThat(hidden.id()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.254")
    void in_bulk_items_clash_as_single_calls_do(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "0017"));

        BulkReport report = contacts.bulk()
                .each(
                        CALLER,
                        Stream.of(
                                create("A", "1"),
                                create("B", "0017"),
                                create("C", "1"),
                                BulkItem.patch(ada.id(), c -> c.externalId("crm", "2")),
                                create("D", "2"),
                                create("E", "3")));

        assertThat(report.results())
                .extracting(result -> result.error().map(Object::getClass))
                .satisfies(errors -> assertThat(errors.stream().map(error -> error.isPresent()))
                        .containsExactly(false, true, true, false, true, false));
        long first = report.results().get(0).contact().orElseThrow().id();
        assertThat(clashes(report, 1)).containsExactly(new Clash(KEY, OptionalLong.of(ada.id()), false));
        assertThat(clashes(report, 2))
                .containsExactly(new Clash(ContactKey.externalId("crm", "1"), OptionalLong.of(first), false));
        assertThat(clashes(report, 4))
                .containsExactly(new Clash(ContactKey.externalId("crm", "2"), OptionalLong.of(ada.id()), false));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.254")
    void all_or_nothing_names_each_item_that_clashes(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "0017"));

        BulkReport stored = contacts.bulk().allOrNothing(CALLER, List.of(create("A", "1"), create("B", "0017")));
        BulkReport twice = contacts.bulk().allOrNothing(CALLER, List.of(create("A", "1"), create("B", "1")));

        assertThat(stored.results().get(0).error()).isEmpty();
        assertThat(clashes(stored, 1)).containsExactly(new Clash(KEY, OptionalLong.of(ada.id()), false));
        assertThat(clashes(twice, 1))
                .containsExactly(new Clash(ContactKey.externalId("crm", "1"), OptionalLong.empty(), false));
        assertThat(contacts.find(CALLER, ContactKey.externalId("crm", "1"))).isEmpty();
    }

    private static List<Clash> clashes(BulkReport report, int index) {
        return ((Duplicate) report.results().get(index).error().orElseThrow()).clashes();
    }

    private static BulkItem create(String firstName, String id) {
        return BulkItem.create(c -> c.firstName(firstName).externalId("crm", id));
    }
}
