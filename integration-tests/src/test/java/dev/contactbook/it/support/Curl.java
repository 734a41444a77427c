package dev.contactbook.it.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A curl command, as documents show them: {@code curl -X METHOD URL -H "NAME: VALUE" -d 'DATA'}. */
public record Curl(String command, String method, String path) {
    private static final Pattern START = Pattern.compile("curl -X (\\w+) https?://[^/]*(\\S*)");
    private static final Pattern HEADER = Pattern.compile("-H \"([^:]+): ([^\"]*)\"");
    private static final Pattern DATA = Pattern.compile("-d '([^']*)'");

    public static Curl of(String command) {
        Matcher start = START.matcher(command);
        if (!start.find()) {
            throw new IllegalArgumentException(command);
        }
        return new Curl(command, start.group(1), start.group(2));
    }

    /** Does what the command does, at another address, with a text in it replaced. */
    public HttpResponse<String> send(HttpClient client, URI address, String placeholder, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        HEADER.matcher(command)
                .results()
                .forEach(header ->
                        request.header(header.group(1), header.group(2).replace(placeholder, token)));
        Matcher data = DATA.matcher(command);
        request.method(method, data.find() ? BodyPublishers.ofString(data.group(1)) : BodyPublishers.noBody());
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
