package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.crash.Writer.Saved;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import dev.contactbook.jdbc.JdbcContactRepository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a newer H2 than the one that the embedded store runs on, and that H2 itself. */
class NewerH2Test {
    private static final String NEWER =
            Path.of("target", "newer-h2", "h2.jar").toAbsolutePath().toString();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {NewerH2.FILL_AND_CLOSE, NewerH2.FILL_AND_HALT})
    @Tag("3.99")
    void a_file_of_a_newer_h2_opens_with_all_it_had(String end) throws Exception {
        List<String> answered = run(end);

        for (int time = 1; time <= 3; time++) {
            try (EmbeddedContactRepository repository = JdbcContactRepository.open(file())) {
                List<String> found = repository
                        .list(ORGANIZATION, ContactQuery.page().limit(1_000))
                        .contacts()
                        .stream()
                        .map(contact -> Saved.of(contact).toString())
                        .toList();

                assertThat(found)
                        .as("opened the %d. time", time)
                        .hasSize(NewerH2.TOGETHER + NewerH2.ALONE)
                        .containsExactlyInAnyOrderElementsOf(answered);
                assertThat(repository.verify()).isEmpty();
            }
        }
    }

    @Test
    @Tag("3.99")
    void a_newer_h2_is_refused_with_the_version_to_take_and_no_file_is_made() throws Exception {
        assertThat(run(NewerH2.OPEN))
                .singleElement()
                .asString()
                .startsWith("An embedded database needs com.h2database:h2 2.4.240, not 2.5.252");
        assertThat(folder).isEmptyDirectory();
    }

    private Path file() {
        return folder.resolve("contacts");
    }

    /** What a process with the newer H2 says. */
    private List<String> run(String what) throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString().matches("h2-[0-9.]+\\.jar") ? NEWER : entry)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = Processes.start(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath,
                        NewerH2.class.getName(),
                        what,
                        file().toString())
                .redirectErrorStream(true));
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", said).isZero();
        return said;
    }
}
