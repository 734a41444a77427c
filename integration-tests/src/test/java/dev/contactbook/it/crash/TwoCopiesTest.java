package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two copies of the library and of an engine in one process, as two applications of one server may have them. The
 * second one that closed a file would give up the locks of the first.
 */
class TwoCopiesTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(456);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @Tag("3.205")
    void a_file_that_one_copy_has_open_is_rejected_by_the_other_until_it_is_closed(Engine engine) throws Exception {
        Path file = engine.in(folder);
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            engine.open(file).close();
            try (EmbeddedContactRepository repository = engine.open(file)) {
                engine.open(file).close();
                assertThatThrownBy(() -> openByOther(loader, engine, file))
                        .hasMessageContaining("by another copy of the library")
                        .matches(e -> e.getClass().getName().endsWith("$Storage"));
                Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
            }
            openByOther(loader, engine, file).close();
        }
        assertThat(System.getProperties().stringPropertyNames()).noneMatch(name -> name.contains(file.toString()));
    }

    private static AutoCloseable openByOther(ClassLoader loader, Engine engine, Path file) throws Exception {
        String open = engine == Engine.H2 ? "open" : "openSqlite";
        try {
            return (AutoCloseable) Class.forName("dev.contactbook.jdbc.JdbcContactRepository", true, loader)
                    .getMethod(open, Path.class)
                    .invoke(null, file);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static URL[] classPath() throws IOException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }
}
