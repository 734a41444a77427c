package dev.contactbook.jdbc;

/** What an answered write to an embedded database survives. Contract 3.46 and 3.96. */
public enum Durability {
    /**
     * The death of the process, {@code kill -9} included. The default. If the machine itself loses power, answered
     * writes can be lost. An H2 file can become unreadable then, a SQLite file does not.
     */
    PROCESS_KILL,

    /**
     * A loss of power as well: each write is forced to the disk before it is answered. SQLite only.
     * {@link JdbcContactRepository#open} rejects it, because H2 does not check what a commit left in its file.
     */
    POWER_LOSS
}
