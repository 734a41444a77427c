package dev.contactbook.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The user or job of the host that calls, and its organization (contract §1). No other argument names the organization.
 *
 * <pre>{@code Caller.user(789).inOrganization(456)}</pre>
 *
 * <p>The host authenticates the user, the library trusts it. Immutable.
 */
public final class Caller {
    private final @Nullable Long userId;
    private final long organizationId;

    private Caller(@Nullable Long userId, long organizationId) {
        this.userId = userId;
        this.organizationId = organizationId;
    }

    /**
     * Starts a caller that is a user of the host.
     *
     * @param userId the user's id, 1 to 2^53−1
     * @return the user, without an organization yet
     * @throws IllegalArgumentException if the id is out of range
     */
    public static Someone user(long userId) {
        return new Someone(checked("userId", userId));
    }

    /**
     * Returns a caller that is a job of the host, not a user. Contacts that it creates have no creator.
     *
     * @param organizationId the organization to work in, 1 to 2^53−1
     * @return the caller
     * @throws IllegalArgumentException if the id is out of range
     */
    public static Caller system(long organizationId) {
        return new Caller(null, checked("organizationId", organizationId));
    }

    /** {@return the id of the caller's user, null for the system} */
    public @Nullable Long userId() {
        return userId;
    }

    /** {@return the id of the organization the caller works in} */
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

    /** A user without an organization yet. */
    public static final class Someone {
        private final long userId;

        private Someone(long userId) {
            this.userId = userId;
        }

        /**
         * Returns the caller in one organization.
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
