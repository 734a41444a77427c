package dev.contactbook.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.rest.Request;
import dev.contactbook.rest.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The REST API on the JDK's own web server, on the loopback address.
 *
 * <p>That server itself refuses what is no URI ({@code %zz}) or has no path, with a page of its own: the endpoint never
 * sees it.
 */
public final class JdkWebServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int SECONDS_TO_FINISH = 10;

    static {
        // Read once, when the server's classes load: without it each small answer waits 40 ms for the client's next
        // packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // Who is still sending when the connection is closed never sees the answer: this much is read and thrown away.
        System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(16 * ContactsEndpoint.MAX_BODY));
        // Without these two, clients that fall silent hold the threads for ever. In seconds: from the first byte of a
        // request
        // to its last, and from there to the last of the answer. The host may have set them by -D.
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "10");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxRspTime", "60");
    }

    private final ContactsEndpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger underWay = new AtomicInteger();

    private JdkWebServer(ContactsEndpoint endpoint, HttpServer server) {
        this.endpoint = endpoint;
        this.server = server;
        server.setExecutor(this::run);
        server.createContext("/", this::answer);
    }

    /**
     * Serves an endpoint.
     *
     * @param endpoint the endpoint
     * @param port the port, 0 for any that is free
     * @return the server, which listens already
     * @throws IOException if the port is taken
     */
    public static JdkWebServer start(ContactsEndpoint endpoint, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        JdkWebServer started = new JdkWebServer(endpoint, HttpServer.create(address, 0));
        started.server.start();
        return started;
    }

    /**
     * Where it listens.
     *
     * @return {@code http://127.0.0.1:8080}, for instance
     */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Counts a request from its first byte on, before a thread is free for it. */
    private void run(Runnable request) {
        underWay.incrementAndGet();
        threads.execute(() -> {
            try {
                request.run();
            } finally {
                underWay.decrementAndGet();
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Response response = endpoint.handle(new Request(
                    exchange.getRequestMethod(),
                    path(exchange.getRequestURI()),
                    exchange.getRequestURI().getRawQuery(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readNBytes(ContactsEndpoint.MAX_BODY + 1)));
            response.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** The path; of {@code //contacts/7} all of it, where java.net.URI takes the first segment for a host. */
    private static String path(URI target) {
        return target.getScheme() == null && target.getRawAuthority() != null
                ? "//" + target.getRawAuthority() + target.getRawPath()
                : target.getRawPath();
    }

    /** Takes no more connections, and waits for the requests under way, at most ten seconds. */
    @Override
    public void close() {
        // An idle server would wait for the whole time as well: it only looks up when a request has ended.
        server.stop(underWay.get() == 0 ? 0 : SECONDS_TO_FINISH);
        threads.shutdown();
    }
}
