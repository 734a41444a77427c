/** What a contact is, what a query or a search matches, and every rule. */
@SuppressWarnings("module") // the modules after "to" are built later
module dev.contactbook.domain {
    requires static transitive org.jspecify;

    exports dev.contactbook.domain;
    exports dev.contactbook.domain.text to
            dev.contactbook.jdbc,
            dev.contactbook.rest;
}
