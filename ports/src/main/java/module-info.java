/** The ports: what hosts call, what hosts and stores implement, and the use cases between them. */
@SuppressWarnings("module") // the module that logs failures too is built after this one
module dev.contactbook.ports {
    requires transitive dev.contactbook.domain;
    requires static transitive org.jspecify;

    exports dev.contactbook.api;
    exports dev.contactbook.api.failures to
            dev.contactbook.rest;
    exports dev.contactbook.spi;
}
