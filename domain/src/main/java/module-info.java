/** What a contact is, what a query or a search means, and every rule. */
module dev.contactbook.domain {
    requires static transitive org.jspecify;

    exports dev.contactbook.domain;
}
