package dev.contactbook.interchange.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a file: what it says, or why it says nothing.
 *
 * @param line the physical line where it begins, from 1
 * @param kind whether it can be imported
 * @param card what it says, null unless it can be imported
 * @param problems what is wrong with it, unmodifiable
 * @param raw its cells or its lines, for the file of failures
 */
public record InputRecord(long line, Kind kind, @Nullable Card card, List<Problem> problems, List<String> raw) {
    /** What a part takes beside its characters. */
    public static final int WEIGHT_OF_PART = 50;

    /** Whether a record can be imported. */
    public enum Kind {
        GOOD,
        SKIPPED,
        BROKEN
    }

    public InputRecord {
        problems = List.copyOf(problems);
        raw = List.copyOf(raw);
    }

    public static InputRecord good(long line, Card card, List<Problem> problems, List<String> raw) {
        return new InputRecord(line, Kind.GOOD, card, problems, raw);
    }

    public static InputRecord skipped(Problem problem, List<String> raw) {
        return new InputRecord(problem.line(), Kind.SKIPPED, null, List.of(problem), raw);
    }

    public static InputRecord broken(Problem problem, List<String> raw) {
        return new InputRecord(problem.line(), Kind.BROKEN, null, List.of(problem), raw);
    }

    /** How much memory it takes, as a number of characters: what it says, and something for each part of it. */
    public int weight() {
        int weight = 0;
        for (String part : raw) {
            weight += part.length() + WEIGHT_OF_PART;
        }
        return weight;
    }

    /** Its line and kind, without its values. */
    @Override
    public String toString() {
        return "InputRecord[" + kind + " in line " + line + "]";
    }
}
