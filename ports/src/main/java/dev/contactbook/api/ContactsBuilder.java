package dev.contactbook.api;

import dev.contactbook.api.failures.FailureLog;
import dev.contactbook.api.write.Listeners;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.WorkLimits;
import dev.contactbook.spi.AccessPolicy;
import dev.contactbook.spi.ContactListener;
import dev.contactbook.spi.ContactRepository;
import dev.contactbook.spi.Directory;
import dev.contactbook.spi.OperationObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Configures {@link Contacts}. Not thread-safe. */
public final class ContactsBuilder {
    final ContactRepository repository;
    InstantSource clock = InstantSource.system();

    @Nullable
    Directory directory;

    AccessPolicy accessPolicy = (caller, operation) -> true;
    final List<Listeners.Registered> listeners = new ArrayList<>();
    BiConsumer<? super Contact, ? super Throwable> onListenerFailure = ContactsBuilder::log;

    final List<OperationObserver> observers = new ArrayList<>();
    WorkLimits workLimits = WorkLimits.DEFAULT;

    ContactsBuilder(ContactRepository repository) {
        this.repository = Objects.requireNonNull(repository, "repository");
    }

    /**
     * Uses another clock, whose time is cut to whole milliseconds.
     *
     * @param clock the clock, by default the system's
     * @return this builder
     */
    public ContactsBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Uses a directory of owners and companies. Without one every id is accepted, and none has details.
     *
     * @param directory the host's users and companies
     * @return this builder
     */
    public ContactsBuilder directory(Directory directory) {
        this.directory = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Uses a policy before each operation. Without one every caller may do everything with all contacts of the
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
     * Adds a listener to every change. Several are called in the order in which they were added. In a transaction of
     * the host its exceptions reach the caller: {@link WhenItFails#RETHROW}.
     *
     * @param listener a listener
     * @return this builder
     */
    public ContactsBuilder listener(ContactListener listener) {
        return listener(listener, WhenItFails.RETHROW);
    }

    /**
     * Adds a listener to every change, as {@link #listener(ContactListener)} does.
     *
     * @param listener a listener
     * @param whenItFails what happens to its exceptions in a transaction of the host
     * @return this builder
     */
    public ContactsBuilder listener(ContactListener listener, WhenItFails whenItFails) {
        Objects.requireNonNull(listener, "listener");
        boolean rethrows = Objects.requireNonNull(whenItFails, "whenItFails") == WhenItFails.RETHROW;
        listeners.add(new Listeners.Registered(listener, rethrows));
        return this;
    }

    /**
     * Gets each exception of a listener that does not reach the caller ({@link WhenItFails}), with the contact. By
     * default a warning goes to the {@link System.Logger} {@code dev.contactbook}. It leaves out the exception's
     * message, which may hold personal data.
     *
     * @param hook what to do with it
     * @return this builder
     */
    public ContactsBuilder onListenerFailure(BiConsumer<? super Contact, ? super Throwable> hook) {
        this.onListenerFailure = Objects.requireNonNull(hook, "hook");
        return this;
    }

    /**
     * Adds an observer of every operation. Several are called in the order in which they were added.
     *
     * @param observer an observer
     * @return this builder
     */
    public ContactsBuilder observer(OperationObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    /**
     * Bounds the work of each call (contract §4, work).
     *
     * @param limits the limits, by default {@link WorkLimits#DEFAULT}
     * @return this builder
     */
    public ContactsBuilder workLimits(WorkLimits limits) {
        this.workLimits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** {@return thread-safe contacts over the store} */
    public Contacts build() {
        return new ContactUseCases(this);
    }

    private static void log(Contact contact, Throwable thrown) {
        FailureLog.warn("A listener failed for " + contact, thrown);
    }
}
