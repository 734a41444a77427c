package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import io.micronaut.data.connection.ConnectionOperations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

@Singleton
class Deals {
    private final Contacts contacts;
    private final ConnectionOperations<Connection> connections;

    Deals(Contacts contacts, ConnectionOperations<Connection> connections) {
        this.contacts = contacts;
        this.connections = connections;
    }

    /** Contact and deal are stored together or not at all. */
    @Transactional
    Contact open(Caller me, String title, String firstName) throws SQLException {
        Contact contact = contacts.create(me, c -> c.firstName(firstName));
        Connection connection = connections.getConnectionStatus().getConnection();
        try (PreparedStatement insert = connection.prepareStatement("insert into deal (title, contact_id) values (?, ?)")) {
            insert.setString(1, title);
            insert.setLong(2, contact.id());
            insert.executeUpdate();
        }
        return contact;
    }
}
