package dev.contactbook.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.spi.ContactRepository;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** H2 as hosts set it up who want it to compare texts as people do. */
class H2IgnoringCaseTest extends H2Contract {
    H2IgnoringCaseTest() {
        super(";IGNORECASE=TRUE");
    }

    @Override
    protected ContactRepository emptyRepository() throws SQLException {
        H2.update(pool, "set collation english strength primary");
        return super.emptyRepository();
    }

    @Test
    void the_database_itself_ignores_case_and_marks() throws SQLException {
        assertThat(H2.query(pool, "select 'José' = 'JOSE'")).containsExactly("TRUE");
    }
}
