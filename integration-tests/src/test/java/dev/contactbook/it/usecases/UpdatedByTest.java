package dev.contactbook.it.usecases;

import static dev.contactbook.it.support.Fixtures.CALLER;
import static dev.contactbook.it.support.Fixtures.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.BulkItem;
import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.UpsertBy;
import dev.contactbook.it.support.Store;
import dev.contactbook.spi.ContactRepository;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract §2: who changed a contact last. */
@Tag("2.70")
class UpdatedByTest {
    private static final Caller GRACE = Caller.user(800).inOrganization(ORGANIZATION);
    private static final Caller SYSTEM = Caller.system(ORGANIZATION);

    @ParameterizedTest
    @EnumSource(Store.class)
    void each_change_names_the_user_who_made_it(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);

        Contact ada = contacts.create(CALLER, c -> c.firstName("Ada").externalId("crm", "1"));
        assertThat(ada.updatedByUserId()).isEqualTo(789);
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(ada);

        Contact patched = contacts.patch(GRACE, ada.id(), c -> c.lastName("Lovelace"));
        assertThat(patched.updatedByUserId()).isEqualTo(800);
        assertThat(patched.createdByUserId()).isEqualTo(789);
        assertThat(contacts.get(CALLER, ada.id())).isEqualTo(patched);

        assertThat(contacts.patch(CALLER, ada.id(), c -> c.lastName("Lovelace")))
                .isEqualTo(patched);

        Contact upserted = contacts.upsert(
                        SYSTEM, c -> c.externalId("crm", "1").lastName("Byron"), UpsertBy.externalId("crm"))
                .contact();
        assertThat(upserted.updatedByUserId()).isNull();

        Contact deleted = contacts.delete(GRACE, ada.id());
        assertThat(deleted.updatedByUserId()).isEqualTo(800);
        assertThat(repository.find(ORGANIZATION, List.of(ada.id()))).containsEntry(ada.id(), deleted);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void so_does_each_change_in_bulk(Store store) {
        ContactRepository repository = store.fresh();
        Contacts contacts = Contacts.over(repository);
        List<Long> ids = contacts
                .bulk()
                .allOrNothing(
                        CALLER,
                        IntStream.range(0, 6)
                                .mapToObj(i -> BulkItem.create(c -> c.firstName("Ada " + i)))
                                .toList())
                .contactsOrThrow()
                .stream()
                .map(Contact::id)
                .toList();

        List<Contact> changed = contacts.bulk()
                .each(
                        GRACE,
                        Stream.of(
                                BulkItem.patch(ids.get(0), c -> c.lastName("Lovelace")),
                                BulkItem.patch(ids.get(1), c -> c.phone("555 0100")),
                                BulkItem.delete(ids.get(2)),
                                BulkItem.delete(ids.get(3))))
                .contactsOrThrow();
        List<Contact> deleted = contacts.bulk()
                .allOrNothing(SYSTEM, List.of(BulkItem.delete(ids.get(4)), BulkItem.delete(ids.get(5))))
                .contactsOrThrow();

        assertThat(changed).extracting(Contact::updatedByUserId).containsOnly(800L);
        assertThat(deleted).extracting(Contact::updatedByUserId).containsOnlyNulls();
        assertThat(repository.find(ORGANIZATION, ids).values())
                .containsAll(changed)
                .containsAll(deleted);
        assertThat(contacts.list(CALLER, ContactQuery.page().where(ContactFields.UPDATED_BY_USER_ID.is(800L)))
                        .data())
                .containsExactlyElementsOf(changed.subList(0, 2));
    }
}
