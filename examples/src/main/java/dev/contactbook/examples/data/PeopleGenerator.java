package dev.contactbook.examples.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code contacts.csv} and {@code companies.csv}, the fictional people and companies of the examples.
 *
 * <p>The names, cities and phone numbers to draw from are in {@code countries.txt} and {@code companies.txt}. The same
 * lists always give the same files, byte for byte.
 */
public final class PeopleGenerator {
    private static final long SEED = 2024;
    private static final int FIRST_COMPANY_ID = 101;

    private static final List<String> COMPANY_COLUMNS = List.of("id", "name");
    private static final List<String> CONTACT_COLUMNS = List.of(
            "first_name",
            "last_name",
            "email",
            "phone",
            "phone_country_code",
            "phone_country_iso",
            "owned_by_user_id",
            "company_id",
            "Industry",
            "Job Title",
            "City",
            "Preferred Contact Method",
            "Languages",
            "Customer Since",
            "Newsletter");

    private static final List<String> OWNERS = List.of("789", "790", "791");
    private static final List<String> MAIL_DOMAINS =
            List.of("example.com", "example.org", "example.net", "mail.example.com", "post.example.org");
    private static final List<String> JOB_TITLES = List.of(
            "Account Manager",
            "Accountant",
            "Buyer",
            "Chief Executive Officer",
            "Chief Financial Officer",
            "Customer Support Agent",
            "Data Analyst",
            "Director, Sales",
            "Director, Operations",
            "Facility Manager",
            "Founder & Owner",
            "Head of Procurement",
            "HR Manager",
            "IT Administrator",
            "Legal Counsel",
            "Marketing Manager",
            "Office Manager",
            "Product Manager",
            "Project Manager",
            "Quality Engineer",
            "R&D Engineer",
            "Sales Representative",
            "Software Developer",
            "Warehouse Supervisor");

    private final Random random = new Random(SEED);
    private final Set<String> emails = new HashSet<>();
    private final List<Company> companies = readCompanies();
    private final List<Country> countries = readCountries();

    private PeopleGenerator() throws IOException {}

    /**
     * Writes the two files, over older ones if there are any.
     *
     * @param arguments the folder to write to
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Expected one argument, the folder to write to");
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        PeopleGenerator generator = new PeopleGenerator();
        write(folder.resolve("companies.csv"), COMPANY_COLUMNS, generator.companyRows());
        write(folder.resolve("contacts.csv"), CONTACT_COLUMNS, generator.contactRows());
    }

    private static void write(Path file, List<String> columns, List<List<String>> rows) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(writer, format)) {
            printer.printRecord(columns);
            printer.printRecords(rows);
        }
    }

    private List<List<String>> companyRows() {
        return companies.stream()
                .map(company -> List.of(company.id(), company.name().text()))
                .toList();
    }

    private List<List<String>> contactRows() {
        List<Country> origins = new ArrayList<>();
        for (Country country : countries) {
            origins.addAll(Collections.nCopies(country.people(), country));
        }
        Collections.shuffle(origins, random);
        return origins.stream().map(this::contactRow).toList();
    }

    /** Returns one person, in the order of the columns. */
    private List<String> contactRow(Country country) {
        boolean woman = random.nextBoolean();
        Name first = Name.of(country.draw(woman ? "women" : "men"));
        Name last = Name.of(country.draw(woman && country.has("last of women") ? "last of women" : "last"));
        if (country.has("single") && chance(20)) {
            first = Name.of(country.draw("single"));
            last = Name.NONE;
        }
        Company company = chance(15) ? null : company(country);
        String email = chance(4) ? "" : email(first, last, company);
        String phone = chance(5) ? "" : phone(country.draw("phones"));
        boolean countryKnown = !phone.isEmpty() && !chance(3);

        List<String> contactMethods = new ArrayList<>();
        if (!email.isEmpty()) {
            contactMethods.add("Email");
        }
        if (!phone.isEmpty()) {
            contactMethods.addAll(List.of("Phone", "WhatsApp"));
        }
        List<String> languages = country.all("languages");
        // The later of two years, so that most customers are new.
        int oneYear = random.nextInt(18);
        int anotherYear = random.nextInt(18);
        int customerSince = 2008 + Math.max(oneYear, anotherYear);

        return List.of(
                first.text(),
                last.text(),
                email,
                phone,
                countryKnown ? country.callingCode() : "",
                countryKnown ? country.iso() : "",
                mostly(80, pick(OWNERS)),
                company == null ? "" : company.id(),
                mostly(92, company == null ? pick(companies).industry() : company.industry()),
                mostly(90, pick(JOB_TITLES)),
                mostly(95, country.draw("cities")),
                contactMethods.isEmpty() ? "" : mostly(85, pick(contactMethods)),
                mostly(90, String.join(";", languages.subList(0, 1 + random.nextInt(languages.size())))),
                mostly(88, String.valueOf(customerSince)),
                mostly(90, String.valueOf(chance(40))));
    }

