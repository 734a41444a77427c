package dev.contactbook.jdbc.embedded;

import com.zaxxer.hikari.HikariConfig;
import dev.contactbook.jdbc.schema.SchemaScripts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A database in a file: what its engine does otherwise than others, beside its SQL. */
public interface DatabaseFile {
    /** The real path of the file, without symbolic links. */
    Path path();

    /** Says in this process that the file is open, before it is opened. */
    Claim claim();

    /** A first connection for the caller alone, to a file that has the newest tables: made or upgraded if need be. */
    Connection open(SchemaScripts scripts) throws SQLException;

    /** A further connection for the caller alone. */
    Connection connect() throws SQLException;

    /** Tells a pool how it gets connections. */
    void configure(HikariConfig pool);

    /** Ends the statement that runs on a connection of another thread, if one does. The connection must be open. */
    void interrupt(Connection inUse);

    /** What to do after each write, under the lock of one writer. It throws nothing: the write is answered. */
    Runnable housekeeping();

    /** Prepares the end of the file, when no other part of this process has it open. The connection was just made. */
    void end(Connection last) throws SQLException;
}
