package dev.contactbook.it.surface;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.contactbook.api.planted.ForgetfulUseCase;
import dev.contactbook.api.planted.LeakyFacade;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each published module exports and requires, and nothing else. A change here is a change for every host. */
class ModuleGraphTest {
    /** The packages that every host sees. */
    private static final Set<String> EXPORTED = Surface.modules().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .filter(exported -> !exported.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());

    enum Published {
        DOMAIN(
                "exports dev.contactbook.domain",
                "exports dev.contactbook.domain.text to dev.contactbook.jdbc, dev.contactbook.rest",
                "requires java.base",
                "requires static transitive org.jspecify"),
        PORTS(
                "exports dev.contactbook.api",
                "exports dev.contactbook.api.failures to dev.contactbook.rest",
                "exports dev.contactbook.spi",
                "requires java.base",
                "requires static transitive org.jspecify",
                "requires transitive dev.contactbook.domain"),
        MEMORY("exports dev.contactbook.memory", "requires java.base", "requires transitive dev.contactbook.ports"),
        JDBC(
                "exports dev.contactbook.jdbc",
                "requires com.fasterxml.jackson.core",
                "requires io.leangen.geantyref",
                "requires java.base",
                "requires org.jdbi.v3.core",
                "requires org.slf4j",
                "requires static com.h2database",
                "requires static com.zaxxer.hikari",
                "requires transitive dev.contactbook.ports",
                "requires transitive java.sql"),
        REST(
                "exports dev.contactbook.rest",
                "provides com.fasterxml.jackson.databind.Module",
                "requires com.fasterxml.jackson.core",
                "requires java.base",
                "requires transitive com.fasterxml.jackson.databind",
                "requires transitive dev.contactbook.ports"),
        TCK(
                "exports dev.contactbook.tck",
                "opens dev.contactbook.tck to org.junit.platform.commons",
                "requires java.base",
                "requires transitive dev.contactbook.ports",
                "requires transitive org.junit.jupiter.api"),
        TESTKIT(
                "exports dev.contactbook.testkit",
                "exports dev.contactbook.testkit.junit",
                "requires java.base",
                "requires static transitive org.junit.jupiter.api",
                "requires transitive dev.contactbook.memory"),
        INTERCHANGE(
                "exports dev.contactbook.interchange",
                "requires java.base",
                "requires transitive dev.contactbook.ports");

        private final List<String> directives;

        Published(String... directives) {
            this.directives = List.of(directives);
        }

        String moduleName() {
            return "dev.contactbook." + name().toLowerCase(Locale.ROOT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_module_exports_opens_and_requires_exactly_this(Published published) {
        ModuleDescriptor module = Surface.modules().stream()
                .map(ModuleReference::descriptor)
                .filter(descriptor -> descriptor.name().equals(published.moduleName()))
                .findFirst()
                .orElseThrow();

        assertThat(module.isOpen()).isFalse();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(directives(module)).containsExactlyElementsOf(published.directives);
    }

    @Test
    void there_are_no_other_modules() {
        assertThat(Surface.modules())
                .extracting(module -> module.descriptor().name())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Published.values()).map(Published::moduleName).toList());
    }

    @Test
    void an_exported_signature_shows_no_hidden_type() {
        JavaClasses product = new ClassFileImporter()
                .importLocations(Surface.modulePaths().stream()
                        .map(ModuleGraphTest::location)
                        .collect(Collectors.toSet()));

        List<JavaClass> exported = product.stream()
                .filter(type -> isShown(type) && EXPORTED.contains(type.getPackageName()))
                .toList();

        assertThat(exported)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(hiddenTypesIn(type)).isEmpty());
    }

    @Test
    void a_planted_signature_that_shows_a_hidden_type_is_caught() {
        JavaClass leaky =
                new ClassFileImporter().importPackagesOf(LeakyFacade.class).get(LeakyFacade.class);

        assertThat(hiddenTypesIn(leaky)).containsExactly(ForgetfulUseCase.class.getName());
    }

    /** A folder of classes, or the jar of a whole build. */
    private static Location location(Path module) {
        return Files.isDirectory(module)
                ? Location.of(module)
                : Location.of(URI.create("jar:" + module.toUri() + "!/"));
    }

    /** A host can name it: it is public, and so is all that it is nested in. */
    private static boolean isShown(JavaClass type) {
        return isShown(type.getModifiers())
                && type.getEnclosingClass().map(ModuleGraphTest::isShown).orElse(true);
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    /** Types of the product that a host meets in what it can call, implement or catch, but cannot name. */
    private static Set<String> hiddenTypesIn(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> members = type.getAllMembers().stream()
                .filter(member -> isShown(member.getModifiers()))
                .flatMap(member -> member instanceof JavaCodeUnit code ? typesOf(code) : Stream.of(fieldType(member)));
        return Stream.of(parents, members, bounds(type.getTypeParameters()))
                .flatMap(types -> types)
                .flatMap(known -> known.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(known -> known.getPackageName().startsWith("dev.contactbook."))
                .filter(known -> !EXPORTED.contains(known.getPackageName()))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaType> typesOf(JavaCodeUnit code) {
        return Stream.of(
                        Stream.of(code.getReturnType()),
                        code.getParameterTypes().stream(),
                        code.getExceptionTypes().stream(),
                        bounds(code.getTypeParameters()))
                .flatMap(types -> types);
    }

    private static JavaType fieldType(JavaMember member) {
        return ((JavaField) member).getType();
    }

    private static Stream<JavaType> bounds(List<? extends JavaTypeVariable<?>> variables) {
        return variables.stream().flatMap(variable -> variable.getUpperBounds().stream());
    }

    /** As they stand in a module-info, sorted. Services count too: only the module for Jackson is one. */
    private static List<String> directives(ModuleDescriptor module) {
        Stream<String> requires = module.requires().stream()
                .map(required -> "requires " + modifier(required, ModuleDescriptor.Requires.Modifier.STATIC, "static ")
                        + modifier(required, ModuleDescriptor.Requires.Modifier.TRANSITIVE, "transitive ")
                        + required.name());
        Stream<String> exports = module.exports().stream()
                .map(exported -> "exports " + exported.source() + to(exported.isQualified(), exported.targets()));
        Stream<String> opens = module.opens().stream()
                .map(opened -> "opens " + opened.source() + to(opened.isQualified(), opened.targets()));
        Stream<String> services = Stream.concat(
                module.uses().stream().map(service -> "uses " + service),
                module.provides().stream().map(provided -> "provides " + provided.service()));
        return Stream.of(requires, exports, opens, services)
                .flatMap(lines -> lines)
                .sorted()
                .toList();
    }

    private static String modifier(
            ModuleDescriptor.Requires required, ModuleDescriptor.Requires.Modifier modifier, String text) {
        return required.modifiers().contains(modifier) ? text : "";
    }

    private static String to(boolean qualified, Set<String> targets) {
        return qualified ? " to " + String.join(", ", new TreeSet<>(targets)) : "";
    }
}
