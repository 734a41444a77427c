package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Code;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, or a line that is no row.
 *
 * @param line the physical line where it begins
 * @param cells its cells, of a broken row its line as one cell
 * @param problem why it is broken, null if it is not
 * @param isGuessed whether its charset was guessed
 */
record Row(long line, List<String> cells, @Nullable Code problem, boolean isGuessed) {
    boolean isBlank() {
        return problem == null && cells.stream().allMatch(String::isBlank);
    }

    /** Its cells are personal data. */
    @Override
    public String toString() {
        return "Row[line=" + line + ", cells=" + cells.size() + "]";
    }
}
