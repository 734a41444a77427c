package dev.contactbook.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a contact is live or deleted (contract §1). A delete moves a contact from the first state to the second, and
 * a restore moves it back.
 *
 * <p>This is the one place that decides. Each query is for contacts of one state, and stores follow it.
 */
public enum LifeState {
    /** Not deleted: the contacts that all operations read and change, but for those of the trash. */
    LIVE,
    /** Soft-deleted: the contact has a {@code deleted_at}. */
    DELETED;

    static LifeState of(@Nullable Instant deletedAt) {
        return deletedAt == null ? LIVE : DELETED;
    }
}
