package dev.contactbook.spring.boot;

import dev.contactbook.rest.Authenticator;
import dev.contactbook.spring.ContactsUserResolver;
import dev.contactbook.spring.SecurityContextUsers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.Authentication;

/**
 * Makes Spring Security's user the user of the REST API, if there is a {@link ContactsUserResolver} and no
 * {@link Authenticator}.
 */
@AutoConfiguration
@ConditionalOnClass(Authentication.class)
public final class ContactbookSecurityAutoConfiguration {
    ContactbookSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnBean(ContactsUserResolver.class)
    @ConditionalOnMissingBean(Authenticator.class)
    SecurityContextUsers contactsUsers(ContactsUserResolver resolver) {
        return new SecurityContextUsers(resolver);
    }
}
