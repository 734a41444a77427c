package dev.contactbook.h2;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's, over another one, on which H2 finds its newest commit after a kill: {@link FindableChunksFile}
 * says what it does. Its paths are {@code contactbook:}, and then a path of the other one. H2 makes one for each path.
 */
public final class FindableChunks extends FilePathWrapper {
    /** What its paths begin with, up to the colon. */
    public static final String SCHEME = "contactbook";

    /** Makes it known to H2. May be called any number of times. */
    public static void register() {
        FilePath.register(new FindableChunks());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FindableChunksFile(getBase().open(mode));
    }
}
