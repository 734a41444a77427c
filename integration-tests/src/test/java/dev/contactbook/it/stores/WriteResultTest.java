package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.WriteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteResultTest {
    private static final Contact CONTACT = Contact.builder(456, 1).build();
    private static final WriteResult STORED = WriteResult.stored(List.of(CONTACT, CONTACT));
    private static final WriteResult STALE = WriteResult.stale(3);

    @Test
    void a_result_says_how_it_went_without_the_contacts() {
        assertThat(STORED).hasToString("stored 2");
        assertThat(STALE).hasToString("stale at 3");
    }

    @Test
    void a_result_is_one_case_and_none_of_the_others() {
        assertThat(STORED.contacts()).contains(List.of(CONTACT, CONTACT));
        assertThat(STORED.staleIndex()).isEmpty();
        assertThat(STALE.contacts()).isEmpty();
        assertThat(STALE.staleIndex()).hasValue(3);
        assertThat(STALE.transaction()).isEmpty();
    }
}
