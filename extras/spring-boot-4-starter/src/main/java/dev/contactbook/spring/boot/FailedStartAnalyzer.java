package dev.contactbook.spring.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a failed start what to do, by the properties and beans of the application. */
final class FailedStartAnalyzer extends AbstractFailureAnalyzer<FailedStartException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FailedStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
