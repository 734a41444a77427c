package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.it.support.Processes;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files and folders that a process may read and not write. Where the tests run as root, who may do all, the process
 * gives that up.
 */
class ReadOnlyTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    @Tag("3.97")
    void a_file_that_cannot_be_written_takes_no_contact_and_in_a_folder_that_cannot_be_all_that_is_answered(
            Engine engine) throws Exception {
        Path readOnly = makeWithOneContact(engine, "file");
        Path inReadOnly = makeWithOneContact(engine, "folder");
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--------"));
        Files.setPosixFilePermissions(inReadOnly.getParent(), PosixFilePermissions.fromString("r-x------"));

        List<String> said = run(engine, readOnly, inReadOnly);

        Files.setPosixFilePermissions(inReadOnly.getParent(), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("rw-------"));
        assertThat(said).hasSize(2).first().asString().startsWith(ReadOnlyProcess.FAILED);
        assertHas(engine, readOnly, 1);
        assertHas(engine, inReadOnly, said.get(1).equals(ReadOnlyProcess.CREATED) ? 2 : 1);
    }

    private Path makeWithOneContact(Engine engine, String place) {
        Path file = engine.in(folder.resolve(place));
        try (EmbeddedContactRepository repository = engine.open(file)) {
            Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
        }
        return file;
    }

    private static void assertHas(Engine engine, Path file, int contacts) {
        try (EmbeddedContactRepository repository = engine.open(file)) {
            assertThat(Contacts.over(repository)
                            .list(CALLER, ContactQuery.page())
                            .data())
                    .hasSize(contacts);
            assertThat(repository.verify()).isEmpty();
        }
    }

    private static List<String> run(Engine engine, Path... files) throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.isWritable(files[0])) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.addAll(Processes.java(ReadOnlyProcess.class, engine.name()));
        Arrays.stream(files).map(Path::toString).forEach(command::add);
        Process process = Processes.start(new ProcessBuilder(command).redirectErrorStream(true));
        List<String> said;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            said = lines.lines().toList();
        }
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        return said;
    }
}
