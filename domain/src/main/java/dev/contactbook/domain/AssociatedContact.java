package dev.contactbook.domain;

import org.jspecify.annotations.Nullable;

/**
 * A contact with its owner and its company (contract §3, list with associations).
 *
 * @param contact the contact
 * @param owner its owner, null where it has none or the host does not know the user
 * @param company its company, null where it has none or the host does not know it
 */
public record AssociatedContact(
        Contact contact, @Nullable User owner, @Nullable Company company) {}
