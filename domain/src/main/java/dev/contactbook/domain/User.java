package dev.contactbook.domain;

import org.jspecify.annotations.Nullable;

/**
 * A user of the host's directory (contract §1).
 *
 * @param id the user's id
 * @param firstName the first name, if the host knows it
 * @param lastName the last name, if the host knows it
 */
public record User(
        long id, @Nullable String firstName, @Nullable String lastName) {
    /** The id, nothing personal. */
    @Override
    public String toString() {
        return "User[id=" + id + "]";
    }
}
