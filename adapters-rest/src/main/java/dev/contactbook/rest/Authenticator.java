package dev.contactbook.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the user who sends a request by its header fields: a bearer token, a session cookie, or another scheme of the
 * host.
 *
 * <p>The endpoint calls it once for each request that has a route. Implementations must be thread-safe. An exception
 * makes the request fail with 500, before anything is read or written. Throw for failures of the host, such as a key
 * server that is down, and never because of a client's input (contract §7).
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Returns the user who sends a request.
     *
     * @param headers the header fields. They are unmodifiable, like the lists in them, and names match in any case
     * @return the user, empty if the credentials are missing, expired or wrong: the response is 401 then
     */
    Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers);
}
