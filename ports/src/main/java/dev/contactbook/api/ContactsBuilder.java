package dev.contactbook.api;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Puts {@link Contacts} together from what the host brings. Not thread-safe. */
public final class ContactsBuilder {
    final ContactRepository repository;
    InstantSource clock = InstantSource.system();

    @Nullable
    Directory directory;

    AccessPolicy accessPolicy = (caller, operation) -> true;
    final List<Listeners.Told> listeners = new ArrayList<>();
    BiConsumer<? super Contact, ? super Throwable> onListenerFailure = ContactsBuilder::log;

    WorkLimits workLimits = WorkLimits.DEFAULT;

    ContactsBuilder(ContactRepository repository) {
        this.repository = Objects.requireNonNull(repository, "repository");
    }

    /**
     * Takes the time from this clock; it is cut to whole milliseconds.
     *
     * @param clock the clock, by default the system's
     * @return this builder
     */
    public ContactsBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Asks this directory about owners and companies. Without one every id is accepted and none is resolved.
     *
     * @param directory the host's users and companies
     * @return this builder
     */
    public ContactsBuilder directory(Directory directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Asks this policy before each operation. Without one every caller may do everything with all contacts of his
     * organization.
     *
     * @param accessPolicy the host's policy
     * @return this builder
     */
    public ContactsBuilder accessPolicy(AccessPolicy accessPolicy) {
        this.accessPolicy = Objects.requireNonNull(accessPolicy, "accessPolicy");
        return this;
    }

    /**
     * Tells this listener of every change; several are told in the order they were added. In a transaction of the
     * host's, what it throws reaches the caller: {@link WhenItFails#RETHROW}.
     *
     * @param listener a listener
     * @return this builder
     */
    public ContactsBuilder listener(ContactListener listener) {
        return listener(listener, WhenItFails.RETHROW);
    }

    /**
     * Tells this listener of every change, as {@link #listener(ContactListener)} does.
     *
     * @param listener a listener
     * @param whenItFails what becomes of what it throws in a transaction of the host's
     * @return this builder
     */
    public ContactsBuilder listener(ContactListener listener, WhenItFails whenItFails) {
        listeners.add(new Listeners.Told(
                Objects.requireNonNull(listener, "listener"), Objects.requireNonNull(whenItFails, "whenItFails")));
        return this;
    }

    /**
     * Gets what a listener throws, with the contact it was told of, where that does not reach the caller
     * ({@link WhenItFails}). By default a warning without its message, which may hold personal data, goes to the
     * {@link System.Logger} {@code dev.contactbook}.
     *
     * @param hook what to do about it
     * @return this builder
     */
    public ContactsBuilder onListenerFailure(BiConsumer<? super Contact, ? super Throwable> hook) {
        this.onListenerFailure = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /**
     * Bounds the work of each call so (contract §4, work).
     *
     * @param limits the limits, by default {@link WorkLimits#DEFAULT}
     * @return this builder
     */
    public ContactsBuilder workLimits(WorkLimits limits) {
        this.workLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * The contacts.
     *
     * @return thread-safe contacts over the store
     */
    public Contacts build() {
        return new ContactUseCases(this);
    }

    private static void log(Contact contact, Throwable thrown) {
        FailureLog.warn("A listener failed, told of " + contact, thrown);
    }
}
