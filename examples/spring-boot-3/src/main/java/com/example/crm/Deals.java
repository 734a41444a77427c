package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import dev.contactbook.spring.ContactCreated;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

@Service
class Deals {
    private final List<Long> welcomed = new CopyOnWriteArrayList<>();

    private final Contacts contacts;
    private final JdbcTemplate sql;

    Deals(Contacts contacts, JdbcTemplate sql) {
        this.contacts = contacts;
        this.sql = sql;
    }

    /** Contact and deal are stored together or not at all. */
    @Transactional
    Contact open(Caller me, String title, String firstName, String email) {
        Contact contact = contacts.create(me, c -> c.firstName(firstName).email(email));
        sql.update("insert into deal (title, contact_id) values (?, ?)", title, contact.id());
        return contact;
    }

    /** Runs after the commit, and not after a rollback. */
    @TransactionalEventListener
    void welcome(ContactCreated created) {
        welcomed.add(created.contactId());
    }

    List<Long> welcomed() {
        return List.copyOf(welcomed);
    }
}
