package dev.contactbook.jdbc;

import java.nio.file.Path;

/** A process that opens an SQLite file with the next version of the tables, and closes it. Argument: the file. */
final class UpgradingProcess {
    private UpgradingProcess() {}

    public static void main(String[] arguments) {
        EmbeddedContactRepository.openSqlite(Path.of(arguments[0]), Durability.POWER_LOSS, NextVersion.SCRIPTS)
                .close();
    }
}
