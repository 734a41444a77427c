package dev.contactbook.spring.boot.test;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A service of an application. */
@Service
class Onboarding {
    static final Caller ME = Caller.user(789).inOrganization(456);

    private final Contacts contacts;

    Onboarding(Contacts contacts) {
        this.contacts = contacts;
    }

    @Transactional
    public Contact signUp(String name) {
        return contacts.create(ME, c -> c.firstName(name));
    }

    @Transactional
    public void signUpAndFail(String name) {
        signUp(name);
        throw new IllegalStateException("planned");
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Contact signUpApart(String name) {
        return signUp(name);
    }

    @Transactional(propagation = Propagation.NESTED)
    public void signUpBehindASavepointAndFail(String name) {
        signUp(name);
        throw new IllegalStateException("planned");
    }
}
