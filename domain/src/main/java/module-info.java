/** What a contact is, what a query or a search matches, and every rule. */
@SuppressWarnings("module") // the modules that read the texts are built after this one
module dev.contactbook.domain {
    requires static transitive org.jspecify;

    exports dev.contactbook.domain;
    exports dev.contactbook.domain.text to
            dev.contactbook.jdbc,
            dev.contactbook.rest;
}
