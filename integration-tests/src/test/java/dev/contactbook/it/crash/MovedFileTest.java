package dev.contactbook.it.crash;

import static dev.contactbook.it.crash.Writer.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that are deleted, renamed or replaced while a store has them open. The store keeps the file that had the name,
 * so what it wrote from then on would be lost.
 */
class MovedFileTest {
    private static final Caller CALLER = Caller.user(789).inOrganization(ORGANIZATION);

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @EnumSource
    @Tag("3.204")
    void a_file_that_was_deleted_takes_no_more_contacts(Engine engine) throws Exception {
        try (EmbeddedContactRepository repository = engine.open(engine.in(folder))) {
            Contact ada = create(repository);

            Files.delete(engine.in(folder));

            assertTakesNoMore(repository);
            assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
        }
        assertThat(engine.in(folder)).as("none is made").doesNotExist();
    }

    /** With what is beside it, as it must be done. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.204")
    void a_file_that_was_renamed_takes_no_more_contacts_until_it_is_back(Engine engine) throws Exception {
        Contact ada;
        try (EmbeddedContactRepository repository = engine.open(engine.in(folder))) {
            ada = create(repository);
            move(folder, elsewhere);

            assertTakesNoMore(repository);

            move(elsewhere, folder);
            create(repository);
        }
        try (EmbeddedContactRepository repository = engine.open(engine.in(folder))) {
            assertThat(Contacts.over(repository).get(CALLER, ada.id())).isEqualTo(ada);
            assertThat(total(repository)).isEqualTo(2);
            assertThat(repository.verify()).isEmpty();
        }
    }

    /** New connections to SQLite would write the log of the old file into the new one. */
    @ParameterizedTest
    @EnumSource
    @Tag("3.204")
    void a_file_that_took_the_place_of_an_open_one_stays_as_it_is(Engine engine) throws Exception {
        Path copy = engine.in(elsewhere);
        try (EmbeddedContactRepository repository = engine.open(copy)) {
            for (int i = 0; i < 20; i++) {
                create(repository);
            }
        }
        byte[] bytes = Files.readAllBytes(copy);
        try (EmbeddedContactRepository repository = engine.open(engine.in(folder))) {
            create(repository);

            Files.move(copy, engine.in(folder), StandardCopyOption.REPLACE_EXISTING);

            assertTakesNoMore(repository);
            assertThat(total(repository)).isEqualTo(1);
        }
        assertThat(engine.in(folder)).hasBinaryContent(bytes);
    }

    private static void assertTakesNoMore(EmbeddedContactRepository repository) {
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> create(repository))
                .withMessageStartingWith("The database file was deleted, renamed or replaced")
                .matches(e -> !e.retryable() && e.outcome() == Storage.Outcome.NOT_APPLIED);
        assertThatExceptionOfType(Storage.class)
                .isThrownBy(() -> repository.numberedIds("user").numberOf("x"));
        assertThatExceptionOfType(Storage.class).isThrownBy(repository::repair);
    }

    private static Contact create(EmbeddedContactRepository repository) {
        return Contacts.over(repository).create(CALLER, c -> c.firstName("Ada"));
    }

    private static long total(EmbeddedContactRepository repository) {
        return Contacts.over(repository)
                .list(CALLER, ContactQuery.page().limit(0))
                .total()
                .orElseThrow();
    }

    private static void move(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.move(file, to.resolve(file.getFileName()));
            }
        }
    }
}
