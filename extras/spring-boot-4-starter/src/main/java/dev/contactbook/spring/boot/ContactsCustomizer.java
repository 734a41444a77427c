package dev.contactbook.spring.boot;

import dev.contactbook.api.ContactsBuilder;

/**
 * Changes how contacts are built. All beans of this type are called, in their order, after what is configured by
 * itself.
 *
 * <pre>{@code @Bean ContactsCustomizer limits() {
 *     return builder -> builder.workLimits(WorkLimits.DEFAULT.withDeadline(Duration.ofSeconds(2)));
 * }}</pre>
 */
@FunctionalInterface
public interface ContactsCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder the builder of the application's contacts
     */
    void customize(ContactsBuilder builder);
}
