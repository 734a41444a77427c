package dev.contactbook.interchange;

import dev.contactbook.interchange.core.Problem;

/**
 * What is wrong with a record, or what was left out or chosen (contract §8). Immutable.
 *
 * @param line the physical line of the file, from 1
 * @param field the column, property or field, empty if it is the whole record
 * @param code the kind of problem, for programs: {@code VALUE_INVALID}
 * @param message the message for people
 * @param excerpt at most 80 characters of the value, perhaps empty. It is personal data
 */
public record ImportProblem(long line, String field, String code, String message, String excerpt) {
    static ImportProblem of(Problem problem) {
        return new ImportProblem(
                problem.line(), problem.field(), problem.code().name(), problem.message(), problem.excerpt());
    }

    /** Its code and line, without values, for logs. */
    @Override
    public String toString() {
        return code + " in line " + line;
    }
}
