package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.FOREIGNER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static dev.contactbook.it.support.Fixtures.assertNotFound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.it.support.Fixtures;
import dev.contactbook.it.support.Store;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetTest {
    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.9")
    void finds_a_live_contact_for_every_caller_of_its_organization(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        Contact ada = contacts.create(CALLER, Fixtures::everyField);
        contacts.create(CALLER, c -> c.firstName("Grace"));

        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);
        assertThat(contacts.get(Caller.system(ORGANIZATION), ada.id())).isEqualTo(ada);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.9")
    void sees_the_last_change(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long id = contacts.create(CALLER, Fixtures::everyField).id();

        Contact patched = contacts.patch(CALLER, id, c -> c.firstName("Augusta").email(null));

        assertThat(contacts.get(CALLER, id)).isEqualTo(patched);
        assertThat(contacts.get(CALLER, id).firstName()).isEqualTo("Augusta");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("1.2")
    @Tag("3.10")
    void missing_deleted_and_foreign_contacts_are_not_found_alike(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        long deleted = contacts.create(CALLER, c -> c.firstName("Ada")).id();
        contacts.delete(CALLER, deleted);
        long foreign = contacts.create(FOREIGNER, c -> c.firstName("Ada")).id();

        assertNotFound(deleted, () -> contacts.get(CALLER, deleted));
        assertNotFound(foreign, () -> contacts.get(CALLER, foreign));
        assertNotFound(foreign + 1, () -> contacts.get(CALLER, foreign + 1));
        assertThat(contacts.get(FOREIGNER, foreign).id()).isEqualTo(foreign);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    @Tag("3.10")
    void any_number_can_be_asked_for(Store store) {
        Contacts contacts = Contacts.over(store.fresh());
        contacts.create(CALLER, c -> c.firstName("Ada"));

        for (long id : new long[] {0, -1, 99, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertNotFound(id, () -> contacts.get(CALLER, id));
        }
    }
}
