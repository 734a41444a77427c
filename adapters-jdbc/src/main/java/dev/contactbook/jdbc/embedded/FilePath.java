package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The path of a database file, as a host gives it. */
final class FilePath {
    private FilePath() {}

    /**
     * An absolute path, whose name is not only a suffix.
     *
     * @throws IllegalArgumentException if it names no file of the system
     */
    static Path named(Path file, String suffix) {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("file: must be on the default file system");
        }
        Path name = file.getFileName();
        if (name == null || name.toString().isEmpty() || name.toString().equals(suffix)) {
            throw new IllegalArgumentException("file: must name a file");
        }
        return file.toAbsolutePath().normalize();
    }

    /**
     * The path without symbolic links. Makes the folders that are missing.
     *
     * @throws Storage if there can be no file
     */
    static Path real(Path path) {
        try {
            if (Files.exists(path)) {
                return path.toRealPath();
            } else if (Files.isSymbolicLink(path)) {
                throw failure("The database file is a symbolic link that leads nowhere", false);
            }
            Path folder = Objects.requireNonNull(path.getParent()); // a name is in a folder
            if (!Files.isDirectory(
                    folder)) { // which may be a symbolic link, so createDirectories alone would refuse it
                Files.createDirectories(folder, OwnerOnly.folder());
            }
            return folder.toRealPath().resolve(path.getFileName());
        } catch (IOException e) {
            throw failure("The folder of the database file cannot be reached or made", false);
        }
    }

    /** Whether it has several names: hard links. */
    static boolean hasSeveralNames(Path path) throws IOException {
        return OwnerOnly.isPosix() && !Objects.equals(Files.getAttribute(path, "unix:nlink"), 1);
    }

    /** So that a new name is on the disk as well. Where folders cannot be opened the system does without. */
    static void forceFolder(Path path) {
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(path.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // See above.
        }
    }

    static Storage openElsewhere() {
        return failure("The database file is open in another process", true);
    }

    static Storage failure(String message, boolean retryable) {
        return new Storage(message, retryable, Storage.Outcome.NOT_APPLIED);
    }
}
