package dev.contactbook.domain;

import org.jspecify.annotations.Nullable;

/**
 * A contact together with its owner and its company (contract §3, list with associations).
 *
 * @param contact the contact
 * @param owner its owner, null if it has none or the directory does not know the user
 * @param company its company, null if it has none or the directory does not know it
 */
public record AssociatedContact(
        Contact contact, @Nullable User owner, @Nullable Company company) {}
