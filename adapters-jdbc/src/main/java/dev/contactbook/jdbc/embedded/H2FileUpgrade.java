package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.jdbc.connection.Database;
import dev.contactbook.jdbc.connection.StorageFailures;
import dev.contactbook.jdbc.dialect.Dialects;
import dev.contactbook.jdbc.schema.InstalledTables;
import dev.contactbook.jdbc.schema.Migration;
import dev.contactbook.jdbc.schema.SchemaScripts;
import dev.contactbook.jdbc.table.TableNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Brings a file up to the newest tables, by a copy that takes its place. H2 commits each statement that makes or alters
 * a table, so a kill in between would leave half of them. The copy has all of them, is closed and on the disk when it
 * is renamed.
 *
 * <p>The file is locked meanwhile, as H2 locks it. A copy that an earlier kill left is replaced. There has to be room
 * for the file once more.
 */
public final class H2FileUpgrade {
    /** What the names of copies end with. */
    public static final String UNFINISHED = ".contactbook-unfinished" + H2File.SUFFIX;

    private static final boolean REPLACES_OPEN_FILES = OwnerOnly.isPosix();

    private final H2File file;
    private final H2File copy;

    public H2FileUpgrade(H2File file) {
        String name = file.path().getFileName().toString();
        this.file = file;
        this.copy = new H2File(file.path()
                .resolveSibling(name.substring(0, name.length() - H2File.SUFFIX.length()) + UNFINISHED));
    }

    static boolean isUnfinished(Path path) {
        return path.toString().endsWith(UNFINISHED);
    }

    /**
     * Makes the tables, or upgrades them. No other part of this process may have the file open, since its lock would be
     * given up.
     *
     * @throws Storage if another process has the file open, or the copy could not be made. The file is as it was
     */
    @SuppressWarnings("try") // where no open file can be replaced, it is closed a moment earlier
    public void run(SchemaScripts scripts) {
        try (FileChannel original = lockOriginal()) {
            requireOneName();
            try {
                makeCopy(original, scripts);
                if (!REPLACES_OPEN_FILES) {
                    original.close();
                }
                Files.move(copy.path(), file.path(), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy.path());
            }
            FilePath.forceFolder(file.path());
        } catch (AccessDeniedException e) {
            throw FilePath.failure("The database file and its folder must be writable to make or upgrade it", false);
        } catch (IOException e) {
            throw FilePath.failure(
                    "The database file could not be made or upgraded: there must be room for a copy", true);
        }
    }

    /**
     * Another process may put its own copy in place of the file before the lock is taken: then it is a lock on nothing.
     */
    private FileChannel lockOriginal() throws IOException {
        makeSureOfOriginal();
        Object key = file.key();
        FileChannel original = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = tryLock(original) && Objects.equals(key, file.key());
            if (!locked) {
                throw FilePath.openElsewhere();
            }
            return original;
        } finally {
            if (!locked) {
                original.close();
            }
        }
    }

    /** An empty file, which every version of H2 and of this library takes for a new one. */
    private void makeSureOfOriginal() throws IOException {
        try {
            Files.createFile(file.path(), OwnerOnly.file());
        } catch (FileAlreadyExistsException e) {
            // All the better.
        }
    }

    private static boolean tryLock(FileChannel original) throws IOException {
        try {
            return original.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The copy takes one name only: under the others the file would stay as it was. */
    private void requireOneName() throws IOException {
        if (FilePath.hasSeveralNames(file.path())) {
            throw FilePath.failure(
                    "The database file has several names (hard links), so it cannot be upgraded: keep one", false);
        }
    }

    private void makeCopy(FileChannel original, SchemaScripts scripts) throws IOException {
        Files.deleteIfExists(copy.path());
        try (FileChannel target = FileChannel.open(
                copy.path(), Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), OwnerOnly.file())) {
            long size = original.size();
            long copied = 0;
            while (copied < size) {
                copied += original.transferTo(copied, size - copied, target);
            }
        }
        makeTables(scripts);
        requireClosed(scripts);
        if (OwnerOnly.isPosix()) {
            Files.getFileAttributeView(copy.path(), PosixFileAttributeView.class)
                    .setPermissions(Files.getPosixFilePermissions(file.path()));
        }
        try (FileChannel target = FileChannel.open(copy.path(), StandardOpenOption.WRITE)) {
            target.force(true);
        }
    }

    @SuppressWarnings("try") // the connection holds the database open until all is done, and then closes it
    private void makeTables(SchemaScripts scripts) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(copy.url());
        try (Connection connection = copy.connect()) {
            Migration.run(dataSource, Database.own(dataSource), scripts);
        } catch (SQLException e) {
            throw StorageFailures.translate(e, false);
        } catch (Storage e) { // the copy may be anything, but the file is as it was
            throw FilePath.failure(String.valueOf(e.getMessage()), e.retryable());
        }
    }

    /** H2 says nothing of a file that it could not close: so it is asked once more. */
    private void requireClosed(SchemaScripts scripts) {
        try (Connection connection = copy.connect()) {
            if (InstalledTables.in(connection, Dialects.H2.with(TableNames.OF_CONNECTION))
                            .version()
                    != scripts.version()) {
                throw FilePath.failure("The copy of the database file is incomplete", true);
            }
        } catch (SQLException e) {
            throw StorageFailures.translate(e, false);
        }
    }
}
