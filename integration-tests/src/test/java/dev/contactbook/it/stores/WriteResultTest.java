package dev.contactbook.it.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.Contact;
import dev.contactbook.spi.WriteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteResultTest {
    @Test
    void a_result_says_how_it_went_without_the_contacts() {
        Contact contact = Contact.builder(456, 1).build();

        assertThat(WriteResult.stored(List.of(contact, contact))).hasToString("stored 2");
        assertThat(WriteResult.stale(3)).hasToString("stale at 3");
    }
}
