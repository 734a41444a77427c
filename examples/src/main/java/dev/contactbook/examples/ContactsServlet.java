package dev.contactbook.examples;

import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves the REST API in any servlet container. Map it to {@code /*}. */
public final class ContactsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient ContactsEndpoint endpoint;

    /**
     * Creates a servlet for an endpoint.
     *
     * @param endpoint the endpoint
     */
    public ContactsServlet(ContactsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest from, HttpServletResponse to) throws IOException {
        Map<String, List<String>> headers = Collections.list(from.getHeaderNames()).stream()
                .collect(Collectors.toMap(Function.identity(), name -> Collections.list(from.getHeaders(name))));
        Response response = endpoint.handle(new Request(
                from.getMethod(),
                from.getRequestURI().substring(from.getContextPath().length()),
                from.getQueryString(),
                headers,
                from.getInputStream().readNBytes(ContactsEndpoint.MAX_BODY + 1)));
        to.setStatus(response.status());
        response.headers().forEach(to::setHeader);
        to.getOutputStream().write(response.body());
    }
}
