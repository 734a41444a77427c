/** A store in SQL. */
module dev.contactbook.jdbc {
    requires transitive dev.contactbook.ports;
    requires transitive java.sql;
    requires static com.h2database;
    requires static com.zaxxer.hikari;
    requires com.fasterxml.jackson.core;
    requires io.leangen.geantyref;
    requires org.jdbi.v3.core;
    requires org.slf4j;

    exports dev.contactbook.jdbc;
}
