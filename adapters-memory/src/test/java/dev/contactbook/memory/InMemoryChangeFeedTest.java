package dev.contactbook.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.ChangePosition;
import dev.contactbook.tck.ChangeFeedContract;
import dev.contactbook.tck.SampleContacts;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryChangeFeedTest extends ChangeFeedContract<InMemoryContactRepository> {
    @Override
    protected InMemoryContactRepository emptyStore() {
        return new InMemoryContactRepository();
    }

    @Test
    void contacts_come_in_the_order_of_their_changes_those_of_one_write_too() {
        InMemoryContactRepository store = emptyStore();
        Change insert = new Change.Insert(SampleContacts.named("Ann"));
        List<Contact> inserted =
                store.write(456, List.of(insert, insert, insert)).contacts().orElseThrow();
        Contact first = inserted.get(0);
        Contact changed = first.changed(first.details(), first.updatedAt(), null);
        store.write(456, List.of(new Change.Replace(first, changed), insert));

        assertThat(store.changesSince(456, ChangePosition.START, 10).contacts())
                .extracting(Contact::id)
                .containsExactly(inserted.get(1).id(), inserted.get(2).id(), first.id(), first.id() + 3);
    }
}
