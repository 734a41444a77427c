package dev.contactbook.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start what to do about the tables, by the properties of the application. */
final class UnusableTablesFailureAnalyzer extends AbstractFailureAnalyzer<UnusableTablesException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableTablesException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                cause.migrated()
                        ? "Update Contactbook to the version that the tables need, or set contactbook.jdbc.schema to"
                                + " another schema."
                        : "Set contactbook.jdbc.migrate=true, or let your migration tool create the tables. If they are"
                                + " in another schema, set contactbook.jdbc.schema.",
                cause);
    }
}
