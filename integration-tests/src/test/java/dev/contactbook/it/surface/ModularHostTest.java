package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is a module, with everything on the module path, in a process of its own. */
class ModularHostTest {
    private static final String MODULE = """
            module host {
                requires dev.contactbook.memory;
                requires dev.contactbook.jdbc;
                requires dev.contactbook.rest;
            }
            """;

    private static final String MAIN = """
            package host;

            import dev.contactbook.api.Contacts;
            import dev.contactbook.domain.Caller;
            import dev.contactbook.domain.Contact;
            import dev.contactbook.domain.ContactSearch;
            import dev.contactbook.jdbc.EmbeddedContactRepository;
            import dev.contactbook.jdbc.JdbcContactRepository;
            import dev.contactbook.memory.InMemoryContactRepository;
            import dev.contactbook.rest.AuthenticatedUser;
            import dev.contactbook.rest.ContactsEndpoint;
            import dev.contactbook.rest.Request;
            import dev.contactbook.rest.Response;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.Path;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;

            public class Main {
                public static void main(String[] args) {
                    use("memory", Contacts.over(new InMemoryContactRepository()));
                    try (EmbeddedContactRepository repository = JdbcContactRepository.open(Path.of("contacts"))) {
                        use("H2", Contacts.over(repository));
                        serve(Contacts.over(repository));
                    }
                }

                private static void serve(Contacts contacts) {
                    ContactsEndpoint endpoint = ContactsEndpoint.over(
                            contacts, headers -> Optional.of(new AuthenticatedUser(789, Set.of(456L))));
                    Response response = endpoint.handle(
                            new Request("GET", "/contacts/1", "$select=last_name", Map.of(), new byte[0]));
                    System.out.println(new String(response.body(), StandardCharsets.UTF_8));
                }

                private static void use(String store, Contacts contacts) {
                    Caller me = Caller.user(789).inOrganization(456);
                    Contact ada = contacts.create(me, c -> c.firstName("Ada").customField("Languages", "English"));
                    contacts.patch(me, ada.id(), c -> c.lastName("Lovelace").customField("languages", "French"));
                    Contact found = contacts.search(me, ContactSearch.byName("love")).data().get(0);
                    String language = found.customFields().get("Languages").get().asText();
                    System.out.println(store + " in " + Contacts.class.getModule() + ": "
                            + found.firstName() + ", " + language + ", version " + found.version());
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void a_host_that_is_a_module_creates_patches_and_finds() throws Exception {
        List<Path> libraries = Surface.all(
                Surface.libraries(
                        "jspecify",
                        "jdbi3-core",
                        "geantyref",
                        "jackson-databind",
                        "jackson-annotations",
                        "jackson-core",
                        "slf4j-api",
                        "slf4j-nop",
                        "h2",
                        "HikariCP"),
                Surface.DOMAIN,
                Surface.PORTS,
                Surface.MEMORY,
                Surface.JDBC,
                Surface.REST);
        Path host = folder.resolve("host");
        Surface.compile(
                folder.resolve("src"),
                List.of(
                        "-d",
                        host.toString(),
                        "-p",
                        Surface.path(libraries),
                        "-Xlint:all,-requires-automatic",
                        "-Werror"),
                "module-info.java",
                MODULE,
                "host/Main.java",
                MAIN);

        // No module requires H2: a host that opens a file brings it along.
        String said = Surface.java(
                folder,
                List.of(
                        "-p",
                        Surface.path(Surface.all(libraries, host)),
                        "--add-modules",
                        "com.h2database,com.zaxxer.hikari",
                        "-m",
                        "host/host.Main"));

        assertThat(said.lines())
                .containsExactly(
                        "memory in module dev.contactbook.ports: Ada, French, version 2",
                        "H2 in module dev.contactbook.ports: Ada, French, version 2",
                        "{\"id\":1,\"last_name\":\"Lovelace\"}");
        assertThat(folder.resolve("contacts.mv.db")).isRegularFile();
    }
}
