package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spring.SpringTransactions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What a host takes with the starter stays small, and is what the guide says. A change that needs more raises it here.
 */
class StarterWeightTest {
    private static final int KB = 1_024;
    private static final Path ROOT = Path.of(System.getProperty("contactbook.root", "../.."));

    @Test
    void the_starter_brings_what_the_guide_lists_and_nothing_else() throws IOException {
        assertThat(broughtAlong())
                .containsExactly(
                        "contactbook-spring-boot-4-starter",
                        "contactbook-spring",
                        "contactbook-ports",
                        "contactbook-domain",
                        "jspecify",
                        "contactbook-jdbc",
                        "jdbi3-core",
                        "slf4j-api",
                        "geantyref",
                        "contactbook-rest",
                        "jackson-core");
        assertThat(Files.readString(ROOT.resolve("docs/how-to/spring-boot.md")))
                .contains("```text\n" + String.join("\n", broughtAlong()) + "\n```");
    }

    @Test
    void its_jars_are_small() throws Exception {
        assertThat(weigh(SpringTransactions.class)).isPositive().isLessThanOrEqualTo(24 * KB);
        assertThat(weigh(ContactbookProperties.class)).isPositive().isLessThanOrEqualTo(44 * KB);
    }

    /** The artifacts of the tree that Maven writes, without those of Spring Boot, of tests, and optional ones. */
    private static List<String> broughtAlong() throws IOException {
        List<String> artifacts = new ArrayList<>();
        boolean isOurs = true;
        for (String line :
                Files.readAllLines(ROOT.resolve("extras/spring-boot-4-starter/target/dependency-tree.txt"))) {
            String[] coordinates = line.replaceFirst("^[^\\w]*", "").split(":");
            if (line.indexOf(coordinates[0]) == 3) { // a dependency of the starter itself
                isOurs = line.endsWith(":compile") && !coordinates[1].startsWith("spring-boot");
            }
            if (isOurs) {
                artifacts.add(coordinates[1]);
            }
        }
        return artifacts;
    }

    private static long weigh(Class<?> type) throws Exception {
        Path home =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(home)) {
            return weigh(home);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + home.toUri()), java.util.Map.of())) {
            return weigh(jar.getPath("/"));
        }
    }

    private static long weigh(Path root) throws IOException {
        long[] size = {0};
        OutputStream counter = new OutputStream() {
            @Override
            public void write(int b) {
                size[0]++;
            }
        };
        try (ZipOutputStream zip = new ZipOutputStream(counter);
                Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                zip.putNextEntry(new ZipEntry(root.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return size[0];
    }
}
