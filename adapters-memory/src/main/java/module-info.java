/** A complete store in memory. */
module dev.contactbook.memory {
    requires transitive dev.contactbook.ports;

    exports dev.contactbook.memory;
}
