package dev.contactbook.it.support;

import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spi.ContactListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes all that it hears. */
public final class RecordingListener implements ContactListener {
    public final List<Event> events = new CopyOnWriteArrayList<>();

    @Override
    public void created(Caller caller, Contact created) {
        events.add(new Event("created", caller, List.of(created)));
    }

    @Override
    public void patched(Caller caller, Contact before, Contact after) {
        events.add(new Event("patched", caller, List.of(before, after)));
    }

    @Override
    public void deleted(Caller caller, Contact deleted) {
        events.add(new Event("deleted", caller, List.of(deleted)));
    }

    @Override
    public void restored(Caller caller, Contact restored) {
        events.add(new Event("restored", caller, List.of(restored)));
    }

    /**
     * What was heard.
     *
     * @param kind of which method
     * @param caller who did it
     * @param contacts which contacts it told of
     */
    public record Event(String kind, Caller caller, List<Contact> contacts) {}
}
