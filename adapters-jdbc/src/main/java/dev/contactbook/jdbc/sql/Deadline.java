package dev.contactbook.jdbc.sql;

import dev.contactbook.spi.WorkBudget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the deadline of one call of the store: no statement of it begins later, and one that still runs then is ended.
 *
 * <p>It belongs to the thread of the call, as a transaction does, so that no statement is left out. How one is ended is
 * the database's: {@link Watchdog} cancels it, which sets nothing and so is right in a transaction of the host's too,
 * or its connection has a {@link TimeLimit} meanwhile, which a connection of the host's transaction has not (contract
 * 3.49).
 */
public final class Deadline implements Watchdog.Call {
    private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

    private final WorkBudget budget;
    private final Optional<TimeLimit> limit;
    private final boolean isWatched;
    private @Nullable Connection limited;
    private int limitBefore;
    private @Nullable Statement running;
    private final AtomicBoolean isBeingCancelled = new AtomicBoolean();

    private Deadline(WorkBudget budget, Optional<TimeLimit> limit, boolean isWatched) {
        this.budget = budget;
        this.limit = limit;
        this.isWatched = isWatched;
    }

    /**
     * The deadline of a call.
     *
     * @param limit how statements end in time. Empty where they are cancelled from another thread
     * @param isQuick whether no statement of the call takes longer the more contacts there are: setting a limit would
     *     cost more
     */
    public static Deadline of(Optional<TimeLimit> limit, WorkBudget budget, boolean isQuick) {
        if (budget == WorkBudget.UNBOUNDED) {
            return new Deadline(budget, Optional.empty(), false);
        }
        return new Deadline(budget, isQuick ? Optional.empty() : limit, limit.isEmpty());
    }

    /** Makes a call, all of whose statements keep the deadline. */
    public <T> T during(Supplier<T> call) {
        Deadline before = CURRENT.get();
        CURRENT.set(this);
        try {
            if (isWatched) {
                Watchdog.SHARED.watch(this);
            }
            return call.get();
        } finally {
            if (isWatched) {
                Watchdog.SHARED.forget(this);
                isRunning(null);
            }
            CURRENT.set(before);
        }
    }

    /**
     * Lets statements on a connection that is no host's transaction's have a time limit, where that is how they end.
     */
    public static void limit(Connection connection) throws SQLException {
        Deadline current = CURRENT.get();
        if (current != null && current.limit.isPresent()) {
            try (PreparedStatement read =
                            connection.prepareStatement(current.limit.get().read());
                    ResultSet row = read.executeQuery()) {
                row.next();
                current.limitBefore = row.getInt(1);
            }
            current.limited = connection;
        }
    }

    /** Gives a connection the time limit that it had before {@link #limit}. */
    public static void restore(Connection connection) throws SQLException {
        Deadline current = CURRENT.get();
        if (current != null && current.limited != null) {
            current.limited = null;
            current.setLimit(connection, current.limitBefore);
        }
    }

    /** Fails where the call of this thread has a deadline that has passed. */
    public static void check() {
        Deadline current = CURRENT.get();
        if (current != null) {
            current.budget.check();
        }
    }

    /** Whether a statement of this thread that runs too long is ended. Without a deadline none does. */
    static boolean endsStatements() {
        Deadline current = CURRENT.get();
        return current == null
                || current.budget == WorkBudget.UNBOUNDED
                || current.isWatched
                || current.limited != null;
    }

    /** A statement of the call: none where the deadline has passed. */
    static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        Deadline current = CURRENT.get();
        if (current == null) {
            return connection.prepareStatement(sql);
        }
        check();
        if (current.limited != null) {
            int left = current.millisLeft();
            current.setLimit(connection, current.limitBefore > 0 ? Math.min(left, current.limitBefore) : left);
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        if (current.isWatched) {
            current.isRunning(statement);
        }
        return statement;
    }

    /**
     * Says that the call of this thread leaves the connection of its statements, which another call may take or which
     * ends. Some drivers cancel whatever runs on a connection, and must not be called for one that is closed.
     */
    public static void leaveConnection() {
        Deadline current = CURRENT.get();
        if (current != null && current.isWatched) {
            current.isRunning(null);
        }
    }

    /** Does work in the thread of a call that is no part of the call, and so does not have its deadline. */
    public static void outside(Runnable work) {
        leaveConnection();
        Deadline call = CURRENT.get();
        CURRENT.set(null);
        try {
            work.run();
        } finally {
            CURRENT.set(call);
        }
    }

    /** Whether the call of this thread has a deadline that has passed. */
    public static boolean hasPassed() {
        Deadline current = CURRENT.get();
        return current != null && current.budget.remaining().isZero();
    }

    @Override
    public Duration remaining() {
        return budget.remaining();
    }

    /**
     * Cancels the statement that is running, if one is and no other thread does so already. Of one that has just ended
     * nothing is left to cancel.
     */
    @Override
    public void cancel() {
        if (isBeingCancelled.compareAndSet(false, true)) {
            try {
                cancelRunning();
            } finally {
                isBeingCancelled.set(false);
            }
        }
    }

    private synchronized void cancelRunning() {
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException | RuntimeException e) { // pools throw what they like
                // It goes on, and is cancelled again.
            }
        }
    }

    /** Waits while the one before is being cancelled: its connection may be another call's next. */
    private synchronized void isRunning(@Nullable Statement statement) {
        running = statement;
    }

    /** Rounded up, so that the deadline has passed when the limit has. */
    private int millisLeft() {
        return (int) Math.min(budget.remaining().toMillis() + 1, Integer.MAX_VALUE);
    }

    private void setLimit(Connection connection, int millis) throws SQLException {
        try (PreparedStatement set =
                connection.prepareStatement(limit.orElseThrow().set())) {
            set.setInt(1, millis);
            set.execute();
        }
    }

    /**
     * How a connection limits the time of its statements, in milliseconds.
     *
     * @param read a query for the limit, 0 for none
     * @param set the statement that sets it
     */
    public record TimeLimit(String read, String set) {}
}
