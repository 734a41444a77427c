package dev.contactbook.it.testkit;

import static dev.contactbook.domain.ContactFields.EMAIL;
import static dev.contactbook.domain.ContactFields.custom;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactQuery;
import dev.contactbook.domain.ContactsException.NotFound;
import dev.contactbook.domain.ContactsException.Storage;
import dev.contactbook.domain.ContactsException.Storage.Outcome;
import dev.contactbook.domain.Filter;
import java.util.List;
import java.util.Optional;

/**
 * A service of a host, as it should be: people sign up, and each e-mail address has one contact. The subclasses have a
 * bug each.
 */
class SignUp {
    private static final int ATTEMPTS = 3;

    private final Contacts contacts;

    SignUp(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * The contact of the address. Empty if people have to sign up again later, and then nothing is stored.
     *
     * @param request differs for each attempt of a person, so that a create of unknown outcome is found by it
     */
    final Optional<Contact> signUp(Caller caller, String request, String email) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return Optional.of(settle(caller, findOrCreate(caller, request, email)));
            } catch (Storage e) {
                if (!e.retryable()) {
                    return afterFailure(caller, request, email);
                }
            }
        }
        return afterFailure(caller, request, email);
    }

    /** Comes again after a failure, and then finds what that one stored. */
    Contact findOrCreate(Caller caller, String request, String email) {
        return find(caller, request, email).orElseGet(() -> create(caller, request, email));
    }

    /** Of two that signed up in the same moment the first remains. */
    Contact settle(Caller caller, Contact contact) {
        Contact first = list(caller, EMAIL.is(contact.email())).get(0);
        if (first.id() != contact.id()) {
            try {
                contacts.delete(caller, contact.id());
            } catch (NotFound gone) {
                return first; // the other one deleted it
            }
        }
        return first;
    }

    Optional<Contact> afterFailure(Caller caller, String request, String email) {
        return find(caller, request, email);
    }

    final Optional<Contact> find(Caller caller, String request, String email) {
        return list(caller, EMAIL.is(email).or(custom("request").is(request))).stream()
                .findFirst();
    }

    final Contact create(Caller caller, String request, String email) {
        return contacts.create(caller, c -> c.firstName("Ada").email(email).customField("request", request));
    }

    /** The oldest first. */
    private List<Contact> list(Caller caller, Filter filter) {
        return contacts.list(caller, ContactQuery.page().where(filter)).data();
    }

    /** Bug: another sign-up between the check and the act makes a second contact. */
    static final class CheckThenAct extends SignUp {
        CheckThenAct(Contacts contacts) {
            super(contacts);
        }

        @Override
        Contact settle(Caller caller, Contact contact) {
            return contact;
        }
    }

    /** Bug: each failure counts as one after which nothing is stored. */
    static final class IgnoresUnknown extends SignUp {
        IgnoresUnknown(Contacts contacts) {
            super(contacts);
        }

        @Override
        Contact findOrCreate(Caller caller, String request, String email) {
            try {
                return super.findOrCreate(caller, request, email);
            } catch (Storage e) {
                boolean retryable = e.retryable() && e.outcome() == Outcome.NOT_APPLIED;
                throw new Storage("No sign-up", retryable, Outcome.NOT_APPLIED);
            }
        }

        @Override
        Optional<Contact> afterFailure(Caller caller, String request, String email) {
            return Optional.empty();
        }
    }

    /** Bug: a retry repeats the create alone, and makes a second contact if the first one was stored. */
    static final class RetriesTheCreate extends SignUp {
        RetriesTheCreate(Contacts contacts) {
            super(contacts);
        }

        @Override
        Contact findOrCreate(Caller caller, String request, String email) {
            return find(caller, request, email).orElseGet(() -> {
                try {
                    return create(caller, request, email);
                } catch (Storage e) {
                    return create(caller, request, email);
                }
            });
        }

        @Override
        Contact settle(Caller caller, Contact contact) {
            return contact;
        }
    }
}
