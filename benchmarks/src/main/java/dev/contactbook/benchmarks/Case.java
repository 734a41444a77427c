package dev.contactbook.benchmarks;

import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * A contender and the parameters that it ran with.
 *
 * @param parameters them, as a text
 * @param contender the name of its method
 */
record Case(String parameters, String contender) implements Comparable<Case> {
    static Case of(RunResult result) {
        var params = result.getParams();
        String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        return new Case(
                params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", ")), method);
    }

    /** Smaller numbers first, and so shorter texts. */
    @Override
    public int compareTo(Case other) {
        int byParameters = parameters.length() != other.parameters.length()
                ? Integer.compare(parameters.length(), other.parameters.length())
                : parameters.compareTo(other.parameters);
        return byParameters != 0 ? byParameters : contender.compareTo(other.contender);
    }
}
