package dev.contactbook.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tests do with the store beneath its rules. */
class MarksTest {
    private static final long ORGANIZATION = 456;
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");

    private final InMemoryContactRepository store = new InMemoryContactRepository();

    @Test
    void a_contact_is_put_as_it_is_and_later_ids_are_larger() {
        Contact put = contact(ORGANIZATION, 42).toBuilder().version(7).build();
        store.put(put);

        assertThat(store.find(ORGANIZATION, List.of(42L))).containsEntry(42L, put);
        assertThat(store.list(ORGANIZATION, ContactQuery.page()).contacts()).containsExactly(put);
        assertThat(insert()).isEqualTo(43);
    }

    @Test
    void a_contact_that_is_put_replaces_the_one_with_its_id() {
        store.put(contact(ORGANIZATION, 42));
        Contact deleted =
                contact(ORGANIZATION, 42).toBuilder().version(2).deletedAt(NOW).build();
        store.put(deleted);

        assertThat(store.find(ORGANIZATION, List.of(42L))).containsEntry(42L, deleted);
        assertThat(store.list(ORGANIZATION, ContactQuery.page()).contacts()).isEmpty();
        assertThat(store.changesSince(ORGANIZATION, ChangePosition.START, 10).contacts())
                .containsExactly(deleted);
    }

    @Test
    void an_id_belongs_to_one_organization() {
        store.put(contact(ORGANIZATION, 42));

        assertThatThrownBy(() -> store.put(contact(ORGANIZATION + 1, 42)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("id: organization 456 has a contact 42");
    }

    @Test
    void the_way_back_leads_to_the_contacts_ids_and_revisions_of_the_mark() {
        Contact first = contact(ORGANIZATION, 7);
        store.put(first);
        ChangePosition position =
                store.changesSince(ORGANIZATION, ChangePosition.START, 10).next();
        Runnable back = store.mark();

        for (int i = 0; i < 2; i++) {
            assertThat(insert()).isEqualTo(8);
            store.put(contact(ORGANIZATION + 1, 99));
            store.put(first.toBuilder().version(2).build());

            back.run();

            assertThat(store.list(ORGANIZATION, ContactQuery.page()).contacts()).containsExactly(first);
            assertThat(store.list(ORGANIZATION + 1, ContactQuery.page()).contacts())
                    .isEmpty();
            assertThat(store.changesSince(ORGANIZATION, ChangePosition.START, 10)
                            .next())
                    .isEqualTo(position);
        }
    }

    private long insert() {
        NewContact contact =
                new NewContact(ContactDetails.builder().firstName("Bob").build(), null, NOW);
        return store.write(ORGANIZATION, List.of(new Change.Insert(contact)))
                .contacts()
                .orElseThrow()
                .get(0)
                .id();
    }

    private static Contact contact(long organizationId, long id) {
        return Contact.builder(organizationId, id)
                .details(ContactDetails.builder().firstName("Ada").build())
                .createdAt(NOW)
                .updatedAt(NOW)
                .build();
    }
}
