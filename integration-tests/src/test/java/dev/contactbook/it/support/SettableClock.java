package dev.contactbook.it.support;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that shows what it was set to, and stands still. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    public SettableClock(Instant now) {
        this.now = now;
    }

    public void set(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
