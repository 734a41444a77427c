package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Contact;
import dev.contactbook.interchange.ContactImport;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.memory.InMemoryContactRepository;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.tck.ContactRepositoryContract;
import dev.contactbook.testkit.TestContacts;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The published modules, what they need, and the hosts that try them out in a process of their own. */
final class Surface {
    static final Path DOMAIN = home(Contact.class);
    static final Path PORTS = home(Contacts.class);
    static final Path MEMORY = home(InMemoryContactRepository.class);
    static final Path JDBC = home(JdbcContactRepository.class);
    static final Path REST = home(ContactsEndpoint.class);
    static final Path TCK = home(ContactRepositoryContract.class);
    static final Path TESTKIT = home(TestContacts.class);
    static final Path INTERCHANGE = home(ContactImport.class);

    private Surface() {}

    /** The published modules, by what was built of them just now: folders or jars. */
    static Set<ModuleReference> modules() {
        return ModuleFinder.of(modulePaths().toArray(Path[]::new)).findAll();
    }

    static List<Path> modulePaths() {
        return List.of(DOMAIN, PORTS, MEMORY, JDBC, REST, TCK, TESTKIT, INTERCHANGE);
    }

    /** The classes of a package of a module, nested ones too. */
    static List<Class<?>> classesOf(ModuleReference module, String packageName) {
        try (ModuleReader reader = module.open();
                Stream<String> entries = reader.list()) {
            return entries.filter(entry -> entry.endsWith(".class"))
                    .map(entry -> entry.substring(0, entry.length() - ".class".length())
                            .replace('/', '.'))
                    .filter(name -> name.startsWith(packageName + ".")
                            && name.lastIndexOf('.') == packageName.length()
                            && !name.endsWith(".package-info"))
                    .sorted()
                    .<Class<?>>map(Surface::load)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The types that a host can name. */
    static Stream<Class<?>> exportedTypes(ModuleReference module) {
        return module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .flatMap(exports -> classesOf(module, exports.source()).stream())
                .filter(Surface::isVisible);
    }

    static boolean isVisible(Class<?> type) {
        if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
            return false;
        }
        Class<?> outer = type.getDeclaringClass();
        return outer == null
                ? Modifier.isPublic(type.getModifiers())
                : isVisible(outer) && isVisible(type.getModifiers(), outer);
    }

    /** What is protected can be reached by subclasses only, which a final class has not. */
    static boolean isVisible(int modifiers, Class<?> owner) {
        return Modifier.isPublic(modifiers)
                || (Modifier.isProtected(modifiers) && !Modifier.isFinal(owner.getModifiers()));
    }

    /** The libraries of the test's class path whose file names start with these. */
    static List<Path> libraries(String... names) {
        return Arrays.stream(names).map(Surface::library).toList();
    }

    private static Path library(String name) {
        List<Path> found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches(name + "-[0-9].*\\.jar"))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.get(0);
    }

    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    static List<Path> all(List<Path> some, Path... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }

    /** Compiles sources, which are file name and text in turn. */
    static void compile(Path sources, List<String> options, String... files) throws IOException {
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < files.length; i += 2) {
            Path file = sources.resolve(files[i]);
            Files.createDirectories(file.getParent());
            written.add(Files.writeString(file, files[i + 1]));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(written))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    /** Runs Java in a process of its own, and returns what it said. */
    static String java(Path folder, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.addAll(arguments);
        Process process = Processes.start(
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Surface.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path home(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
