package dev.contactbook.examples.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A deal with a contact. It keeps the contact's id only. */
@Entity
@Table(name = "deal")
public class Deal {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long contactId;
    private String title = "";

    /** JPA calls it. */
    protected Deal() {}

    /**
     * Creates a deal.
     *
     * @param contactId the id of its contact
     * @param title its title
     */
    public Deal(long contactId, String title) {
        this.contactId = contactId;
        this.title = title;
    }

    /** {@return the id, null until it is saved} */
    public @Nullable Long id() {
        return id;
    }

    /** {@return the id of its contact} */
    public long contactId() {
        return contactId;
    }

    /** {@return its title} */
    public String title() {
        return title;
    }
}
