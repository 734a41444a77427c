package dev.contactbook.it.stores;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.contactbook.jdbc.ContactSchema;

/** A process that folds contacts again, and ends after the second batch without a word. Argument: the JDBC URL. */
final class RefoldingProcess {
    /** How it ends. */
    static final int ENDED = 77;

    private static final long TWO_BATCHES = 1_000;

    private RefoldingProcess() {}

    public static void main(String[] args) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        ContactSchema.refold(new HikariDataSource(config), done -> {
            if (done >= TWO_BATCHES) {
                Runtime.getRuntime().halt(ENDED);
            }
        });
    }
}
