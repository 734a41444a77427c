package dev.contactbook.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The host's way to tell who sends a request, from its header fields: a bearer token, a session cookie, whatever it
 * uses.
 *
 * <p>It is asked once for each request that has a route. Implementations must be thread-safe. One that throws makes the
 * request fail with 500, and nothing was read or written: that is for failures of the host, of a key server for
 * instance, while nothing that a client sends is a reason to throw (contract §7).
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Who sends a request.
     *
     * @param headers the header fields, unmodifiable like the lists in them; names are found in any case
     * @return the user, empty where the credentials are missing, expired or wrong: the answer is 401 then
     */
    Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers);
}
