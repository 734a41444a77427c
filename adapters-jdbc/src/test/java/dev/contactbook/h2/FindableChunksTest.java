package dev.contactbook.h2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.h2.engine.Constants;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a file, taken while it is open, is what a kill at that moment would leave. */
class FindableChunksTest {
    private static final int COMMITS = 40;
    private static final int HEADER = 2 * 4096;

    @TempDir
    Path folder;

    @BeforeEach
    void register() {
        FindableChunks.register();
    }

    @Test
    void every_commit_is_found_after_a_kill() throws IOException {
        assertThat(lostCommits("contactbook:")).isEmpty();
    }

    /** 2.4.240 pointed its header at the new chunk. If this fails with a newer H2 than 2.5.252, H2 has mended it. */
    @Test
    void h2_alone_does_not_find_every_commit_from_2_5_on() throws IOException {
        assertThat(lostCommits("").isEmpty()).isEqualTo(Constants.BUILD_ID <= 240);
    }

    @Test
    void a_header_whose_chunk_never_reached_the_disk_leads_to_the_commit_before() throws IOException {
        byte[] before;
        byte[] after;
        try (MVStore store = withGap("contactbook:")) {
            Map<String, String> map = store.openMap("map");
            int commit = 0;
            do {
                before = Files.readAllBytes(path());
                map.put("count", Integer.toString(++commit));
                store.commit();
                after = Files.readAllBytes(path());
            } while (Arrays.equals(before, 0, HEADER, after, 0, HEADER));
        }
        Path kept = Files.write(folder.resolve("kept"), after);
        System.arraycopy(after, 0, before, 0, HEADER);
        Path torn = Files.write(folder.resolve("torn"), before);

        int found = Integer.parseInt(count(kept));
        assertThat(count(torn)).isEqualTo(found == 1 ? null : Integer.toString(found - 1));
    }

    @Test
    void other_writes_reach_the_file_as_they_are() throws IOException {
        byte[] bytes = new byte[3 * 4096];
        new Random(1).nextBytes(bytes);
        byte[] header = Arrays.copyOf("H:2,block:2,blockSize:1000\n".getBytes(ISO_8859_1), HEADER);

        try (FileChannel file = FilePath.get("contactbook:" + path()).open("rw")) {
            file.write(ByteBuffer.wrap(bytes), 0);
            file.write(ByteBuffer.wrap(header), 0);
            file.write(ByteBuffer.wrap(bytes, 0, 10), 5000);
        }

        byte[] expected = bytes.clone();
        System.arraycopy(header, 0, expected, 0, header.length);
        System.arraycopy(bytes, 0, expected, 5000, 10);
        assertThat(Files.readAllBytes(path())).isEqualTo(expected);
    }

    @Test
    void a_closed_file_no_longer_says_so_before_anything_else_of_it_changes() throws IOException {
        withGap("").close();
        assertThat(header(path())).contains("clean:1");

        write("contactbook:", Files.size(path()));

        assertThat(header(path())).doesNotContain("clean:1").contains("format:3");
        assertThat(text(path())).isEqualTo("least");
    }

    @Test
    void the_header_of_a_file_that_was_not_closed_stays_until_there_is_a_chunk() throws IOException {
        Path killed = folder.resolve("killed");
        try (MVStore store = withGap("")) {
            assertThat(store.isClosed()).isFalse();
            Files.copy(path(), killed);
        }
        String header = header(killed);
        Files.move(killed, path(), REPLACE_EXISTING);

        write("contactbook:", Files.size(path()));

        assertThat(header(path())).isEqualTo(header);
    }

    @Test
    void it_is_the_file_in_all_else() throws IOException {
        FileChannel file = FilePath.get("contactbook:" + path()).open("rw");
        ByteBuffer read = ByteBuffer.allocate(2);

        assertThat(file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}))).isEqualTo(3);
        assertThat(file.position()).isEqualTo(3);
        assertThat(file.position(1)).isSameAs(file);
        assertThat(file.read(read)).isEqualTo(2);
        assertThat(read.array()).containsExactly(2, 3);
        assertThat(file.read(read.clear(), 0)).isEqualTo(2);
        assertThat(read.array()).containsExactly(1, 2);
        assertThat(file.write(ByteBuffer.wrap(new byte[] {9}), 0)).isEqualTo(1);
        assertThat(file.truncate(2)).isSameAs(file);
        assertThat(file.size()).isEqualTo(2);
        assertThat(Files.readAllBytes(path())).containsExactly(9, 2);
        assertThat(file.tryLock()).isNotNull();
        file.close();
        try (FileChannel other = FileChannel.open(path(), WRITE)) {
            assertThat(other.tryLock()).as("closed, so not locked any more").isNotNull();
        }
    }

    private void write(String fileSystem, long position) throws IOException {
        try (FileChannel file = FilePath.get(fileSystem + path()).open("rw")) {
            file.write(ByteBuffer.allocate(10), position);
        }
    }

    private static String header(Path file) throws IOException {
        return new String(Files.readAllBytes(file), 0, HEADER, ISO_8859_1);
    }

    private List<Integer> lostCommits(String fileSystem) throws IOException {
        List<Integer> lost = new ArrayList<>();
        try (MVStore store = withGap(fileSystem)) {
            Map<String, String> map = store.openMap("map");
            for (int commit = 0; commit < COMMITS; commit++) {
                map.put("count", Integer.toString(commit));
                store.commit();
                Path copy = Files.copy(path(), folder.resolve("copy" + commit));
                if (!Integer.toString(commit).equals(count(copy))) {
                    lost.add(commit);
                }
            }
        }
        return lost;
    }

    /** A store in whose file there is room for many chunks before its end. */
    private MVStore withGap(String fileSystem) {
        MVStore store = new MVStore.Builder()
                .fileName(fileSystem + path())
                .autoCommitDisabled()
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(0);
        Map<String, String> map = store.openMap("map");
        for (String text : List.of("much ".repeat(100_000), "little", "less", "least")) {
            map.put("text", text);
            store.commit();
        }
        return store;
    }

    private Path path() {
        return folder.resolve("file");
    }

    private static String count(Path file) {
        return stored(file, "count");
    }

    private static String text(Path file) {
        return stored(file, "text");
    }

    private static String stored(Path file, String key) {
        try (MVStore store =
                new MVStore.Builder().fileName(file.toString()).readOnly().open()) {
            return store.<String, String>openMap("map").get(key);
        }
    }
}
