package dev.contactbook.benchmarks.data;

import dev.contactbook.domain.ContactDetails;
import java.util.List;
import java.util.Random;

/**
 * Contacts as organizations have them: few names that many share, and many that few do; the same ones on every machine.
 */
public final class People {
    private static final List<String> FIRST_NAMES = List.of(
            "Maria",
            "José",
            "Anna",
            "John",
            "Li",
            "Mohammed",
            "Zoë",
            "Łukasz",
            "Søren",
            "Chloé",
            "Noah",
            "Emma",
            "Olivia",
            "Björn",
            "Nguyễn",
            "Ivan",
            "Yusuf",
            "Aarav",
            "Sofía",
            "Émile");
    private static final List<String> LAST_NAMES = List.of(
            "García",
            "Müller",
            "Smith",
            "Wang",
            "Kowalski",
            "Ng",
            "O'Brien",
            "Šimić",
            "Sørensen",
            "Dubois",
            "Rossi",
            "Silva",
            "Yılmaz",
            "Ivanov",
            "Kim",
            "Tanaka",
            "Nowak",
            "Jensen",
            "Horvát",
            "Popescu",
            "Öztürk",
            "Novák",
            "Lindström",
            "Papadopoulos");
    private static final List<String> INDUSTRIES = List.of("Technology", "Retail", "Health", "Education", "Finance");

    private final Random random = new Random(20_230_101);
    private int next;

    public ContactDetails next() {
        ContactDetails.Builder contact = ContactDetails.builder();
        next(contact);
        return contact.build();
    }

    public void next(ContactDetails.Builder contact) {
        int number = next++;
        String first = zipf(FIRST_NAMES);
        String last = zipf(LAST_NAMES) + (random.nextInt(4) == 0 ? "" : " " + Integer.toString(number, 36));
        contact.firstName(first)
                .lastName(last)
                .email("person" + number + "@example" + random.nextInt(50) + ".com")
                .phone(String.format("(555) %03d-%04d", random.nextInt(1_000), random.nextInt(10_000)))
                .phoneCountryCode("+1")
                .phoneCountryIso("US")
                .owner((long) random.nextInt(100) + 1)
                .company((long) random.nextInt(1_000) + 1)
                .customField("Industry", zipf(INDUSTRIES))
                .customField("Size", random.nextInt(10_000));
    }

    /** The first one half as often as all others together, and so on. */
    private <T> T zipf(List<T> choices) {
        double place = Math.pow(choices.size() + 1.0, random.nextDouble()) - 1;
        return choices.get(Math.min((int) place, choices.size() - 1));
    }
}
