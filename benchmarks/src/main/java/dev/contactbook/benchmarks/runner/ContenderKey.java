package dev.contactbook.benchmarks.runner;

import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * A contender and the parameters that it ran with.
 *
 * @param parameters them, as a text
 * @param contender the name of its method
 */
record ContenderKey(String parameters, String contender) implements Comparable<ContenderKey> {
    static ContenderKey of(RunResult result) {
        var params = result.getParams();
        String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
        return new ContenderKey(
                params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(", ")), method);
    }

    /** Smaller numbers first, and so shorter texts. */
    @Override
    public int compareTo(ContenderKey other) {
        int byParameters = parameters.length() != other.parameters.length()
                ? Integer.compare(parameters.length(), other.parameters.length())
                : parameters.compareTo(other.parameters);
        return byParameters != 0 ? byParameters : contender.compareTo(other.contender);
    }
}
