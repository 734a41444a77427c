package dev.contactbook.it.support;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Processes that tests start. One that hangs is ended, so that what waits for it goes on, and fails. */
public final class Processes {
    /** Far longer than any of them takes. */
    private static final Duration MOST = Duration.ofMinutes(10);

    private Processes() {}

    /** Starts a process that has ten minutes. */
    public static Process start(ProcessBuilder process) throws IOException {
        return start(process, MOST);
    }

    /** Starts a process that has some time. */
    public static Process start(ProcessBuilder process, Duration most) throws IOException {
        Process started = process.start();
        started.onExit().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, hangs) -> {
            if (hangs != null) {
                started.destroyForcibly();
            }
        });
        return started;
    }
}
