package dev.contactbook.it.crash;

import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process whose SQLite file is on a disk that is full for a while, by {@link Recorder#limitSpace}. Arguments: the
 * folder, the file with the limit.
 */
final class FullDiskWriter {
    private FullDiskWriter() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        try (FileChannel file =
                        FileChannel.open(Path.of(arguments[1]), StandardOpenOption.READ, StandardOpenOption.WRITE);
                EmbeddedContactRepository repository = Engine.SQLITE.open(Engine.SQLITE.in(folder))) {
            LongBuffer space = file.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
            FullDisk.Space disk = bytes -> space.put(0, bytes);
            FullDisk.oneThread(repository, disk);
            FullDisk.manyThreads(repository, disk);
        }
    }
}
