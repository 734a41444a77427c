package dev.contactbook.examples.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Deals, kept by JPA, with their contacts, kept by Contactbook, in one database. */
@SpringBootApplication
public class DealsApplication {
    /** Spring Boot creates it. */
    public DealsApplication() {}

    /**
     * Starts the application.
     *
     * @param args properties, such as {@code --spring.datasource.url=jdbc:postgresql://…}
     */
    public static void main(String[] args) {
        SpringApplication.run(DealsApplication.class, args);
    }
}
