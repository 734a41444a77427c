package dev.contactbook.jdbc;

/** What an answered write to an embedded database survives. */
public enum Durability {
    /**
     * The death of the process, {@code kill -9} included. The default. What the operating system has not yet written to
     * the disk is lost if the machine itself loses power.
     */
    PROCESS_KILL,

    /**
     * A loss of power as well: each write waits until the disk has it. The price is speed: on the machine where it was
     * measured, 331 writes a second instead of 1,872.
     */
    POWER_LOSS
}
