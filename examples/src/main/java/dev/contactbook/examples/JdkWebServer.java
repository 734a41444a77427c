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
 * Serves the REST API by the JDK's own web server, on the loopback address.
 *
 * <p>That server itself rejects a request whose target is not a URI ({@code %zz}) or has no path. The endpoint never
 * sees such a request.
 */
public final class JdkWebServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int SECONDS_TO_FINISH = 10;

    /** A request whose answer has arrived counts for a moment longer. */
    private static final int MILLIS_TO_COUNT = 200;

    static {
        // The server reads these when its classes load. Without nodelay, small answers wait for the client's next
        // packet.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A client that is still sending when the connection closes never sees the answer, so this much is read first.
        System.setProperty("sun.net.httpserver.drainAmount", String.valueOf(16 * ContactsEndpoint.MAX_BODY));
        // Seconds for a whole request, and for its answer. Without them a silent client blocks a thread forever. The
        // host
        // may have set them by -D.
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
     * Starts a server for an endpoint.
     *
     * @param endpoint the endpoint
     * @param port the port, 0 for any free one
     * @return the running server
     * @throws IOException if the port is taken
     */
    public static JdkWebServer start(ContactsEndpoint endpoint, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        JdkWebServer started = new JdkWebServer(endpoint, HttpServer.create(address, 0));
        started.server.start();
        return started;
    }

    /** {@return the address of the server, like {@code http://127.0.0.1:8080}} */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Counts a request from its first byte, before a thread is free for it. */
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

    /** Returns the whole path. In {@code //contacts/7} java.net.URI takes the first segment for a host. */
    private static String path(URI target) {
        return target.getScheme() == null && target.getRawAuthority() != null
                ? "//" + target.getRawAuthority() + target.getRawPath()
                : target.getRawPath();
    }

    /** Stops accepting connections, and waits at most ten seconds for running requests. */
    @Override
    public void close() {
        // An idle server would wait the whole time too, because it checks only at the end of a request.
        server.stop(isIdleSoon() ? 0 : SECONDS_TO_FINISH);
        threads.shutdown();
    }

    private boolean isIdleSoon() {
        long end = System.nanoTime() + MILLIS_TO_COUNT * 1_000_000L;
        while (underWay.get() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return underWay.get() == 0;
    }
}
