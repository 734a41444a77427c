package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts with a plain class path that has only what they need, each in a process of its own. */
class ClassPathHostTest {
    private static final List<Path> CORE = List.of(Surface.DOMAIN, Surface.PORTS);

    /** What {@code contactbook-jdbc} brings along; not the JSpecify annotations, which are not needed at run time. */
    private static final List<Path> DATABASE = Surface.all(
            Surface.libraries("jdbi3-core", "geantyref", "jackson-core", "slf4j-api"),
            Surface.DOMAIN,
            Surface.PORTS,
            Surface.JDBC);

    private static final Path H2 = Surface.libraries("h2").get(0);
    private static final Path SQLITE = Surface.libraries("sqlite-jdbc").get(0);
    private static final Path HIKARI = Surface.libraries("HikariCP").get(0);

    private static final String OPEN = """
            try (var repository = dev.contactbook.jdbc.JdbcContactRepository.open(java.nio.file.Path.of("contacts"))) {
                use(repository);
            } catch (IllegalStateException e) {
                System.out.println("IllegalStateException: " + e.getMessage());
            }
            """;

    private static final String OPEN_SQLITE = OPEN.replace(".open(", ".openSqlite(");

    @TempDir
    Path folder;

    @Test
    void the_store_in_memory_needs_the_domain_and_the_ports() throws Exception {
        String body = "use(new dev.contactbook.memory.InMemoryContactRepository());";

        assertThat(run(Surface.all(CORE, Surface.MEMORY), body)).isEqualTo("found Ada");
    }

    @Test
    void the_rest_api_needs_jackson_and_no_database() throws Exception {
        List<Path> jackson = Surface.libraries("jackson-databind", "jackson-annotations", "jackson-core");
        String body = """
                var contacts = dev.contactbook.api.Contacts.over(new dev.contactbook.memory.InMemoryContactRepository());
                var endpoint = dev.contactbook.rest.ContactsEndpoint.over(contacts, headers -> java.util.Optional.empty());
                var request = new dev.contactbook.rest.Request(
                        "GET", "/contacts", null, java.util.Map.of(), new byte[0]);
                System.out.println("status " + endpoint.handle(request).status());
                """;

        assertThat(run(Surface.all(jackson, Surface.DOMAIN, Surface.PORTS, Surface.MEMORY, Surface.REST), body))
                .isEqualTo("status 401");
    }

    @Test
    void a_host_with_a_data_source_needs_no_pool_of_ours() throws Exception {
        String body = """
                var database = org.h2.jdbcx.JdbcConnectionPool.create("jdbc:h2:mem:host", "sa", "");
                dev.contactbook.jdbc.ContactSchema.migrate(database);
                use(dev.contactbook.jdbc.JdbcContactRepository.over(database));
                """;

        assertThat(run(Surface.all(DATABASE, H2), body)).endsWith("found Ada");
    }

    @Test
    void the_embedded_store_needs_a_database_and_a_pool() throws Exception {
        assertThat(run(Surface.all(DATABASE, H2, HIKARI), OPEN)).endsWith("found Ada");
    }

    @Test
    void a_sqlite_file_needs_its_driver_and_a_pool_and_no_other_database() throws Exception {
        assertThat(run(Surface.all(DATABASE, SQLITE, HIKARI), OPEN_SQLITE)).endsWith("found Ada");
    }

    @Test
    void without_its_driver_a_sqlite_file_says_what_it_needs() throws Exception {
        assertThat(run(Surface.all(DATABASE, H2, HIKARI), OPEN_SQLITE))
                .startsWith("IllegalStateException: ")
                .contains("org.xerial:sqlite-jdbc");
    }

    @Test
    void without_a_database_the_embedded_store_says_which_one_it_needs() throws Exception {
        assertThat(run(Surface.all(DATABASE, HIKARI), OPEN))
                .startsWith("IllegalStateException: ")
                .contains("com.h2database:h2");
    }

    @Test
    void without_a_pool_the_embedded_store_says_which_one_it_needs() throws Exception {
        assertThat(run(Surface.all(DATABASE, H2), OPEN))
                .startsWith("IllegalStateException: ")
                .contains("com.zaxxer:HikariCP");
    }

    @Test
    void without_both_the_embedded_store_still_says_what_it_needs() throws Exception {
        assertThat(run(DATABASE, OPEN))
                .startsWith("IllegalStateException: ")
                .contains("An embedded database needs com.");
    }

    private String run(List<Path> classPath, String body) throws IOException, InterruptedException {
        Path host = folder.resolve("host");
        String source = """
                public class Host {
                    public static void main(String[] args) {
                        %s
                    }

                    static void use(dev.contactbook.spi.ContactRepository repository) {
                        var contacts = dev.contactbook.api.Contacts.over(repository);
                        var me = dev.contactbook.domain.Caller.user(789).inOrganization(456);
                        contacts.create(me, c -> c.firstName("Ada").customField("Languages", java.util.List.of("English")));
                        var found = contacts.search(me, dev.contactbook.domain.ContactSearch.byName("ada"));
                        System.out.println("found " + found.data().get(0).firstName());
                    }
                }
                """.formatted(body);
        Surface.compile(
                folder.resolve("src"),
                List.of("-d", host.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
                "Host.java",
                source);
        return Surface.java(folder, List.of("-cp", Surface.path(Surface.all(classPath, host)), "Host"))
                .strip();
    }
}
