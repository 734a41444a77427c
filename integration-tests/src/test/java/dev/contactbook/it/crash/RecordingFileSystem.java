package dev.contactbook.it.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/**
 * Tells what H2 does to the embedded store's files, in the place of the file system of H2's that the store uses. H2
 * makes one for each path, by the public constructor.
 */
public final class RecordingFileSystem extends FilePathAsync {
    private static volatile Observer observer = operation -> {};

    /** Tells an observer of all operations from now on, each before it is done, one after the other. */
    public static void record(Observer newObserver) {
        observer = newObserver;
        FilePath.register(new RecordingFileSystem());
    }

    public static void recordNoMore() {
        FilePath.register(new FilePathAsync());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new RecordingFile(Path.of(name).getFileName().toString(), super.open(mode));
    }

    private static void tell(Operation operation) throws IOException {
        synchronized (RecordingFileSystem.class) {
            observer.before(operation);
        }
    }

    /** Hears of operations. */
    @FunctionalInterface
    public interface Observer {
        void before(Operation operation) throws IOException;
    }

    /** A file that tells. */
    private static final class RecordingFile extends WatchedFile {
        private final String file;

        RecordingFile(String file, FileChannel channel) {
            super(channel);
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("H2 always says where");
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            tell(new Operation(file, Operation.Kind.WRITE, position, bytes));
            int written = super.write(source, position);
            if (written != bytes.length) {
                throw new AssertionError("The system wrote less");
            }
            return written;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            tell(new Operation(file, Operation.Kind.TRUNCATE, size, new byte[0]));
            super.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            tell(new Operation(file, Operation.Kind.FORCE, 0, new byte[0]));
            super.force(metaData);
        }
    }
}
