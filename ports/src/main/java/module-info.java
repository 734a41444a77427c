/** The ports: what hosts call, what hosts and stores implement, and the use cases between them. */
module dev.contactbook.ports {
    requires transitive dev.contactbook.domain;
    requires static transitive org.jspecify;

    exports dev.contactbook.api;
    exports dev.contactbook.spi;
}
