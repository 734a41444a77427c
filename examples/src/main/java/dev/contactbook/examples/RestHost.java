package dev.contactbook.examples;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A host that serves the REST API: {@code RestHost --port N [--db PATH] [--max-limit N]}. Without {@code --db} it
 * stores contacts in memory.
 *
 * <p>It prints its address, and tokens to try it with. On SIGTERM it finishes the running requests, then closes the
 * file.
 */
public final class RestHost implements AutoCloseable {
    private static final Duration TOKEN_LIFE = Duration.ofDays(1);
    private static final long ACME = 456;
    private static final long GLOBEX = 457;

    private static final List<AuthenticatedUser> USERS = List.of(
            new AuthenticatedUser(ExampleDirectory.ADMIN.id(), Set.of(ACME)),
            new AuthenticatedUser(ExampleDirectory.GRACE.id(), Set.of(GLOBEX)),
            new AuthenticatedUser(ExampleDirectory.SOREN.id(), Set.of(ACME, GLOBEX)));

    private final JdkWebServer server;
    private final @Nullable EmbeddedContactRepository file;
    private final JwtAuthenticator authenticator;

    private RestHost(Options options) throws IOException {
        this.file = options.db == null ? null : JdbcContactRepository.open(options.db);
        ContactRepository repository = file == null ? new InMemoryContactRepository() : file;
        this.authenticator = new JwtAuthenticator(secret());
        Contacts contacts = Contacts.builder(repository).directory(directory()).build();
        try {
            this.server = JdkWebServer.start(
                    ContactsEndpoint.over(contacts, authenticator).withMaxLimit(options.maxLimit), options.port);
        } catch (IOException | RuntimeException e) {
            if (file != null) {
                file.close();
            }
            throw e;
        }
    }

    /**
     * Serves until the process ends.
     *
     * @param arguments {@code --port N}, optionally {@code --db PATH} and {@code --max-limit N}
     */
    public static void main(String[] arguments) {
        RestHost host;
        try {
            host = new RestHost(Options.of(arguments));
        } catch (IOException | RuntimeException e) {
            System.err.println("Cannot start: " + e.getMessage());
            System.err.println("Usage: RestHost --port N [--db PATH] [--max-limit N]");
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(host::close, "shutdown"));
        host.announce(System.out);
    }

    private void announce(PrintStream out) {
        out.println("LISTENING " + server.address());
        for (AuthenticatedUser user : USERS) {
            String organizations =
                    user.organizationIds().stream().map(String::valueOf).collect(Collectors.joining(","));
            String token = authenticator.token(user, Instant.now().plus(TOKEN_LIFE));
            out.println("TOKEN " + user.id() + " " + organizations + " " + token);
        }
        out.flush();
    }

    @Override
    public void close() {
        server.close();
        if (file != null) {
            file.close();
        }
    }

    private static ExampleDirectory directory() {
        return new ExampleDirectory()
                .users(ACME, ExampleDirectory.ADMIN, ExampleDirectory.SOREN)
                .users(GLOBEX, ExampleDirectory.GRACE, ExampleDirectory.SOREN)
                .companies(ACME, new Company(101, "Example Corp"), new Company(102, "Sample Inc"))
                .companies(GLOBEX, new Company(201, "Globex Corporation"));
    }

    /** Returns a new secret for each start, so that none has to be stored. Tokens of an earlier start are invalid. */
    private static byte[] secret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    private static final class Options {
        private int port = -1;
        private @Nullable Path db;
        private int maxLimit = ContactQuery.MAX_LIMIT;

        static Options of(String[] arguments) {
            Options options = new Options();
            for (int i = 0; i < arguments.length; i += 2) {
                if (i + 1 == arguments.length) {
                    throw new IllegalArgumentException(arguments[i] + " requires a value");
                }
                String value = arguments[i + 1];
                switch (arguments[i]) {
                    case "--port" -> options.port = number(value);
                    case "--db" -> options.db = Path.of(value);
                    case "--max-limit" -> options.maxLimit = number(value);
                    default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
                }
            }
            if (options.port < 0 || options.port > 65_535) {
                throw new IllegalArgumentException("--port must be a number from 0 to 65535");
            }
            return options;
        }

        private static int number(String text) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Not a number: " + text, e);
            }
        }
    }
}
