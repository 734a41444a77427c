package dev.contactbook.spring;

import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.Authenticator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The user of the current request, from Spring Security's context, as {@link Authenticator} of the REST API.
 *
 * <p>Spring Security has checked the request before, so the header fields are ignored. Thread-safe.
 */
public final class SecurityContextUsers implements Authenticator {
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final ContactsUserResolver resolver;

    /**
     * Creates the authenticator.
     *
     * @param resolver finds your user in an authentication
     */
    public SecurityContextUsers(ContactsUserResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /** {@return the user of the calling thread, empty if there is none or it is anonymous} */
    public Optional<AuthenticatedUser> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return trust.isAuthenticated(authentication) ? resolver.resolve(authentication) : Optional.empty();
    }

    @Override
    public Optional<AuthenticatedUser> authenticate(Map<String, List<String>> headers) {
        return current();
    }
}
