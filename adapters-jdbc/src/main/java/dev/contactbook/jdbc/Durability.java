package dev.contactbook.jdbc;

/** What an answered write to an embedded database survives. */
public enum Durability {
    /**
     * The death of the process, {@code kill -9} included. The default. What the operating system has not yet written to
     * the disk is lost if the machine itself loses power.
     */
    PROCESS_KILL,

    /**
     * A loss of power as well: each write is answered only when the disk has it. The price is a sync of the file for each
     * write; how much slower that is, the disk decides. Reads cost the same.
     */
    POWER_LOSS
}
