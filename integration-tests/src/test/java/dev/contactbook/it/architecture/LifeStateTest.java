package dev.contactbook.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is live is decided once in Java and once in SQL. All else asks these places. */
class LifeStateTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final Pattern DECISION = Pattern.compile(
            "deletedAt(\\(\\))? [!=]= null|(?i:deleted_at is (not )?null)|DELETED_AT\\.(isMissing|exists)");

    @Test
    void what_is_live_is_decided_in_one_place_of_the_domain_and_one_of_SQL() {
        List<String> deciding = Stream.of("domain", "ports", "adapters-memory", "adapters-jdbc", "adapters-rest", "tck")
                .flatMap(module -> sources(ROOT.resolve(module).resolve("src/main/java")))
                .filter(source -> DECISION.matcher(read(source)).find())
                .map(source -> source.getFileName().toString())
                .toList();

        assertThat(deciding).containsExactlyInAnyOrder("LifeState.java", "Dialect.java");
    }

    private static Stream<Path> sources(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
