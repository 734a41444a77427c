/** The contract of a store, as tests. */
module dev.contactbook.tck {
    requires transitive dev.contactbook.ports;
    requires transitive org.junit.jupiter.api;

    exports dev.contactbook.tck;

    // The tests are package-private, as JUnit likes them.
    opens dev.contactbook.tck to
            org.junit.platform.commons;
}
