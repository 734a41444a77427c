package dev.contactbook.it.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder, in memory, as they are after some operations. */
public final class FolderImage {
    private final Map<String, Content> files = new TreeMap<>();

    public FolderImage(Map<String, byte[]> start) {
        start.forEach((name, bytes) -> files.put(name, new Content(bytes)));
    }

    public static FolderImage of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return new FolderImage(files);
    }

    public FolderImage copy() {
        return new FolderImage(files());
    }

    public Map<String, byte[]> files() {
        Map<String, byte[]> copies = new TreeMap<>();
        files.forEach((name, content) -> copies.put(name, content.bytes()));
        return copies;
    }

    /** Whether the same files are in another one. */
    public boolean isLike(FolderImage other) {
        return hasFilesOf(other)
                && files.entrySet().stream().allMatch(file -> file.getValue().isLike(other.files.get(file.getKey())));
    }

    /** Whether files of the same names are in another one. */
    public boolean hasFilesOf(FolderImage other) {
        return files.keySet().equals(other.files.keySet());
    }

    void put(String name, Content content) {
        files.put(name, content);
    }

    public FolderImage then(Operation operation) {
        String name = operation.file();
        switch (operation.kind()) {
            case WRITE, TRUNCATE ->
                files.computeIfAbsent(name, any -> new Content(new byte[0])).apply(operation);
            case FORCE -> {}
            case CREATE -> files.put(name, new Content(new byte[0]));
            case DELETE -> files.remove(name);
            case RENAME -> files.put(newName(operation), files.remove(name));
        }
        return this;
    }

    static String newName(Operation rename) {
        return new String(rename.bytes(), StandardCharsets.UTF_8);
    }

    /** Makes a folder be like this one. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, Content> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue().bytes());
        }
    }

    /** The bytes of one file. */
    static final class Content {
        private byte[] bytes;
        private int size;

        Content(byte[] bytes) {
            this.bytes = bytes.clone();
            this.size = bytes.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, size);
        }

        boolean isLike(Content other) {
            return Arrays.equals(bytes, 0, size, other.bytes, 0, other.size);
        }

        void apply(Operation operation) {
            int position = (int) operation.position();
            if (operation.kind() == Operation.Kind.TRUNCATE) {
                resize(position);
            } else {
                resize(Math.max(size, position + operation.bytes().length));
                System.arraycopy(operation.bytes(), 0, bytes, position, operation.bytes().length);
            }
        }

        private void resize(int newSize) {
            if (newSize > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(newSize, 2 * bytes.length));
            } else if (newSize < size) {
                Arrays.fill(bytes, newSize, size, (byte) 0);
            }
            size = newSize;
        }
    }
}
