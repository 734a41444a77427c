package dev.contactbook.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.api.access.AccessControl;
import dev.contactbook.api.access.CallerAccess;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactFields;
import dev.contactbook.domain.ContactsException.Forbidden;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.Filter;
import dev.contactbook.domain.NewContact;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a use case that forgets to ask. */
class CallerAccessTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(456);

    private final ContactRepository store = new InMemoryContactRepository();
    private final Contact seen = contact("Seen");
    private final Contact fixed = contact("Fixed");
    private final Contact hidden = contact("Hidden");

    @Test
    void who_asks_for_no_operation_gets_nothing_from_the_store() {
        CallerAccess access = access();

        assertThatThrownBy(() -> access.findInAnyState(Set.of(seen.id())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Store called before the access check");
        assertThatThrownBy(() -> access.write(
                        List.of(new Change.Insert(new NewContact(details("Eve"), null, Instant.EPOCH))), Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> access.write(List.of(deletion(seen)), Instant.EPOCH))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("3.70")
    @Tag("3.71")
    void who_does_not_ask_about_a_contact_cannot_change_what_the_policy_hides_or_fixes() {
        CallerAccess access = access();
        access.require(Operation.CREATE);

        for (boolean remove : new boolean[] {true, false}) {
            assertThatThrownBy(() -> access.write(List.of(change(seen, remove), change(hidden, remove)), Instant.EPOCH))
                    .isInstanceOfSatisfying(
                            NotFound.class, e -> assertThat(e.id()).isEqualTo(hidden.id()));
            assertThatThrownBy(() -> access.write(List.of(change(seen, remove), change(fixed, remove)), Instant.EPOCH))
                    .isInstanceOf(Forbidden.class);
        }

        assertThat(store.find(456, List.of(seen.id(), fixed.id(), hidden.id()))).containsValues(seen, fixed, hidden);
        assertThat(access.write(List.of(deletion(seen)), Instant.EPOCH)
                        .contacts()
                        .orElseThrow())
                .hasSize(1);
    }

    @Test
    @Tag("3.287")
    void who_does_not_ask_to_restore_cannot_change_a_deleted_contact() {
        Contact deleted = Contacts.over(store).delete(CALLER, seen.id());
        Change restore = new Change.Replace(deleted, deleted.restored(deleted.details(), Instant.EPOCH, null));
        CallerAccess access = access();
        access.require(Operation.DELETE);

        assertThatThrownBy(() -> access.write(List.of(restore), Instant.EPOCH)).isInstanceOf(NotFound.class);
        access.require(Operation.RESTORE);
        assertThatThrownBy(() -> access.write(List.of(change(deleted, true)), Instant.EPOCH))
                .isInstanceOf(NotFound.class);
        assertThat(access.write(List.of(restore), Instant.EPOCH).contacts()).isPresent();
    }

    private CallerAccess access() {
        AccessPolicy policy = new AccessPolicy() {
            @Override
            public boolean permits(Caller caller, Operation operation) {
                return true;
            }

            @Override
            public Filter visibleTo(Caller caller) {
                return ContactFields.FIRST_NAME.isNot("Hidden");
            }

            @Override
            public Filter changeableBy(Caller caller) {
                return ContactFields.FIRST_NAME.isNot("Fixed");
            }
        };
        return new AccessControl(store, policy, WorkLimits.DEFAULT).of(CALLER);
    }

    private Contact contact(String firstName) {
        return Contacts.over(store).create(CALLER, c -> c.firstName(firstName));
    }

    private static ContactDetails details(String firstName) {
        return ContactDetails.builder().firstName(firstName).build();
    }

    private static Change change(Contact contact, boolean remove) {
        return remove ? new Change.Remove(contact) : deletion(contact);
    }

    private static Change deletion(Contact contact) {
        return new Change.Replace(contact, contact.deleted(Instant.EPOCH, null));
    }
}
