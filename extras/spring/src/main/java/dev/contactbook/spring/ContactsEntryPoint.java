package dev.contactbook.spring;

import dev.contactbook.rest.Response;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers requests without valid credentials with the 401 of the REST API. Spring Security's own answer is empty.
 *
 * <pre>{@code http.oauth2ResourceServer(o -> o.authenticationEntryPoint(new ContactsEntryPoint()).jwt(withDefaults()))}
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ContactsEntryPoint implements AuthenticationEntryPoint {
    /** Creates the entry point. */
    public ContactsEntryPoint() {}

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse to, AuthenticationException ignored)
            throws IOException {
        Response response = Response.notAuthenticated();
        to.setStatus(response.status());
        response.headers().forEach(to::setHeader);
        if (!request.getMethod().equals("HEAD")) {
            to.getOutputStream().write(response.body());
        }
    }
}
