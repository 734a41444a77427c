package dev.contactbook.testkit;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.NewContact;
import dev.contactbook.spi.Change;
import dev.contactbook.spi.WriteRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Realistic people that a test starts from: names in many scripts, phone numbers as people write them in about fifty
 * countries, some without an e-mail address, a phone or a last name. The same seed gives the same people on every run
 * and machine. Not thread-safe.
 */
public final class GivenPeople {
    /** The most people of one call: 100,000. */
    public static final int MAX_PEOPLE = 100_000;

    private static final int AT_A_TIME = 1_000;

    private final TestContacts book;
    private final Caller caller;
    private final int number;
    private long seed = 1;

    GivenPeople(TestContacts book, Caller caller, int number) {
        if (number < 0 || number > MAX_PEOPLE) {
            throw new IllegalArgumentException("number: must be from 0 to " + MAX_PEOPLE + ", but is " + number);
        }
        this.book = book;
        this.caller = caller;
        this.number = number;
    }

    /**
     * Chooses other people.
     *
     * @param seed any number, 1 by default
     * @return this builder
     */
    public GivenPeople seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * Stores the people. One was created in each hour before the time of the test's clock, the last one an hour before
     * it.
     *
     * @return the contacts as stored, in the order of their creation
     */
    public List<Contact> save() {
        People people = new People(seed);
        Instant now = book.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Contact> saved = new ArrayList<>(number);
        while (saved.size() < number) {
            List<Change> inserts = new ArrayList<>();
            for (int i = saved.size(); i < Math.min(number, saved.size() + AT_A_TIME); i++) {
                Instant created = now.minus(Duration.ofHours(number - i));
                inserts.add(new Change.Insert(new NewContact(people.next(), caller.userId(), created)));
            }
            saved.addAll(book.store()
                    .seed(WriteRequest.of(caller.organizationId(), inserts))
                    .contacts()
                    .orElseThrow());
        }
        return List.copyOf(saved);
    }
}
