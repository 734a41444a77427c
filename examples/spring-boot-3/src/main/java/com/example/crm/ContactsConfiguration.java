package com.example.crm;

import dev.contactbook.api.Contacts;
import dev.contactbook.jdbc.JdbcContactRepository;
import dev.contactbook.rest.ContactsEndpoint;
import dev.contactbook.spring.CallerArgumentResolver;
import dev.contactbook.spring.ContactEvents;
import dev.contactbook.spring.ContactProblems;
import dev.contactbook.spring.ContactsRoutes;
import dev.contactbook.spring.SecurityContextUsers;
import dev.contactbook.spring.SpringTransactions;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

@Configuration(proxyBeanMethods = false)
class ContactsConfiguration {
    @Bean
    @DependsOnDatabaseInitialization // after Flyway
    JdbcContactRepository contactRepository(DataSource dataSource) {
        return JdbcContactRepository.over(dataSource, SpringTransactions.of(dataSource));
    }

    @Bean
    Contacts contacts(JdbcContactRepository repository, ApplicationEventPublisher publisher) {
        return Contacts.builder(repository)
                .listener(new ContactEvents(publisher))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> contactsApi(Contacts contacts, SecurityContextUsers users) {
        return ContactsRoutes.at("/api/contacts", ContactsEndpoint.over(contacts, users));
    }

    @Bean
    ContactProblems contactProblems() {
        return new ContactProblems();
    }

    @Bean
    WebMvcConfigurer callers(SecurityContextUsers users) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver(users));
            }
        };
    }
}
