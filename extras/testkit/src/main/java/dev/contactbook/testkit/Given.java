package dev.contactbook.testkit;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Company;
import dev.contactbook.domain.User;

/**
 * What a test starts from in the organization of a caller: contacts, users and companies. It is in the store before the
 * code under test is called, so no fault applies to it, and no log has it. Thread-safe.
 */
public final class Given {
    private final TestContacts book;
    private final Caller caller;

    Given(TestContacts book, Caller caller) {
        this.book = book;
        this.caller = caller;
    }

    /**
     * Starts a contact.
     *
     * @param name its first name, up to the first space, and its last name
     * @return a builder, whose {@link GivenContact#save} stores the contact
     */
    public GivenContact contact(String name) {
        return new GivenContact(book, caller, name);
    }

    /**
     * Starts realistic people.
     *
     * @param number how many, from 0 to {@link GivenPeople#MAX_PEOPLE}
     * @return a builder, whose {@link GivenPeople#save} stores the people
     */
    public GivenPeople people(int number) {
        return new GivenPeople(book, caller, number);
    }

    /**
     * Adds a user to the directory of the organization. From the first one on, other users are unknown.
     *
     * @param id the id of the user
     * @param firstName the first name
     * @param lastName the last name
     * @return this
     */
    public Given user(long id, String firstName, String lastName) {
        book.testDirectory().add(caller.organizationId(), new User(id, firstName, lastName));
        return this;
    }

    /**
     * Adds a company to the directory of the organization. From the first one on, other companies are unknown.
     *
     * @param id the id of the company
     * @param name its name
     * @return this
     */
    public Given company(long id, String name) {
        book.testDirectory().add(caller.organizationId(), new Company(id, name));
        return this;
    }
}
