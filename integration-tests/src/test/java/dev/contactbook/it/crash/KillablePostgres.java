package dev.contactbook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.it.support.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL with a folder of its own that writes as durably as it does by default, can be killed at any moment, and
 * is started again on what it left.
 */
final class KillablePostgres implements AutoCloseable {
    private final Path folder;
    private EmbeddedPostgres server;
    private ProcessHandle postmaster;

    KillablePostgres(Path folder) throws IOException {
        this.folder = folder;
        start(0);
    }

    /** On the same port as before, unless that is 0. */
    private void start(int port) throws IOException {
        // The tests' default is to be quick and to lose what was written; these are PostgreSQL's own.
        server = Postgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(1))
                .setPort(port)
                .start();
        long pid = Long.parseLong(Files.readAllLines(pidFile()).get(0));
        postmaster = ProcessHandle.of(pid).orElseThrow();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** {@code kill -9}, of the server and all its processes. */
    void kill() {
        List<ProcessHandle> children = postmaster.children().toList();
        kill(postmaster);
        children.forEach(KillablePostgres::kill);
    }

    /** {@code kill -9} of one process that serves a connection; the server then ends all the others, and recovers. */
    void killBackend(long pid) {
        List<ProcessHandle> backend =
                postmaster.children().filter(child -> child.pid() == pid).toList();
        assertThat(backend).hasSize(1);
        kill(backend.get(0));
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        awaitEnd(process);
    }

    /** Not by {@link ProcessHandle#onExit}, which looks after others' children now and then only. */
    private static void awaitEnd(ProcessHandle process) {
        while (process.isAlive()) {
            Thread.onSpinWait();
        }
    }

    /** Lets the server end what it is doing, without waiting for its clients. */
    void stop() throws IOException {
        server.close();
        awaitEnd(postmaster);
    }

    /** Starts again what was killed or stopped. */
    void restart() throws IOException {
        forget();
        start(server.getPort());
    }

    /**
     * Ends what stands for the server in this process. That would tell the process in the file to stop, if there is one
     * of that number; after a kill it could be anybody's by now. The next server is to find the file as the kill left
     * it.
     */
    private void forget() throws IOException {
        Path aside = folder.resolveSibling("postmaster.pid");
        boolean killed = Files.exists(pidFile());
        if (killed) {
            Files.move(pidFile(), aside);
        }
        server.close();
        if (killed) {
            Files.move(aside, pidFile());
        }
    }

    private Path pidFile() {
        return folder.resolve("postmaster.pid");
    }

    @Override
    public void close() throws IOException {
        if (postmaster.isAlive()) {
            stop();
        } else {
            forget();
        }
    }
}
