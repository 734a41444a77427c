package dev.contactbook.it.rest.fuzz;

import dev.contactbook.domain.Contact;
import dev.contactbook.domain.ContactDetails;
import dev.contactbook.domain.ContactSearch;
import dev.contactbook.domain.ContactsException;
import dev.contactbook.domain.text.Folding;
import dev.contactbook.it.rest.StrictJson.Num;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a search asks for, and what it finds, once more (contract §3). Only the folding is the library's own. */
final class Searches {
    private static final Set<String> KEYS = Set.of(
            "searchTerm",
            "organization_id",
            "$limit",
            "searchIn",
            "phone_country_iso",
            "phone_country_code",
            "filter",
            "$skip",
            "$select");

    private Searches() {}

    /** Which keys of a search's body are wrong. */
    static Set<String> wrong(Map<String, @Nullable Object> body) {
        Set<String> wrong = new TreeSet<>();
        body.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .map(Rules::cut)
                .forEach(wrong::add);
        boolean byPhone = "phone".equals(body.get("searchIn"));
        check(wrong, "organization_id", Rules.isId(body.get("organization_id")));
        check(wrong, "$limit", isNatural(body.get("$limit"), Integer.MAX_VALUE));
        check(wrong, "$skip", isNatural(body.get("$skip"), 10));
        check(wrong, "$select", isSelect(body.get("$select")));
        if (body.get("filter") != null) {
            wrong.addAll(FilterMistakes.of(body.get("filter"), "filter", "filter"));
        }
        check(wrong, "searchIn", Set.of("name", "email", "phone", "any").contains(text(body, "searchIn")));
        check(wrong, "searchTerm", isTerm(text(body, "searchTerm"), text(body, "searchIn")));
        check(wrong, "phone_country_iso", !byPhone || iso(body).matches("[A-Z]{2}"));
        check(wrong, "phone_country_code", !byPhone || code(body).matches("\\+[1-9][0-9]{0,3}"));
        return wrong;
    }

    private static void check(Set<String> wrong, String key, boolean right) {
        if (!right) {
            wrong.add(key);
        }
    }

    private static boolean isNatural(@Nullable Object value, int mostDigits) {
        return value == null
                || (value instanceof Num number
                        && number.isWhole()
                        && number.value().signum() >= 0
                        && number.literal().length() <= mostDigits
                        && (mostDigits > 10 || number.value().longValueExact() <= Integer.MAX_VALUE));
    }

    private static boolean isSelect(@Nullable Object value) {
        return value == null
                || (value instanceof String name && Answers.SELECTABLE.contains(name))
                || (value instanceof List<?> names && Answers.SELECTABLE.containsAll(names));
    }

    private static boolean isTerm(String term, String searchIn) {
        return switch (searchIn) {
            case "phone" -> isTermLong(Rules.visible(term)) && Rules.isClean(term, "\t") && digits(term) >= 2;
            case "any" -> isTaken(term);
            default -> isTermOfText(Rules.visible(term), !searchIn.equals("email"));
        };
    }

    private static long digits(String term) {
        return term.codePoints()
                .filter(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER)
                .count();
    }

    /** What a box for any term takes, too, is the library's own: it is what one of the others takes. */
    private static boolean isTaken(String term) {
        try {
            ContactSearch.byAny(term);
            return true;
        } catch (ContactsException.Invalid e) {
            return false;
        }
    }

    private static boolean isTermOfText(String term, boolean isName) {
        if (!isTermLong(term) || !Rules.isClean(term, "")) {
            return false;
        }
        String folded = Folding.fold(term);
        return isName ? folded.codePoints().anyMatch(Character::isLetterOrDigit) : !folded.isBlank();
    }

    private static boolean isTermLong(String term) {
        return Rules.length(term) >= 2 && Rules.length(term) <= 255;
    }

    /** Returns the trimmed text, empty if there is none. */
    private static String text(Map<String, @Nullable Object> body, String key) {
        Object value = body.get(key);
        String text = value instanceof String string ? string : "";
        return key.equals("searchIn") ? text : Rules.trim(text);
    }

