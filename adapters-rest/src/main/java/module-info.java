/** The REST API as a function from requests to responses. */
module dev.contactbook.rest {
    requires transitive dev.contactbook.ports;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;

    exports dev.contactbook.rest;
}
