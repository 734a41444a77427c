/** Contacts in and out of files: CSV and vCard. */
module dev.contactbook.interchange {
    requires transitive dev.contactbook.ports;

    exports dev.contactbook.interchange;
}
