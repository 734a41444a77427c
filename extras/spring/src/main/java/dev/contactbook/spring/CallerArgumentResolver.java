package dev.contactbook.spring;

import dev.contactbook.domain.Caller;
import dev.contactbook.rest.AuthenticatedUser;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Makes {@link Caller} and {@link AuthenticatedUser} arguments of controller methods in Spring MVC. Always register it
 * if controllers have them: without it Spring fills them from the parameters of the request, which a client chooses.
 *
 * <p>The caller works in the organization of the request parameter {@code organization_id}. Without the parameter it is
 * the only organization of the user. A user with several organizations gets 400 then, a foreign organization is
 * {@link dev.contactbook.domain.ContactsException.Forbidden}, and a request without a user is Spring Security's 401.
 * Thread-safe.
 */
public final class CallerArgumentResolver implements HandlerMethodArgumentResolver {
    private static final String ORGANIZATION_ID = "organization_id";

    private final SecurityContextUsers users;

    /**
     * Creates the resolver.
     *
     * @param users the user of the current request
     */
    public CallerArgumentResolver(SecurityContextUsers users) {
        this.users = Objects.requireNonNull(users, "users");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class || parameter.getParameterType() == AuthenticatedUser.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        AuthenticatedUser user =
                users.current().orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Not authenticated"));
        return parameter.getParameterType() == Caller.class
                ? user.inOrganization(organization(user, request, binders))
                : user;
    }

    private static long organization(
            AuthenticatedUser user, NativeWebRequest request, @Nullable WebDataBinderFactory binders) throws Exception {
        String named = request.getParameter(ORGANIZATION_ID);
        if (named != null) {
            return Objects.requireNonNull(Objects.requireNonNull(binders, "binders")
                    .createBinder(request, null, ORGANIZATION_ID)
                    .convertIfNecessary(named, long.class));
        } else if (user.organizationIds().size() == 1) {
            return user.organizationIds().iterator().next();
        }
        throw new MissingServletRequestParameterException(ORGANIZATION_ID, "long");
    }
}
