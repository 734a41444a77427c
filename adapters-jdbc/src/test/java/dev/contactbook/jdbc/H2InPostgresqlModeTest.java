package dev.contactbook.jdbc;

/** H2 as hosts set it up who pretend that it is PostgreSQL, in a schema of their own. */
class H2InPostgresqlModeTest extends H2Contract {
    H2InPostgresqlModeTest() {
        super(";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";INIT=create schema if not exists app\\;set schema app");
    }
}
