package dev.contactbook.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import tools.jackson.databind.JacksonModule;

/** Teaches Spring Boot's mapper of Jackson 3 the JSON of contacts and pages. */
@AutoConfiguration(beforeName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass(JacksonModule.class)
public final class ContactbookJacksonAutoConfiguration {
    ContactbookJacksonAutoConfiguration() {}

    @Bean
    @Lazy // where no mapper wants it
    @ConditionalOnMissingBean
    ContactsJacksonModule contactsJacksonModule() {
        return new ContactsJacksonModule();
    }
}
