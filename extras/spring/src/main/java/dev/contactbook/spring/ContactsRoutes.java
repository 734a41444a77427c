package dev.contactbook.spring;

import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The REST API of contacts as routes of Spring MVC: {@code path} and <code>path/{id}</code>, for all verbs.
 *
 * <pre>{@code @Bean RouterFunction<ServerResponse> contactsApi(ContactsEndpoint endpoint) {
 *     return ContactsRoutes.at("/api/contacts", endpoint);
 * }}</pre>
 */
public final class ContactsRoutes {
    private static final Pattern PATH = Pattern.compile("(/[\\w.~-]+)+");

    private ContactsRoutes() {}

    /**
     * Returns the routes.
     *
     * @param path the path of the API in your application, such as {@code /api/contacts}: segments of letters, digits,
     *     points, hyphens, underscores and tildes
     * @param endpoint the API
     * @return the routes, for a bean
     * @throws IllegalArgumentException if the path is malformed
     */
    public static RouterFunction<ServerResponse> at(String path, ContactsEndpoint endpoint) {
        Objects.requireNonNull(endpoint, "endpoint");
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path: Must begin with a slash, not end with one, and have no variables, like /api/contacts");
        }
        return RouterFunctions.route(RequestPredicates.path(path), request -> answer(request, "/contacts", endpoint))
                .andRoute(
                        RequestPredicates.path(path + "/{id}"),
                        request -> answer(request, "/contacts/" + lastSegment(request), endpoint));
    }

    /** The id as the client encoded it. The endpoint decodes it. */
    private static String lastSegment(ServerRequest request) {
        List<PathContainer.Element> elements =
                request.requestPath().pathWithinApplication().elements();
        return elements.get(elements.size() - 1).value();
    }

    private static ServerResponse answer(ServerRequest request, String path, ContactsEndpoint endpoint)
            throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        Response response = endpoint.handle(new Request(
                servlet.getMethod(),
                path,
                servlet.getQueryString(),
                headers(servlet),
                servlet.getInputStream().readNBytes(ContactsEndpoint.MAX_BODY + 1)));
        return ServerResponse.status(response.status())
                .headers(headers -> response.headers().forEach(headers::set))
                .build((ignored, to) -> {
                    to.getOutputStream().write(response.body());
                    return null;
                });
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), name -> Collections.list(request.getHeaders(name))));
    }
}
