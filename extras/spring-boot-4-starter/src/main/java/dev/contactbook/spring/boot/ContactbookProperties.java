package dev.contactbook.spring.boot;

import dev.contactbook.jdbc.Durability;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The properties {@code contactbook.*}.
 *
 * @param store where contacts are stored
 * @param jdbc the store in the data source of the application
 * @param embedded the store in a file
 * @param rest the REST API
 * @param events whether changes are published as {@link dev.contactbook.spring.ContactEvent}
 * @param problemDetails whether exceptions of your own controllers become problem details
 */
@ConfigurationProperties("contactbook")
public record ContactbookProperties(
        @DefaultValue("jdbc") Store store,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Embedded embedded,
        @DefaultValue Rest rest,
        @DefaultValue("true") boolean events,
        @DefaultValue("true") boolean problemDetails) {

    /** Where contacts are stored. */
    public enum Store {
        /** In the data source of the application. */
        JDBC,
        /** In a file, with a database of its own. */
        EMBEDDED,
        /** In memory, until the process ends. */
        MEMORY,
        /** Nowhere: the host declares a repository, or none. */
        NONE
    }

    /**
     * The store in the data source of the application.
     *
     * @param migrate whether the tables are created and upgraded at the start, after Flyway and Liquibase. Otherwise
     *     they are only checked
     * @param schema the database schema of the tables, null for the current one of the connections
     * @param joinTransactions whether calls inside a transaction of Spring are part of it
     * @param expectUniqueEmails whether organizations may choose unique e-mails
     */
    public record Jdbc(
            @DefaultValue("true") boolean migrate,
            @Nullable String schema,
            @DefaultValue("true") boolean joinTransactions,
            @DefaultValue("false") boolean expectUniqueEmails) {
        /**
         * The properties of the store in the data source.
         *
         * @param migrate whether the tables are created and upgraded at the start
         * @param schema the database schema of the tables. A blank one is none
         * @param joinTransactions whether calls inside a transaction of Spring are part of it
         * @param expectUniqueEmails whether organizations may choose unique e-mails
         */
        public Jdbc {
            schema = StringUtils.hasText(schema) ? schema : null;
        }
    }

    /**
     * The store in a file.
     *
     * @param engine the database in the file, whose driver the application has to have
     * @param file the file, by default in the working directory. H2 adds {@code .mv.db} to the name
     * @param durability what an answered write survives. Only SQLite survives a loss of power
     */
    public record Embedded(
            @DefaultValue("h2") Engine engine,
            @DefaultValue("contacts") String file,
            @DefaultValue("process-kill") Durability durability) {}

    /** The database in a file. */
    public enum Engine {
        /** H2, for one process at a time. */
        H2,
        /** SQLite, for several processes of one machine. Its files survive a loss of power. */
        SQLITE
    }

    /**
     * The REST API.
     *
     * @param path where it is served, null to serve none
     * @param maxLimit the maximum number of contacts in a page, 1 to 1,000
     * @param relaxedQueryChars whether Tomcat accepts the brackets of filters in query strings as they are
     */
    public record Rest(
            @Nullable String path,
            @DefaultValue("1000") int maxLimit,
            @DefaultValue("true") boolean relaxedQueryChars) {
        /**
         * The properties of the REST API.
         *
         * @param path where it is served. A blank one is none
         * @param maxLimit the maximum number of contacts in a page, 1 to 1,000
         * @param relaxedQueryChars whether Tomcat accepts the brackets of filters in query strings as they are
         */
        public Rest {
            path = StringUtils.hasText(path) ? path : null;
        }
    }
}
