package dev.contactbook.jdbc.embedded;

import dev.contactbook.domain.ContactsException.Storage;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Says in this process which copy of an engine has a file open. Two copies, of two class loaders, do not know of each
 * other. On POSIX systems the one that closes the file gives up the locks of both, and another process then writes into
 * the file at the same time as this one. What all class loaders share are the properties of the system, so a file that
 * is open has one there.
 *
 * @param name of the property
 * @param engine the copy of the engine
 */
public record Claim(String name, String engine) {
    private static final String PREFIX = "dev.contactbook.open.";

    /**
     * Claims a file for a copy of an engine, which may have it several times. To be given up with each close.
     *
     * @throws Storage if another copy has the file open
     */
    static Claim of(Path file, Class<?> engine) {
        ClassLoader loader = engine.getClassLoader();
        Claim claim = new Claim(PREFIX + file, Integer.toHexString(System.identityHashCode(loader)));
        if (!claim.count(1)) {
            throw FilePath.failure(
                    "The database file is open in this process by another copy of the library: load it and the driver"
                            + " by one class loader for all",
                    true);
        }
        return claim;
    }

    public void giveUp() {
        count(-1);
    }

    /** Adds to how often the engine has the file, where no other one has. */
    private boolean count(int more) {
        Properties shared = System.getProperties();
        Object now = shared.compute(name, (any, before) -> {
            String[] held = before == null
                    ? new String[] {engine, "0"}
                    : before.toString().split(" ", 2);
            if (!held[0].equals(engine)) {
                return before;
            }
            int times = Integer.parseInt(held[1]) + more;
            return times == 0 ? null : engine + " " + times;
        });
        return now == null || now.toString().startsWith(engine + " ");
    }
}
