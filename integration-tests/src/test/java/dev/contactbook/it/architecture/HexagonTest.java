package dev.contactbook.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.contactbook.api.Contacts;
import dev.contactbook.spi.ContactRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The hexagon: each part is a tree of packages and knows only what its list names. The lists are complete, because a
 * list of forbidden packages says nothing when a name in it is misspelt.
 *
 * <p>The package at the root of a part is its façade. The packages below it are hidden: the façade knows them, they do
 * not know the façade.
 */
class HexagonTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.contactbook");

    private static final List<String> WORDS_OF_THE_WIRE = List.of(
            "searchTerm",
            "searchIn",
            "fastJoinForContactList",
            "X-Service-Method",
            "bad-request",
            "Invalid JSON",
            "$nin",
            "$startsWith");

    /** The hidden packages of {@code jdbc}. Each may know those before it. */
    private static final List<String> FLOORS_OF_JDBC =
            List.of("sql", "table", "counters", "dialect", "connection", "read", "write", "schema", "embedded");

    /** The parts, and the packages each may know beside its own tree. */
    enum Part {
        DOMAIN(
                "domain",
                "java.lang..",
                "java.util..",
                "java.math",
                "java.net",
                "java.nio",
                "java.nio.charset",
                "java.security",
                "java.text",
                "java.time..",
                "java.io",
                "org.jspecify.."),
        TEXT("domain.text", "java.lang..", "java.util", "java.text", "org.jspecify.."),
        API(
                "api",
                "dev.contactbook.spi",
                "dev.contactbook.domain",
                "java.lang..",
                "java.util..",
                "java.time..",
                "org.jspecify.."),
        SPI("spi", "dev.contactbook.domain", "java.lang..", "java.time", "java.util..", "org.jspecify.."),
        MEMORY(
                "memory",
                "dev.contactbook.spi",
                "dev.contactbook.domain",
                "java.lang..",
                "java.time..",
                "java.util..",
                "org.jspecify.."),
        JDBC(
                "jdbc",
                "dev.contactbook.spi",
                "dev.contactbook.domain",
                "dev.contactbook.domain.text",
                "org.jdbi.v3.core..",
                "com.fasterxml.jackson.core..",
                "com.zaxxer.hikari..",
                "org.h2.engine",
                "org.h2.jdbc",
                "org.h2.jdbcx",
                "org.h2.mvstore..",
                "javax.sql",
                "java.sql",
                "java.nio..",
                "java.io",
                "java.math",
                "java.lang..",
                "java.util..",
                "java.time..",
                "org.jspecify.."),
        REST(
                "rest",
                "dev.contactbook.api",
                "dev.contactbook.api.failures",
                "dev.contactbook.domain",
                "dev.contactbook.domain.text",
                "com.fasterxml.jackson..",
                "java.nio",
                "java.nio.charset",
                "java.io",
                "java.math",
                "java.lang..",
                "java.util..",
                "java.time..",
                "org.jspecify.."),
        TCK(
                "tck",
                "dev.contactbook.spi",
                "dev.contactbook.domain",
                "org.junit.jupiter.api..",
                "java.lang..",
                "java.util..",
                "java.math",
                "java.time..",
                "org.jspecify.."),
        TESTKIT(
                "testkit",
                "dev.contactbook.memory",
                "dev.contactbook.api",
                "dev.contactbook.spi",
                "dev.contactbook.domain",
                "org.junit.jupiter.api.extension",
                "java.io",
                "java.lang..",
                "java.math",
                "java.nio.charset",
                "java.text",
                "java.util..",
                "java.time..",
                "org.jspecify.."),
        INTERCHANGE(
                "interchange",
                "dev.contactbook.api",
                "dev.contactbook.domain",
                "java.io",
                "java.lang..",
                "java.math",
                "java.nio",
                "java.nio.charset",
                "java.security",
                "java.text",
                "java.util..",
                "java.time..",
                "org.jspecify..");

        /** Packages below a façade that are façades too: each is for hosts with a certain library. */
        private static final String[] FACADES = {"dev.contactbook.testkit.junit"};

        private final String itself;
        private final String[] allowed;

        Part(String name, String... allowed) {
            this.itself = "dev.contactbook." + name;
            this.allowed =
                    Stream.concat(Stream.of(itself + ".."), Stream.of(allowed)).toArray(String[]::new);
        }

        ArchRule rule() {
            return classes()
                    .that()
                    .resideInAPackage(itself + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                    .allowEmptyShould(false);
        }

        ArchRule ruleOfTheFacade() {
            return noClasses()
                    .that()
                    .resideInAPackage(itself + ".*..")
                    .and()
                    .resideOutsideOfPackages(FACADES)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(itself)
                    .allowEmptyShould(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_part_knows_only_what_its_list_names(Part part) {
        part.rule().check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    void no_hidden_package_knows_the_facade_of_its_part(Part part) {
        part.ruleOfTheFacade().check(PRODUCT);
    }

    @Test
    void a_floor_of_jdbc_knows_only_those_below_it() {
        assertThat(PRODUCT.stream().map(JavaClass::getPackageName).filter(name -> name.startsWith(floorOfJdbc(""))))
                .containsOnly(
                        FLOORS_OF_JDBC.stream().map(HexagonTest::floorOfJdbc).toArray(String[]::new));
        for (int floor = 0; floor < FLOORS_OF_JDBC.size() - 1; floor++) {
            noClasses()
                    .that()
                    .resideInAPackage(floorOfJdbc(FLOORS_OF_JDBC.get(floor)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FLOORS_OF_JDBC.stream()
                            .skip(floor + 1)
                            .map(HexagonTest::floorOfJdbc)
                            .toArray(String[]::new))
                    .check(PRODUCT);
        }
    }

    private static String floorOfJdbc(String name) {
        return Part.JDBC.itself + "." + name;
    }

    @Test
    void every_package_of_the_product_belongs_to_a_part() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.contactbook.examples..")
                .should()
                .resideInAnyPackage(
                        Stream.of(Part.values()).map(part -> part.itself + "..").toArray(String[]::new))
                .check(PRODUCT);
    }

    @Test
    void only_rest_knows_the_words_of_the_wire() {
        assertThat(PRODUCT)
                .filteredOn(type -> !(type.getPackageName() + ".").startsWith(Part.REST.itself + "."))
                .allSatisfy(type -> assertThat(wordsOfTheWire(type)).isEmpty());
        assertThat(PRODUCT.stream().flatMap(type -> wordsOfTheWire(type).stream()))
                .containsAll(WORDS_OF_THE_WIRE);
    }

    private static List<String> wordsOfTheWire(JavaClass type) {
        String content = content(type);
        return WORDS_OF_THE_WIRE.stream().filter(content::contains).toList();
    }

    /** A class file, in which names and texts stand as they are. */
    private static String content(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void no_package_knows_one_that_knows_it() {
        SlicesRuleDefinition.slices()
                .matching("dev.contactbook.(**)")
                .should()
                .beFreeOfCycles()
                .check(PRODUCT);
    }

    /** So that no operation can forget what the policy says: {@code CallerAccess} tells every use case. */
    @Test
    void only_access_reaches_the_store() {
        assertThat(usersInApi(PRODUCT, "dev.contactbook.spi.ContactRepository"))
                .containsExactlyInAnyOrder("Contacts", "ContactsBuilder", "AccessControl", "CheckedRepository");
        assertThat(usersInApi(PRODUCT, "dev.contactbook.api.access.CheckedRepository"))
                .containsExactlyInAnyOrder("AccessControl", "CallerAccess", "CheckedFeed"); // which borrows its checks
        assertThat(usersInApi(PRODUCT, "dev.contactbook.spi.AccessPolicy"))
                .containsExactlyInAnyOrder("ContactsBuilder", "AccessControl", "CallerAccess");
    }

    @Test
    void a_planted_use_case_that_reaches_the_store_is_caught() {
        JavaClasses withTraitor = new ClassFileImporter()
                .importClasses(
                        ContactRepository.class, Contacts.class, dev.contactbook.api.planted.ForgetfulUseCase.class);

        assertThat(usersInApi(withTraitor, "dev.contactbook.spi.ContactRepository"))
                .contains("ForgetfulUseCase");
    }

    /** The classes of the use cases that know a type, each by its outermost name. */
    private static Set<String> usersInApi(JavaClasses classes, String type) {
        return classes.get(type).getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .filter(user -> (user.getPackageName() + ".").startsWith(Part.API.itself + "."))
                .map(user -> user.getName().substring(user.getPackageName().length() + 1))
                .map(name -> name.split("\\$", 2)[0])
                .filter(name -> !type.endsWith("." + name))
                .collect(Collectors.toSet());
    }

    @Test
    void a_planted_violation_is_caught() {
        JavaClasses withTraitor = new ClassFileImporter().importClasses(dev.contactbook.domain.planted.Traitor.class);

        EvaluationResult result = Part.DOMAIN.rule().evaluate(withTraitor);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains("javax.sql.DataSource"));
    }

    @Test
    void a_planted_hidden_class_that_knows_its_facade_is_caught() {
        JavaClasses withTraitor =
                new ClassFileImporter().importClasses(Contacts.class, dev.contactbook.api.planted.FacadeCaller.class);

        EvaluationResult result = Part.API.ruleOfTheFacade().evaluate(withTraitor);

        assertThat(result.getFailureReport().getDetails())
                .isNotEmpty()
                .allMatch(detail -> detail.contains("FacadeCaller") && detail.contains("dev.contactbook.api.Contacts"));
    }
}
