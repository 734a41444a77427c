package dev.contactbook.it.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/**
 * A disk under H2 that has as much space as a test says, for all files together that are opened while it is there; or
 * whose writes fail for lack of memory, as anything that H2 does can.
 */
public final class Disk extends FilePathAsync {
    private static final AtomicLong FREE = new AtomicLong();

    private static volatile boolean outOfMemory;

    /** Puts it under all databases that are opened from now on by {@code async:}. */
    static void insert(long bytes) {
        FREE.set(bytes);
        FilePath.register(new Disk());
    }

    /** Changes how much more can be written to it. */
    static void setFree(long bytes) {
        FREE.set(bytes);
    }

    static void setOutOfMemory(boolean outOfMemory) {
        Disk.outOfMemory = outOfMemory;
    }

    static void remove() {
        outOfMemory = false;
        FilePath.register(new FilePathAsync());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new LimitedFile(super.open(mode));
    }

    /** A file that takes space where it grows, and gives it back where it shrinks. */
    private static final class LimitedFile extends WatchedFile {
        LimitedFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("H2 always says where");
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (outOfMemory) {
                throw new OutOfMemoryError("by the test");
            }
            long growth = Math.max(0, position + source.remaining() - size());
            if (growth > 0 && FREE.addAndGet(-growth) < 0) {
                FREE.addAndGet(growth);
                throw new IOException("No space left on device");
            }
            return super.write(source, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            long before = size();
            super.truncate(size);
            FREE.addAndGet(Math.max(0, before - size));
            return this;
        }
    }
}
