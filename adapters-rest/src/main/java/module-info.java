/** The REST API as a function from requests to responses. */
module dev.contactbook.rest {
    requires transitive dev.contactbook.ports;
    requires com.fasterxml.jackson.core;
    requires transitive com.fasterxml.jackson.databind;

    exports dev.contactbook.rest;

    provides com.fasterxml.jackson.databind.Module with
            dev.contactbook.rest.ContactsModule;
}
