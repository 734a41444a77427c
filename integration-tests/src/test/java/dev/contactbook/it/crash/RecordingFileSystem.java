package dev.contactbook.it.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/**
 * Tells what H2 does to the embedded store's files, in the place of the file system of H2's that the store uses. H2
 * makes one for each path, by the public constructor.
 */
public final class RecordingFileSystem extends FilePathAsync {
    /** What a kill can cut a write at: the system takes page after page. */
    public static final int PAGE = 4096;

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

    /** What an operation does. */
    public enum Kind {
        WRITE,
        TRUNCATE,
        FORCE
    }

    /**
     * One operation.
     *
     * @param file the name of the file
     * @param kind what it does
     * @param position where it writes, or the new end of a file that is truncated
     * @param bytes what it writes
     */
    public record Operation(String file, Kind kind, long position, byte[] bytes) {
        /** The file after the operation. */
        public byte[] on(byte[] before) {
            return switch (kind) {
                case WRITE -> written(before);
                case TRUNCATE -> Arrays.copyOf(before, (int) position);
                case FORCE -> before;
            };
        }

        private byte[] written(byte[] before) {
            byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, position + bytes.length));
            System.arraycopy(bytes, 0, after, (int) position, bytes.length);
            return after;
        }

        /** How many pages it writes to. */
        public int pages() {
            return kind == Kind.WRITE ? (int) ((position % PAGE + bytes.length + PAGE - 1) / PAGE) : 0;
        }

        /** The part of it that writes to its first pages. */
        public Operation first(int pages) {
            return part(0, pages);
        }

        /** The part of it that writes to some of its pages. */
        public Operation part(int firstPage, int pages) {
            long start = position - position % PAGE;
            int from = (int) Math.max(0, start + (long) firstPage * PAGE - position);
            int to = (int) Math.min(bytes.length, start + (long) (firstPage + pages) * PAGE - position);
            return new Operation(file, kind, position + from, Arrays.copyOfRange(bytes, from, to));
        }
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
            tell(new Operation(file, Kind.WRITE, position, bytes));
            int written = super.write(source, position);
            if (written != bytes.length) {
                throw new AssertionError("The system wrote less");
            }
            return written;
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            tell(new Operation(file, Kind.TRUNCATE, size, new byte[0]));
            super.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            tell(new Operation(file, Kind.FORCE, 0, new byte[0]));
            super.force(metaData);
        }
    }
}
