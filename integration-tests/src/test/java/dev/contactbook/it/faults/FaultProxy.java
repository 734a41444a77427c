package dev.contactbook.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the driver and PostgreSQL, on a free port of the loopback address, and hands on what they say until it
 * is told to do otherwise: {@link #at} arms one fault, which strikes once, at the first request with some text in it.
 */
final class FaultProxy implements AutoCloseable {
    enum Fault {
        /** The connection is cut, and the server has nothing of the request. */
        CUT_BEFORE,
        /** The connection is cut when the server has half of the request. */
        CUT_WITHIN,
        /** The connection is cut when the server has the request, and the server may still run it. */
        CUT_DURING,
        /** The connection is cut when the server has answered, and the client hears nothing of the answer. */
        CUT_AFTER,
        /** The request and all that comes after it is swallowed; the connection stays open. */
        SWALLOW_REQUEST,
        /** The server's answer is swallowed; the connection stays open. */
        SWALLOW_ANSWER,
        /** The server's answer waits until {@link #release}. */
        HOLD_ANSWER
    }

    private record Armed(String text, Fault fault) {}

    private final ServerSocket door;
    private final String serverHost;
    private final int serverPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private final CountDownLatch struck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean refuses;

    FaultProxy(String serverHost, int serverPort) throws IOException {
        this.serverHost = serverHost;
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    void at(String text, Fault fault) {
        armed.set(new Armed(text, fault));
    }

    /** Waits until the fault has struck. */
    void awaitStrike() throws InterruptedException {
        struck.await();
    }

    boolean hasStruck() {
        return struck.getCount() == 0;
    }

    void release() {
        released.countDown();
    }

    /** Hangs up on everybody, and rejects new connections. */
    void refuse() {
        refuses = true;
        links.forEach(Link::cut);
    }

    void acceptAgain() {
        refuses = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        release();
        links.forEach(Link::cut);
    }

    @SuppressWarnings("resource") // links close their sockets
    private void open() throws IOException {
        while (true) {
            Socket client = door.accept();
            if (refuses) {
                client.close();
            } else {
                Link link = new Link(client, new Socket(serverHost, serverPort));
                links.add(link);
                start(link::handOnRequests);
                start(link::handOnAnswers);
            }
        }
    }

    private @Nullable Fault strikeAt(String request) {
        Armed fault = armed.get();
        if (fault != null && request.contains(fault.text()) && armed.compareAndSet(fault, null)) {
            struck.countDown();
            return fault.fault();
        }
        return null;
    }

    private static void start(Pump pump) {
        Thread thread = new Thread(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException | InterruptedException e) {
                        // One side has hung up, or the test has ended.
                    }
                },
                "fault proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Pump {
        void run() throws IOException, InterruptedException;
    }

    /** One client's connection to the server. */
    private final class Link {
        private final Socket client;
        private final Socket server;

        private volatile @Nullable Fault struckBy;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void handOnRequests() throws IOException {
            try (client) {
                OutputStream out = server.getOutputStream();
                for (byte[] request = read(client); request.length > 0; request = read(client)) {
                    Fault fault = strikeAt(new String(request, ISO_8859_1));
                    if (fault != null) {
                        struckBy = fault;
                    }
                    if (fault == Fault.CUT_BEFORE) {
                        cut();
                    } else if (fault == Fault.CUT_WITHIN) {
                        out.write(request, 0, request.length / 2);
                        cut();
                    } else if (struckBy != Fault.SWALLOW_REQUEST) {
                        out.write(request);
                        if (fault == Fault.CUT_DURING) {
                            cut();
                        }
                    }
                }
            } finally {
                cut();
            }
        }

        void handOnAnswers() throws IOException, InterruptedException {
            OutputStream out = client.getOutputStream();
            for (byte[] answer = read(server); answer.length > 0; answer = read(server)) {
                Fault fault = struckBy;
                if (fault == Fault.HOLD_ANSWER) {
                    released.await();
                }
                if (fault == null || fault == Fault.HOLD_ANSWER) {
                    out.write(answer);
                } else if (fault == Fault.CUT_AFTER && isWhole(answer)) {
                    cut();
                }
            }
            cut();
        }

        /**
         * Whether an answer ends with the message that the server is ready for the next query: a "Z", its length, the
         * state.
         */
        private static boolean isWhole(byte[] answer) {
            int end = answer.length - 1;
            return end >= 5 && Arrays.equals(answer, end - 5, end, new byte[] {'Z', 0, 0, 0, 5}, 0, 5);
        }

        private static byte[] read(Socket socket) throws IOException {
            byte[] buffer = new byte[65_536];
            InputStream in = socket.getInputStream();
            int length = in.read(buffer);
            return Arrays.copyOf(buffer, Math.max(0, length));
        }

        void cut() {
            links.remove(this);
            try (client;
                    server) {
                // Closing is all.
            } catch (IOException e) {
                // It is cut then.
            }
        }
    }
}
