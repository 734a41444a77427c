/** What tests of a host need. */
module dev.contactbook.testkit {
    requires transitive dev.contactbook.memory;
    requires static transitive org.junit.jupiter.api;

    exports dev.contactbook.testkit;
    exports dev.contactbook.testkit.junit;
}
