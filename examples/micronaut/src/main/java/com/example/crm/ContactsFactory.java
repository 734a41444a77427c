package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.ContactSchema;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.rest.AuthenticatedUser;
import dev.contactbook.rest.ContactsEndpoint;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

@Factory
class ContactsFactory {
    @Singleton
    JdbcContactRepository repository(DataSource dataSource, TransactionOperations<Connection> transactions) {
        DataSource pool = DelegatingDataSource.unwrapDataSource(dataSource);
        ContactSchema.migrate(pool);
        return JdbcContactRepository.over(pool, () -> transactions
                .findTransactionStatus()
                .map(status -> transactions.getConnection())
                .orElse(null));
    }

    @Singleton
    Contacts contacts(JdbcContactRepository repository) {
        return Contacts.over(repository);
    }

    @Singleton
    ContactsEndpoint endpoint(Contacts contacts) {
        return ContactsEndpoint.over(contacts, headers -> headers.containsKey("Authorization") // your check
                ? Optional.of(new AuthenticatedUser(789, Set.of(456L)))
                : Optional.empty());
    }
}