    /**
     * Picks a company of the person's country or an international one, each half of the time if the country has any.
     */
    private Company company(Country country) {
        boolean local = chance(50)
                && companies.stream().anyMatch(company -> company.iso().equals(country.iso()));
        String iso = local ? country.iso() : "*";
        return pick(
                companies.stream().filter(company -> company.iso().equals(iso)).toList());
    }

    /** Returns an unused address: {@code jose.garcia@}, {@code jgarcia@}, {@code jose.garcia2@}. */
    private String email(Name first, Name last, @Nullable Company company) {
        String given = first.letters();
        String family = last.letters();
        String local = family.isEmpty() ? given : chance(20) ? given.charAt(0) + family : given + "." + family;
        String domain = company != null && chance(60) ? company.domain() : pick(MAIL_DOMAINS);
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

    private String mostly(int percent, String value) {
        return chance(percent) ? value : "";
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<Company> readCompanies() throws IOException {
        List<Company> companies = new ArrayList<>();
        for (String line : lines("companies.txt")) {
            String[] parts = line.split("; ", -1);
            String id = String.valueOf(FIRST_COMPANY_ID + companies.size());
            companies.add(new Company(id, Name.of(parts[0]), parts[1], parts[2]));
        }
        return companies;
    }

    private List<Country> readCountries() throws IOException {
        List<Country> countries = new ArrayList<>();
        for (String line : lines("countries.txt")) {
            String[] parts = line.split(": ", -1);
            if (parts.length == 2) {
                Deck deck = new Deck(List.of(parts[1].split("; ", -1)), random);
                countries.get(countries.size() - 1).decks().put(parts[0], deck);
            } else {
                String[] head = line.split(" ", -1);
                countries.add(new Country(head[0], head[1], Integer.parseInt(head[2]), new HashMap<>()));
            }
        }
        return countries;
    }

    /** Returns the lines of a resource next to this class, without comments and blank lines. */
    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(PeopleGenerator.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    /** A name as people write it, and in ASCII letters. */
    private record Name(String text, String latin) {
        static final Name NONE = new Name("", "");

        static Name of(String entry) {
            String[] parts = entry.split("=", -1);
            return new Name(parts[0], latin(parts[parts.length - 1]));
        }

        /** Returns the name as in an e-mail address: without nickname, blanks and apostrophes. */
        String letters() {
            return latin.replaceAll("\"[^\"]*\"|[^a-z0-9-]", "");
        }

        private static String latin(String text) {
            return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .replace("æ", "ae")
                    .replace("đ", "d")
                    .replace("ð", "d")
                    .replace("ı", "i")
                    .replace("ł", "l")
                    .replace("œ", "oe")
                    .replace("ø", "o")
                    .replace("ß", "ss")
                    .replace("þ", "th");
        }
    }

    /** A company of one country, or of all ({@code *}). */
    private record Company(String id, Name name, String industry, String iso) {
        String domain() {
            String words = name.latin().replaceAll("[.’'\"]", "").replaceAll("[^a-z0-9]+", "-");
            return words.replaceAll("^-|-$", "") + ".example";
        }
    }

    /** A block of {@code countries.txt}. */
    private record Country(String iso, String callingCode, int people, Map<String, Deck> decks) {
        boolean has(String list) {
            return decks.containsKey(list);
        }

        String draw(String list) {
            return deck(list).draw();
        }

        List<String> all(String list) {
            return deck(list).texts;
        }

        private Deck deck(String list) {
            return Objects.requireNonNull(decks.get(list), () -> iso + " lacks " + list);
        }
    }

    /** Texts to draw from, in random order. Each is drawn once before any is drawn again. */
    private static final class Deck {
        private final List<String> texts;
        private final List<String> shuffled = new ArrayList<>();
        private final Random random;

        Deck(List<String> texts, Random random) {
            this.texts = texts;
            this.random = random;
        }

        String draw() {
            if (shuffled.isEmpty()) {
                shuffled.addAll(texts);
                Collections.shuffle(shuffled, random);
            }
            return shuffled.remove(shuffled.size() - 1);
        }
    }
}
