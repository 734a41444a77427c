package dev.contactbook.it.crash;

import dev.contactbook.jdbc.EmbeddedContactRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * A process that holds on to a file of an embedded store until it is killed. Arguments: the engine, the file, what it
 * holds.
 */
final class HoldingProcess {
    /** What it says when it holds it. */
    static final String HELD = "held";

    /** What a process holds. */
    enum Hold {
        /** The store. */
        STORE,
        /** A transaction that has read. */
        READER,
        /** A transaction that has written and is not committed. */
        WRITER
    }

    private HoldingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Engine engine = Engine.valueOf(arguments[0]);
        Path file = Path.of(arguments[1]);
        Hold hold = Hold.valueOf(arguments[2]);
        if (hold == Hold.STORE) {
            try (EmbeddedContactRepository repository = engine.open(file)) {
                repository.verify();
                holdOn();
            }
        }
        try (Connection connection = engine.connect(file);
                Statement sql = connection.createStatement()) {
            sql.execute(hold == Hold.READER ? "begin" : "begin immediate");
            try (ResultSet row = sql.executeQuery("select count(*) from contactbook_contact")) {
                row.next();
            }
            if (hold == Hold.WRITER) {
                sql.executeUpdate("update contactbook_contact set first_name = 'half'");
                sql.executeUpdate("delete from contactbook_counter");
            }
            holdOn();
        }
    }

    /** Until there is nothing more to read, which is when the process that started this one ends. */
    @SuppressWarnings("SystemOut")
    private static void holdOn() throws Exception {
        System.out.println(HELD);
        System.in.transferTo(System.out);
        Runtime.getRuntime().halt(1);
    }
}
