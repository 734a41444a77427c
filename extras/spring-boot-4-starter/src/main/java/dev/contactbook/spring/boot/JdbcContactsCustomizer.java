package dev.contactbook.spring.boot;

import dev.contactbook.jdbc.JdbcContactRepositoryBuilder;

/**
 * Changes how the store in the application's data source is built: ids, SQL, a hook for failures. All beans of this
 * type are called, in their order.
 */
@FunctionalInterface
public interface JdbcContactsCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder the builder of the store
     */
    void customize(JdbcContactRepositoryBuilder builder);
}
