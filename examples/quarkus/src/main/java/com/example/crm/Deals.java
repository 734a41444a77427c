package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.domain.Caller;
import dev.contactbook.domain.Contact;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

@Singleton
class Deals {
    private final Contacts contacts;
    private final AgroalDataSource dataSource;

    Deals(Contacts contacts, AgroalDataSource dataSource) {
        this.contacts = contacts;
        this.dataSource = dataSource;
    }

    /** Contact and deal are stored together or not at all. */
    @Transactional
    Contact open(Caller me, String title, String firstName) {
        Contact contact = contacts.create(me, c -> c.firstName(firstName));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into deal (title, contact_id) values (?, ?)")) {
            insert.setString(1, title);
            insert.setLong(2, contact.id());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The deal was not stored", e);
        }
        return contacts.patch(me, contact.id(), c -> c.customField("deal", title));
    }
}
