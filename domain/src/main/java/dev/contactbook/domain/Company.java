package dev.contactbook.domain;

import org.jspecify.annotations.Nullable;

/**
 * A company of the host's directory (contract §1).
 *
 * @param id the company's id
 * @param name its name, if the host knows it
 */
public record Company(long id, @Nullable String name) {
    /** The id, without the name. */
    @Override
    public String toString() {
        return "Company[id=" + id + "]";
    }
}
