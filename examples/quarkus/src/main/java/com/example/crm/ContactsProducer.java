package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

class ContactsProducer {
    @Produces
    @Singleton
    JdbcContactRepository repository(AgroalDataSource dataSource, TransactionSynchronizationRegistry transactions) {
        ContactSchema.migrate(dataSource);
        return JdbcContactRepository.over(
                dataSource,
                () -> transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION
                        ? null
                        : ofTransaction(dataSource));
    }

    /** Agroal has one connection per transaction, which stays open until the transaction ends. */
    private static Connection ofTransaction(AgroalDataSource dataSource) {
        try (Connection handle = dataSource.getConnection()) {
            return handle.unwrap(Connection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("No connection for the transaction", e);
        }
    }

    @Produces
    @Singleton
    Contacts contacts(JdbcContactRepository repository) {
        return Contacts.over(repository);
    }

    @Produces
    @Singleton
    ContactsEndpoint endpoint(Contacts contacts) {
        return ContactsEndpoint.over(contacts, headers -> headers.containsKey("Authorization") // your check
                ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                : Optional.empty());
    }
}
