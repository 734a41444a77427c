package dev.contactbook.testkit;

import dev.contactbook.domain.ContactDetails;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * Fictional people, drawn from the lists in {@code countries.txt}: each country once before any comes again. Not
 * thread-safe.
 */
final class People {
    private static final List<String> DOMAINS = List.of("example.com", "example.org", "mail.example.net");

    private final List<Country> countries = countries();
    private final List<Country> left = new ArrayList<>();
    private final Set<String> emails = new HashSet<>();
    private final Random random;

    People(long seed) {
        this.random = new Random(seed);
    }

    /** The next person. */
    ContactDetails next() {
        if (left.isEmpty()) {
            left.addAll(countries);
            Collections.shuffle(left, random);
        }
        Country country = left.remove(left.size() - 1);
        boolean woman = random.nextBoolean();
        boolean single = country.has("single") && chance(30);
        Name first = name(country, single ? "single" : woman ? "women" : "men");
        Name last =
                single ? Name.NONE : name(country, woman && country.has("last of women") ? "last of women" : "last");
        ContactDetails.Builder person =
                ContactDetails.builder().firstName(first.text()).lastName(last.text());
        if (!chance(8)) {
            person.email(email(first, last));
        }
        if (!chance(10)) {
            person.phone(phone(draw(country, "phones")));
            if (!chance(5)) {
                person.phoneCountryIso(country.iso()).phoneCountryCode(country.callingCode());
            }
        }
        return person.customField("City", draw(country, "cities"))
                .customField("Languages", country.all("languages"))
                .build();
    }

    private Name name(Country country, String list) {
        return Name.of(draw(country, list));
    }

    private String draw(Country country, String list) {
        return pick(country.all(list));
    }

    /** An unused address: {@code jose.garcia@}, {@code jose.garcia2@}. */
    private String email(Name first, Name last) {
        String local = last.letters().isEmpty() ? first.letters() : first.letters() + "." + last.letters();
        String domain = pick(DOMAINS);
        String email = local + "@" + domain;
        for (int number = 2; !emails.add(email); number++) {
            email = local + number + "@" + domain;
        }
        return email;
    }

    private String phone(String pattern) {
        StringBuilder phone = new StringBuilder();
        pattern.chars().forEach(c -> phone.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        return phone.toString();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<Country> countries() {
        List<Country> countries = new ArrayList<>();
        for (String line : lines()) {
            String[] parts = line.split(": ", -1);
            if (parts.length == 2) {
                countries.get(countries.size() - 1).lists().put(parts[0], List.of(parts[1].split("; ", -1)));
            } else {
                String[] head = line.split(" ", -1);
                countries.add(new Country(head[0], head[1], new HashMap<>()));
            }
        }
        return countries;
    }

    /** The lines without comments and blank lines. */
    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(People.class.getResourceAsStream("countries.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A name.
     *
     * @param text as people write it
     * @param letters as in an e-mail address
     */
    private record Name(String text, String letters) {
        static final Name NONE = new Name("", "");

        /** Of a name, or of a name with its Latin form after {@code =}. */
        static Name of(String entry) {
            String[] parts = entry.split("=", -1);
            String latin =
                    parts[parts.length - 1].replaceAll(" ?\"[^\"]*\"", "").toLowerCase(Locale.ROOT);
            String letters = Normalizer.normalize(latin, Normalizer.Form.NFKD).replaceAll("[^a-z0-9-]", "");
            return new Name(parts[0], letters);
        }
    }

    /**
     * A block of the file.
     *
     * @param iso the country
     * @param callingCode its calling code
     * @param lists what to draw from
     */
    private record Country(String iso, String callingCode, Map<String, List<String>> lists) {
        boolean has(String list) {
            return lists.containsKey(list);
        }

        List<String> all(String list) {
            return Objects.requireNonNull(lists.get(list), () -> iso + " lacks " + list);
        }
    }
}
