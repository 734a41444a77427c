package dev.contactbook.interchange.csv;

import dev.contactbook.interchange.core.Problem;
import dev.contactbook.interchange.core.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The meanings that a caller gives to columns. A text that is none is refused, with the nearest one. */
public final class Meanings {
    /** E-mails and phones have a kind, a number and a label: {@code phone.work.2}, {@code email.1.label}. */
    private static final Pattern LISTED = Pattern.compile("(?:email|phone)(?:\\.[^.\\s][^.]{0,49}){1,3}");

    private Meanings() {}

    /**
     * The meaning that a text names: itself, or that of a header of this text.
     *
     * @throws Refusal if it names none
     */
    public static String of(String text) {
        String meaning = isMeaning(text) ? text : ofHeader(text);
        if (meaning == null) {
            throw new Refusal(
                    "MEANING",
                    "\"" + Problem.cut(text) + "\" is no meaning of a column. The nearest one is \"" + nearest(text)
                            + "\". A custom field is \"" + Columns.CUSTOM + "\" with its name");
        }
        return meaning;
    }

    /** Whether a text is a meaning itself. */
    static boolean isMeaning(String text) {
        return HeaderDictionary.INSTANCE.allMeanings().contains(text)
                || text.equals(Columns.IGNORED)
                || text.equals(Columns.MORE)
                || LISTED.matcher(text).matches()
                || Columns.isOwnHeader(text);
    }

    private static @Nullable String ofHeader(String text) {
        return HeaderDictionary.INSTANCE.meanings(List.of(text)).get(0);
    }

    private static String nearest(String text) {
        String normal = HeaderDictionary.normal(text).replace(' ', '_');
        return HeaderDictionary.INSTANCE.allMeanings().stream()
                .filter(meaning -> !meaning.contains(".N"))
                .min(Comparator.comparingInt((String meaning) -> distance(normal, meaning))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** How many letters have to be added, left out or changed. */
    private static int distance(String text, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= text.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (text.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
