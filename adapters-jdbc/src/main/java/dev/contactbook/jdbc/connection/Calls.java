package dev.contactbook.jdbc.connection;

import dev.contactbook.domain.ContactsException.Storage;
import java.sql.Connection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The calls of a store that run, and their connections, so that the store closes no connection under a call.
 *
 * <p>A pool leaves a connection open for ever that is in use when it is closed, and the file with it. SQLite's driver
 * interrupts a connection without a look at whether another thread closes it in that moment, and then writes into
 * memory that may be anything by then. So what closes a store first has its calls end, and a connection is interrupted
 * only while a call has it, under the lock by which the call leaves it.
 */
public final class Calls {
    /** When to interrupt again: what had not begun yet was not interrupted. */
    private static final long MILLIS_BEFORE_NEXT = 50;

    private final Set<Connection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
    private int running;
    private boolean isEnding;

    /** A call begins, before it asks for a connection. */
    synchronized void begin() {
        requireOpen();
        running++;
    }

    /** A call has a connection. */
    synchronized void take(Connection connection) {
        requireOpen();
        connections.add(connection);
    }

    private void requireOpen() {
        if (isEnding) {
            throw new Storage("The store is closed", false, Storage.Outcome.NOT_APPLIED);
        }
    }

    /** A call gives its connection back or closes it, and must not be interrupted on it any more. */
    synchronized void leave(Connection connection) {
        connections.remove(connection);
    }

    /** A call has ended, and its connection is with the pool. */
    synchronized void end() {
        running--;
        notifyAll();
    }

    /** Lets no more calls begin, and waits until all have ended. What they do meanwhile is interrupted. */
    public synchronized void endAll(Interrupt interrupt) {
        isEnding = true;
        boolean isInterrupted = false;
        while (running > 0) {
            connections.forEach(interrupt::on);
            try {
                wait(MILLIS_BEFORE_NEXT);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the statement that runs on a connection, if one does. */
    @FunctionalInterface
    public interface Interrupt {
        void on(Connection connection);
    }
}
