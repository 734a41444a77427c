package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an open file is. On POSIX systems a file that is deleted, renamed or replaced stays open, and what is written
 * into it then is lost or somewhere else. New connections to SQLite would even join the log of the old file and the new
 * one.
 *
 * @param path the name of the file
 * @param key tells the file from another one that took its name. Null where the file system cannot
 */
public record Place(Path path, @Nullable Object key) {
    /** The place of a file that is there. */
    public static Place of(Path path) {
        return new Place(path, key(path));
    }

    /**
     * Does nothing if the file is still there.
     *
     * @throws Storage if there is none of this name, or another one
     */
    public void requireSame() {
        if (key != null && !Objects.equals(key, key(path))) {
            throw FilePath.failure(
                    "The database file was deleted, renamed or replaced while it was open: close the store, put the"
                            + " right file back, and open it again",
                    false);
        }
    }

    private static @Nullable Object key(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
