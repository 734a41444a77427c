package dev.contactbook.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A caller: who asks, and in which organization; the only place where an organization is named (contract §1).
 *
 * <pre>{@code Caller.user(789).inOrganization(456)}</pre>
 *
 * <p>The host has authenticated the user; the library believes it. Immutable.
 */
public final class Caller {
    private final @Nullable Long userId;
    private final long organizationId;

    private Caller(@Nullable Long userId, long organizationId) {
        this.userId = userId;
        this.organizationId = organizationId;
    }

    /**
     * Starts a caller who is a user of the host.
     *
     * @param userId the user's id, 1 to 2^53−1
     * @return the user, still without an organization
     * @throws IllegalArgumentException if the id is out of range
     */
    public static Someone user(long userId) {
        return new Someone(checked("userId", userId));
    }

    /**
     * A caller that is no user: a job of the host. What it creates has no creator.
     *
     * @param organizationId the organization to work in, 1 to 2^53−1
     * @return the caller
     * @throws IllegalArgumentException if the id is out of range
     */
    public static Caller system(long organizationId) {
        return new Caller(null, checked("organizationId", organizationId));
    }

    /**
     * The user who asks.
     *
     * @return an id, null for the system
     */
    public @Nullable Long userId() {
        return userId;
    }

    /**
     * The organization the caller works in.
     *
     * @return an id
     */
    public long organizationId() {
        return organizationId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller caller
                && organizationId == caller.organizationId
                && Objects.equals(userId, caller.userId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(userId, organizationId);
    }

    @Override
    public String toString() {
        return "Caller[userId=" + (userId == null ? "system" : userId) + ", organizationId=" + organizationId + "]";
    }

    private static long checked(String name, long id) {
        if (!ContactRule.isId(id)) {
            throw new IllegalArgumentException(name + ": " + ContactRule.ID_RANGE.message());
        }
        return id;
    }

    /** A user who has yet to say in which organization he asks. */
    public static final class Someone {
        private final long userId;

        private Someone(long userId) {
            this.userId = userId;
        }

        /**
         * The caller in one of his organizations.
         *
         * @param organizationId the organization to work in, 1 to 2^53−1
         * @return the caller
         * @throws IllegalArgumentException if the id is out of range
         */
        public Caller inOrganization(long organizationId) {
            return new Caller(userId, checked("organizationId", organizationId));
        }
    }
}
