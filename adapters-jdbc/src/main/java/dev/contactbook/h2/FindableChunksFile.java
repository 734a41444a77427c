package dev.contactbook.h2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.store.fs.FileBase;
import org.jspecify.annotations.Nullable;

/**
 * A file whose header names the newest chunk, always.
 *
 * <p>H2 writes each commit as a chunk, into any gap of the file. When it opens a file that was not closed, it looks for the
 * newest chunk where the header points, then where each chunk says the next one will be, and at the end of the file. It
 * writes the header now and then, whenever a chunk went elsewhere than the one before it says. That has three flaws:
 *
 * <ul>
 *   <li>H2 2.5 points the header at the chunk before that one, so that one is at none of these places, and a kill loses it
 *       and those after it.
 *   <li>The chunk in the header is overwritten before there is another header, and a kill in between loses what came after.
 *   <li>A file that was closed says so until its first chunk after that is written, which may take the place of one that H2
 *       then misses.
 * </ul>
 *
 * <p>Here a header precedes the first chunk and follows each one. It stands in the file twice, and H2 goes by the copy with
 * the newer chunk if that chunk is whole, and else by the other one: the second copy names the new chunk and the first one
 * the chunk before, so that a loss of power that keeps the header and not the chunk does no harm.
 *
 * <p>Where the header does not look exactly as H2 2.3 to 2.5 writes it, all goes to the file as it is.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // of FileBase, whose own reads and writes move the position
final class FindableChunksFile extends FileBase {
    private static final int BLOCK = 4096;

    private static final int HEADER = 2 * BLOCK;

    private static final Pattern HEADER_TEXT =
            Pattern.compile("H:2,(?:block:([0-9a-f]+),)?blockSize:1000,(?:chunk:([0-9a-f]+),)?(clean:1,)?"
                    + "created:([0-9a-f]+),format:3,(?:version:([0-9a-f]+),)?fletcher:[0-9a-f]+");

    private static final Pattern CHUNK_TEXT = Pattern.compile("chunk:([0-9a-f]+),.*,version:([0-9a-f]+)(?:,.*)?");

    /** The longest text at the beginning of a chunk or of a copy of the header. */
    private static final int TEXT = 1024;

    private final FileChannel file;

    /** When H2 made the file, as its header tells; null before the header was seen, and where it is of another kind. */
    private @Nullable String created;

    /** Whether the header says that H2 closed the file. */
    private boolean closed;

    private @Nullable Chunk before;
    private @Nullable Chunk newest;

    FindableChunksFile(FileChannel file) {
        this.file = file;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        int length = source.remaining();
        ByteBuffer written = source.duplicate();
        if (position == 0 && length == HEADER) {
            written = seen(written.slice());
        } else if (position >= HEADER) {
            beginToWrite();
        }
        writeFully(written, position);
        source.position(source.limit());
        if (position >= HEADER && position % BLOCK == 0) {
            Matcher text = CHUNK_TEXT.matcher(text(source, source.position() - length));
            if (text.matches()) {
                follow(new Chunk(text.group(1), position / BLOCK, Long.parseLong(text.group(2), 16)));
            }
        }
        return length;
    }

    private void writeFully(ByteBuffer source, long position) throws IOException {
        long at = position;
        while (source.hasRemaining()) {
            at += file.write(source, at);
        }
    }

    /** Takes over what a header tells, and returns the one to write instead. */
    private ByteBuffer seen(ByteBuffer header) {
        Matcher text = HEADER_TEXT.matcher(text(header, BLOCK));
        if (!text.matches()) {
            text = HEADER_TEXT.matcher(text(header, 0));
        }
        created = text.matches() ? text.group(4) : null;
        closed = created != null && text.group(3) != null;
        if (created == null || text.group(1) == null || text.group(2) == null || text.group(5) == null) {
            return header;
        }
        Chunk named = new Chunk(text.group(2), Long.parseLong(text.group(1), 16), Long.parseLong(text.group(5), 16));
        Chunk known = newest;
        if (known == null || closed) {
            newest = named;
            return header;
        }
        return known.version > named.version ? header(created, named, known) : header;
    }

    /** Says in the header that the file is no longer closed, before anything else of it changes. */
    private void beginToWrite() throws IOException {
        if (created == null) {
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            while (header.hasRemaining() && file.read(header, header.position()) >= 0) {
                // Until all of it is read.
            }
            seen(header.flip());
        }
        if (created != null && newest != null && closed) {
            writeFully(header(created, newest, newest), 0);
            closed = false;
        }
    }

    /** Lets a header follow a chunk, unless it is an old one that H2 has moved. */
    private void follow(Chunk chunk) throws IOException {
        Chunk known = newest;
        if (created == null || (known != null && chunk.version < known.version)) {
            return;
        }
        if (known == null || chunk.version > known.version) {
            before = known;
        }
        newest = chunk;
        writeFully(header(created, before == null ? chunk : before, chunk), 0);
    }

    private static ByteBuffer header(String created, Chunk first, Chunk second) {
        return ByteBuffer.allocate(HEADER).put(0, header(created, first)).put(BLOCK, header(created, second));
    }

    private static byte[] header(String created, Chunk chunk) {
        String text = "H:2,block:" + Long.toHexString(chunk.block) + ",blockSize:1000,chunk:" + chunk.id + ",created:"
                + created + ",format:3,version:" + Long.toHexString(chunk.version);
        byte[] bytes = text.getBytes(ISO_8859_1);
        int checksum = DataUtils.getFletcher32(bytes, 0, bytes.length);
        return (text + ",fletcher:" + Integer.toHexString(checksum) + "\n").getBytes(ISO_8859_1);
    }

    /** The first line from there on, without the blanks that fill it up. */
    private static String text(ByteBuffer source, int from) {
        byte[] bytes = new byte[Math.min(TEXT, source.limit() - from)];
        source.get(from, bytes);
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(0, end).strip();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return file.write(source);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    /**
     * A chunk that was written.
     *
     * @param id as H2 writes it
     * @param block where it is
     * @param version of the store, which each chunk raises
     */
    private record Chunk(String id, long block, long version) {}
}
