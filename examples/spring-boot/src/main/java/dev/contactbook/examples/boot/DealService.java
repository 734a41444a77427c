package dev.contactbook.examples.boot;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens deals. */
@Service
public class DealService {
    private final Contacts contacts;
    private final Deals deals;

    /**
     * Creates the service.
     *
     * @param contacts the contacts
     * @param deals the deals
     */
    public DealService(Contacts contacts, Deals deals) {
        this.contacts = contacts;
        this.deals = deals;
    }

    /**
     * Creates a contact and its deal: both or none.
     *
     * @param me who does it
     * @param firstName the contact's first name
     * @param title the title of the deal
     * @return the deal
     */
    @Transactional
    public Deal open(Caller me, String firstName, String title) {
        Contact contact = contacts.create(me, c -> c.firstName(firstName));
        if (title.isBlank()) {
            throw new IllegalArgumentException("title: Must not be blank");
        }
        return deals.save(new Deal(contact.id(), title));
    }
}
