package dev.contactbook.spi;

import dev.contactbook.domain.Contact;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A store's answer to a query.
 *
 * @param contacts the contacts of the page, in order
 * @param total how many match in all; empty exactly where the query does without
 */
public record Rows(List<Contact> contacts, OptionalLong total) {
    /**
     * A store's answer.
     *
     * @param contacts the contacts of the page, in order; copied
     * @param total how many match in all
     */
    public Rows {
        contacts = List.copyOf(contacts);
        Objects.requireNonNull(total, "total");
    }
}
