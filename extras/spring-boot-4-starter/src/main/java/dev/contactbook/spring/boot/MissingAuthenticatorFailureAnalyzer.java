package dev.contactbook.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start which bean the REST API needs. */
final class MissingAuthenticatorFailureAnalyzer extends AbstractFailureAnalyzer<MissingAuthenticatorException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingAuthenticatorException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Declare a bean of type ContactsUserResolver, which finds your user in an authentication of Spring"
                        + " Security. Without Spring Security declare an Authenticator.",
                cause);
    }
}
