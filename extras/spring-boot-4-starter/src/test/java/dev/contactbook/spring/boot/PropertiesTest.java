package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PropertiesTest {
    @Test
    void the_metadata_for_editors_names_each_property_with_its_default() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (JsonNode property : metadata().get("properties")) {
            assertThat(property.get("description").asString()).endsWith(".").doesNotContain(";");
            documented.put(
                    property.get("name").asString(),
                    property.has("defaultValue") ? property.get("defaultValue").asString() : "");
        }
        Map<String, String> expected = new TreeMap<>(Map.of("management.health.contactbook.enabled", "true"));
        collect("contactbook", ContactbookProperties.class, expected);

        assertThat(documented).isEqualTo(expected);
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> properties) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThat(ConfigurationPropertyName.isValid(name)).isTrue();
            if (component.getType().isRecord()) {
                collect(name, component.getType(), properties);
            } else {
                properties.put(name, defaultOf(type, component.getName()));
            }
        }
    }

    private static String defaultOf(Class<?> type, String component) {
        return Stream.of(type.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .filter(parameter -> parameter.getName().equals(component))
                .filter(parameter -> parameter.isAnnotationPresent(DefaultValue.class))
                .map(parameter -> parameter.getAnnotation(DefaultValue.class).value()[0])
                .findFirst()
                .orElse("");
    }

    private static JsonNode metadata() throws IOException {
        try (InputStream in =
                PropertiesTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(in.readAllBytes());
        }
    }
}
