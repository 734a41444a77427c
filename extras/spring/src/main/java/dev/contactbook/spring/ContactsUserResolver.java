package dev.contactbook.spring;

import dev.contactbook.rest.AuthenticatedUser;
import java.util.Optional;
import org.springframework.security.core.Authentication;

/**
 * Finds your user and its organizations in an authentication of Spring Security.
 *
 * <pre>{@code @Bean ContactsUserResolver users() {
 *     return authentication -> Optional.of(new AuthenticatedUser(
 *             Long.parseLong(authentication.getName()), organizationsOf(authentication)));
 * }}</pre>
 *
 * <p>It is called for authenticated users only, not for anonymous ones. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface ContactsUserResolver {
    /**
     * Returns the user of an authentication.
     *
     * @param authentication an authentication that Spring Security accepted
     * @return the user, empty if it may not use contacts: the REST API answers 401 then
     */
    Optional<AuthenticatedUser> resolve(Authentication authentication);
}
