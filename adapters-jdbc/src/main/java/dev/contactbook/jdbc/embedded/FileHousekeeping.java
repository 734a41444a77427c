package dev.contactbook.jdbc.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an H2 file small while it is written, a little after some of the writes. H2's own thread for that does not run
 * where each commit is written before it is answered (WRITE_DELAY=0). To be called under the lock of one writer.
 *
 * <p>A commit writes a <em>chunk</em> of pages, which die one by one when newer ones take their place. The space of a
 * chunk can be used again when all its pages are dead. Here the pages that live in the emptiest chunks are written once
 * more, with the next commit, so that those chunks die as a whole.
 *
 * <p>What a kill leaves is found from a chunk that the file's header names, which may be some 20 commits old, and any
 * commit since may have to be gone back to. So space is used again only after a number of further commits, and none of
 * the first commits after an open uses any: until then the file's header calls it closed, and H2 does not look for what
 * is newer.
 */
public final class FileHousekeeping {
    /** So many writes share the cost of looking at all chunks. */
    private static final int WRITES_BETWEEN_LOOKS = 16;

    /** H2 writes the header after 20 commits at the latest. */
    private static final int COMMITS_KEPT = 32;

    /** The share of live pages in all chunks, in per cent, from which on the file is full enough. */
    private static final int FULL = 40;

    /** A look rewrites at most one byte for so many that were written since the last one. */
    private static final int BYTES_WRITTEN_FOR_ONE = 4;

    /**
     * A look rewrites at most the memory after which H2 commits by itself, divided by this: pages take about 19 times
     * as much memory as space in the file, and half of it has to stay.
     */
    private static final int MEMORY_OF_ONE = 2 * 19;

    private final H2File file;

    /**
     * Null before the first write; H2 has another one after it closed the file by itself, as it does when a disk is
     * full.
     */
    private @Nullable MVStore store;

    private int writesSinceOpen;
    private long bytesWritten;

    public FileHousekeeping(H2File file) {
        this.file = file;
    }

    /**
     * Does its work if it is time. What fails here has failed before or will fail in the next write, which says so: the
     * write before it was answered already.
     */
    public void afterWrite() {
        try {
            MVStore open = openStore();
            writesSinceOpen++;
            if (writesSinceOpen % WRITES_BETWEEN_LOOKS == 0) {
                look(open);
            }
        } catch (SQLException | RuntimeException | OutOfMemoryError e) {
            // See above.
        }
    }

    /** By a connection of its own, since readers may have all of the pool. */
    private MVStore openStore() throws SQLException {
        if (store == null || store.isClosed()) {
            try (Connection connection = file.connect()) {
                store = store(connection);
                writesSinceOpen = 0;
                bytesWritten = 0;
            }
        }
        return store;
    }

    /**
     * Lets H2 compact when it closes the file. The connection was just made, so that nothing is used again before that.
     */
    public static void end(Connection connection) throws SQLException {
        store(connection).setVersionsToKeep(0);
    }

    private static MVStore store(Connection connection) throws SQLException {
        return H2Session.of(connection).getDatabase().getStore().getMvStore();
    }

    private void look(MVStore open) {
        long written = bytesWritten(open.getFileStore());
        long most =
                Math.min(open.getAutoCommitMemory() / MEMORY_OF_ONE, (written - bytesWritten) / BYTES_WRITTEN_FOR_ONE);
        bytesWritten = written;
        // H2 forgets both when it opens the file again, and until the next look nothing is used again.
        open.setVersionsToKeep(COMMITS_KEPT);
        open.setRetentionTime(0);
        open.compact(FULL, (int) most);
    }

    private static long bytesWritten(FileStore<?> file) {
        long[] written = {0};
        file.populateInfo((name, value) -> {
            if (name.equals("info.FILE_WRITE_BYTES")) {
                written[0] = Long.parseLong(value);
            }
        });
        return written[0];
    }
}
