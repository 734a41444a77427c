package dev.contactbook.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Applications that have the starter, each with a database of its own. */
final class Hosts {
    private Hosts() {}

    /** With the starter alone. */
    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner().withConfiguration(starter());
    }

    /** With a data source and its transactions. */
    static ApplicationContextRunner withDataSource() {
        return bare().withConfiguration(AutoConfigurations.of(
                        DataSourceAutoConfiguration.class,
                        DataSourceTransactionManagerAutoConfiguration.class,
                        JdbcTemplateAutoConfiguration.class))
                .withPropertyValues("spring.datasource.generate-unique-name=true");
    }

    /** With a store in memory, Spring MVC and Spring Boot's mapper of JSON. */
    static WebApplicationContextRunner withWeb() {
        return new WebApplicationContextRunner()
                .withConfiguration(starter())
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withPropertyValues("contactbook.store=memory");
    }

    /** All that the starter registers, read as Spring Boot reads it. */
    static AutoConfigurations starter() {
        ClassLoader loader = Hosts.class.getClassLoader();
        return AutoConfigurations.of(ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("dev.contactbook."))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new));
    }
}
