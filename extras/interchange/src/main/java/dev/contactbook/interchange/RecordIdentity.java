package dev.contactbook.interchange;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import java.util.Collection;
import java.util.List;

/** Which contact a record is. The one place that decides whether a record creates or changes. */
interface RecordIdentity {
    /** The keys of a record. It is the same person as an earlier one of the file that has one of them. */
    List<String> keys(ContactDetails details);

    /** The keys by which a later record of the file is the same person as this one. */
    default List<String> allKeys(ContactDetails details) {
        return keys(details);
    }

    /**
     * Finds stored contacts for many records together.
     *
     * @param records the records
     * @param below the smallest id that does not count, because this run created it or could have
     */
    Candidates candidates(Collection<ContactDetails> records, long below);

    /** The contacts that may be those of some records. */
    interface Candidates {
        /** The contacts that a record is, by id. Several if that is not clear. */
        List<Contact> of(ContactDetails details);
    }
}
