package dev.contactbook.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.contactbook.api.Contacts;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.servlet.function.RouterFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PropertiesTest {
    @Test
    void the_guide_has_all_properties_with_their_defaults_in_one_block() throws IOException {
        assertThat(guide()).isEqualTo(documented());
    }

    @Test
    void the_block_of_the_guide_can_be_copied_as_it_is() throws IOException {
        String[] properties = guide().entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);

        Hosts.withDataSource()
                .withPropertyValues(properties)
                .run(context -> assertThat(context).hasSingleBean(Contacts.class));
        Hosts.withWeb()
                .withPropertyValues(properties)
                .withPropertyValues("contactbook.store=memory")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RouterFunction.class));
    }

    private static Map<String, String> guide() throws IOException {
        String page = Files.readString(
                Path.of(System.getProperty("contactbook.root", "../..")).resolve("docs/how-to/spring-boot.md"));
        String block = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(
                new ByteArrayResource(block.substring(0, block.indexOf("```")).getBytes(StandardCharsets.UTF_8)));
        Map<String, String> properties = new TreeMap<>();
        Objects.requireNonNull(yaml.getObject())
                .forEach((name, value) -> properties.put(name.toString(), value.toString()));
        return properties;
    }

    @Test
    void the_metadata_for_editors_names_each_property_with_its_default() throws IOException {
        Map<String, String> expected = new TreeMap<>(Map.of("management.health.contactbook.enabled", "true"));
        collect("contactbook", ContactbookProperties.class, expected);

        assertThat(documented()).isEqualTo(expected);
    }

    private static Map<String, String> documented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (JsonNode property : metadata().get("properties")) {
            assertThat(property.get("description").asString()).endsWith(".").doesNotContain(";");
            documented.put(
                    property.get("name").asString(),
                    property.has("defaultValue") ? property.get("defaultValue").asString() : "");
        }
        return documented;
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
