package dev.contactbook.examples.boot;

import dev.contactbook.spring.ContactCreated;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sends a mail to each new contact after the commit. Here it only keeps what it would send. */
@Component
public class WelcomeMail {
    private final List<Long> sentTo = new CopyOnWriteArrayList<>();

    /** Creates the component. */
    public WelcomeMail() {}

    @TransactionalEventListener(fallbackExecution = true)
    void welcome(ContactCreated event) {
        sentTo.add(event.contactId());
    }

    /** {@return the ids of the contacts that got a mail} */
    public List<Long> sentTo() {
        return List.copyOf(sentTo);
    }
}