    private static String iso(Map<String, @Nullable Object> body) {
        return Rules.iso(text(body, "phone_country_iso"));
    }

    private static String code(Map<String, @Nullable Object> body) {
        return Rules.code(text(body, "phone_country_code"));
    }

    /** Whether a search that is right finds a contact. */
    static boolean finds(Map<String, @Nullable Object> body, Map<String, @Nullable Object> contact) {
        String term = text(body, "searchTerm");
        return switch (text(body, "searchIn")) {
            case "name" -> {
                List<String> words = words(Folding.fold(term, 255));
                List<String> writtenOut = words(Folding.foldWrittenOut(term, Integer.MAX_VALUE));
                yield IntStream.range(0, words.size())
                        .allMatch(i -> isFound(contact, words.get(i)) || isFound(contact, writtenOut.get(i)));
            }
            case "email" -> byEmail(contact, ContactSearch.byEmail(term), term);
            case "phone" ->
                agreed(
                        contact,
                        "other_phones",
                        has(contact, ContactSearch.byPhone(term, iso(body), code(body))),
                        Plain.phone(term, code(body), (String) contact.get("phone"), (String)
                                contact.get("phone_country_code")));
            default ->
                term.contains("@")
                        ? byEmail(contact, ContactSearch.byAny(term), term)
                        : has(contact, ContactSearch.byAny(term));
        };
    }

    private static boolean byEmail(Map<String, @Nullable Object> contact, ContactSearch search, String term) {
        return agreed(contact, "other_emails", has(contact, search), Plain.email(term, (String) contact.get("email")));
    }

    /** A plain case is one of the primary value: what it has is found, and without others nothing else is. */
    static boolean agreed(
            Map<String, @Nullable Object> contact, String others, boolean answer, Optional<Boolean> plain) {
        boolean isPlain = Rules.list(contact, others).isEmpty() || plain.orElse(false);
        return Plain.agreed(answer, isPlain ? plain : Optional.empty());
    }

    private static List<String> words(String folded) {
        return Stream.of(folded.replace("'", "").split("[\\s\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf},;:.\"/·،؛۔‧、。・ʺ״″]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static boolean isFound(Map<String, @Nullable Object> contact, String word) {
        String firstName = field(contact, "first_name");
        String lastName = field(contact, "last_name");
        List<String> first = words(Folding.fold(firstName, 255));
        List<String> last = words(Folding.fold(lastName, 255));
        List<String> firstWrittenOut = words(Folding.foldWrittenOut(firstName, 255));
        List<String> lastWrittenOut = words(Folding.foldWrittenOut(lastName, 255));
        return Stream.concat(first.stream(), last.stream()).anyMatch(one -> one.contains(word))
                || isJoined(first, last, word)
                || isJoined(last, first, word)
                || isJoined(firstWrittenOut, lastWrittenOut, word)
                || isJoined(lastWrittenOut, firstWrittenOut, word);
    }

    /** Whether a word is how the words from one on start, written together. No name here has more than 32 words. */
    private static boolean isJoined(List<String> first, List<String> last, String word) {
        return IntStream.range(0, first.size()).anyMatch(i -> {
            String joined = String.join("", first.subList(i, first.size())) + String.join("", last);
            return joined.startsWith(word);
        });
    }

    /** E-mails, phones, and what a term is, are the library's own too, and compared with {@link Plain} cases. */
    private static boolean has(Map<String, @Nullable Object> contact, ContactSearch search) {
        ContactDetails.Builder details = ContactDetails.builder();
        for (String key : List.of("first_name", "last_name", "email", "phone", "phone_country_code")) {
            details.set(key, contact.get(key));
        }
        Rules.LISTS.keySet().forEach(list -> details.set(list, contact.get(list)));
        return search.matches(Contact.builder(1, 1).details(details.build()).build());
    }

    private static String field(Map<String, @Nullable Object> contact, String key) {
        return Objects.requireNonNullElse((String) contact.get(key), "");
    }
}
