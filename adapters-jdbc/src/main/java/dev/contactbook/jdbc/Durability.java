package dev.contactbook.jdbc;

/** What an answered write to an embedded database survives. Contract 3.46 and 3.96. */
public enum Durability {
    /**
     * The death of the process, {@code kill -9} included. The default. If the machine itself loses power, answered
     * writes can be lost, and the file can become unreadable.
     */
    PROCESS_KILL,

    /**
     * A loss of power as well. No embedded engine of this version can promise it, so {@code open} rejects it: H2 does
     * not check what a commit left in its file. Use PostgreSQL where power can fail.
     */
    POWER_LOSS
}
