package dev.contactbook.api.planted;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import java.util.List;
import java.util.function.Supplier;

/**
 * Pretends to be a use case, and asks the store without asking the policy: the violation that {@code HexagonTest} must
 * catch.
 */
public final class ForgetfulUseCase {
    private final Supplier<dev.contactbook.spi.ContactRepository> store;

    ForgetfulUseCase(Supplier<dev.contactbook.spi.ContactRepository> store) {
        this.store = store;
    }

    /** Names the store nowhere but in the call. */
    List<Contact> everybody(long organizationId) {
        return store.get().list(organizationId, ContactQuery.page()).contacts();
    }
}
