package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * What Spring Boot reads of the auto-configurations at a start instead of their classes. It is as Spring Boot's
 * annotation processor would write it.
 */
class AutoConfigurationMetadataTest {
    @Test
    void it_says_what_the_annotations_say() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        for (String name : names()) {
            Class<?> type = Class.forName(name);
            AutoConfiguration order = type.getAnnotation(AutoConfiguration.class);
            expected.put(name, "");
            put(expected, name + ".AutoConfigureAfter", order.after(), order.afterName());
            put(expected, name + ".AutoConfigureBefore", order.before(), order.beforeName());
            ConditionalOnClass classes = type.getAnnotation(ConditionalOnClass.class);
            if (classes != null) {
                put(expected, name + ".ConditionalOnClass", classes.value(), classes.name());
            }
            ConditionalOnWebApplication web = type.getAnnotation(ConditionalOnWebApplication.class);
            if (web != null) {
                expected.put(name + ".ConditionalOnWebApplication", web.type().name());
            }
        }

        assertThat(metadata()).isEqualTo(expected);
    }

    private static List<String> names() {
        return ImportCandidates.load(AutoConfiguration.class, AutoConfigurationMetadataTest.class.getClassLoader())
                .getCandidates()
                .stream()
                .filter(name -> name.startsWith("dev.contactbook."))
                .toList();
    }

    private static void put(Map<String, String> metadata, String key, Class<?>[] types, String[] names) {
        List<String> all = new ArrayList<>(Arrays.asList(names));
        Stream.of(types).map(Class::getName).forEach(all::add);
        if (!all.isEmpty()) {
            metadata.put(key, all.stream().sorted().collect(Collectors.joining(",")));
        }
    }

    private static Map<String, String> metadata() throws IOException {
        Properties read = new Properties();
        read.load(AutoConfigurationMetadataTest.class.getResourceAsStream(
                "/META-INF/spring-autoconfigure-metadata.properties"));
        Map<String, String> metadata = new TreeMap<>();
        read.forEach((key, value) -> metadata.put(key.toString(), value.toString()));
        return metadata;
    }
}
